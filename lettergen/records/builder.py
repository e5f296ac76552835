"""Build a record from facts with paths: the builder that all four formats share.

This module decides what two facts with one path mean, how the items of a list
are counted and what an id is, so that the same facts make the same record in
any format. Nothing is guessed: two facts that contradict each other are a
problem of their record, and of no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from lettergen.errors import DataPlace, Problem, did_you_mean
from lettergen.files.nodes import MOST_LEVELS
from lettergen.files.paths import name_key
from lettergen.letter.characters import LOST, clean, name_of
from lettergen.records.record import Record, Value
from lettergen.records.values import place_of, values_of

Branch: TypeAlias = "dict[str, Branch | int]"  # a leaf is the number of a fact


class Fact(NamedTuple):
    """One text as it is in the file.

    Attributes:
        spot: Its line, or its column, counted from 0, in a table.
    """

    path: str
    raw: str
    spot: int


@dataclass(frozen=True, slots=True)
class FieldName:
    """A heading or key without stray spaces; *complaint* says why it cannot be a name."""

    path: str
    complaint: str = ""

    @property
    def is_note(self) -> bool:
        """Whether the column or key is a note of the office, not data."""
        return self.path.startswith("_")


@lru_cache(maxsize=4096)
def field_name(raw: str) -> FieldName:
    """Return the name in a heading or key, with its path."""
    cleaned = clean(raw)
    parts = [part.strip() for part in cleaned.text.split(".")]
    path = ".".join(parts)
    if cleaned.refused:
        return FieldName(path, f"has the character {name_of(cleaned.refused[0])}")
    if not path:
        return FieldName(path, "is empty")
    if not all(parts):
        return FieldName(path, "has an empty part")
    if len(parts) > MOST_LEVELS:
        return FieldName(path, f"has more than {MOST_LEVELS} levels")
    return FieldName(path)


def build_record(
    facts: Iterable[Fact], start: DataPlace, problems: Iterable[Problem] = ()
) -> Record:
    """Return the record that *facts* make; its problems include those of the facts.

    Args:
        start: Where the record begins.
    """
    facts = tuple(facts)
    cleaned = [clean(fact.raw) for fact in facts]
    found = list(problems)
    for fact, one in zip(facts, cleaned, strict=True):
        if one.refused:
            found += _character_problems(one.refused, place_of(start, fact.spot, fact.path))
    paths = tuple(fact.path for fact in facts)
    arranged = _arranged(paths, tuple(bool(one.text) for one in cleaned))
    if arranged.complaints:
        places = [place_of(start, fact.spot, fact.path) for fact in facts]
        found += (complaint.problem(places, start) for complaint in arranged.complaints)
    kept = [(cleaned[number], facts[number].spot) for number in arranged.kept]
    values = values_of(arranged.paths, kept, start)
    value = values.get("id")
    found += _missing_id(values, start)
    return Record(value.text if value else "", values, start, tuple(found))


@dataclass(frozen=True, slots=True)
class _Complaint:
    """A fault in the paths of a record's facts, which are given by number.

    Attributes:
        number: The fact at fault; None for the record as a whole.
        other: The fact that it contradicts, if any.
        items: What is wrong with the numbers of a list, if anything.
    """

    number: int | None
    other: int | None = None
    items: str = ""

    def problem(self, places: Sequence[DataPlace], start: DataPlace) -> Problem:
        """Return the problem, given the places of the facts."""
        place = start if self.number is None else places[self.number]
        if self.other is None:
            hint = "Number the items of a list from 1; give a field a name with a letter in it."
            return Problem("list-numbers", self.items, hint, data=place)
        other = places[self.other]
        if place.path == other.path:
            return duplicate_key(str(place.path), place, other)
        return _value_and_group(place, other)


@dataclass(frozen=True, slots=True)
class _Arranged:
    """How facts with such paths become values.

    Attributes:
        kept: The number of the fact that each value comes from.
        paths: The path of each value.
    """

    kept: tuple[int, ...]
    paths: tuple[str, ...]
    complaints: tuple[_Complaint, ...]


@lru_cache(maxsize=4096)
def _arranged(paths: tuple[str, ...], filled: tuple[bool, ...]) -> _Arranged:
    """Arrange facts by their *paths*; most records of a file have the same ones.

    Args:
        filled: Whether each fact has a text.
    """
    root: Branch = {}
    clashes = [_plant(root, number, path) for number, path in enumerate(paths)]
    complaints = [clash for clash in clashes if clash is not None]
    complaints += _misnumbered(root)
    harvest = dict(_harvest(root, "", filled))
    return _Arranged(tuple(harvest.values()), tuple(harvest), tuple(complaints))


def _plant(root: Branch, number: int, path: str) -> _Complaint | None:
    """Put the fact of that *number* where its *path* leads, unless another is already there."""
    *parents, leaf = path.split(".")
    branch = root
    for name in parents:
        child = branch.setdefault(name, {})
        if isinstance(child, int):
            return _Complaint(number, child)
        branch = child
    old = branch.setdefault(leaf, number)
    if isinstance(old, dict):
        return _Complaint(number, next(_leaves(old)))
    return None if old == number else _Complaint(number, old)


def _character_problems(refused: Sequence[str], place: DataPlace) -> Iterator[Problem]:
    for character in refused:
        if character == LOST:
            yield Problem(
                "lost-character",
                f"The value has {name_of(character)}: a letter was lost when it was saved.",
                "Type the value again.",
                data=place,
            )
        else:
            yield Problem(
                "control-character",
                f"The value has the character {name_of(character)}, which no letter may have.",
                "Type the value again by hand; such characters come with copied text.",
                data=place,
            )


def duplicate_key(path: str, place: DataPlace, other: DataPlace) -> Problem:
    """Return the problem of a field that is given twice."""
    return Problem(
        "duplicate-field",
        f"The field {path!r} is given twice, here and at {replace(other, path=None)}.",
        "Keep one of the two.",
        data=place,
    )


def _value_and_group(place: DataPlace, other: DataPlace) -> Problem:
    return Problem(
        "value-and-group",
        f"{place.path!r} and {other.path!r} cannot both be fields: one is inside the other.",
        "Rename one of the two, or remove it.",
        data=place,
    )


def _leaves(branch: Branch) -> Iterator[int]:
    for child in branch.values():
        if isinstance(child, int):
            yield child
        else:
            yield from _leaves(child)


def _is_list(branch: Branch) -> bool:
    return any(name.isascii() and name.isdigit() for name in branch)


def _counts_from_one(branch: Branch) -> bool:
    return set(branch) == {str(number) for number in range(1, len(branch) + 1)}


def list_complaint(names: Iterable[str], parent: str) -> str:
    """Return what is wrong with the *names* of the children of *parent* as list items, if so."""
    children = dict.fromkeys(names)
    shown = ", ".join(f"{parent}.{name}" if parent else name for name in list(children)[:4])
    if not parent:
        return f"A field's name cannot be a number: {shown}."
    return f"The items of {parent!r} are not numbered 1, 2, 3 …: {shown}."


def _misnumbered(branch: Branch, parent: str = "") -> Iterator[_Complaint]:
    """Find lists whose items are not numbered from 1 without gaps."""
    if _is_list(branch) and not (parent and _counts_from_one(branch)):
        yield _Complaint(next(_leaves(branch), None), items=list_complaint(branch, parent))
    for name, child in branch.items():
        if isinstance(child, dict):
            yield from _misnumbered(child, f"{parent}.{name}" if parent else name)


def _harvest(branch: Branch, prefix: str, filled: Sequence[bool]) -> Iterator[tuple[str, int]]:
    """Yield path and fact of every leaf, without the empty items of lists."""
    children = _filled_items(branch, filled) if prefix and _is_list(branch) else branch
    for name, child in children.items():
        if isinstance(child, dict):
            yield from _harvest(child, f"{prefix}{name}.", filled)
        else:
            yield prefix + name, child


def _filled_items(branch: Branch, filled: Sequence[bool]) -> Branch:
    """Return the list items that are not empty, numbered again from 1.

    A table has columns for the longest list in it: the record with one copy
    leaves the others empty, and must equal the YAML record with one copy.
    """
    if not _counts_from_one(branch):
        return branch
    items = (branch[str(number)] for number in range(1, len(branch) + 1))
    kept = (item for item in items if _is_filled(item, filled))
    return {str(number): item for number, item in enumerate(kept, start=1)}


def _is_filled(child: Branch | int, filled: Sequence[bool]) -> bool:
    return any(filled[number] for number in ([child] if isinstance(child, int) else _leaves(child)))


def _missing_id(values: Mapping[str, Value], place: DataPlace) -> Iterator[Problem]:
    value = values.get("id")
    if value is None:
        hint = did_you_mean("id", values) or "Give it a field 'id', such as the state's code."
        yield Problem("missing-id", "The record has no 'id'.", hint, data=place)
    elif not value.text:
        hint = "Fill it in, for example with the state's code."
        yield Problem("missing-id", "The record's 'id' is empty.", hint, data=value.place)


def check_ids(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return *records*; each that shares its id with another gets a problem.

    Upper and lower case make no difference, since one letter would replace the other.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.id:
            holders[name_key(record.id)].append(index)
    result = list(records)
    for indexes in holders.values():
        for index in indexes if len(indexes) > 1 else ():
            other = records[indexes[1] if index == indexes[0] else indexes[0]]
            result[index] = _with_duplicate_id(records[index], other, len(indexes) - 2)
    return tuple(result)


def _with_duplicate_id(record: Record, other: Record, more: int) -> Record:
    rest = f" and {more} more" if more else ""
    problem = Problem(
        "duplicate-id",
        f"The id {record.id!r} is also used by the record at "
        f"{replace(other.values['id'].place, path=None)} ({other.id!r}){rest}.",
        "Give each record its own id; upper and lower case make no difference.",
        data=record.values["id"].place,
    )
    return replace(record, problems=(*record.problems, problem))
