"""Lines are found on a page however they were set."""

from __future__ import annotations

import pytest

from lettergen.geometry import Box
from lettergen.pdf.line_search import find_lines
from lettergen.pdf.page_text import first_page
from tests.pdf.windowed import LINES, ROOM, address, block, laid_out


def places(pdf: bytes, *lines: str) -> list[Box | None]:
    """Return where *lines* are found."""
    with first_page(pdf) as page:
        return [found.box if found else None for found in find_lines(page, lines, ROOM)]


def down(boxes: list[Box | None]) -> list[int]:
    """Return how many whole millimetres from the top each box begins; -1 for none."""
    return [int(box.top) if box else -1 for box in boxes]


@pytest.mark.parametrize(
    "printed",
    [
        "Office of Affairs",  # with the ligatures ffi and ff
        "Office  of   Affairs",
        "OFFICE OF AFFAIRS",
        "<b>Of</b>fice of Affairs",
        "Office of<br>Affairs",
        "<bdi>Office</bdi> of &#x2068;Affairs&#x2069;",
        "Office of Affairs,",
    ],
)
def test_one_line_in_many_forms(printed: str) -> None:
    """Ligatures, blanks, capitals, punctuation, isolates and wraps hide no line."""
    (box,) = places(address(printed), "Office of Affairs")

    assert box is not None
    assert 25 <= box.left <= 26
    assert 55 <= box.top <= 57


@pytest.mark.parametrize(
    "line",
    [
        "شارع القصر",
        "شارع القصر 12",
        "12 شارع القصر، الطابق 3",
        "وزارة الخارجية (MFA)",
        "משרד החוץ 7",
        "Binəqədi rayonu, Gəncə",
        "Улица Замковая, 1",
        "Đường Lâu Đài",
    ],
)
def test_scripts(line: str) -> None:
    """Lines of other scripts are found, those from right to left with figures too."""
    assert down(places(address(LINES[0], f"<bdi>{line}</bdi>"), line)) in ([59], [60], [61])


def test_the_one_in_the_window() -> None:
    """Of words that stand in the letter's body too, those in the window are taken."""
    body = "Count Rupert<br>wrote to Count Rupert of Ruritania."

    first, second = places(address("Count Rupert", "Ruritania", body=body), *LINES[:1], "Ruritania")

    assert first
    assert second
    assert 55 < first.top < second.top < 66


def test_line_before_a_part_of_one() -> None:
    """A row of its own is taken before the same words within another one."""
    pdf = address("Office &middot; Strelsau", "Count Rupert", "Strelsau")

    assert down(places(pdf, "Strelsau"))[0] >= 64


def test_parts_of_words() -> None:
    """A short line is no part of a word, and no part of a longer line that is sought too."""
    pdf = address("Ritan", "Castle Rita", "Rita")

    boxes = places(pdf, "Rita", "Castle Rita")

    assert [box is not None for box in boxes] == [True, True]
    assert down(boxes)[0] > down(boxes)[1]


def test_equal_lines() -> None:
    """Two equal lines are two places, the first above the second."""
    first, second, third = places(address("Strelsau", "Strelsau"), *["Strelsau"] * 3)

    assert first
    assert second
    assert first.bottom < second.top
    assert third is None


def test_not_there() -> None:
    """A line that is not printed, and one without a letter, are not found."""
    assert places(address(*LINES), "Duke Michael", "---", "") == [None] * 3
    assert places(laid_out(block("&nbsp;", 10, 10)), "Count Rupert") == [None]
