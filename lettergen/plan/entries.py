"""The plan: which record gets which letter, and for every record that gets none, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from lettergen.errors import (
    CallError,
    Problem,
    Severity,
    TemplatePlace,
    did_you_mean,
)
from lettergen.facts.reading import Declared, Facts, full_path, read_facts
from lettergen.facts.status import with_standing
from lettergen.fields.declaration import Field, FieldType, pattern
from lettergen.files import paths
from lettergen.l10n.languages import tag_of
from lettergen.office.settings import Office
from lettergen.plan.overrides import Settled, Settling
from lettergen.plan.request import Request
from lettergen.plan.selection import Where
from lettergen.records import Record
from lettergen.template.loading import Template

TRANSLATION = "translation"

__all__ = [
    "Entry",
    "Request",
    "Verdict",
    "chosen",
    "declared_fields",
    "find_record",
    "is_enclosable",
    "is_enclosed",
    "known_fields",
    "make_plan",
    "missing_enclosures",
    "refusal",
]

STANDING = frozenset({"status", "history"})  # what a member's standing is read from
OF_THE_DAY = ("date", "status")  # what nobody can know before the letter's date
ENCLOSURE = "enclosure"
ENCLOSED = f"{ENCLOSURE}.*.file"
STATUSES = ("status", "history.*.status")


class Verdict(StrEnum):
    """What becomes of a record."""

    CHOSEN = "chosen"
    LEFT_OUT = "left out"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the plan: plain data, ready to travel.

    Attributes:
        record: The record, with what the call sets in it.
        date: The letter's day; None when *problems* says why there is none.
        language: The letter's language.
        record_language: The language of the record's own texts.
        reason: Why the record is left out or undecided.
        problems: What keeps the plan from knowing the record; not what is wrong with its letter.
    """

    record: Record
    date: date | None
    language: str
    record_language: str
    verdict: Verdict
    reason: str = ""
    problems: tuple[Problem, ...] = ()


def known_fields(template: Template, office: Office) -> tuple[Field, ...]:
    """Return common, template and office fields; a status is one of the office's statuses."""
    statuses = office.settings.statuses
    return tuple(
        replace(field, type=FieldType.ONE_OF, options=statuses)
        if statuses and field.name in STATUSES
        else field
        for field in (*template.known_fields, *office.own_fields)
    )


def declared_fields(
    template: Template, office: Office, uses: Mapping[str, TemplatePlace]
) -> Declared:
    """Return the fields a record of this office may have, for a letter from *template*."""
    unknown = Severity(office.settings.unknown)
    return Declared((*known_fields(template, office), *template.neighbours), uses, unknown)


def make_plan(
    records: Iterable[Record],
    template: Template,
    office: Office,
    request: Request,
    *,
    where: str = "",
    today: Callable[[], date],
) -> tuple[Entry, ...]:
    """Decide on every record, in the order of the data.

    Args:
        where: The selection; empty for all records.
        today: Read for the word ``today`` alone.

    Raises:
        CallError: The selection, a ``--set``, the date or the language cannot be understood.
    """
    selections = _selections(template, office, where)
    declared = declared_fields(template, office, {})
    settling = Settling(office, request, declared, today)
    asked = STANDING.union(*(selection.where.groups for selection in selections))
    declared = declared.only(asked)
    entries = (_entry(settling.settle(record)) for record in records)
    return tuple(_decided(entry, declared, selections) for entry in entries)


def _entry(settled: Settled) -> Entry:
    return Entry(
        settled.record,
        settled.date,
        settled.language,
        settled.record_language,
        Verdict.CHOSEN,
        problems=settled.problems,
    )


@dataclass(frozen=True, slots=True)
class _Selection:
    where: Where
    reason: str


def _selections(template: Template, office: Office, where: str) -> tuple[_Selection, ...]:
    """Return what a record must meet: what the template is for, then what the call asks."""
    fields = [one for one in known_fields(template, office) if one.source != "office"]
    found = []
    if template.selection:
        reason = f"the template is for: {template.selection}"
        found.append(_Selection(_template_selection(template, fields), reason))
    if where:
        found.append(_Selection(Where(where, fields), f"not: {where}"))
    return tuple(found)


