"""The call's overrides of each record: its values, its date, its language.

`--set` wins over the record; `--date` wins over the record's date, which wins over the
office's; likewise the language. A mistake in the call is refused before any record is
read; a mistake in a record affects only that record.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import cast

from lettergen.errors import CallError, DataPlace, Problem, did_you_mean
from lettergen.fields.declaration import TODAY, Field, FieldType, pattern, read_value
from lettergen.fields.names import Declared, base_name, full_path
from lettergen.l10n.languages import tag_of
from lettergen.letter.characters import clean, name_of
from lettergen.office.settings import FILE, Office
from lettergen.plan.request import Request
from lettergen.records import Record, Value

SET = "--set"
NO_DATE = "no-date"
ID = "id"
TRANSLATION = "translation"
DATE = Field("date", FieldType.DATE, description="The day on the letter.")


@dataclass(frozen=True, slots=True)
class Settled:
    """A record after the call's overrides: plain data that can be sent to a worker.

    Attributes:
        record: The record, with what the call sets in it.
        date: The letter's day; None when *problems* says why there is none.
        language: The letter's language, as BCP 47 writes it.
        record_language: The language of the record's own texts.
        translation: The second language of a letter in two; empty for a letter in one.
        problems: What the plan cannot determine; not what is wrong with the letter.
    """

    record: Record
    date: date | None
    language: str
    record_language: str
    translation: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the letter, its own first."""
        return (self.language, self.translation) if self.translation else (self.language,)


class Overrides:
    """The overrides of a call, checked once and applied to each record.

    Raises:
        CallError: A ``--set``, the date or the language is wrong.
    """

    def __init__(
        self, office: Office, request: Request, declared: Declared, today: Callable[[], date]
    ) -> None:
        self._declared = declared
        self._today = cache(today)  # one day for all letters of a call, even across midnight
        self._values = _values_to_set(request.values, declared)
        self._date = self._typed_date(request.date) if request.date else None
        self._language = tag_of(request.language) if request.language else ""
        self._office_date = office.settings.date
        self._office_language = _language_of(office)

    def apply(self, record: Record) -> Settled:
        """Return the record with what the call, the record and the office say, in this order."""
        record = self._with_set_values(record)
        on, no_date = self._day(record)
        if on is not None:
            record = _with_value(record, "date", on.isoformat())
        own, unknown = _language(record, "language", self._office_language)
        second, _ = _language(record, TRANSLATION, "")  # merge reports what is wrong with it
        problems = (*no_date, *unknown)
        return Settled(record, on, self._language or own, own, second, problems)

    def _with_set_values(self, record: Record) -> Record:
        if not self._values:
            return record
        kept = {path: value for path, value in record.values.items() if not self._is_replaced(path)}
        return replace(record, values={**kept, **self._values})

    def _is_replaced(self, path: str) -> bool:
        """Return whether ``--set`` gives *path*, or gives its text for every language at once."""
        full = full_path(path, self._declared)
        if full is None:
            return False
        base = full.rpartition(".")[0]
        return full in self._values or (
            base in self._values and base_name(pattern(full), self._declared) == pattern(base)
        )

    def _typed_date(self, text: str) -> date:
        try:
            return self._read_date(text)
        except ValueError as error:
            message, hint = f"--date: {error}", "The word today is accepted too."
            raise CallError([Problem("bad-date", message, hint)]) from None

    def _read_date(self, text: str) -> date:
        if text.casefold() == TODAY:
            return self._today()
        day = read_value(DATE, text)
        assert isinstance(day, date)  # noqa: S101 - for the type checker only
        return day

    def _day(self, record: Record) -> tuple[date | None, Sequence[Problem]]:
        """Return the letter's day, or why there is none."""
        given = record.values.get("date")
        if self._date is not None:
            return self._date, ()
        if given is not None and given.text:
            try:
                return self._read_date(given.text), ()
            except ValueError as error:
                hint = "Correct the date, or write the word today."
                return None, (Problem("wrong-type", str(error), hint, data=given.place),)
        if isinstance(self._office_date, date):
            return self._office_date, ()
        if self._office_date == TODAY:
            return self._today(), ()
        hint = f"Give --date, fill in 'date', or add a line 'date = 2021-04-27' to {FILE}."
        place = replace(record.place, path="date")
        return None, (Problem(NO_DATE, "The letter has no date.", hint, data=place),)


def _language(record: Record, path: str, default: str) -> tuple[str, Sequence[Problem]]:
    """Return the language that the record names, the *default* for none, and what is wrong."""
    given = record.values.get(path)
    if given is None or not given.text:
        return default, ()
    try:
        return tag_of(given.text), ()
    except CallError as error:
        return default, [replace(one, data=given.place) for one in error.problems]


def _language_of(office: Office) -> str:
    try:
        return tag_of(office.settings.language)
    except CallError as error:
        place = office.place_of("language")
        raise CallError([replace(one, template=place) for one in error.problems]) from None


def _values_to_set(values: Mapping[str, str], declared: Declared) -> dict[str, Value]:
    """Return the values of ``--set`` under full names, cleaned like the data.

    Raises:
        CallError: With every name that is unknown or given twice, and every text with a
            refused character.
    """
    settable: dict[str, Value] = {}
    problems: list[Problem] = []
    for path, raw in values.items():
        full, text = full_path(path, declared), clean(raw)
        problems += _unsettable(path, full, settable, declared)
        for character in text.refused:
            message = f"{SET}: {path!r} has the character {name_of(character)}."
            hint = "Type it again by hand; such characters come with copied text."
            problems.append(Problem("control-character", message, hint))
        settable[full or path] = Value(text.text, DataPlace(SET, path=path), text.lines)
    if problems:
        raise CallError(problems)
    return settable


def _unsettable(
    path: str, full: str | None, settable: Mapping[str, Value], declared: Declared
) -> Iterable[Problem]:
    if full is None:
        near = did_you_mean(path, declared.typed_names)
        hint = near or "List the fields: lettergen fields TEMPLATE."
        yield Problem("unknown-field", f"{SET}: unknown field {path!r}.", hint)
    elif full == ID:
        message = f"{SET}: 'id' identifies the record and cannot be set."
        yield Problem("unsettable-field", message, "Choose the record with --id.")
    elif full in settable:
        message = f"{SET}: {full!r} is given twice."
        yield Problem("duplicate-field", message, "Remove one of the two.")


def _with_value(record: Record, path: str, text: str) -> Record:
    given = record.values.get(path)
    if given is not None and given.text == text:
        return record
    place = given.place if given else replace(record.place, path=path)
    return replace(record, values=ChainMap({path: Value(text, place)}, _plain(record.values)))


def _plain(values: Mapping[str, Value]) -> MutableMapping[str, Value]:
    """Return *values* for a chain of mappings, which changes only its first."""
    return cast("MutableMapping[str, Value]", values)
