"""The proof sheet as one document: a self-contained HTML page, or a PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from lettergen.errors import LetterError
from lettergen.l10n.languages import text_direction
from lettergen.letterhead import ASSET, Asset, Letterhead, StyleText
from lettergen.pdf.job import PrintJob, RenderedPdf
from lettergen.pdf.layout import lay_out
from lettergen.pdf.weasyprint_log import MissingGlyph
from lettergen.proof.document import document, stylesheet
from lettergen.proof.sheet import ProofRow, ProofSheet

PNG = "image/png"
MOST_PAGES = 1000


def proof_html(sheet: ProofSheet) -> bytes:
    """Return the proof as an HTML page that needs no other file and no network."""
    return _page(sheet, _inline, on_screen=True).encode()


def proof_pdf(sheet: ProofSheet, letterhead: Letterhead, day: date) -> RenderedPdf:
    """Return the proof as a PDF with the letterhead's fonts and paper.

    A character that no font has is written as its code: a problem may contain one.

    Raises:
        LetterError: It cannot be laid out.
    """
    html = _page(sheet, _by_name, on_screen=False)
    pictures = tuple(Asset(_name(row), PNG, row.picture) for row in sheet.rows if row.picture)
    families = ", ".join(f'"{family}"' for family in letterhead.fonts)
    paper = f"@page {{ size: {letterhead.paper.width:g}mm {letterhead.paper.height:g}mm }}"
    sheets = (
        StyleText("proof.css", stylesheet("proof")),
        StyleText("proof.css", f"{paper}\nhtml {{ font-family: {families} }}\n"),
    )
    look = replace(letterhead, assets=pictures)
    job = PrintJob(html, sheets, look, day, MOST_PAGES)
    try:
        return lay_out(job)
    except LetterError as error:
        missing = {one.character for one in error.problems if isinstance(one, MissingGlyph)}
        if not missing:
            raise
        numbers = str.maketrans({one: f"(U+{ord(one):04X})" for one in missing})
        return lay_out(replace(job, html=html.translate(numbers)))


def _page(sheet: ProofSheet, source: Callable[[ProofRow], str], *, on_screen: bool) -> str:
    return document(
        "proof", on_screen=on_screen, sheet=sheet, source=source, direction=text_direction
    )


def _inline(row: ProofRow) -> str:
    return f"data:{PNG};base64,{b64encode(row.picture).decode()}"


def _by_name(row: ProofRow) -> str:
    return f"{ASSET}{_name(row)}"


def _name(row: ProofRow) -> str:
    return f"{sha256(row.picture).hexdigest()}.png"
