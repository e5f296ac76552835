"""Write letters with Typst, in process: one compiler, with the words of each letter as input.

The files meet the same standards as lettergen's: PDF/A-2a and PDF/UA-1.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from letter_words import Mailing
from peer_command import run_peer
from typst import Compiler

PAGE = """
#let letter = json(bytes(sys.inputs.letter))
#let lines(texts) = texts.join(linebreak())
#set document(title: "Update on the current status of Azerbaijan")
#set document(date: datetime(year: 2021, month: 4, day: 27))
#set page(paper: "a4", margin: (x: 25mm, y: 20mm))
#set text(font: "Noto Serif", size: 10.5pt, lang: "en")
#set par(leading: 0.62em, spacing: 6mm)
#text(size: 14pt, weight: "bold", letter.sender.first())
#block(below: 11mm, text(size: 9pt, lines(letter.sender.slice(1))))
#letter.date
#par(lines(letter.addressee))
#par(letter.salutation)
#for words in letter.paragraphs { par(words) }
#block(above: 8mm, below: 18mm, letter.close)
#par(lines(letter.signatory))
#block(above: 8mm, text(size: 9.5pt, letter.copies))
"""


def write(mailing: Mailing, folder: Path) -> None:
    """Write every letter; each process uses its own folder."""
    own = folder / f"typst-{mailing.letters[0].stem}"
    own.mkdir()
    for font in (mailing.regular, mailing.bold):
        shutil.copy(font, own)
    page = own / "letter.typ"
    page.write_text(PAGE, encoding="utf-8")
    compiler = Compiler(page, font_paths=[own], ignore_system_fonts=True)
    for letter in mailing.letters:
        words = {"letter": json.dumps(asdict(letter))}
        out = folder / f"{letter.stem}.pdf"
        compiler.compile(output=out, sys_inputs=words, pdf_standards=["a-2a", "ua-1"])


if __name__ == "__main__":
    run_peer(write)
