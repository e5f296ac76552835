"""A digest of plain data: equal for equal facts, in any process, on any day.

All that settings, tables and records consist of has one canonical form here, so that no digest
depends on an object's address in memory, on the order of a set, or on pickle.
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

Canonical: TypeAlias = "str | int | float | bool | list[Canonical] | None"


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file of any size, in hexadecimal.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def digest(*parts: object) -> str:
    """Return the SHA-256 of *parts*, in hexadecimal.

    Raises:
        TypeError: One of them contains something other than plain data.
    """
    return sha256(json.dumps(_canonical(parts)).encode()).hexdigest()


def parts_of(value: DataclassInstance | BaseModel) -> dict[str, object]:
    """Return the fields of *value* that its digest is made of, by name, in their order.

    A class lists in ``NOT_IN_DIGEST`` those of its fields that have no effect.
    """
    excluded: Collection[str] = getattr(type(value), "NOT_IN_DIGEST", ())
    names = type(value).model_fields if isinstance(value, BaseModel) else map(_name, fields(value))
    return {name: getattr(value, name) for name in names if name not in excluded}


def _name(field: Field[object]) -> str:
    return field.name


@singledispatch
def _canonical(value: object) -> Canonical:
    """Return the canonical form of *value*; values of different kinds never share one."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *map(_canonical, parts_of(value).values())]
    message = f"{type(value).__name__} has no canonical form"
    raise TypeError(message)


@_canonical.register(str)
@_canonical.register(int)
@_canonical.register(float)
@_canonical.register(NoneType)
def _itself(value: str | float | None) -> Canonical:
    return value


@_canonical.register
def _enum(value: Enum) -> Canonical:
    return ["enum", _canonical(value.value)]


@_canonical.register
def _bytes(value: bytes) -> Canonical:
    return ["bytes", sha256(value).hexdigest()]


@_canonical.register
def _date(value: date) -> Canonical:
    return ["date", value.isoformat()]


@_canonical.register
def _path(value: PurePath) -> Canonical:
    return ["path", str(value)]


@_canonical.register
def _model(value: BaseModel) -> Canonical:
    return [type(value).__name__, *map(_canonical, parts_of(value).values())]


@_canonical.register
def _mapping(value: Mapping) -> Canonical:  # type: ignore[type-arg]  # dispatch takes no parameters
    if all(isinstance(key, str) for key in value):
        return ["mapping", *([key, _canonical(value[key])] for key in sorted(value))]
    return ["mapping", *_in_order([key, one] for key, one in value.items())]


@_canonical.register
def _set(value: AbstractSet) -> Canonical:  # type: ignore[type-arg]  # as above
    return ["set", *_in_order(value)]


@_canonical.register
def _sequence(value: Sequence) -> Canonical:  # type: ignore[type-arg]  # as above
    return ["list", *map(_canonical, value)]


def _in_order(items: Iterable[object]) -> list[Canonical]:
    return sorted(map(_canonical, items), key=json.dumps)
