"""The letter parts: one ordered table for everything that needs all of them.

A letter part is something that the page shows. Each is a field of `Letter`; a test fails for a
field that is neither in this table nor listed there with the reason why it is no letter part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from lettergen.letter.letter import Body, Letter
from lettergen.letter.people import Recipient

WORDS = "body"
OF_THE_WORDS = ("notes", "appendices")
"""What a house style places like a letter part, although it is in the words."""


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One letter part.

    Attributes:
        name: Its field in `Letter`.
        label: Its name in a list of letter parts.
        fields: The fields of a record that it comes from; for a list its name, such as ``cc``.
        shown_by: The part of a house style that shows it; empty for the words, which all show.
        line_of: Returns one entry of it as a line of plain text.
        for_file: Whether it is only in the office's own copy.
    """

    name: str
    label: str
    fields: tuple[str, ...] = ()
    shown_by: str = ""
    line_of: Callable[[Any], str] = str
    for_file: bool = False

    def lines(self, letter: Letter) -> tuple[str | Body, ...]:
        """Return this part of *letter*, one line per entry; subject and words as Markdown.

        The result is empty for a part that the letter does not have.
        """
        held = getattr(letter, self.name)
        if isinstance(held, Body):
            return (held,) if held.markdown else ()
        entries = held if isinstance(held, tuple) else (held,)
        return tuple(filter(None, map(self.line_of, entries)))


def _copy(person: Recipient) -> str:
    """Return a copy on one line, its group first."""
    group = f"{person.group}: " if person.group else ""
    return group + ", ".join(person.listed)


ON_ONE_LINE = attrgetter("one_line")
PARTS = (
    LetterPart("version", "version", shown_by="version"),
    LetterPart("draft", "draft mark", shown_by="draft"),
    LetterPart("marks", "handling marks", ("mark",), "marks"),
    LetterPart("delivery", "delivery", ("delivery",), "delivery"),
    LetterPart("reference", "our reference", ("reference",), "references"),
    LetterPart("your_reference", "your reference", ("your_reference",), "references"),
    LetterPart("date_text", "date", ("date",), "date"),
    LetterPart("addressees", "addressees", ("addressee",), "addressees", ON_ONE_LINE),
    LetterPart("via", "via", ("via",), "via", ON_ONE_LINE),
    LetterPart("subject", "subject", ("subject",), "subject"),
    LetterPart("subject_lines", "further subject lines", ("subject_line",), "subject"),
    LetterPart("salutation", "salutation", ("salutation",), "salutation"),
    LetterPart(WORDS, "words"),  # each value has an origin, which names its field
    LetterPart("close", "close", ("close",), "close"),
    LetterPart("signatories", "signed by", ("signatory",), "signatories", ON_ONE_LINE),
    LetterPart("postscript", "postscript", ("postscript",), "postscript"),
    LetterPart("enclosures", "enclosures", ("enclosure",), "enclosures", ON_ONE_LINE),
    LetterPart("copies", "copies to", ("cc",), "copies", _copy),
    LetterPart("distribution", "distribution", ("distribution",), "distribution", ON_ONE_LINE),
    LetterPart("blind_copies", "blind copies to", ("bcc",), "blind_copies", _copy, for_file=True),
)
STYLE_PARTS = (
    *dict.fromkeys(part.shown_by for part in PARTS if part.shown_by),
    *OF_THE_WORDS,
)
"""Everything that a house style shows, by its name there."""
