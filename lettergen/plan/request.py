"""What a call asks for, in addition to the office's settings, and the check of its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as day  # a request has its own 'date'
from datetime import datetime
from os import PathLike
from pathlib import Path

from lettergen.errors import CallError, Problem

NAMES = ("language", "letterhead", "style", "paper")
A_PATH, A_TEXT = "a path", "a text"
A_DATE = "a date, or a text such as '2021-04-27' or 'today'"
PATHS_TO_TEXTS = "a dictionary from texts to texts, such as {'assessment.year': '2023'}"


@dataclass(frozen=True, slots=True, init=False)
class Request:
    """What a call asks for; an empty value leaves it to the office and the record.

    Attributes:
        data: The data file: YAML, JSON, CSV or XLSX.
        date: The day on the letters: an ISO date, or ``today``.
        language: The letters' language, such as ``en``.
        letterhead: The name of the letterhead.
        style: The name of the house style.
        paper: The paper size: ``a4`` or ``letter``.
        values: Path of a field to text; each wins over the record.
        draft: Whether every page has the draft mark.
    """

    data: Path | None
    date: str
    language: str
    letterhead: str
    style: str
    paper: str
    values: Mapping[str, str]
    draft: bool | None

    def __init__(
        self,
        *,
        data: str | PathLike[str] | None = None,
        date: str | day = "",
        language: str = "",
        letterhead: str = "",
        style: str = "",
        paper: str = "",
        values: Mapping[str, str] | None = None,
        draft: bool | None = None,
    ) -> None:
        """Check the arguments, and keep a path as a `Path` and a date as its ISO text.

        Raises:
            CallError: Arguments are of a wrong kind; with a problem for each.
        """
        texts = dict(zip(NAMES, (language, letterhead, style, paper), strict=True))
        problems = [
            *need("data", data, isinstance(data, str | PathLike | None), A_PATH),
            *need("date", date, isinstance(date, str | day), A_DATE),
            *_need_texts(texts),
            *_need_values(values),
            *need("draft", draft, isinstance(draft, bool | None), "True, False or None"),
        ]
        if problems:
            raise CallError(problems)
        if isinstance(date, datetime):
            date = date.date()
        kept = {
            "data": Path(data) if data else None,
            "date": date if isinstance(date, str) else date.isoformat(),
            **texts,
            "values": dict(values or {}),
            "draft": draft,
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)  # it is frozen from here on


def _need_texts(given: Mapping[str, object]) -> list[Problem]:
    """Return a problem for each argument that is not a text."""
    return [
        problem
        for name, value in given.items()
        for problem in need(name, value, isinstance(value, str), A_TEXT)
    ]


def _need_values(values: object) -> list[Problem]:
    """Return why *values* is not a table from texts to texts."""
    if not isinstance(values, Mapping):
        return need("values", values, values is None, PATHS_TO_TEXTS)
    if not all(isinstance(path, str) for path in values):
        return need("values", values, False, PATHS_TO_TEXTS)
    return _need_texts({f"values[{path!r}]": text for path, text in values.items()})


def need(name: str, given: object, fits: bool, expected: str) -> list[Problem]:
    """Return the problem that the argument *name* does not fit, if so.

    Args:
        fits: Whether *given* can be used.
        expected: What the argument should be, in words, such as ``a text``.
    """
    if fits:
        return []
    message = f"The argument {name} is {given!r}."
    return [Problem("bad-call", message, f"It should be {expected}.")]


def refuse_unless(fits: bool, name: str, given: object, expected: str) -> None:
    """Refuse the argument *name* if it does not fit; the arguments are as for `need`.

    Raises:
        CallError: It does not.
    """
    if problems := need(name, given, fits, expected):
        raise CallError(problems)
