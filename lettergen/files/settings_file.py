"""Settings files: TOML read into a pydantic model, or problems with file, line and key.

Unknown keys are refused, with the closest known one suggested. Pydantic's own
messages are never shown; ours are chosen by its error types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, ValidationError

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.files.toml_file import TomlFile
from lettergen.files.toml_lines import Key, KeyPath

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Settings(BaseModel):
    """A table of a settings file: no unknown keys, frozen values."""

    model_config = ConfigDict(extra="forbid", frozen=True)


S = TypeVar("S", bound=Settings)
BARE_KEY = re.compile("[A-Za-z0-9_-]+")

EXPECTED = {
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list in square brackets",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "date_type": "a date such as 2021-04-27",
    "date_parsing": "a date such as 2021-04-27",
    "date_from_datetime_parsing": "a date such as 2021-04-27",
    "date_from_datetime_inexact": "a date such as 2021-04-27",
    "finite_number": "a number",
    "int_from_float": "a whole number",
    "too_short": "one that is not empty",
    "greater_than": "a larger number",
    "greater_than_equal": "a larger number",
    "less_than_equal": "a smaller number",
    "string_too_short": "a text that is not empty",
}


def read_toml(path: Path, model: type[S], shown_as: str) -> S:
    """Read the file at *path* into *model*; *shown_as* is its name in problems.

    Raises:
        CallError: The file cannot be read, is not TOML, or has a wrong key or value; with a
            problem for each.
    """
    file = TomlFile(path, shown_as)
    return validated(file.read(), model, [file])


def validated(table: dict[str, Any], model: type[S], files: Sequence[TomlFile]) -> S:
    """Return *table* as *model*.

    Args:
        files: Where it was read from; of several that give a setting, the first counts.

    Raises:
        CallError: A key or a value is wrong; with a problem for each.
    """
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise CallError(list(_problems(error.errors(), table, model, files))) from None


def _problems(
    details: Iterable[ErrorDetails],
    table: object,
    model: type[Settings],
    files: Sequence[TomlFile],
) -> Iterator[Problem]:
    """Yield a problem per wrong key, with all that the key may be in one hint."""
    expected: dict[KeyPath, list[str]] = {}
    given: dict[KeyPath, object] = {}
    for detail in details:
        path = _path(detail, table)
        key, place = _shown_path(path), place_in(files, *path)
        if detail["type"] == "extra_forbidden":
            yield _unknown(path, detail["input"], model, place)
        elif detail["type"] == "missing":
            hint = _addition(path, model, files)
            yield Problem("missing-setting", f"{key!r} is missing.", hint, template=place)
        elif detail["loc"][-1] == "[key]":
            message = f"Unknown setting {key!r}."
            yield Problem("unknown-setting", message, _reason(detail), template=place)
        else:
            expected.setdefault(path, []).append(_expected(detail))
            given[path] = detail["input"]
    for path, choices in expected.items():
        if not any(other[: len(path)] == path and other != path for other in expected):
            message = f"{_shown_path(path)!r} is {_shown(given[path])}."
            hint = f"It should be {' or '.join(dict.fromkeys(choices))}."
            yield Problem("bad-setting", message, hint, template=place_in(files, *path))


def _addition(path: KeyPath, model: type[Settings], files: Sequence[TomlFile]) -> str:
    """Return the hint that says where to add the setting at *path*."""
    *table, name = path
    if not table:
        info = model.model_fields.get(str(name))
        is_table = info is not None and _models_in(info.annotation)
        return f"Add a table [{name}]." if is_table else f"Add a line '{name} = …'."
    if any(tuple(table) in one.without_heading() for one in files):
        return f"Add '{name} = …' to that table."
    header = ".".join(_quoted_key(key) for key in table if isinstance(key, str))
    shown = f"[[{header}]]" if isinstance(table[-1], int) else f"[{header}]"
    return f"Add '{name} = …' below {shown}."


def _quoted_key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def place_in(files: Sequence[TomlFile], *path: Key) -> TemplatePlace:
    """Return the place of the setting at *path*, in the first of the files that gives it."""
    holder = next((one for one in files if path in one.lines()), files[0])
    return holder.place(*path)


def _path(detail: ErrorDetails, table: object) -> KeyPath:
    """Return the path as in the file: pydantic adds the alternatives it tried."""
    path: list[Key] = []
    for part in detail["loc"]:
        inside = dict(enumerate(table)) if isinstance(table, list) else table
        if isinstance(inside, dict) and part in inside:
            table = inside[part]
        elif detail["type"] != "missing":
            continue
        path.append(part)
    return tuple(path)


def _shown_path(path: Iterable[Key]) -> str:
    """Return the path as people write it, counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _unknown(path: KeyPath, given: object, model: type[Settings], place: TemplatePlace) -> Problem:
    table, *names = path
    hint = did_you_mean(str(path[-1]), _known_keys(model))
    if isinstance(given, dict) and len(names) > 1 and isinstance(names[0], str):
        hint = f'Put a name with a dot in quotes: [{table}."{_shown_path(names)}"].'
    hint = hint or "Remove it, or look up its name in the documentation."
    message = f"Unknown setting {_shown_path(path)!r}."
    return Problem("unknown-setting", message, hint, template=place)


def _expected(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] in {"literal_error", "enum"}:
        words = str(context.get("expected", "the known words"))
        return f"one of {words}" if " or " in words else words
    if detail["type"] == "value_error":
        return _reason(detail).rstrip(".")
    return EXPECTED.get(detail["type"], f"another kind of value ({detail['type']})")


def _reason(detail: ErrorDetails) -> str:
    """Return what the model's own check says."""
    return str(detail.get("ctx", {}).get("error", "another value"))


def _shown(given: object) -> str:
    """Return a wrong value as a message shows it."""
    if isinstance(given, dict | list) and given:
        return "not valid"
    return str(given).lower() if isinstance(given, bool) else repr(given)


def _known_keys(model: type[Settings]) -> set[str]:
    """Return the keys of *model* and of the tables within it."""
    known: set[str] = set()
    for name, info in model.model_fields.items():
        other = info.validation_alias
        known |= (
            {*map(str, other.choices)} if isinstance(other, AliasChoices) else {info.alias or name}
        )
        for part in _models_in(info.annotation):
            known |= _known_keys(part)
    return known


def _models_in(annotation: object) -> list[type[Settings]]:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _models_in(part)]
