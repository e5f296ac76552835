"""Declared fields: the name, type and purpose of each fact.

A template declares its own fields, lettergen the common ones, and an office may
add more. The declarations are used to check records and bodies, and to make the
JSON Schema and the blank spreadsheet. Values are text until they are read here,
by their declared type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from lettergen.errors import Problem, TemplatePlace
from lettergen.letter.paragraphs import Paragraphs, read_paragraphs

ITEM = "*"
"""The placeholder for the number of an item in a declared name: ``cc.*.name``."""

NUMBER = re.compile(r"[1-9][0-9]*")
"""The number of an item, in the only form allowed."""

_WORD = r"[A-Za-z][A-Za-z0-9_]*"
FIELD_NAME = re.compile(rf"{_WORD}((\.\*)?\.{_WORD})*(\.\*)?")
"""A declared name: words with dots between them, ``*`` for an item of a list."""

RESERVED = frozenset(
    {"and", "or", "not", "if", "else", "elif", "in", "is", "true", "false", "none"}
    | {"True", "False", "None", "loop", "self", "super", "caller", "standing"}
)
"""First words that have another meaning in a template."""

TODAY = "today"
"""The word for the current date; only the command reads the clock."""

PlaceOf = Callable[[str], TemplatePlace]
"""Returns the place where a field is declared, by its name."""

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's 1900 date system, for dates after its February 29, 1900."""


