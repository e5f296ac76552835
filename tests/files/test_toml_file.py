"""A TOML file, and the places of its settings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lettergen.errors import CallError, TemplatePlace
from lettergen.files.toml_file import TomlFile


def test_place(tmp_path: Path) -> None:
    """A setting is at its line; one that is not there at that of the table around it."""
    file = TomlFile(tmp_path / "a.toml", "a.toml")
    file.path.write_text("title = 'T'\n\n[inner]\nname = 'N'\n", encoding="utf-8")

    assert file.read() == {"title": "T", "inner": {"name": "N"}}
    assert file.place("inner", "name") == TemplatePlace("a.toml", 4)
    assert file.place("inner", "other") == TemplatePlace("a.toml", 3)
    assert file.place("other") == file.place() == TemplatePlace("a.toml")


@pytest.mark.parametrize(
    ("content", "place"),
    [(None, "a.toml"), (b"a = 1\n\xff", "a.toml:2"), (b"a = 1\nb =\n", "a.toml:2")],
)
def test_refused(tmp_path: Path, content: bytes | None, place: str) -> None:
    """A file that is gone, no UTF-8 or no TOML is refused with its name, and line if it has one."""
    file = TomlFile(tmp_path / "a.toml", "a.toml")
    if content is not None:
        file.path.write_bytes(content)

    with pytest.raises(CallError) as error:
        file.read()

    assert [str(one.template) for one in error.value.problems] == [place]


def test_place_of_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that cannot be read any more is named without a line."""
    file = TomlFile(tmp_path / "gone.toml", "gone.toml")

    assert file.place("title") == TemplatePlace("gone.toml")


def test_quick_to_import() -> None:
    """The process that lays a letter out, which imports letterheads, need not import pydantic."""
    program = "import sys, lettergen.letterhead; print('pydantic' in sys.modules)"
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert printed == "False\n"


def test_without_heading(tmp_path: Path) -> None:
    """A table in braces has no heading; a file that is gone has no settings at all."""
    file = TomlFile(tmp_path / "x.toml", "x.toml")
    assert file.without_heading() == set()

    file.path.write_text("a = {}\n[b.c]\n[[d]]\n", encoding="utf-8")
    assert file.without_heading() == {("a",)}
