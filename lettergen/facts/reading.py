"""A record's facts: its values, named and typed as the fields declare them.

This module applies the declared fields to a record: short forms get their full names
(`addressee.name` is `addressee.1.name`), each text becomes its type, a text kept per
language is chosen, and everything missing, unknown or misread becomes a problem with
its place. Nothing is guessed, and no entry of a list is lost silently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from lettergen.errors import DataPlace, Problem, Severity, did_you_mean
from lettergen.facts.translations import texts_in_language
from lettergen.fields.declaration import ITEM, Field, FieldType, Typed, pattern, read_value
from lettergen.fields.names import Declared, full_path, item_of, items_in, list_of
from lettergen.records import Record, Value

Given = Mapping[str, Value]  # full path -> value
INSTEAD = {
    "addressee": "Put the others into 'distribution', which is listed at the letter's end.",
    "signatory": "Keep those who must sign; name the others in the text.",
}
"""What to do with the entries if a list has too many."""


@dataclass(frozen=True)
class Facts:
    """Typed facts of one record for a letter in one language.

    Attributes:
        values: Path to typed value; a fact that is absent has no entry.
        places: Path to its place in the data.
        record: Where the record begins.
        problems: All problems, errors and warnings.
    """

    values: Mapping[str, Typed]
    places: Mapping[str, DataPlace]
    record: DataPlace
    problems: tuple[Problem, ...]

    def text(self, path: str) -> str:
        """Return the text at *path*, empty when absent."""
        return str(self.values.get(path, ""))

    def items(self, name: str) -> Iterator[str]:
        """Yield the path of each item of the list *name*: ``cc.1``, ``cc.2``."""
        number = 1
        while (item := f"{name}.{number}") in self._begun:
            yield item
            number += 1

    def place(self, path: str) -> DataPlace:
        """Return the place of the fact at *path*, or of its record if it is absent."""
        return self.places.get(path) or replace(self.record, path=path)

    @cached_property
    def _begun(self) -> set[str]:
        return _begun(self.values)


def read_facts(record: Record, declared: Declared, *, language: str, record_language: str) -> Facts:
    """Type the values of *record* for a letter in *language*.

    Args:
        record_language: The language of a text that is given once, without a language.
    """
    given, unknown, problems = _named(record, declared)
    missing = list(_missing(record, given, declared))
    problems += _undeclared(unknown, given, declared, missing)
    gaps, cut = _gaps(record, given, {item_of(path, declared) for path in unknown})
    chosen, untranslated = texts_in_language(given, declared, language, record_language)
    values, misread = _typed(chosen, declared)
    places = {path: value.place for path, value in (given | chosen).items()}
    return Facts(
        {path: value for path, value in values.items() if path not in cut},
        places,
        record.place,
        (*record.problems, *problems, *missing, *gaps, *untranslated, *misread),
    )


def _named(
    record: Record, declared: Declared
) -> tuple[dict[str, Value], dict[str, Value], list[Problem]]:
    """Give each value its full declared path; return those with and without one, and problems."""
    given: dict[str, Value] = {}
    unknown: dict[str, Value] = {}
    problems: list[Problem] = []
    for path, value in record.values.items():
        full = full_path(path, declared)
        if full is None:
            unknown[path] = value
        elif full in given:
            message = f"{path!r} is given twice: also at {given[full].place}."
            hint = "Remove one of the two."
            problems.append(Problem("duplicate-field", message, hint, data=value.place))
        else:
            given[full] = value
    return given, unknown, problems


def _undeclared(
    unknown: Given, given: Given, declared: Declared, missing: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield a problem for each value that no field declares.

    It is an error if a required field with a similar name is missing, or if its list entry
    has no other value, so that the entry would be lost silently.
    """
    if not unknown:
        return
    wanted = [problem.data.path or "" for problem in missing if problem.data]
    filled = {item_of(path, declared) for path, value in given.items() if value.text}
    for path, value in unknown.items():
        item = item_of(path, declared)
        is_lost = bool(item and value.text) and item not in filled
        near = did_you_mean(path, wanted)
        hint = near or did_you_mean(path, declared.typed_names)
        if is_lost and item and not hint:
            hint = f"'{item}' may have: {', '.join(_parts_of(item, declared))}."
        hint = hint or (
            f"Declare it under [fields] in lettergen.toml, or name it '_{path}' to keep it as "
            "a note."
        )
        severity = Severity.ERROR if near or is_lost else declared.unknown
        message = f"Unknown field {path!r}."
        yield Problem("unknown-field", message, hint, severity, data=value.place)


def _parts_of(item: str, declared: Declared) -> list[str]:
    prefix = f"{list_of(item)}.{ITEM}."
    return [name.removeprefix(prefix) for name in declared.by_name if name.startswith(prefix)]


