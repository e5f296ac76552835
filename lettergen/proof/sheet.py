"""What stands on the proof sheet: a row for each letter, what all share, and what was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lettergen.errors import CallError, LettergenError, Problem
from lettergen.l10n.languages import language_name
from lettergen.letter.letter import Letter
from lettergen.merge.letter import Merged, merge
from lettergen.merge.materials import Materials
from lettergen.merge.passages import filled_places
from lettergen.pdf.raster import page_pictures
from lettergen.plan.entries import Entry
from lettergen.produce import Outcome
from lettergen.proof.comparison import ComparedValue, Comparison, Difference, compare, said_by

THUMBNAIL = 26  # dots per inch: a page the width of a stamp, enough to see its shape
NOTHING = Difference()


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One letter of the batch.

    Attributes:
        picture: The first page, small, as a PNG file; empty when there is no letter.
        letter: The letter; None when it could not be made.
        passages: The places filled for this member alone.
    """

    id: str
    language: str
    pages: int
    picture: bytes
    letter: Letter | None
    problems: tuple[Problem, ...]
    passages: tuple[str, ...]
    difference: Difference = NOTHING

    @property
    def addressees(self) -> list[str]:
        """To whom, on one line each."""
        people = self.letter.addressees if self.letter else ()
        return [", ".join(one.address) for one in people]


@dataclass(frozen=True, slots=True)
class BatchCheck:
    """Something that was looked at in the whole batch, and for which letters it does not hold."""

    what: str
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """What the letters in one language have in common.

    Attributes:
        language: Its English name.
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
        """The rows whose letter could be made."""
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
    """Return the proof of the letters of *entries*, of which *outcomes* tells what became.

    Args:
        warnings: What is to be said of all letters, such as words that nobody has reviewed.
    """
    rows = [
        _row(entry, outcome, materials) for entry, outcome in zip(entries, outcomes, strict=True)
    ]
    compared = _compared(rows)
    commons = [
        Common(language_name(tag), tag, found.common, found.usual)
        for tag, found in compared.items()
    ]
    differences = {name: iter(found.differences) for name, found in compared.items()}
    rows = [
        replace(row, difference=next(differences[row.language])) if row.letter else row
        for row in rows
    ]
    return ProofSheet(
        title=materials.template.title,
        office=materials.office.settings.name,
        letterhead=letterhead,
        rows=tuple(rows),
        commons=tuple(commons),
        checks=tuple(_checks(rows, warnings)),
        left_out=left_out,
    )


def _row(entry: Entry, outcome: Outcome, materials: Materials) -> ProofRow:
    merged = _merged(entry, materials) if outcome.content else None
    return ProofRow(
        id=outcome.id,
        language=outcome.language,
        pages=outcome.pages,
        picture=_thumbnail(outcome.content) if outcome.content else b"",
        letter=merged.letter if merged else None,
        problems=outcome.problems,
        passages=filled_places(materials.passages, entry.record, entry.language),
    )


def _merged(entry: Entry, materials: Materials) -> Merged | None:
    try:
        return merge(entry, materials)
    except LettergenError:
        return None


def _thumbnail(pdf: bytes) -> bytes:
    try:
        return page_pictures(pdf, dots_per_inch=THUMBNAIL, first=1)[0]
    except CallError:
        return b""


def _compared(rows: Iterable[ProofRow]) -> dict[str, Comparison]:
    """Compare the letters, those in one language with each other."""
    by_language: dict[str, list[Letter]] = {}
    for row in rows:
        if row.letter:
            by_language.setdefault(row.language, []).append(row.letter)
    return {
        language: compare([said_by(letter) for letter in letters])
        for language, letters in by_language.items()
    }


def _checks(rows: Sequence[ProofRow], warnings: Sequence[Problem]) -> Iterator[BatchCheck]:
    """Yield what was looked at in the whole batch."""
    made = [row for row in rows if row.letter]
    yield BatchCheck(
        "Every letter could be made: all facts there, all characters in the fonts, "
        "nothing outside the printable part, no more pages than allowed.",
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
    """Return the ids whose value is not the commonest one."""
    usual = Counter(values.values()).most_common(1)
    return tuple(one for one, value in values.items() if value != usual[0][0])


def _twice(rows: Sequence[ProofRow]) -> tuple[str, ...]:
    people = Counter(person for row in rows for person in row.addressees)
    return tuple(row.id for row in rows if any(people[one] > 1 for one in row.addressees))
