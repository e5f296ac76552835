"""A TOML file: read whole, or refused with the line that is wrong.

Quick to import, unlike the models that define the content of a settings file.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.files.text_file import read_text
from lettergen.files.toml_lines import BAD_TOML, Key, KeyPath, bad_line, lines_of

FIX = "Fix the file and run the command again."


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file, and its name in problems."""

    path: Path
    shown_as: str

    def read(self) -> dict[str, Any]:
        """Return the content of the file.

        Raises:
            CallError: The file cannot be read, or is not TOML.
        """
        text = read_text(self.path, self.shown_as)
        try:
            return tomllib.loads(text)
        except BAD_TOML as error:
            place = TemplatePlace(self.shown_as, bad_line(text))
            message = f"The file is not valid TOML: {error}."
            raise CallError([Problem("bad-syntax", message, FIX, template=place)]) from error

    def place(self, *keys: Key) -> TemplatePlace:
        """Return where the setting at *keys* begins.

        If the file does not have it, the line is that of the innermost table around it; without
        such a table, there is no line.
        """
        lines = self.lines()
        inner = (keys[:length] for length in range(len(keys), 0, -1))
        return TemplatePlace(
            self.shown_as, next((lines[one] for one in inner if one in lines), None)
        )

    def lines(self) -> dict[KeyPath, int]:
        """Return the line at which each setting begins; none if the file cannot be read."""
        try:
            return lines_of(self.path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return {}

    def without_heading(self) -> set[KeyPath]:
        """Return the settings, also the tables in braces, that are not a heading."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return set()
        rows = text.split("\n")
        return {
            path
            for path, line in lines_of(text).items()
            if not rows[line - 1].lstrip().startswith("[")
        }
