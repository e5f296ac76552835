"""Write letters with LibreOffice: fill in a Word template, then convert all files.

docxtpl fills in the template for each letter; one call of soffice makes all PDFs. The user
profile is next to the folder and is kept between runs, as a user's own profile is.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from docx import Document
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, Listing
from letter_words import Letter, Mailing
from peer_command import run_peer

# Each paragraph of the template: its words, type size and the space after it, both in points.
PARAGRAPHS = (
    ("{{ office }}", 14, 0),
    ("{{ contact }}", 9, 23),
    ("{{ date }}", 10.5, 10),
    ("{{ addressee }}", 10.5, 10),
    ("{{ salutation }}", 10.5, 10),
    ("{%p for words in paragraphs %}", 10.5, 0),
    ("{{ words }}", 10.5, 10),
    ("{%p endfor %}", 10.5, 0),
    ("{{ close }}", 10.5, 45),
    ("{{ signatory }}", 10.5, 17),
    ("{{ copies }}", 9.5, 0),
)


def make_template(path: Path) -> None:
    """Write the Word file that a user would make once."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    document.styles["Normal"].font.name = "Noto Serif"
    for words, size, space in PARAGRAPHS:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(space)
        paragraph.paragraph_format.line_spacing = 1.0
        run = paragraph.add_run(words)
        run.font.size = Pt(size)
        run.bold = words == PARAGRAPHS[0][0]
    document.save(str(path))


def fields(letter: Letter) -> dict[str, object]:
    """Return the fields of the template; a listing keeps its line breaks."""
    return {
        "office": letter.sender[0],
        "contact": Listing("\n".join(letter.sender[1:])),
        "date": letter.date,
        "addressee": Listing("\n".join(letter.addressee)),
        "salutation": letter.salutation,
        "paragraphs": letter.paragraphs,
        "close": letter.close,
        "signatory": Listing("\n".join(letter.signatory)),
        "copies": letter.copies,
    }


def write(mailing: Mailing, folder: Path) -> None:
    """Write every letter, first as a Word file, then all of them as PDFs."""
    template = folder / "template.dotx"
    make_template(template)
    words = folder / "docx"
    words.mkdir()
    for letter in mailing.letters:
        document = DocxTemplate(template)
        document.render(fields(letter), autoescape=True)
        document.save(words / f"{letter.stem}.docx")
    convert(sorted(words.iterdir()), folder)


def convert(documents: list[Path], folder: Path) -> None:
    """Make a PDF of each of the *documents* in *folder*."""
    profile = (folder.parent / "libreoffice-profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *documents], check=True, capture_output=True)


if __name__ == "__main__":
    run_peer(write)
