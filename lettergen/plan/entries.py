"""The plan: which record gets which letter, and for every record that gets none, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lettergen.errors import CallError, Problem, Severity, TemplatePlace, did_you_mean
from lettergen.facts.reading import Facts, read_facts
from lettergen.facts.status import with_standing
from lettergen.fields.declaration import Field, FieldType
from lettergen.fields.names import Declared
from lettergen.office.settings import LoadedOffice
from lettergen.plan.overrides import Overrides, Settled
from lettergen.plan.request import Request
from lettergen.plan.selection import Where
from lettergen.records import Record
from lettergen.template.loading import Template

STATUS_GROUPS = frozenset({"status", "history"})  # what a member's status is read from
OF_THE_DAY = ("date", "status")  # what is unknown without the letter's date
STATUSES = ("status", "history.*.status")


class Verdict(StrEnum):
    """What becomes of a record."""

    CHOSEN = "chosen"
    LEFT_OUT = "left out"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Entry(Settled):
    """One record in the plan.

    Attributes:
        reason: Why the record is left out or undecided.
    """

    verdict: Verdict = Verdict.CHOSEN
    reason: str = ""


def known_fields(template: Template, office: LoadedOffice) -> tuple[Field, ...]:
    """Return common, template and office fields; a status is one of the office's statuses."""
    statuses = office.settings.statuses
    return tuple(
        replace(field, type=FieldType.ONE_OF, options=statuses)
        if statuses and field.name in STATUSES
        else field
        for field in (*template.known_fields, *office.own_fields)
    )


def declared_fields(
    template: Template, office: LoadedOffice, uses: Mapping[str, TemplatePlace]
) -> Declared:
    """Return the fields a record of this office may have, for a letter from *template*."""
    unknown = Severity(office.settings.unknown)
    return Declared((*known_fields(template, office), *template.neighbours), uses, unknown)


def make_plan(
    records: Iterable[Record],
    template: Template,
    office: LoadedOffice,
    request: Request,
    *,
    where: str = "",
    today: Callable[[], date],
) -> tuple[Entry, ...]:
    """Decide on every record, in the order of the data.

    Args:
        where: The selection; empty for all records.
        today: Called only for the word ``today``.

    Raises:
        CallError: The selection, a ``--set``, the date or the language is wrong.
    """
    selections = _selections(template, office, where)
    declared = declared_fields(template, office, {})
    overrides = Overrides(office, request, declared, today)
    asked = STATUS_GROUPS.union(*(selection.groups for selection, _ in selections))
    declared = declared.only(asked)
    settled = map(overrides.apply, records)
    return tuple(_decided(_entry(one), declared, selections) for one in settled)


def _entry(one: Settled) -> Entry:
    return Entry(
        one.record, one.date, one.language, one.record_language, one.translation, one.problems
    )


Selections = Sequence[tuple[Where, str]]  # each with the reason it gives for leaving a record out


def _selections(template: Template, office: LoadedOffice, where: str) -> Selections:
    """Return the selections that a record must meet: the template's, then the call's."""
    fields = [one for one in known_fields(template, office) if one.source != "office"]
    found = []
    if template.selection:
        reason = f"the template is for: {template.selection}"
        found.append((_template_selection(template, fields), reason))
    if where:
        found.append((Where(where, fields), f"not: {where}"))
    return found


def _template_selection(template: Template, fields: Sequence[Field]) -> Where:
    try:
        return Where(template.selection, fields)
    except CallError as error:
        place = template.place_of("for")
        raise CallError([replace(one, template=place) for one in error.problems]) from None


def _decided(entry: Entry, declared: Declared, selections: Selections) -> Entry:
    """Decide on one record by only those facts that the selections use."""
    if not selections:
        return entry
    language, given = entry.record_language, entry.record.values
    values = {path: given[path] for path in given if path.partition(".")[0] in declared.groups}
    record = replace(entry.record, values=values)
    facts = read_facts(record, declared, language=language, record_language=language)
    if entry.date is not None:
        facts = with_standing(facts, entry.date)
    for selection, reason in selections:
        decision = selection.decide(facts)
        if decision.chosen is None:
            return _undecided(entry, facts, decision.missing)
        if not decision.chosen:
            return replace(entry, verdict=Verdict.LEFT_OUT, reason=reason)
    return entry


def _undecided(entry: Entry, facts: Facts, missing: str) -> Entry:
    entry = replace(entry, verdict=Verdict.UNDECIDED, reason=f"{missing!r} is not given")
    if entry.date is None and missing in OF_THE_DAY:
        return entry
    place = facts.place(missing)
    at_fault = [one for one in facts.problems if one.is_error and one.data == place]
    if not at_fault:
        message = f"The selection uses {missing!r}, which this record does not give."
        hint = "Fill it in, or change the selection so that it does not use it."
        at_fault = [Problem("undecided", message, hint, data=place)]
    return replace(entry, problems=tuple(dict.fromkeys((*entry.problems, *at_fault))))


def chosen(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries that get a letter."""
    return (entry for entry in entries if entry.verdict is Verdict.CHOSEN)


def find_record(records: Sequence[Record], record_id: str) -> Record:
    """Return the record with that id.

    Raises:
        CallError: There is none; the hint names the nearest id.
    """
    for record in records:
        if record.id and record.id == record_id:
            return record
    ids = [record.id for record in records if record.id]
    hint = did_you_mean(record_id, ids) or f"List the {len(ids)} records: lettergen plan."
    raise CallError([Problem("no-such-id", f"No record has the id {record_id!r}.", hint)])


def refusal(entry: Entry) -> tuple[Problem, ...]:
    """Return why *entry* gets no letter; nothing if it is chosen."""
    if entry.verdict is Verdict.CHOSEN:
        return ()
    message = f"{entry.record.id!r} gets no letter from this template: {entry.reason}."
    hint = "Correct the record, or choose another template."
    problem = Problem("not-for-this-record", message, hint, data=entry.record.place)
    return (*entry.record.problems, *entry.problems, problem)


def languages_in(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the languages that the letters of *entries* are written in."""
    return frozenset(tag for entry in entries for tag in entry.languages)
