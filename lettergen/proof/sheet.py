"""The content of the proof sheet: a row for each letter, the common text, and the checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lettergen.errors import CallError, Problem
from lettergen.l10n.languages import language_name
from lettergen.letter.letter import Letter
from lettergen.merge.materials import Materials
from lettergen.merge.passages import filled_places
from lettergen.pdf.raster import page_pictures
from lettergen.plan.entries import Entry
from lettergen.produce import Outcome
from lettergen.proof.comparison import ComparedValue, Difference, compare
from lettergen.proof.letter_text import LetterText, text_of

THUMBNAIL = 26  # dots per inch: enough to see the shape of a page


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One letter of the batch.

    Attributes:
        picture: The first page, small, as a PNG file; empty if there is no letter.
        letter: The letter; None if it could not be made.
        passages: The passages written for this member only.
        differences: How it differs in each of its languages, the first language first.
    """

    id: str
    language: str
    pages: int
    picture: bytes
    letter: Letter | None
    problems: tuple[Problem, ...]
    passages: tuple[str, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def addressees(self) -> list[str]:
        """The addressees, one line each."""
        return [one.one_line for one in self.letter.addressees] if self.letter else []

    @property
    def versions(self) -> tuple[Letter, ...]:
        """The letter in each of its languages; none if it could not be made."""
        return self.letter.versions if self.letter else ()

    @property
    def translated_into(self) -> str:
        """The English name of the second language; empty if there is none."""
        second = self.letter and self.letter.translation
        return language_name(second.language) if second else ""

    @property
    def differs(self) -> list[str]:
        """The names of values that differ from most letters, in any language of the letter."""
        values = (value for one in self.differences for value in one.values)
        return list(dict.fromkeys(value.name for value in values if value.is_rare))


@dataclass(frozen=True, slots=True)
class BatchCheck:
    """A check of the whole batch, and the letters that fail it."""

    what: str
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """What the letters in one language have in common.

    Attributes:
        language: Its English name, with a remark if these are translations.
        tag: Its BCP 47 tag.
    """

    language: str
    tag: str
    paragraphs: tuple[str, ...]
    usual: tuple[ComparedValue, ...]


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """The whole proof.

    Attributes:
        left_out: How many records get no letter.
    """

    title: str
    office: str
    letterhead: str
    rows: tuple[ProofRow, ...]
    commons: tuple[Common, ...]
    checks: tuple[BatchCheck, ...]
    left_out: int

    @property
    def made(self) -> list[ProofRow]:
        """The rows that have a letter."""
        return [row for row in self.rows if row.letter]


def make_sheet(
    entries: Sequence[Entry],
    outcomes: Sequence[Outcome],
    materials: Materials,
    letterhead: str,
    warnings: Sequence[Problem] = (),
    *,
    left_out: int = 0,
) -> ProofSheet:
    """Return the proof of the letters of *entries*, which have these *outcomes*.

    Args:
        warnings: Warnings about all letters, such as unreviewed words.
    """
    rows, commons = compared(
        _row(entry, outcome, materials) for entry, outcome in zip(entries, outcomes, strict=True)
    )
    return ProofSheet(
        title=materials.template.title,
        office=materials.office.settings.name,
        letterhead=letterhead,
        rows=rows,
        commons=commons,
        checks=tuple(_checks(rows, warnings)),
        left_out=left_out,
    )


def _row(entry: Entry, outcome: Outcome, materials: Materials) -> ProofRow:
    return ProofRow(
        id=outcome.id,
        language=outcome.language,
        pages=outcome.pages,
        picture=_thumbnail(outcome.content) if outcome.content else b"",
        letter=outcome.letter if outcome.content else None,
        problems=outcome.problems,
        passages=filled_places(materials.passages, entry),
    )


def _thumbnail(pdf: bytes) -> bytes:
    try:
        return page_pictures(pdf, dots_per_inch=THUMBNAIL, first=1)[0]
    except CallError:
        return b""


def compared(rows: Iterable[ProofRow]) -> tuple[tuple[ProofRow, ...], tuple[Common, ...]]:
    """Return the rows with each letter's differences, and what the letters have in common.

    The letters in one language are compared with each other, and so are the translations.
    """
    rows = tuple(rows)
    texts: dict[_Group, list[LetterText]] = {}
    for row in rows:
        for group, version in _grouped(row):
            without = () if group.is_translation else ("addressees",)  # each row shows them
            texts.setdefault(group, []).append(text_of(version, without=without))
    found = {group: compare(letters) for group, letters in texts.items()}
    turns = {group: iter(one.differences) for group, one in found.items()}
    return (
        tuple(
            replace(row, differences=tuple(next(turns[group]) for group, _ in _grouped(row)))
            for row in rows
        ),
        tuple(
            Common(group.name, group.language, one.common, one.usual)
            for group, one in found.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """The letters that are compared with each other."""

    language: str
    is_translation: bool

    @property
    def name(self) -> str:
        """The English name of the language."""
        name = language_name(self.language)
        return f"{name} (translation)" if self.is_translation else name


def _grouped(row: ProofRow) -> Iterator[tuple[_Group, Letter]]:
    for place, version in enumerate(row.versions):
        yield _Group(version.language, place > 0), version


def _checks(rows: Sequence[ProofRow], warnings: Sequence[Problem]) -> Iterator[BatchCheck]:
    """Yield the checks of the whole batch."""
    made = [row for row in rows if row.letter]
    yield BatchCheck(
        "Every letter was made: all facts given, all characters in the fonts, "
        "nothing outside the printable area, no more pages than allowed.",
        tuple(row.id for row in rows if not row.letter),
    )
    yield BatchCheck("No letter has a warning.", tuple(row.id for row in made if row.problems))
    unread = [problem.message for problem in warnings]
    yield BatchCheck("The words have been reviewed.", tuple(unread))
    yield BatchCheck(
        "All letters carry the same date.",
        _minority({row.id: row.letter.date_text for row in made if row.letter}),
    )
    yield BatchCheck("No two letters go to the same person.", _twice(made))
    drafts = tuple(row.id for row in made if row.letter and row.letter.every_mark)
    yield BatchCheck("No letter carries a draft or handling mark.", drafts)


def _minority(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids whose value is not the most common one."""
    usual = Counter(values.values()).most_common(1)
    return tuple(one for one, value in values.items() if value != usual[0][0])


def _twice(rows: Sequence[ProofRow]) -> tuple[str, ...]:
    people = Counter(person for row in rows for person in row.addressees)
    return tuple(row.id for row in rows if any(people[one] > 1 for one in row.addressees))
