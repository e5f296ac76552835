"""Settings files: TOML read into a pydantic model, or problems with file and key.

Unknown keys are refused, with the nearest known one named. Pydantic's own
sentences are never shown: its error types are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.files.text_file import read_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Settings(BaseModel):
    """A table of a settings file: its keys are known, its values frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


S = TypeVar("S", bound=Settings)

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
        CallError: The file cannot be read, is not TOML, or says something unknown. All
            problems are told, not only the first.
    """
    return validated(read_table(path, shown_as), model, shown_as)


def read_table(path: Path, shown_as: str) -> dict[str, Any]:
    """Read the file at *path* as it stands; *shown_as* is its name in problems.

    Raises:
        CallError: The file cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(read_text(path, shown_as))
    except (ValueError, RecursionError) as error:  # a TOMLDecodeError is a ValueError
        raise _refusal("bad-syntax", shown_as, f"It is not valid TOML: {error}.") from error


def line_of(path: Path, table: str, key: str) -> int:
    """Return the line of the file at which *key* of ``[table]`` stands, from 1.

    TOML readers keep no lines. A file that writes its tables in another way than under
    headings gets line 1.
    """
    current = ""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines, start=1):
        if heading := re.match(r"\s*\[+([^\[\]]+)\]", line):
            current = re.sub(r"[\s'\"]", "", heading[1])
        elif current == table and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 1


def validated(table: dict[str, Any], model: type[S], shown_as: str) -> S:
    """Return *table* as *model*, or raise CallError with a problem per wrong key."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        problems = _problems(error.errors(), table, model, TemplatePlace(shown_as))
        raise CallError(problems) from None


def _refusal(code: str, shown_as: str, message: str) -> CallError:
    hint = "Mend the file and run the command again."
    return CallError([Problem(code, message, hint, template=TemplatePlace(shown_as))])


def _problems(
    details: Iterable[ErrorDetails], table: object, model: type[Settings], place: TemplatePlace
) -> list[Problem]:
    """Return a problem per wrong key: what a key may be otherwise is told in one sentence."""
    problems: list[Problem] = []
    expected: dict[str, list[str]] = {}
    given: dict[str, object] = {}
    for detail in details:
        key = _key(detail, table)
        if detail["type"] == "extra_forbidden":
            problems.append(_unknown(key, detail["input"], model, place))
        elif detail["type"] == "missing":
            last = key.rpartition(".")[2]
            in_a_list = any(part.isdigit() for part in key.split("."))
            hint = f"Add a line '{last} = …' there." if in_a_list else f"Add a line '{key} = …'."
            problem = Problem("missing-setting", f"{key!r} is missing.", hint, template=place)
            problems.append(problem)
        else:
            expected.setdefault(key, []).append(_expected(detail))
            given[key] = detail["input"]
    for key, choices in expected.items():
        if not any(other.startswith(f"{key}.") for other in expected):
            message = f"{key!r} is {_shown(given[key])}."
            hint = f"It should be {' or '.join(dict.fromkeys(choices))}."
            problems.append(Problem("bad-setting", message, hint, template=place))
    return problems


def _key(detail: ErrorDetails, table: object) -> str:
    """Return the key as the file has it: pydantic also names the alternatives it tried."""
    parts: list[str] = []
    for part in detail["loc"]:
        if isinstance(table, dict) and part in table:
            table = table[part]
        elif isinstance(table, list) and isinstance(part, int) and part < len(table):
            table, part = table[part], part + 1  # noqa: PLW2901 - people count from 1
        elif detail["type"] != "missing":
            continue
        parts.append(str(part))
    return ".".join(parts)


def _unknown(key: str, given: object, model: type[Settings], place: TemplatePlace) -> Problem:
    table, *names = key.split(".")
    hint = did_you_mean(key.rpartition(".")[2], _known_keys(model))
    if isinstance(given, dict) and len(names) > 1 and not names[0].isdigit():
        hint = f'A name with a dot stands in quotes: [{table}."{".".join(names)}"].'
    hint = hint or "Remove it, or look in the documentation for its right name."
    return Problem("unknown-setting", f"Nothing is called {key!r} here.", hint, template=place)


def _expected(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] in {"literal_error", "enum"}:
        words = str(context.get("expected", "the known words"))
        return f"one of {words}" if " or " in words else words
    if detail["type"] == "value_error":
        return str(context.get("error", "another value")).rstrip(".")
    return EXPECTED.get(detail["type"], f"another kind of value ({detail['type']})")


def _shown(given: object) -> str:
    """Return a wrong value as a message shows it."""
    if isinstance(given, dict | list) and given:
        return "not right"
    return str(given).lower() if isinstance(given, bool) else repr(given)


def _known_keys(model: type[Settings]) -> set[str]:
    """Return the keys of *model* and of the tables within it."""
    known: set[str] = set()
    for name, info in model.model_fields.items():
        known.add(info.alias or name)
        for part in _models_in(info.annotation):
            known |= _known_keys(part)
    return known


def _models_in(annotation: object) -> list[type[Settings]]:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _models_in(part)]
