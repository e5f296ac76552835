"""A letterhead's folder; all its files are opened here.

A file outside the folder, even one behind a link, and a file that is too large are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.files import paths
from lettergen.files.toml_file import TomlFile
from lettergen.letter.pictures import IMAGES, LARGEST_FILE, Asset


@dataclass(frozen=True, slots=True)
class StyleText:
    """A text file of a letterhead or style, with the name shown in problems."""

    file: str
    text: str

    @property
    def place(self) -> TemplatePlace:
        """Where the file is, for problems."""
        return TemplatePlace(self.file)


@dataclass(frozen=True, slots=True)
class LetterheadFolder:
    """A folder, and its name in problems."""

    path: Path
    name: str

    def shown(self, file: str) -> str:
        """Return the name of *file* in problems."""
        return f"{self.name}/{file}"

    def settings(self, file: str) -> TomlFile:
        """Return the settings *file*, still to be read.

        Raises:
            CallError: As `inside`.
        """
        return TomlFile(self.inside(file), self.shown(file))

    def refusal(self, code: str, file: str, message: str, hint: str, *keys: str) -> CallError:
        """Return the error about *file*, or about its setting at *keys*."""
        place = TomlFile(self.path / file, self.shown(file)).place(*keys)
        return CallError([Problem(code, message, hint, template=place)])

    def inside(self, file: str) -> Path:
        """Return the path of *file*, a plain file in this folder.

        Raises:
            CallError: It is missing, is a link out of the folder, or is too large.
        """
        path = self.path / file
        if not paths.is_inside(path, self.path):
            message = f"{file!r} is a link to a file outside its folder."
            raise self.refusal("outside-file", file, message, "Copy the file into the folder.")
        if not path.is_file():
            message = f"There is no file {file!r} in {self.name}."
            raise self.refusal("missing-file", file, message, "Copy the file into the folder.")
        if path.stat().st_size > LARGEST_FILE:
            message = f"{file!r} has more than {LARGEST_FILE:,} bytes."
            raise self.refusal("large-file", file, message, "Reduce the file size.")
        return path

    def source(self, file: str) -> StyleText:
        """Read the text of *file*.

        Raises:
            CallError: As `inside`, or it is not UTF-8.
        """
        try:
            text = self.inside(file).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            message = f"{file!r} is not UTF-8 text."
            raise self.refusal("wrong-encoding", file, message, "Save it as UTF-8.") from None
        return StyleText(self.shown(file), text)

    def pictures(self) -> tuple[Asset, ...]:
        """Read every image in the folder, by name.

        Raises:
            CallError: As `inside`.
        """
        names = sorted(path.name for path in self.path.iterdir())
        return tuple(
            Asset(name, IMAGES[suffix], self.inside(name).read_bytes())
            for name in names
            if (suffix := Path(name).suffix.lower()) in IMAGES
        )
