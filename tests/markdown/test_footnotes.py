"""Footnotes at the foot of their page."""

from __future__ import annotations

from dataclasses import replace

import page
import pytest

from lettergen.compose.document import compose_print
from lettergen.compose.stylesheet import stylesheets
from lettergen.errors import LetterError
from lettergen.letter.letter import Body
from lettergen.letterhead import StyleText
from lettergen.letterhead.reading import load_letterhead
from lettergen.markdown import NOTES_CSS, body_html
from lettergen.pdf.rendering import render_pdf
from tests.reference import REFERENCE, filled_in, page_texts


def html(markdown: str) -> str:
    """Return a body's HTML with its notes at the foot."""
    words = body_html(Body(markdown), quotes=False, marks=True, notes_at_foot=True)
    assert words.notes == ""
    return words.text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "A[^x] b.\n\n[^x]: One *two*.",
            '<p>A<span class="note" data-note="1">One <em>two</em>.</span> b.</p>\n',
        ),
        (
            "A[^x] b[^x].\n\n[^x]: One.",
            '<p>A<span class="note" data-note="1">One.</span> b<sup>1</sup>.</p>\n',
        ),
        (
            f"- A[^x]\n\n[^x]: {filled_in(4, 'F')}.",
            (
                '<ul><li>A<span class="note" data-note="1"><span data-mark="4">F</span>.</span>'
                "</li>\n</ul>\n"
            ),
        ),
    ],
)
def test_note_stands_at_its_first_reference(markdown: str, expected: str) -> None:
    """A note is said once, where it is first referred to; a second reference is its number."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    "note", ["One.\n\n    Two.", "- a list", "One.[^y]\n[^y]: Two."], ids=["two", "list", "note"]
)
def test_long_note(note: str) -> None:
    """What does not fit at the foot of a page is refused, not cut."""
    with pytest.raises(LetterError) as error:
        html(f"A[^x].\n\n[^x]: {note}")

    assert {problem.code for problem in error.value.problems} == {"long-footnote"}


def test_notes_stand_on_the_page_of_their_reference() -> None:
    """Over several pages each note is at the foot of its page, and the PDF stays valid."""
    paragraphs = "\n\n".join(f"Paragraph {n}.[^{n}]\n\n- item\n- other" for n in range(60))
    notes = "\n".join(f"[^{n}]: Remark of {n}." for n in range(60))
    plain = load_letterhead("plain", None)
    words = html(f"{paragraphs}\n\n| a |\n|---|\n| b[^t] |\n\n{notes}\n[^t]: Remark of t.")
    letter = replace(REFERENCE, body=Body("Here."))
    whole = compose_print(letter, plain).replace("<p>Here.</p>\n", words)
    sheets = (*stylesheets(plain, "en"), StyleText("notes.css", NOTES_CSS))
    pdf = render_pdf(whole, sheets, plain, day=letter.date).pdf
    texts = page_texts(pdf)

    for n in range(60):
        (said,) = [text for text in texts if f"Paragraph {n}." in text]
        assert f"{n + 1}. Remark of {n}." in said
        assert said.index(f"Remark of {n}.") > said.index("item")
    assert len(texts) > 2
    for profile in ("2a", "ua1"):
        failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        assert [one.message for one in failures if "STREAM-LENGTH" not in one.rule_id] == []