def _gaps(
    record: Record, given: Given, blamed: Collection[str | None]
) -> tuple[list[Problem], set[str]]:
    """Return a problem for each list with a gap in its numbers, and the paths after the gap.

    Args:
        blamed: Entries already reported because all their fields are unknown.
    """
    numbers: dict[str, dict[int, str]] = {}
    for path, value in given.items():
        for name, number in items_in(path) if value.text else ():
            numbers.setdefault(name, {}).setdefault(number, path)
    reported = any(problem.code == "list-numbers" for problem in record.problems)
    problems: list[Problem] = []
    lost: set[tuple[str, int]] = set()
    for name, found in numbers.items():
        gap = next(number for number in range(1, len(found) + 2) if number not in found)
        beyond = sorted(number for number in found if number > gap)
        lost |= {(name, number) for number in beyond}
        if beyond and not reported and f"{name}.{gap}" not in blamed:
            message = f"{name!r} has an entry {beyond[0]} but no entry {gap}."
            hint = "Number the entries from 1 without gaps."
            place = given[found[beyond[0]]].place
            problems.append(Problem("list-numbers", message, hint, data=place))
    return problems, {path for path in given if not lost.isdisjoint(items_in(path))}


def _missing(record: Record, given: Given, declared: Declared) -> Iterator[Problem]:
    """Yield a problem for each required fact that is absent or empty, and each wrong count."""
    filled = {path for path, value in given.items() if value.text}
    begun = _begun(filled)
    for field in declared.fields:
        if field.list_name is not None and (field.at_least or field.at_most):
            for name in _expected(field.list_name, filled):
                yield from _wrong_count(record, filled, field, name)
        if field.required:
            for path in _expected(field.name, filled):
                if path not in begun:
                    yield _absent(path, record, given, declared)


def _begun(paths: Iterable[str]) -> set[str]:
    """Return *paths* and all that contain them: ``cc.1.name``, ``cc.1``, ``cc``."""
    return {stem for path in paths for stem in accumulate(path.split("."), "{}.{}".format)}


def _wrong_count(record: Record, filled: set[str], field: Field, name: str) -> Iterator[Problem]:
    """Yield a problem when the list *name* has fewer or more entries than *field* allows."""
    count = len(_numbers(name, filled))
    given = f"Entries for {name!r}: {count}"
    if count < field.at_least:
        first = name + field.name.removeprefix(field.list_name or "").replace(ITEM, "1", 1)
        message = f"{given}; at least {field.at_least} must be given."
        hint = f"Fill in '{first}': {field.description}"
        yield Problem("too-few", message, hint, data=replace(record.place, path=first))
    if field.at_most is not None and count > field.at_most:
        message = f"{given}; at most {field.at_most} may be given."
        hint = INSTEAD.get(name, "Remove some, or write a second letter.")
        yield Problem("too-many", message, hint, data=replace(record.place, path=name))


def _expected(name: str, filled: set[str]) -> Iterator[str]:
    """Yield the concrete paths at which the declared *name* must be given."""
    head, star, tail = name.partition(f".{ITEM}")
    if not star:
        yield name
    for number in _numbers(head, filled) if star else ():
        yield from _expected(f"{head}.{number}{tail}", filled)


def _numbers(name: str, filled: Iterable[str]) -> list[int]:
    prefix = f"{name}."
    found = {path.removeprefix(prefix).split(".")[0] for path in filled if path.startswith(prefix)}
    return sorted(int(number) for number in found if number.isdigit())


def _absent(path: str, record: Record, given: Given, declared: Declared) -> Problem:
    name = pattern(path)
    field = declared.by_name[name]
    place = given[path].place if path in given else replace(record.place, path=path)
    state = "is empty" if path in given else "is missing"
    hint = f"Fill it in: {field.description}"
    if field.example:
        hint += f" Example: {field.example}"
    return Problem(
        "empty-field" if path in given else "missing-field",
        f"{path!r} {state}, and the letter needs it.",
        hint,
        template=declared.uses.get(name),
        data=place,
    )


def _typed(chosen: Given, declared: Declared) -> tuple[dict[str, Typed], list[Problem]]:
    """Read each value by its declared type."""
    values: dict[str, Typed] = {}
    problems: list[Problem] = []
    for path, value in chosen.items():
        field = declared.by_name[pattern(path)]
        text = value.typed if field.type is FieldType.PARAGRAPHS else value.text
        try:
            values[path] = read_value(field, text)
        except ValueError as error:
            at = declared.uses.get(field.name)
            problem = Problem(
                "wrong-type", str(error), field.description, template=at, data=value.place
            )
            problems.append(problem)
    return values, problems
