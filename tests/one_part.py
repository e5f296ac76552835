"""Letters that differ in one part alone: each thing that a part says is said otherwise once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from lettergen.errors import TemplatePlace
from lettergen.letter.letter import Body, Enclosure, Letter, Origin
from lettergen.letter.parts import PARTS
from lettergen.letter.people import Person, Recipient, Signatory
from lettergen.letter.pictures import named_by_content
from tests.reference import EVERY_PART

SIGNATURE = named_by_content(
    "chief",
    ".svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="12"><path d="M0 6h40"/></svg>',
)
WORDS = TemplatePlace("en.md.j2", 1)
FULL = replace(
    EVERY_PART,
    version="Authoritative text",
    body=replace(
        EVERY_PART.body, origins=tuple(Origin(number, WORDS, ("state",), ()) for number in (1, 2))
    ),
    subject_lines=("Second phase",),
    via=(Person("Black Michael", "Director", "Chancery", "Kingdom of Ruritania"),),
    signatories=(Signatory("Rupert Hentzau", "Chief", "For the Council", "Count Sapt, Registrar"),),
    postscript="Please reply.",
    enclosures=(Enclosure("Action plan"), Enclosure("Resolution", "resolution.pdf")),
    copies=(
        Recipient("Antoinette Mauban", "Adviser", "Legal Unit", "Ruritania", "{title}, {office}"),
        Recipient("Michael Strelsau", lines=("1 Castle Street",), group="Agents", by="by courier"),
    ),
    distribution=(Person("Fritz Tarlenheim", "Secretary", "Registry", "Ruritania"),),
)
"""A letter that has every part of the table."""
OTHER_PHRASE = {"Authoritative text": "Unofficial translation", "for": "p.p."}
PRINTED_NOWHERE = {
    "pattern": "how the language joins title and office: seen in the line that it joins",
    "comma": "how the language parts a line: seen in the line",
    "postal": "for the envelope; the lines of the address come from it",
}
"""What is kept of people and papers, and is in no line of a letter."""


def changes(part: str, letter: Letter = FULL) -> Iterator[tuple[str, Letter]]:
    """Yield what was changed in *part* of the letter, and the letter that differs in it alone."""
    for what, other in _others(getattr(letter, part), part):
        yield what, replace(letter, **{part: other})


def changed(part: str, what: str, letter: Letter = FULL) -> Letter:
    """Return *letter* with the change of *part* called *what*."""
    return next(other for name, other in changes(part, letter) if name == what)


def _others(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield other values for *value*, each with what is other in it."""
    if isinstance(value, str):
        yield name, OTHER_PHRASE.get(value, f"{value}x" if value else "Zz")
    elif isinstance(value, bool):
        yield name, not value
    elif isinstance(value, Body):
        yield name, replace(value, markdown=f"{value.markdown.rstrip()} Zz")
    elif value is None:
        yield name, SIGNATURE
    elif isinstance(value, tuple):
        yield f"{name}: the last is not there", value[:-1] if value else ("Zz",)
        for place, one in enumerate(value):
            for what, other in _others(one, f"{name}.{place}"):
                yield what, (*value[:place], other, *value[place + 1 :])
    else:
        yield from _others_of(value, name)


def _others_of(thing: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield *thing* with each of its fields changed that is not named above."""
    for field in fields(thing):
        if field.name not in PRINTED_NOWHERE:
            for what, other in _others(getattr(thing, field.name), f"{name}.{field.name}"):
                yield what, replace(thing, **{field.name: other})


ALL_CHANGES = [(part, what) for part in PARTS for what, _ in changes(part.name)]
