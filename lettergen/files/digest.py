"""A digest of plain data: equal for equal facts, in any process, on any day.

Everything that settings, tables and records consist of has one spelling here, so that nothing
depends on where an object stands in memory, on the order of a set, or on pickle.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import singledispatch
from hashlib import file_digest, sha256
from pathlib import Path, PurePath
from types import NoneType
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Spelt: TypeAlias = "str | int | float | bool | list[Spelt] | None"


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal, however large it is.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def digest(*parts: object) -> str:
    """Return the SHA-256 of *parts*, in hexadecimal.

    Raises:
        TypeError: One of them holds something that is no plain data.
    """
    return sha256(json.dumps(_spelt(parts)).encode()).hexdigest()


def parts_of(value: DataclassInstance | BaseModel) -> dict[str, object]:
    """Return the fields of *value* that its digest is made of, by name, in their order.

    A class names in ``NOT_IN_DIGEST`` those of its fields that decide nothing.
    """
    apart: Collection[str] = getattr(type(value), "NOT_IN_DIGEST", ())
    names = type(value).model_fields if isinstance(value, BaseModel) else map(_name, fields(value))
    return {name: getattr(value, name) for name in names if name not in apart}


def _name(field: Field[object]) -> str:
    return field.name


@singledispatch
def _spelt(value: object) -> Spelt:
    """Return *value* in its one spelling; two values of different kinds are never spelt alike."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *map(_spelt, parts_of(value).values())]
    message = f"{type(value).__name__} has no spelling"
    raise TypeError(message)


@_spelt.register(str)
@_spelt.register(int)
@_spelt.register(float)
@_spelt.register(NoneType)
def _itself(value: str | float | None) -> Spelt:
    return value


@_spelt.register
def _enum(value: Enum) -> Spelt:
    return ["enum", _spelt(value.value)]


@_spelt.register
def _bytes(value: bytes) -> Spelt:
    return ["bytes", sha256(value).hexdigest()]


@_spelt.register
def _date(value: date) -> Spelt:
    return ["date", value.isoformat()]


@_spelt.register
def _path(value: PurePath) -> Spelt:
    return ["path", str(value)]


@_spelt.register
def _model(value: BaseModel) -> Spelt:
    return [type(value).__name__, *map(_spelt, parts_of(value).values())]


@_spelt.register
def _mapping(value: Mapping) -> Spelt:  # type: ignore[type-arg]  # what is dispatched on has none
    if all(isinstance(key, str) for key in value):
        return ["mapping", *([key, _spelt(value[key])] for key in sorted(value))]
    return ["mapping", *_in_order([key, one] for key, one in value.items())]


@_spelt.register
def _set(value: AbstractSet) -> Spelt:  # type: ignore[type-arg]  # as above
    return ["set", *_in_order(value)]


@_spelt.register
def _sequence(value: Sequence) -> Spelt:  # type: ignore[type-arg]  # as above
    return ["list", *map(_spelt, value)]


def _in_order(items: Iterable[object]) -> list[Spelt]:
    return sorted(map(_spelt, items), key=json.dumps)
