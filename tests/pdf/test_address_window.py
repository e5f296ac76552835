"""The address in its window, measured on real pages."""

from __future__ import annotations

import re

import pytest

from lettergen.errors import Problem
from lettergen.geometry import WINDOWS
from lettergen.pdf.address_window import misplaced
from lettergen.pdf.line_search import find_lines
from lettergen.pdf.page_text import first_page
from lettergen.pdf.weasyprint_log import MisplacedLine
from tests.pdf.windowed import LINES, ROOM, WINDOW, address, block, laid_out

ARABIC = ("السيد روبرت", "شارع القصر 12", "مملكة روريتانيا")


def problems(pdf: bytes, *lines: str, also_visible: tuple[str, ...] = ()) -> list[Problem]:
    """Return what is wrong with *lines* in the window of DIN 5008 form B."""
    with first_page(pdf) as page:
        return misplaced(page, WINDOW, lines or LINES, also_visible)


def codes(found: list[Problem]) -> set[str]:
    """Return what kinds of problems there are."""
    return {problem.code for problem in found}


def test_address_within() -> None:
    """An address within the window is right, whatever the body below says."""
    assert problems(address(*LINES, body="<br>".join(LINES))) == []


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("left", "is 0.5 mm too far left"),
        ("right", "is 0.5 mm too far right"),
        ("top", "is 0.5 mm too high"),
        ("bottom", "is 0.5 mm too low"),
    ],
)
@pytest.mark.parametrize("outside", [True, False])
def test_half_a_millimetre(side: str, words: str, *, outside: bool) -> None:
    """Half a millimetre beyond an edge is told with its side; as much within it is right."""
    left, top = 25.0, 55.0
    with first_page(address("Rupert")) as page:
        (found,) = find_lines(page, ["Rupert"], ROOM)
    assert found is not None
    by = 0.5 if outside else -0.5
    if side == "left":
        left += ROOM.left - found.box.left - by
    elif side == "right":
        left += ROOM.right - found.box.right + by
    elif side == "top":
        top += ROOM.top - found.box.top - by
    else:
        top += ROOM.bottom - found.box.bottom + by

    told = problems(address("Rupert", left=left, top=top), "Rupert")

    if not outside:
        assert told == []
        return
    (problem,) = told
    assert problem.code == "window-line-outside"
    assert problem.message == (
        f"Line 1 of the address, 'Rupert', {words} for the window 'din5008-b'."
    )
    assert problem.hint


def test_nine_lines() -> None:
    """Of too many lines those that are not seen are told, with the room there is."""
    lines = [f"Line number {number}" for number in range(1, 10)]

    found = problems(address(*lines, css="line-height: 5mm"), *lines)

    assert codes(found) == {"window-line-outside"}
    assert [problem.line for problem in found if isinstance(problem, MisplacedLine)] == [8, 9]
    assert {problem.hint for problem in found} == {
        "Use fewer lines: the window shows 38.0 mm of height."
    }


def test_long_line() -> None:
    """A line that is longer than the window is wide is told with that width."""
    long = "Ministry of the Interior, of the Exterior and of All That Lies Between the Two"

    (problem,) = problems(address(LINES[0], long), LINES[0], long)

    assert re.search(r"Line 2 .* is [\d.]+ mm too far right", problem.message)
    assert problem.hint == "Shorten it or split it in two: the window shows 78.0 mm."


def test_wrapped_line() -> None:
    """A long line that the layout wraps within the window is right."""
    long = "Ministry of the Interior, of the Exterior and of All That Lies Between"

    assert problems(address(long, css="white-space: normal; width: 70mm"), long) == []


def test_arabic() -> None:
    """An Arabic address stands in the window like any other, and is told outside of it."""
    css = "direction: rtl; width: 70mm; text-align: right"

    assert problems(address(*ARABIC, css=css), *ARABIC) == []
    found = problems(address(*ARABIC, css=css, left=35), *ARABIC)
    assert [problem.message.count("too far right") for problem in found] == [1, 1, 1]


@pytest.mark.parametrize(("points", "wrong"), [(8, False), (7.8, True), (6, True)])
def test_small_letters(points: float, *, wrong: bool) -> None:
    """Letters below 8 pt are refused with their size."""
    found = problems(address("Rupert", css=f"font-size: {points}pt"), "Rupert")

    assert [problem.code for problem in found] == ["window-line-small"] * wrong
    if wrong:
        assert f"is set in {points:.1f} pt." in found[0].message


