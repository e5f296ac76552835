"""From facts with paths to a record: the one builder that all four formats share.

Here it is decided what two facts with one path mean, how the items of a list
are counted and what an id is, so that the same facts make the same record
whichever file they stood in. Nothing is guessed: two facts that contradict
each other are a problem of their record, and cost no other record its letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias
from unicodedata import normalize

from lettergen.errors import DataPlace, Problem, did_you_mean
from lettergen.records.record import Record, Value
from lettergen.records.text import LOST, clean, name_of

MOST_LEVELS = 50
Branch: TypeAlias = "dict[str, Branch | Value]"


@dataclass(frozen=True, slots=True)
class Fact:
    """One text as it stands in the file; *place* carries the path."""

    path: str
    raw: str
    place: DataPlace


@dataclass(frozen=True, slots=True)
class FieldName:
    """A heading or key, tidied; *complaint* says why it cannot be one."""

    path: str
    complaint: str = ""

    @property
    def is_note(self) -> bool:
        """Whether the column or key is a note of the office, not data."""
        return self.path.startswith("_")


@lru_cache(maxsize=4096)
def field_name(raw: str) -> FieldName:
    """Return the path that a heading or a key names, without stray spaces."""
    cleaned = clean(raw)
    parts = [part.strip() for part in cleaned.text.split(".")]
    path = ".".join(parts)
    if cleaned.refused:
        return FieldName(path, f"has the character {name_of(cleaned.refused[0])}")
    if not path:
        return FieldName(path, "is empty")
    if not all(parts):
        return FieldName(path, "has nothing on one side of a dot")
    if len(parts) > MOST_LEVELS:
        return FieldName(path, f"has more than {MOST_LEVELS} levels")
    return FieldName(path)


def build_record(
    facts: Iterable[Fact], place: DataPlace, problems: Iterable[Problem] = ()
) -> Record:
    """Return the record that *facts* make; what is wrong with them goes into its problems."""
    found = list(problems)
    root: Branch = {}
    for fact in facts:
        found.extend(_plant(root, fact))
    found.extend(_miscounted(root, place))
    values = dict(_harvest(root, ""))
    found.extend(_missing_id(values, place))
    value = values.get("id")
    return Record(value.text if value else "", values, place, tuple(found))


def _plant(root: Branch, fact: Fact) -> Iterator[Problem]:
    """Put *fact* where its path leads, cleaned."""
    cleaned = clean(fact.raw)
    yield from _character_problems(cleaned.refused, fact.place)
    *parents, leaf = fact.path.split(".")
    branch = root
    for name in parents:
        child = branch.setdefault(name, {})
        if isinstance(child, Value):
            yield _value_and_group(fact.place, child.place)
            return
        branch = child
    old = branch.setdefault(leaf, Value(cleaned.text, fact.place))
    if isinstance(old, dict):
        yield _value_and_group(fact.place, next(_leaves(old)).place)
    elif old.place is not fact.place:
        yield duplicate_key(fact.path, fact.place, old.place)


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
        "duplicate-key",
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


def _leaves(branch: Branch) -> Iterator[Value]:
    for child in branch.values():
        if isinstance(child, Value):
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
        return f"A field cannot be called by a number: {shown}."
    return f"The items of {parent!r} are not numbered 1, 2, 3 …: {shown}."


def _miscounted(branch: Branch, place: DataPlace, parent: str = "") -> Iterator[Problem]:
    """Find lists whose items are not numbered from 1 without gaps."""
    if _is_list(branch) and not (parent and _counts_from_one(branch)):
        first = next(_leaves(branch), None)
        yield Problem(
            "list-numbers",
            list_complaint(branch, parent),
            "Number the items of a list from 1; give a field a name with a letter in it.",
            data=first.place if first else place,
        )
    for name, child in branch.items():
        if isinstance(child, dict):
            yield from _miscounted(child, place, f"{parent}.{name}" if parent else name)


def _harvest(branch: Branch, prefix: str) -> Iterator[tuple[str, Value]]:
    """Give path and value of every leaf, list items without the empty ones among them."""
    children = _filled_items(branch) if prefix and _is_list(branch) else branch
    for name, child in children.items():
        path = prefix + name
        if isinstance(child, dict):
            yield from _harvest(child, f"{path}.")
        elif child.place.path == path:
            yield path, child
        else:
            yield path, replace(child, place=replace(child.place, path=path))


def _filled_items(branch: Branch) -> Branch:
    """Return the list items that say something, numbered anew from 1.

    A table has columns for the longest list in it: the record with one copy
    leaves the others empty, and must equal the YAML record with one copy.
    """
    if not _counts_from_one(branch):
        return branch
    items = (branch[str(number)] for number in range(1, len(branch) + 1))
    filled = (item for item in items if _says_something(item))
    return {str(number): item for number, item in enumerate(filled, start=1)}


def _says_something(child: Branch | Value) -> bool:
    values = (child,) if isinstance(child, Value) else _leaves(child)
    return any(value.text for value in values)


def _missing_id(values: dict[str, Value], place: DataPlace) -> Iterator[Problem]:
    value = values.get("id")
    if value is None:
        hint = did_you_mean("id", values) or "Give it a field 'id', such as the state's code."
        yield Problem("missing-id", "The record has no 'id'.", hint, data=place)
    elif not value.text:
        hint = "Fill it in, such as with the state's code."
        yield Problem("missing-id", "The record's 'id' is empty.", hint, data=value.place)


def check_ids(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return *records*, each that shares its id with another carrying a problem.

    Upper and lower case make no difference: ``AZE`` and ``aze`` would be one
    file name on some disks, and one letter would replace the other.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.id:
            holders[normalize("NFC", record.id.casefold())].append(index)
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
        f"The id {record.id!r} is also that of the record at "
        f"{replace(other.values['id'].place, path=None)} ({other.id!r}){rest}.",
        "Give each record its own id; upper and lower case make no difference.",
        data=record.values["id"].place,
    )
    return replace(record, problems=(*record.problems, problem))
