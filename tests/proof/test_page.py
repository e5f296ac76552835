"""The proof sheet as a page and as a PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from lettergen.errors import Problem
from lettergen.pdf.page_text import text_of_pages
from lettergen.proof.page import proof_html, proof_pdf
from lettergen.proof.sheet import ProofRow, ProofSheet
from tests.browser import serious_faults
from tests.cli.sample import SUSPENDED
from tests.offices import ogp
from tests.proof.test_sheet import sample

DAY = date(2021, 4, 27)


def with_problem(message: str) -> ProofSheet:
    """Return the sample's proof with one letter more, which could not be made."""
    row = ProofRow("XAZ", "en", 0, b"", None, (Problem("x", message),), ())
    return replace(sample(), rows=(*sample().rows, row))


def test_the_page_needs_nothing_else(tmp_path: Path, browser: Browser) -> None:
    """The HTML shows every letter with its picture, asks for no other file, serves everybody."""
    file = tmp_path / "proof.html"
    file.write_bytes(proof_html(with_problem("It has no <addressee>.")))
    for window in ({}, {"viewport": {"width": 360, "height": 740}}):
        page = browser.new_page(**window)  # type: ignore[arg-type]  # its size
        page.goto(file.as_uri())
        asked = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        assert [one for one in asked if not one.startswith("data:")] == []
        assert page.locator("article").count() == len(SUSPENDED) + 1
        assert page.evaluate("[...document.images].every((one) => one.naturalWidth > 100)")
        assert page.locator("article").last.inner_text().count("It has no <addressee>.") == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert serious_faults(page) == []
        page.close()


def test_the_pdf_says_the_same() -> None:
    """The PDF has a row for each letter, the common text once, the checks, and a place to sign."""
    rendered = proof_pdf(sample(), ogp().letterhead, DAY)
    words = " ".join(text_of_pages(rendered.pdf, "proof").split())

    assert [f"{number}. {name}" in words for number, name in enumerate(SUSPENDED, 1)] == [True] * 7
    assert words.count("Until then, [state.with_article] will continue to remain") == 1
    assert words.count("agreed") == 7
    assert "No two letters go to the same person." in words
    assert "To be signed Name Date Signature" in words
    assert b"pdfuaid" in rendered.pdf


def test_a_problem_may_name_what_no_font_has() -> None:
    """A character without a glyph, named by a problem, is written as its number."""
    rendered = proof_pdf(with_problem("No font has \U0001f600."), ogp().letterhead, DAY)

    assert "(U+1F600)" in text_of_pages(rendered.pdf, "proof")


def test_the_same_batch_makes_the_same_bytes() -> None:
    """A proof made again is the same file: two people look at one thing."""
    first, second = (proof_pdf(sample(), ogp().letterhead, DAY).pdf for _ in range(2))

    assert first == second
    assert proof_html(sample()) == proof_html(sample())


def test_a_hundred_letters_stay_readable() -> None:
    """A hundred like letters have one row each, more than three on a page."""
    rows = tuple(replace(sample().rows[0], id=f"R{number:03}") for number in range(100))
    rendered = proof_pdf(replace(sample(), rows=rows), ogp().letterhead, DAY)
    words = text_of_pages(rendered.pdf, "proof")

    assert [f". R{number:03}" in words for number in range(100)] == [True] * 100
    assert rendered.pages <= 30