def test_low_letters() -> None:
    """Capitals below 0.08 in are refused though the type is large enough by its name."""
    small = "font-size: 8pt; font-variant-caps: all-small-caps"

    (problem,) = problems(address("RUPERT", css=small), "RUPERT")

    assert problem.code == "window-line-small"
    assert re.search(r"has letters 1\.\d mm high; the minimum is 2\.0 mm", problem.message)
    assert problems(address("rupert", css="font-size: 8pt"), "rupert") == []


def test_overlap() -> None:
    """Two lines that run into each other are told once, both with their words."""
    pdf = laid_out(block("Rupert", 25, 60) + block("Hentzau", 28, 61.5))

    (problem,) = problems(pdf, "Rupert", "Hentzau")

    assert problem.code == "window-lines-overlap"
    assert problem.message == "Line 1 of the address, 'Rupert', overlaps line 2, 'Hentzau'."


def test_cut_off() -> None:
    """A line that a box of the stylesheet cuts off is told with what is lost."""
    css = "overflow: hidden; width: 8mm; height: 5mm"
    (problem,) = problems(laid_out(block("Rupert", 25, 60, css, "div")), "Rupert")

    assert problem.code == "window-line-clipped"
    assert re.search(r"is cut off: [1-9]\.\d mm of it are not printed", problem.message)


def test_order() -> None:
    """Lines in another order than given are told."""
    (problem,) = problems(address("Strelsau", "Rupert"), "Rupert", "Strelsau")

    assert problem.code == "window-order"
    assert "Line 2 of the address, 'Strelsau', is above line 1" in problem.message


def test_missing_line() -> None:
    """A line that page 1 does not show is told by its number; the others are not."""
    found = problems(address(*LINES[:2]), *LINES[:2], "Strelsau")

    assert [(problem.code, getattr(problem, "line", 0)) for problem in found] == [
        ("window-line-missing", 3)
    ]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (block("Confidential: the fine of 9 crowns", 60, 92), "'Confidential: the fine of 9 cro"),
        (block("The Castle", 25, 44), "'The Castle'"),
        (block("7", 104, 60), "'7'"),
        (block("", 30, 92, "width: 20mm; height: 1mm; background: navy", "div"), "a line or"),
    ],
)
def test_something_else(what: str, words: str) -> None:
    """What is no part of the address is told where the window can show it, with the distance."""
    pdf = laid_out(block("<br>".join(LINES), 25, 55) + what)

    (problem,) = problems(pdf)

    assert problem.code == "window-shows-other"
    assert f"can show {words}" in problem.message
    assert re.search(r"extends \d+\.\d mm into", problem.message)


@pytest.mark.parametrize(
    "what",
    [
        block("The Castle", 25, 40),  # above, below and next to all that is ever seen
        block("Dear Count,", 25, 96),
        block("Our reference", 111, 60),
        block("", 0, 0, "width: 210mm; height: 297mm; background: ivory; z-index: -1", "div"),
    ],
)
def test_nothing_else(what: str) -> None:
    """What no position of the sheet brings into the window may stand there; so may a ground."""
    assert problems(laid_out(what + block("<br>".join(LINES), 25, 55))) == []


def test_declared_texts() -> None:
    """The return line may be seen above the address, with any marks between its parts."""
    pdf = laid_out(
        block("Castle Office &middot; Strelsau | Ruritania", 25, 46, "font-size: 6pt")
        + block("<br>".join((*LINES, "Strelsau")), 25, 55)
    )
    lines = (*LINES, "Strelsau")

    assert problems(pdf, *lines, also_visible=("Castle Office Strelsau Ruritania",)) == []
    assert codes(problems(pdf, *lines)) == {"window-shows-other"}


def test_other_window() -> None:
    """The same page is measured against whichever window is named."""
    with first_page(address(*LINES, top=40)) as page:
        assert misplaced(page, WINDOWS["din5008-a-c56"], LINES) == []
    with first_page(address(*LINES, top=80)) as page:
        assert codes(misplaced(page, WINDOWS["c4-27"], LINES)) == {"window-line-outside"}
