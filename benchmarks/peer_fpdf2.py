"""Write letters with fpdf2, cell by cell.

Each letter reads the font files again: writing a document reduces its fonts to the characters
used, and fpdf2 cannot keep the complete fonts.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fpdf import FPDF
from letter_words import Letter, Mailing
from peer_command import run_peer

# Line height divided by type size.
LEADING = 1.35
MM_PER_POINT = 25.4 / 72


def blank(mailing: Mailing) -> FPDF:
    """Return a document with margins and fonts, but no page."""
    document = FPDF(format="A4")
    document.set_margins(25, 20, 25)
    document.set_auto_page_break(auto=True, margin=20)
    document.add_font("Noto Serif", fname=mailing.regular)
    document.add_font("Noto Serif", style="B", fname=mailing.bold)
    return document


def block(document: FPDF, lines: Iterable[str], size: float, space: float, style: str = "") -> None:
    """Set *lines* in type of *size* points and leave *space* millimetres below them."""
    document.set_font("Noto Serif", style=style, size=size)
    height = size * LEADING * MM_PER_POINT
    document.multi_cell(0, height, "\n".join(lines), align="L", new_x="LMARGIN", new_y="NEXT")
    document.ln(space)


def fill(document: FPDF, letter: Letter) -> None:
    """Set a letter on the first page of *document*."""
    document.set_title("Update on the current status of Azerbaijan")
    document.set_lang("en")
    document.add_page()
    block(document, letter.sender[:1], 14, 0, "B")
    block(document, letter.sender[1:], 9, 8)
    block(document, [letter.date], 10.5, 3.5)
    block(document, letter.addressee, 10.5, 3.5)
    for words in (letter.salutation, *letter.paragraphs):
        block(document, [words], 10.5, 3.5)
    block(document, [letter.close], 10.5, 16)
    block(document, letter.signatory, 10.5, 6)
    block(document, [letter.copies], 9.5, 0)


def write(mailing: Mailing, folder: Path) -> None:
    """Write every letter."""
    for letter in mailing.letters:
        document = blank(mailing)
        fill(document, letter)
        document.output(str(folder / f"{letter.stem}.pdf"))


if __name__ == "__main__":
    run_peer(write)
