"""Look at the PDFs a tool has made: are they all there, whole, and fit for archives and readers?"""

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

# What a line's end does to words: white space, and a hyphen that PDFium reports in its own ways.
LOST_AT_LINE_ENDS = re.compile("[\\s\u00ad\u2010\ufffe\u0002-]+")
# What archives and screen readers ask for, by the names that the outside program gives them.
STANDARDS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}
STRAIGHT_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


@dataclass(frozen=True, slots=True)
class Traits:
    """What the files of one tool have in common.

    Attributes:
        kilobytes: Of a file, the median.
        tagged: Whether a file has the structure that screen readers follow.
        kept: The standards that files claim and, by an outside program's reading, keep.
        outside: The fonts a page lists without their lying in the file.
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
    """See that every letter is in *folder*, alone on one page, with all its words.

    Args:
        pattern: How its file is called, with ``{stem}`` for the letter's own part.
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
    """See that the PDF at *path* has one page, and the words of *letter* on it."""
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
    """Yield everything that must stand together on the page."""
    yield from (*letter.sender, letter.date, *letter.addressee, letter.salutation)
    yield from (*letter.paragraphs, letter.close, *letter.signatory, letter.copies)


def squeezed(text: str) -> str:
    """Return *text* as no line break, ligature or style of quotation mark can change it."""
    return LOST_AT_LINE_ENDS.sub("", normalize("NFKC", text).translate(STRAIGHT_QUOTES))


def traits(folder: Path) -> Traits:
    """Return what the PDFs in *folder* are like; the first few stand for all, but in size."""
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
    """Return whether all files keep a standard; a file that does not claim to does not."""
    return all(
        # A known false alarm: a compressed stream may end in the byte of a line end.
        "STREAM-LENGTH" in failure.rule_id
        for path in paths
        for failure in page.validate_pdf(path, profile=profile).failures
    )


def fonts(pdf: Pdf) -> Iterator[Any]:
    """Yield every font that a page lists; of a composite one, the font below."""
    for sheet in pdf.pages:
        for font in sheet.resources.get("/Font", Dictionary()).values():
            below: Any = font.get("/DescendantFonts")
            yield below[0] if below else font


def embedded(font: Any) -> bool:  # noqa: ANN401 - pikepdf's objects take any key
    """Return whether the font's program lies in the file."""
    descriptor = font.get("/FontDescriptor", Dictionary())
    return any(f"/FontFile{number}" in descriptor for number in ("", "2", "3"))
