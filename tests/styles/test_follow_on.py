"""The house style and the letterhead `follow-on`: preprinted paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.compose.document import compose_html, compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import Body
from lettergen.letterhead import Letterhead, Printed, StyleText
from lettergen.letterhead.reading import load_letterhead
from tests.reference import EVERY_PART, PARAGRAPHS, REFERENCE, REFERENCE_TEXT, printed
from tests.styles.reading import lines, overlapping

FOLLOW_ON = load_letterhead("follow-on", None)
PLAIN = load_letterhead("plain", None, style="follow-on")
LONG = replace(EVERY_PART, body=Body("\n\n".join([EVERY_PART.body.markdown, *[PARAGRAPHS] * 3])))
SHEET = 297.0  # mm: the height of A4


def test_no_head_of_our_own() -> None:
    """The sender is not printed: it is on the paper, not on the page or in plain text."""
    text = "".join(one.text for one in lines(printed(REFERENCE, FOLLOW_ON).pdf))

    assert "Chancellery" not in text
    assert "Strelsau" not in text
    assert compose_text(REFERENCE, FOLLOW_ON) == REFERENCE_TEXT[REFERENCE_TEXT.index("April") :]


@pytest.mark.parametrize("letter", [REFERENCE, LONG], ids=["one page", "several pages"])
def test_printed_area_stays_free(letter: object) -> None:
    """Page 1 keeps clear of the preprinted area; the first line is just below it."""
    area = FOLLOW_ON.printed
    assert area is not None
    found = lines(printed(letter, FOLLOW_ON).pdf)  # type: ignore[arg-type]  # a letter
    first = [one for one in found if one.page == 1]

    assert min(one.top for one in first) == pytest.approx(area.top + 5, abs=2)
    assert max(one.bottom for one in first) < SHEET - area.bottom
    assert overlapping(found) == []


def test_later_sheets() -> None:
    """Later pages on preprinted paper have their own measures."""
    paper = replace(FOLLOW_ON, printed=Printed(45, 20, later_top=40, later_bottom=35))
    later = [one for one in lines(printed(LONG, paper).pdf) if one.page > 1]

    assert min(one.top for one in later) > 40
    assert max(one.bottom for one in later) < SHEET - 35


@pytest.mark.parametrize(
    ("css", "message"),
    [
        (
            "@page :first { margin-top: 30mm }",
            "within the preprinted area at the top of the paper.",
        ),
        (
            "@page :first { margin-bottom: 8mm }",
            "within the preprinted area at the foot of the paper.",
        ),
        (".date { position: absolute; top: -20mm }", "On page 1, 'April 27, 2021' is 1"),
        (
            "body > .date { margin-top: -12mm; border-top: 12mm solid }",
            "a picture or a line",
        ),
    ],
)
def test_printed_over(css: str, message: str) -> None:
    """A stylesheet that prints on the paper's own head or foot fails the letter, with the words."""
    spoilt = replace(FOLLOW_ON, css=(*FOLLOW_ON.css, StyleText("more.css", css)))
    with pytest.raises(LetterError) as error:
        printed(LONG if "bottom" in css else REFERENCE, spoilt)

    assert {problem.code for problem in error.value.problems} == {"on-printed-area"}
    assert any(message in problem.message for problem in error.value.problems)


def test_with_any_letterhead() -> None:
    """With a letterhead for blank paper the style prints no head either, and its margins count."""
    found = lines(printed(REFERENCE, PLAIN).pdf)

    assert "Freedonia" not in "".join(one.text for one in found)
    assert min(one.top for one in found) == pytest.approx(PLAIN.margins.top, abs=2)


@pytest.mark.parametrize(("letterhead", "shown"), [(FOLLOW_ON, True), (PLAIN, False)])
def test_preview_shows_the_area(letterhead: Letterhead, shown: bool) -> None:
    """In the browser the preprinted area is hatched; blank paper has none."""
    html = compose_html(REFERENCE, letterhead, preview=True)

    assert ("repeating-linear-gradient" in html) is shown
