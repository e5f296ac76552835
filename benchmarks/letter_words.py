"""The words of the fixed letter, as data, for tools that do not read HTML.

letter.html is the only source of the words. They are read once for each recipient and passed
to every tool as one JSON file. This module imports only the standard library, since the tools'
environments have nothing else of this project.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LETTER = Path(__file__).parent / "letter.html"
LETTER_NAME = ("Vusal", "Huseynov")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, from head to foot; a line is a text without a line break.

    Attributes:
        stem: The name of its file, without the ending.
        page: The whole letter in HTML, style included.
        sender: The name of the office, then the lines below it.
        addressee: Name, office and state, a line each.
        signatory: Name and office, a line each.
    """

    stem: str
    page: str
    sender: tuple[str, ...]
    date: str
    addressee: tuple[str, ...]
    salutation: str
    paragraphs: tuple[str, ...]
    close: str
    signatory: tuple[str, ...]
    copies: str


class _Blocks(HTMLParser):
    """Collects the lines of every paragraph and address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a block, or a line of it."""
        del attrs
        if tag in {"p", "address"}:
            self._is_inside = True
            self.blocks.append([""])
        elif tag == "br":
            self.blocks[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or the line that is a heading."""
        if tag in {"p", "address"}:
            self._is_inside = False
        elif tag == "strong":
            self.blocks[-1].append("")

    def handle_data(self, data: str) -> None:
        """Add words to the line."""
        if self._is_inside:
            self.blocks[-1][-1] += data.strip("\n")


def letter_to(given: str, family: str, stem: str) -> Letter:
    """Return the letter in letter.html with another addressee."""
    page = LETTER.read_text(encoding="utf-8")
    for old, new in zip(LETTER_NAME, (given, family), strict=True):
        page = page.replace(old, new)
    parser = _Blocks()
    parser.feed(page)
    sender, (date,), addressee, (salutation,), *paragraphs, close, signatory, copies = map(
        tuple, parser.blocks
    )
    return Letter(
        stem=stem,
        page=page,
        sender=sender,
        date=date,
        addressee=addressee,
        salutation=salutation,
        paragraphs=tuple(words for (words,) in paragraphs),
        close=close[0],
        signatory=signatory,
        copies=copies[0],
    )


@dataclass(frozen=True, slots=True)
class Mailing:
    """The letters that a tool makes in one run, and the font files for them."""

    letters: tuple[Letter, ...]
    regular: str
    bold: str

    def write(self, path: Path) -> None:
        """Write everything into the file that a tool reads."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def part(self, number: int, parts: int) -> Mailing:
        """Return every *parts*-th letter, from *number* on, counted from 0."""
        return replace(self, letters=self.letters[number::parts])


def read_mailing(path: Path) -> Mailing:
    """Read the file that ``Mailing.write`` wrote."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    letters = tuple(_letter(row) for row in content.pop("letters"))
    return Mailing(letters=letters, **content)


def _letter(row: dict[str, Any]) -> Letter:
    lines = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    return Letter(**row | lines)
