"""A TOML file: read whole, or refused with the line that is wrong.

Quick to import, unlike the models that say what a settings file may hold.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.files.toml_lines import BAD_TOML, Key, KeyPath, bad_line, lines_of

FIX = "Mend the file and run the command again."


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file, and its name in problems."""

    path: Path
    shown_as: str

    def read(self) -> dict[str, Any]:
        """Return what the file says.

        Raises:
            CallError: It cannot be read, or is not TOML.
        """
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except OSError as error:
            place, message = TemplatePlace(self.shown_as), f"It cannot be read: {error.strerror}."
            raise CallError([Problem("unreadable-file", message, FIX, template=place)]) from error
        except UnicodeDecodeError as error:
            raise CallError([wrong_encoding(self.shown_as, error)]) from error
        try:
            return tomllib.loads(text)
        except BAD_TOML as error:
            place = TemplatePlace(self.shown_as, bad_line(text))
            message = f"It is not valid TOML: {error}."
            raise CallError([Problem("bad-syntax", message, FIX, template=place)]) from error

    def place(self, *keys: Key) -> TemplatePlace:
        """Return where the setting at *keys* begins.

        The line is that of the innermost table around it when the file does not have it, and
        unknown when the file has none of these either.
        """
        lines = self.lines()
        inner = (keys[:length] for length in range(len(keys), 0, -1))
        return TemplatePlace(
            self.shown_as, next((lines[one] for one in inner if one in lines), None)
        )

    def lines(self) -> dict[KeyPath, int]:
        """Return the line at which each setting begins; nothing of a file that cannot be read."""
        try:
            return lines_of(self.path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return {}


def wrong_encoding(shown_as: str, error: UnicodeDecodeError) -> Problem:
    """Return the problem of a file that is not UTF-8, with the line at which that shows."""
    line = error.object[: error.start].count(b"\n") + 1
    place = TemplatePlace(shown_as, line)
    return Problem("wrong-encoding", "It is not UTF-8 text.", "Save it as UTF-8.", template=place)
