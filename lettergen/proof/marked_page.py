"""A letter as a page that marks how its words differ from those of another version.

The pages come from `compose_html`, which has text in the body only. Added words are in
``<ins>``; removed words are in ``<del>`` at their old place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lettergen.proof.difference import changes

WORD = re.compile(r"(\s+)")
BETWEEN_ADDED = re.compile(r"</ins>(\s+)<ins>")


def marked(old: str, new: str) -> str:
    """Return the page *new* with its differences from the page *old* marked."""
    before, after = _Pieces(old), _Pieces(new)
    words = after.words()
    gone = before.words()
    added: set[int] = set()
    removed: dict[int, str] = {}
    for change in changes([text for _, text in gone], [text for _, text in words]):
        if change.is_same:
            continue
        added |= set(change.new)
        if change.old:
            removed[change.new.start] = " ".join(gone[place][1] for place in change.old)
    page = "".join(_written(after.pieces, words, added, removed))
    return BETWEEN_ADDED.sub(r"\1", page)


def _written(
    pieces: list[str], words: list[tuple[int, str]], added: set[int], removed: dict[int, str]
) -> Iterator[str]:
    """Yield the page piece by piece, the changed words in their elements."""
    number = {place: count for count, (place, _) in enumerate(words)}
    for place, piece in enumerate(pieces):
        word = number.get(place)
        if word is not None and word in removed:
            yield f"<del>{removed[word]}</del> "
        if word is not None and word in added:
            yield f"<ins>{piece}</ins>"
        elif piece == "</body>" and len(words) in removed:
            yield f"<del>{removed[len(words)]}</del>{piece}"
        else:
            yield piece


class _Pieces(HTMLParser):
    """A page cut into tags, blanks and words; joined, they are the page again."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self._text: list[str] = []
        self._word_places: list[int] = []
        self._in_body = False
        self.feed(page)
        self.close()
        self._end_text()

    def words(self) -> list[tuple[int, str]]:
        """Return each word with its place among the pieces."""
        return [(place, self.pieces[place]) for place in self._word_places]

    def _end_text(self) -> None:
        for part in WORD.split("".join(self._text)):
            if not part:
                continue
            if self._in_body and not part.isspace():
                self._word_places.append(len(self.pieces))
            self.pieces.append(part)
        self._text = []

    def _add(self, markup: str) -> None:
        self._end_text()
        self.pieces.append(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - their signature
        """Keep a tag unchanged."""
        self._add(self.get_starttag_text() or "")
        self._in_body = self._in_body or tag == "body"

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Keep a tag unchanged."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Keep the end of an element."""
        self._add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Collect text until the next tag: a word may contain an entity."""
        self._text.append(data)

    def handle_entityref(self, name: str) -> None:
        """Collect an entity as a part of its word."""
        self._text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Collect a numbered character as a part of its word."""
        self._text.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Keep a comment unchanged."""
        self._add(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Keep the document type unchanged."""
        self._add(f"<!{decl}>")
