"""Write letters with ReportLab's platypus: fonts and styles once, a document for each letter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from letter_words import Letter, Mailing
from peer_command import run_peer
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

# A frame of platypus keeps 6 points free inside the margins.
SIDE, HEAD = 25 * mm - 6, 20 * mm - 6
REGULAR, BOLD = "Noto Serif", "Noto Serif Bold"


def style(size: float, space: float, font: str = REGULAR) -> ParagraphStyle:
    """Return the style of a block: type *size* in points, *space* below in millimetres."""
    return ParagraphStyle(
        f"{size} {space}", fontName=font, fontSize=size, leading=size * 1.35, spaceAfter=space * mm
    )


OFFICE = style(14, 0, BOLD)
SENDER = style(9, 8)
BODY = style(10.5, 3.5)
CLOSE = style(10.5, 16)
SIGNATORY = style(10.5, 6)
COPIES = style(9.5, 0)


def block(lines: Iterable[str], look: ParagraphStyle) -> Paragraph:
    """Return *lines* as one paragraph."""
    return Paragraph("<br/>".join(map(escape, lines)), look)


def story(letter: Letter) -> list[Paragraph]:
    """Return the blocks of a letter."""
    return [
        block(letter.sender[:1], OFFICE),
        block(letter.sender[1:], SENDER),
        block([letter.date], BODY),
        block(letter.addressee, BODY),
        block([letter.salutation], BODY),
        *(block([words], BODY) for words in letter.paragraphs),
        block([letter.close], CLOSE),
        block(letter.signatory, SIGNATORY),
        block([letter.copies], COPIES),
    ]


def write(mailing: Mailing, folder: Path) -> None:
    """Write every letter."""
    registerFont(TTFont(REGULAR, mailing.regular))
    registerFont(TTFont(BOLD, mailing.bold))
    for letter in mailing.letters:
        document = SimpleDocTemplate(
            str(folder / f"{letter.stem}.pdf"),
            pagesize=A4,
            leftMargin=SIDE,
            rightMargin=SIDE,
            topMargin=HEAD,
            bottomMargin=HEAD,
            title="Update on the current status of Azerbaijan",
            lang="en",
        )
        document.build(story(letter))


if __name__ == "__main__":
    run_peer(write)
