"""Captions of tables."""

from __future__ import annotations

from dataclasses import replace

import page
import pypdfium2
import pytest

from lettergen.errors import LetterError
from lettergen.letter.letter import Body
from lettergen.letterhead.reading import load_letterhead
from lettergen.markdown import body_html, body_text
from tests.reference import REFERENCE, filled_in, page_texts, printed

TABLE = "| a | b |\n|---|---|\n| c | d |"


@pytest.mark.parametrize(
    "markdown",
    [
        f"Table: The *steps*\n\n{TABLE}",
        f"{TABLE}\n\nTable:   The *steps*",
        f"Table: The *steps*\n{TABLE}",
    ],
    ids=["before", "after", "close before"],
)
def test_caption(markdown: str) -> None:
    """A paragraph next to a table becomes its caption; the marker is not printed."""
    html = body_html(Body(f"Before.\n\n{markdown}\n\nAfter."), quotes=False, marks=False).text
    text = body_text(Body(markdown), quotes=False).text

    assert "<table><caption>The <em>steps</em></caption>" in html.replace("\n", "")
    assert "Table" not in html
    assert text == "The steps\na  b\n-  -\nc  d"


def test_caption_goes_to_the_table_that_follows() -> None:
    """Between two tables a caption belongs to the second."""
    html = body_html(Body(f"{TABLE}\n\nTable: T\n\n{TABLE}"), quotes=False, marks=False).text

    assert html.index("<caption>") > html.index("</table>")


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("Table: of nothing", "misplaced-caption"),
        (f"Table: one\n\nwords\n\n{TABLE}", "misplaced-caption"),
        (f"Table: one\n\n{TABLE}\n\nTable: two", "misplaced-caption"),
        (f"{TABLE}\nTable: one", "misplaced-caption"),
        (f"> Table: one\n\n{TABLE}", "misplaced-caption"),
    ],
)
def test_refusals(markdown: str, code: str) -> None:
    """A caption that would be lost or printed as a row is refused."""
    with pytest.raises(LetterError) as error:
        body_html(Body(markdown), quotes=False, marks=False)

    assert [problem.code for problem in error.value.problems] == [code]


def test_value_is_no_caption() -> None:
    """A filled-in value that begins like a caption is a paragraph."""
    words = body_html(Body(f"{filled_in(1, 'Table: x')}\n\n{TABLE}"), quotes=False, marks=False)

    assert words.text.startswith("<p>Table: x</p>")


def test_heading_on_every_page() -> None:
    """A table over three pages has its heading on each and its caption once; the PDF is valid."""
    words = "Many words of that step. " * 5
    rows = "\n".join(f"| Step {n}: {words} | {words} End {n}. |" for n in range(45))
    body = Body(f"Table: All of the plan\n\n| Milestone | Remark |\n|---|---|\n{rows}")
    pdf = printed(replace(REFERENCE, body=body), load_letterhead("plain", None)).pdf
    texts = [text for text in page_texts(pdf) if "Step " in text]

    assert len(texts) >= 3
    assert all(text.count("Milestone") == 1 and text.count("Remark") == 1 for text in texts)
    assert sum(text.count("All of the plan") for text in texts) == 1
    for n in range(45):
        (said,) = [text for text in texts if f"Step {n}:" in text]
        assert f"End {n}." in said
    assert len(pypdfium2.PdfDocument(pdf)) >= 3
    for profile in ("2a", "ua1"):
        failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        assert [one.message for one in failures if "STREAM-LENGTH" not in one.rule_id] == []
