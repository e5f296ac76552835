"""Check the PDFs of a tool: all made, complete, and fit for archives and screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unicodedata import normalize

import page
import pypdfium2
from letter_words import Letter
from pikepdf import Dictionary, Pdf

# Line ends insert white space, and hyphens that PDFium reports in several ways.
LOST_AT_LINE_ENDS = re.compile("[\\s\u00ad\u2010\ufffe\u0002-]+")
# The standards for archives and screen readers, by their names in the validator.
STANDARDS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}
STRAIGHT_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


@dataclass(frozen=True, slots=True)
class Traits:
    """The properties of the files of one tool.

    Attributes:
        kilobytes: The median size of a file.
        tagged: Whether a file has the structure that screen readers need.
        kept: The standards that files claim and, according to the validator, meet.
        outside: The fonts that a page lists and the file does not contain.
    """

    kilobytes: float
    tagged: bool
    kept: tuple[str, ...]
    outside: tuple[str, ...]

    def __str__(self) -> str:
        tagged = "yes" if self.tagged else "no"
        embedded = f"all but {', '.join(self.outside)}" if self.outside else "all"
        return f"{tagged} | {', '.join(self.kept) or 'none'} | {embedded} | {self.kilobytes:.0f}"


def check_letters(folder: Path, letters: Iterable[Letter], pattern: str) -> None:
    """Check that every letter is in *folder*, on one page, with all its words.

    Args:
        pattern: The name of its file, with ``{stem}`` for the letter's part of it.
    """
    expected = {letter.stem: letter for letter in letters}
    files = len(list(folder.glob("*.pdf")))
    if files != len(expected):
        raise SystemExit(f"{folder.name}: {files} files, not {len(expected)}.")
    for stem, letter in expected.items():
        found = list(folder.glob(pattern.format(stem=stem)))
        if len(found) != 1:
            raise SystemExit(f"{folder.name}: {len(found)} files for {stem}, not 1.")
        check_letter(found[0], letter)


def check_letter(path: Path, letter: Letter) -> None:
    """Check that the PDF at *path* has one page, with the words of *letter*."""
    document = pypdfium2.PdfDocument(path)
    pages = [sheet.get_textpage().get_text_bounded() for sheet in document]
    document.close()
    if len(pages) != 1:
        raise SystemExit(f"{path.parent.name}: {path.name} has {len(pages)} pages, not 1.")
    text = squeezed(pages[0])
    missing = [words for words in blocks(letter) if squeezed(words) not in text]
    if missing:
        raise SystemExit(f"{path.parent.name}: {path.name} lacks: {missing[0]}")


def blocks(letter: Letter) -> Iterator[str]:
    """Yield each text that must be in one piece on the page."""
    yield from (*letter.sender, letter.date, *letter.addressee, letter.salutation)
    yield from (*letter.paragraphs, letter.close, *letter.signatory, letter.copies)


def squeezed(text: str) -> str:
    """Return *text* without differences in line breaks, ligatures and quotation marks."""
    return LOST_AT_LINE_ENDS.sub("", normalize("NFKC", text).translate(STRAIGHT_QUOTES))


def traits(folder: Path) -> Traits:
    """Return the properties of the PDFs in *folder*: of the first few, but the size of all."""
    paths = sorted(folder.glob("*.pdf"))
    with Pdf.open(paths[0]) as pdf:
        marked: Any = pdf.Root.get("/MarkInfo", Dictionary())
        return Traits(
            kilobytes=median(path.stat().st_size for path in paths) / 1000,
            tagged="/StructTreeRoot" in pdf.Root and bool(marked.get("/Marked")),
            kept=tuple(name for profile, name in STANDARDS.items() if keep(paths[:20], profile)),
            outside=tuple(
                str(font.get("/BaseFont")).lstrip("/") for font in fonts(pdf) if not embedded(font)
            ),
        )


def keep(paths: Iterable[Path], profile: str) -> bool:
    """Return whether all files claim and meet a standard."""
    return all(
        # A known false alarm: a compressed stream can end in the byte of a line end.
        "STREAM-LENGTH" in failure.rule_id
        for path in paths
        for failure in page.validate_pdf(path, profile=profile).failures
    )


def fonts(pdf: Pdf) -> Iterator[Any]:
    """Yield every font that a page lists; of a composite font, its descendant."""
    for sheet in pdf.pages:
        for font in sheet.resources.get("/Font", Dictionary()).values():
            below: Any = font.get("/DescendantFonts")
            yield below[0] if below else font


def embedded(font: Any) -> bool:  # noqa: ANN401 - pikepdf's objects take any key
    """Return whether the file contains the font's program."""
    descriptor = font.get("/FontDescriptor", Dictionary())
    return any(f"/FontFile{number}" in descriptor for number in ("", "2", "3"))
