"""The manifest of a batch folder: a line of JSON per record, in the order of the plan.

While a batch runs, lines are added as letters come out; at its end the file is written
whole. A later line about a record wins over an earlier one, so that a batch that was
killed leaves a manifest that still names every file of its folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from lettergen.errors import CallError, LetterError, Problem, problem_json
from lettergen.files.digest import digest_of_file
from lettergen.files.writing import append, unwritable, whole_file

NAME = "manifest.jsonl"


class Status(StrEnum):
    """What became of a record's letter."""

    MADE = "made"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class EnclosureCopy:
    """The copy of one enclosure."""

    title: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a batch did about one record.

    Attributes:
        reason: Why there is no letter; empty when there is.
        key: The hash of all that decided the letter's bytes.
        passages: The places that a passage of the office fills in this letter.
        kept: Whether the letter is unchanged and was not made again; the manifest, which is
            about letters and not about runs, does not say so.
    """

    id: str
    status: Status
    language: str
    file: str = ""
    sha256: str = ""
    pages: int = 0
    reason: str = ""
    enclosures: tuple[EnclosureCopy, ...] = ()
    problems: tuple[Problem, ...] = ()
    key: str = ""
    passages: tuple[str, ...] = ()
    kept: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the line as plain data, what is empty left out."""
        whole: dict[str, Any] = {
            "id": self.id,
            "status": str(self.status),
            "language": self.language,
            "file": self.file,
            "sha256": self.sha256,
            "pages": self.pages,
            "reason": self.reason,
            "enclosures": [
                {"title": one.title, "file": one.file, "sha256": one.sha256}
                for one in self.enclosures
            ],
            "problems": [problem_json(problem) for problem in self.problems],
            "passages": list(self.passages),
            "key": self.key,
        }
        always = {"id", "status", "language"}
        return {key: value for key, value in whole.items() if value or key in always}

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the letter and its enclosures."""
        letter = (self.file,) if self.file else ()
        return (*letter, *(one.file for one in self.enclosures))


class _CopyWritten(BaseModel):
    title: str = ""
    file: str
    sha256: str = ""


class _LineWritten(BaseModel):
    """What a line of a manifest must say: whose it is, and which files are a batch's own.

    The rest is what shows that a letter is unchanged.
    """

    template: str
    letterhead: str
    style: str
    file: str = ""
    enclosures: tuple[_CopyWritten, ...] = ()
    id: str = ""
    status: Status | None = None
    language: str = ""
    sha256: str = ""
    pages: int = 0
    reason: str = ""
    problems: tuple[object, ...] = ()
    key: str = ""
    passages: tuple[str, ...] = ()

    @property
    def files(self) -> set[str]:
        return {self.file, *(one.file for one in self.enclosures)} - {""}

    @property
    def line(self) -> Line | None:
        """The line again, when it says what became of a record and nothing was wrong."""
        if self.status is None or self.problems:
            return None
        copies = (EnclosureCopy(one.title, one.file, one.sha256) for one in self.enclosures)
        return Line(
            self.id,
            self.status,
            self.language,
            file=self.file,
            sha256=self.sha256,
            pages=self.pages,
            reason=self.reason,
            enclosures=tuple(copies),
            key=self.key,
            passages=self.passages,
        )


@dataclass
class Manifest:
    """The manifest of *folder*, as it was found and as it grows.

    Attributes:
        kind: What the folder belongs to: template, letterhead and style.
        earlier: The names of all files that earlier batches made here.
        claimed: The names of all files that this batch made or meant to make.
        lines: What earlier batches said without a complaint, line by line.
    """

    folder: Path
    kind: Mapping[str, str]
    earlier: set[str] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The path of the manifest."""
        return self.folder / NAME

    def open(self) -> None:
        """Read what is there; the last line of a batch that was killed may be torn.

        Raises:
            CallError: It cannot be read, is no manifest, or belongs to another kind of letter.
        """
        size, line = 0, b""
        for number, line in enumerate(self._found(), start=1):
            written = _line_written(line)
            if written is None and not line.endswith(b"\n"):
                self._cut(size)
                return
            self._take(number, written)
            size += len(line)
        if line and not line.endswith(b"\n"):
            append(self.path, b"\n", settle=False)

    def add(self, line: Line) -> None:
        """Add one line at the end, at once."""
        append(self.path, self._written(line), settle=False)

    def claim(self, names: Iterable[str]) -> None:
        """Note, before they are written, that files of these *names* are this batch's own."""
        new = [name for name in names if name not in self.claimed]
        self.claimed.update(new)
        if new:
            lines = b"".join(_as_line({**self.kind, "file": name}) for name in new)
            append(self.path, lines, settle=True)

    def write(self, lines: Iterable[Line]) -> None:
        """Write all *lines* whole.

        Raises:
            CallError: The disk or the permissions do not allow it.
        """
        try:
            with whole_file(self.path, replace=True) as file:
                file.writelines(map(self._written, lines))
        except LetterError as error:  # without its manifest the whole batch is lost
            raise CallError(error.problems) from None

    def _found(self) -> Iterator[bytes]:
        """Yield the lines that are there, each with its end."""
        try:
            with self.path.open("rb") as file:
                yield from file
        except FileNotFoundError:
            return
        except OSError:
            raise CallError([self._unreadable(str(self.path))]) from None

    def _cut(self, size: int) -> None:
        """Keep the first *size* bytes only."""
        try:
            os.truncate(self.path, size)
        except OSError as error:
            raise CallError([unwritable(self.path, error)]) from None

    def _take(self, number: int, line: _LineWritten | None) -> None:
        if line is None:
            raise CallError([self._unreadable(f"line {number} of {self.path}")])
        for key, value in self.kind.items():
            if (other := getattr(line, key)) != value:
                message = f"{self.folder} holds letters with the {key} {other!r}, not {value!r}."
                problem = Problem("other-batch", message, "Choose another folder with -o.")
                raise CallError([problem])
        self.earlier |= line.files
        if again := line.line:
            self.lines.append(again)

    def _written(self, line: Line) -> bytes:
        return _as_line({**self.kind, **line.as_json()})

    @staticmethod
    def _unreadable(where: str) -> Problem:
        hint = "Choose another folder with -o, or move this one's contents away."
        return Problem("bad-manifest", f"The manifest cannot be read: {where}.", hint)


def _as_line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def _line_written(line: bytes) -> _LineWritten | None:
    try:
        return _LineWritten.model_validate_json(line)
    except ValidationError:
        return None


def is_as_written(folder: Path, line: Line) -> bool:
    """Return whether a letter was made and its files are, byte for byte, what was written."""
    written = {line.file: line.sha256} | {one.file: one.sha256 for one in line.enclosures}
    return line.status is Status.MADE and all(
        _sha256(folder / name) == content for name, content in written.items()
    )


def _sha256(file: Path) -> str:
    try:
        return digest_of_file(file)
    except OSError:
        return ""