class FieldType(StrEnum):
    """The types of fields."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    SWITCH = "yes/no"
    ONE_OF = "one of"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, such as ``2021-08``."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


Typed = str | int | bool | date | Month | Paragraphs


@dataclass(frozen=True, slots=True)
class Field:
    """One declared fact.

    Attributes:
        name: Dotted, with ``*`` for an item of a list: ``milestones.*.due``.
        required: Whether a letter needs it (in each item, for a list).
        example: A value as typed.
        options: The values allowed, for the type ``one of``.
        per_language: Whether there may be one text per language: ``addressee.*.title.fr``.
        per_script: For a name: whether there may be one form per script or language:
            ``addressee.*.name.Cyrl``.
        fixed: Texts that need no translation in the record, since lettergen translates them;
            ``*`` for any text, whose language is checked elsewhere.
        grammar: Whether it is a form of a word that only some languages need.
        at_least: The fewest items allowed in its list.
        at_most: The most items allowed in that list; None for no limit.
        source: Where it is declared: ``common``, ``template`` or ``office``.
    """

    name: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    description: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    per_language: bool = False
    per_script: bool = False
    fixed: tuple[str, ...] = ()
    grammar: bool = False
    at_least: int = 0
    at_most: int | None = None
    source: str = "template"

    @property
    def list_name(self) -> str | None:
        """The innermost list that the field belongs to: ``cc`` for ``cc.*.name``."""
        head, star, _ = self.name.rpartition(ITEM)
        return head.rstrip(".") if star else None

    def is_fixed(self, text: str) -> bool:
        """Return whether *text* may be used as typed in a letter in any language."""
        return ITEM in self.fixed or option_key(text) in map(option_key, self.fixed)

    @property
    def optional(self) -> Field:
        """The same field, for a record that gets no letter."""
        return replace(self, required=False, at_least=0)

    @property
    def type_label(self) -> str:
        """The type, as shown to people."""
        if self.type is FieldType.ONE_OF:
            return f"one of {', '.join(self.options)}"
        return str(self.type)

    @property
    def need_label(self) -> str:
        """When the field must be filled in, as shown to people; empty for never."""
        if not self.required:
            return "at least one" if self.at_least else ""
        return "in each" if self.list_name is not None else "yes"


@lru_cache(maxsize=4096)  # called with the same few names for every record
def pattern(path: str) -> str:
    """Return the declared name for a path: ``cc.1.name`` -> ``cc.*.name``."""
    return ".".join(ITEM if NUMBER.fullmatch(part) else part for part in path.split("."))


def wrong_names(fields: Iterable[Field], place: PlaceOf) -> Iterator[Problem]:
    """Yield a problem for each name that cannot be used in a template."""
    for name in (field.name for field in fields):
        if not FIELD_NAME.fullmatch(name) or name.split(".")[0] in RESERVED:
            message = f"{name!r} is not a valid field name."
            hint = "Use letters, digits and _, beginning with a letter, and dots between words."
            if name.split(".")[0] in RESERVED:
                hint = f"Rename the field: {name.split('.')[0]!r} has another meaning in a body."
            yield Problem("bad-field-name", message, hint, template=place(name))


def clashing(fields: Iterable[Field], place: PlaceOf) -> Iterator[Problem]:
    """Yield a problem for each pair of names that cannot both be fields."""
    for one, other in clashes(fields):
        message = f"{one!r} and {other!r} cannot both be fields."
        if one == other:
            message = f"The field {one!r} is declared twice: here, or among the common fields."
        yield Problem("clashing-fields", message, "Rename one of the two.", template=place(other))


def clashes(fields: Iterable[Field]) -> Iterator[tuple[str, str]]:
    """Yield each pair of names that cannot both be fields.

    They are equal, or one is a group and the other a value, or one is a list and the other a
    group.
    """
    names: set[str] = set()
    children: dict[str, dict[str, str]] = {}  # group -> what follows it -> a field's name
    for name in (field.name for field in fields):
        if name in names:
            yield name, name
        names.add(name)
        parts = name.split(".")
        for depth in range(1, len(parts)):
            children.setdefault(".".join(parts[:depth]), {}).setdefault(parts[depth], name)
    for group, members in children.items():
        if group in names:
            yield group, next(iter(members.values()))
        if ITEM in members and len(members) > 1:
            yield members[ITEM], next(name for part, name in members.items() if part != ITEM)


def read_value(field: Field, text: str) -> Typed:
    """Read *text* as the type of *field*.

    Raises:
        ValueError: With a message for the person who typed it.
    """
    if field.type is FieldType.ONE_OF:
        return _read_option(text, field.options)
    return READERS[field.type](text)


def _read_integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
        msg = f"{text!r} is not a whole number: type digits only, such as 12."
        raise ValueError(msg)
    return int(text)


def _read_date(text: str) -> date:
    if re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            msg = f"{text!r} is not a day of the calendar."
            raise ValueError(msg) from None
    raise ValueError(_date_advice(text))


def _date_advice(text: str) -> str:
    if re.fullmatch(r"[1-9]\d{4}", text, re.ASCII):
        meant = EXCEL_EPOCH + timedelta(days=int(text))
        return (
            f"{text!r} is a plain number. If it is Excel's number for {meant}, "
            f"format the cell as a date or type {meant}."
        )
    return f"{text!r} is not a date: type year-month-day, such as 2021-04-27."


def _read_month(text: str) -> Month:
    if match := re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", text, re.ASCII):
        return Month(int(match[1]), int(match[2]))
    msg = f"{text!r} is not a month: type year-month, such as 2021-08."
    raise ValueError(msg)


def _read_year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        msg = f"{text!r} is not a year: type four digits, such as 2021."
        raise ValueError(msg)
    return int(text)


SWITCHES = {"yes": True, "true": True, "no": False, "false": False}


def _read_switch(text: str) -> bool:
    try:
        return SWITCHES[text.casefold()]
    except KeyError:
        msg = f"{text!r} is neither yes nor no: type yes, no, true or false."
        raise ValueError(msg) from None


def _read_option(text: str, options: Iterable[str]) -> str:
    for option in options:
        if option_key(option) == option_key(text):
            return option
    msg = f"{text!r} is not one of {', '.join(options)}."
    raise ValueError(msg)


def option_key(text: str) -> str:
    """Return *text* in the form in which options are compared, without case and extra spaces."""
    return " ".join(text.casefold().split())


READERS: Mapping[FieldType, Callable[[str], Typed]] = {
    FieldType.TEXT: str,
    FieldType.INTEGER: _read_integer,
    FieldType.DATE: _read_date,
    FieldType.MONTH: _read_month,
    FieldType.YEAR: _read_year,
    FieldType.SWITCH: _read_switch,
    FieldType.PARAGRAPHS: read_paragraphs,
}
