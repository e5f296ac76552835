"""The passages of one letter: those in the office's file, and those in its record.

A record's passage is plain text, not Markdown: it is printed as typed, with all its signs. A
blank line in it begins another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lettergen.errors import Problem, TemplatePlace, did_you_mean
from lettergen.facts.reading import Facts
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body, Origin
from lettergen.letter.paragraphs import read_paragraphs
from lettergen.office.passages import Passage, Passages, passages_of
from lettergen.plan.entries import Entry
from lettergen.template.escaping import escaped

FIELD = "passage"
UNNUMBERED = re.compile(f"{MARK_OPEN}0([0-9]+){MARK_NUMBER_END}")
"""Opens a record's passage until it gets the number of its origin, which never begins with 0."""
GIVEN = re.compile(r"passage(?:\.(?P<number>[0-9]+))?\.(?P<part>place|text)(?:\.[\w-]+)?")
ONLY_PLACE = "its only place"


def insertions(
    facts: Facts, passage: Passage | None, places: Collection[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return the Markdown for each of the body's *places*, and the problems."""
    texts, problems = passage.at_places(places) if passage else ({}, [])
    for path in facts.items(FIELD):
        place = _place(facts, path, places)
        problem = _misplaced(facts, path, place, places, texts)
        if problem is not None:
            problems.append(problem)
        elif text := facts.text(f"{path}.text"):
            texts[place] = _paragraphs(text, path.rpartition(".")[2])
    return texts, problems


def with_origins(words: Body, facts: Facts, template: TemplatePlace) -> Body:
    """Return *words* with the record's passages numbered like filled-in values.

    Args:
        template: The body that has the places.
    """
    marks = list(words.origins)

    def numbered(found: re.Match[str]) -> str:
        path = f"{FIELD}.{found[1]}.text"
        marks.append(Origin(len(marks) + 1, template, (path,), (facts.place(path),)))
        return f"{MARK_OPEN}{len(marks)}{MARK_NUMBER_END}"

    return Body(UNNUMBERED.sub(numbered, words.markdown), tuple(marks))


def _paragraphs(text: str, number: str) -> str:
    """Return plain *text* as Markdown that prints it as it is, paragraph by paragraph."""
    parts = (escaped(" ".join(lines)) for lines in read_paragraphs(text).paragraphs)
    opened = f"{MARK_OPEN}0{number}{MARK_NUMBER_END}"
    return "\n\n".join(f"{opened}{part}{MARK_CLOSE}" for part in parts)


def filled_places(passages: Passages, entry: Entry) -> tuple[str, ...]:
    """Return the places that the office's files and the record fill in the letter of *entry*."""
    record = entry.record
    files = passages_of(passages, record.id, entry.languages).values()
    own: dict[str, str] = {}
    for found in filter(None, map(GIVEN.fullmatch, record.values)):
        if text := record.values[found.string].text:
            number = found["number"] or "1"
            own[number] = text if found["part"] == "place" else own.get(number, "")
    names = (*(name for file in files for name in file.texts), *own.values())
    return tuple(dict.fromkeys(name or ONLY_PLACE for name in names))


def _place(facts: Facts, path: str, places: Collection[str]) -> str:
    return facts.text(f"{path}.place") or (next(iter(places)) if len(places) == 1 else "")


def _misplaced(
    facts: Facts, path: str, place: str, places: Collection[str], filled: Mapping[str, str]
) -> Problem | None:
    known = f"The body's places are: {', '.join(places)}."
    code, at = "unknown-place", facts.place(f"{path}.place")
    if not places:
        message = "The body has no place for a passage."
        hint = "Remove the passage, or put {% passage 'name' %} where it belongs in the body."
    elif not place:
        message, hint = (
            "The passage does not name its place.",
            f"Fill in '{path}.place'. {known}",
        )
    elif place not in places:
        message = f"The body has no place called {place!r}."
        hint = did_you_mean(place, places) or known
    elif place in filled:
        code, message = "duplicate-place", f"The place {place!r} is filled twice."
        hint = "Join the two texts, in the record or in the passage file."
    else:
        return None
    return Problem(code, message, hint, data=at)
