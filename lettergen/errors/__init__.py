"""Problems, reported to the person who can fix them.

A *problem* is one thing that is wrong: code, severity, message, hint, the place
in the template and the place in the data. Problems are data: they are
collected and shown together. Only the command line turns them into an
exit status.

An exception is raised where work cannot continue. The tree:

    LettergenError          has problems, not only a text
      CallError             the call or the office is wrong (exit status 2)
      LetterError           one letter cannot be made       (exit status 1)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """An error stops the letter; a warning is shown and the letter is made."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """A place in a template, letterhead or settings file; lines count from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class DataPlace:
    """A place in the data; lines and rows count from 1, as in editors and Excel.

    Attributes:
        file: The file's name as the user gave it; ``--set`` for a value from the command line.
        line: The line, for text files.
        row: The row, for tables (CSV, XLSX).
        cell: The cell, such as ``C4``, for tables.
        sheet: The worksheet's name, for XLSX.
        path: The field, such as ``addressee.1.name``.
    """

    file: str
    line: int | None = None
    row: int | None = None
    cell: str | None = None
    sheet: str | None = None
    path: str | None = None

    def __str__(self) -> str:
        where = self.file
        if self.sheet and self.cell:
            where += f" {self.sheet}!{self.cell}"
        elif self.cell:
            where += f" {self.cell}"
        elif self.line is not None:
            where += f":{self.line}"
        elif self.row is not None:
            where += f" row {self.row}"
        return f"{where} ({self.path})" if self.path else where


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: A stable identifier for programs, such as ``missing-field``.
        message: One plain sentence: what is wrong.
        hint: One plain sentence: what to do next.
    """

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    template: TemplatePlace | None = None
    data: DataPlace | None = None

    @property
    def is_error(self) -> bool:
        """Whether this problem stops its letter."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        places = [str(place) for place in (self.template, self.data) if place]
        where = f"{' | '.join(places)}: " if places else ""
        return f"{where}{self.message} {self.hint}".rstrip()


class LettergenError(Exception):
    """Work cannot continue; *problems* gives all reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        # The arguments are passed on unchanged, so that the error survives a worker pool.
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class CallError(LettergenError):
    """The call or the office is wrong; no letter can be made from it."""


class LetterError(LettergenError):
    """One letter cannot be made; the others can."""


def placed(error: LettergenError, place: TemplatePlace) -> CallError:
    """Return the problems of *error*; those without a place in a settings file have *place*."""
    return CallError([replace(one, template=one.template or place) for one in error.problems])


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of *problems* stops its letter."""
    return any(problem.is_error for problem in problems)


def first_error(problems: Iterable[Problem]) -> str:
    """Return the sentence of the first error, or the empty text if there is none."""
    return next((problem.message for problem in problems if problem.is_error), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?``, or the empty text if no *known* name is close."""
    near = get_close_matches(word.lower(), {name.lower(): name for name in known}, n=1)
    if not near:
        return ""
    original = next(name for name in known if name.lower() == near[0])
    return f"Did you mean {original!r}?"


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return *problem* as JSON data; an unknown place is null."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "template": _known(asdict(problem.template)) if problem.template else None,
        "data": _known(asdict(problem.data)) if problem.data else None,
    }


def _known(place: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if value is not None}