def _template_selection(template: Template, fields: Sequence[Field]) -> Where:
    try:
        return Where(template.selection, fields)
    except CallError as error:
        place = template.place_of("for")
        raise CallError([replace(one, template=place) for one in error.problems]) from None


def _decided(entry: Entry, declared: Declared, selections: Sequence[_Selection]) -> Entry:
    """Decide on one record by the facts that the selections ask for, and no others."""
    if not selections:
        return entry
    language, given = entry.record_language, entry.record.values
    values = {path: given[path] for path in given if path.partition(".")[0] in declared.groups}
    record = replace(entry.record, values=values)
    facts = read_facts(record, declared, language=language, record_language=language)
    if entry.date is not None:
        facts = with_standing(facts, entry.date)
    for selection in selections:
        decision = selection.where.decide(facts)
        if decision.chosen is None:
            return _undecided(entry, facts, decision.missing)
        if not decision.chosen:
            return replace(entry, verdict=Verdict.LEFT_OUT, reason=selection.reason)
    return entry


def _undecided(entry: Entry, facts: Facts, missing: str) -> Entry:
    entry = replace(entry, verdict=Verdict.UNDECIDED, reason=f"{missing!r} is not given")
    if entry.date is None and missing in OF_THE_DAY:
        return entry
    place = facts.place(missing)
    at_fault = [one for one in facts.problems if one.is_error and one.data == place]
    if not at_fault:
        message = f"The selection asks for {missing!r}, and this record does not give it."
        hint = "Fill it in, or reword the selection so that it is not asked."
        at_fault = [Problem("undecided", message, hint, data=place)]
    return replace(entry, problems=tuple(dict.fromkeys((*entry.problems, *at_fault))))


def chosen(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries that get a letter."""
    return (entry for entry in entries if entry.verdict is Verdict.CHOSEN)


def find_record(records: Sequence[Record], record_id: str) -> Record:
    """Return the record with that id.

    Raises:
        CallError: There is none; the nearest id is named.
    """
    for record in records:
        if record.id and record.id == record_id:
            return record
    ids = [record.id for record in records if record.id]
    hint = did_you_mean(record_id, ids) or f"The data have {len(ids)} records: lettergen plan."
    raise CallError([Problem("no-such-id", f"No record has the id {record_id!r}.", hint)])


def refusal(entry: Entry) -> tuple[Problem, ...]:
    """Return why *entry* gets no letter; nothing when it is chosen."""
    if entry.verdict is Verdict.CHOSEN:
        return ()
    message = f"{entry.record.id!r} gets no letter from this template: {entry.reason}."
    hint = "Correct the record, or choose another template."
    problem = Problem("not-for-this-record", message, hint, data=entry.record.place)
    return (*entry.record.problems, *entry.problems, problem)


def missing_enclosures(record: Record, declared: Declared, folder: Path) -> list[Problem]:
    """Return a problem for each file to enclose that is not in the office's *folder*."""
    problems = []
    for path in filter(is_enclosed, record.values):
        value = record.values[path]
        if pattern(full_path(path, declared) or "") != ENCLOSED or not value.text:
            continue
        if not is_enclosable(folder / value.text, folder):
            message = f"The enclosure {value.text!r} is not a file in the office's folder."
            hint = "Put it there, or correct its name."
            problems.append(Problem("missing-enclosure", message, hint, data=value.place))
    return problems


def is_enclosed(path: str) -> bool:
    """Return whether *path*, in its full or in a short form, may name a file to enclose."""
    return path.startswith(f"{ENCLOSURE}.") and path.endswith(".file")


def is_enclosable(file: Path, folder: Path) -> bool:
    """Return whether *file* is a file inside the office's *folder*."""
    try:
        return file.is_file() and paths.is_inside(file, folder)
    except OSError:  # such as a name that is too long for any file
        return False


def languages_of(entry: Entry) -> Iterator[str]:
    """Yield the languages that the letter of *entry* is written in, its own first."""
    yield entry.language
    second = entry.record.values.get(TRANSLATION)
    with suppress(CallError):  # an unknown language is told with the letter
        if second is not None and second.text:
            yield tag_of(second.text)
