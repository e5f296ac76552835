"""The lines of TOML: every way to write a setting, and texts that are no TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lettergen.files.toml_lines import KeyPath, bad_line, lines_of
from tests.checkout import ROOT, shown

EVERY_WAY = """# The office.
title = "a # [b]"

words = '''
[not.a.table]
x = 1
'''
list = [
  1,  # ]
  {name = "A", to = ["B"]},
]
dotted.key.here = 1

[ table . "with a dot." ]  # here
one = {two = 3}

[[items]]
name = "A"
[items.inner]
deep = 1
[[items.parts]]
[[items.parts]]
size = 2
[[items]]
[items.inner]
deep = 2
[items.inner.more]
x = 1
"""

LINES: list[tuple[KeyPath, int]] = [
    (("title",), 2),
    (("words",), 4),
    (("list",), 8),
    (("list", 1, "to", 0), 8),
    (("dotted",), 12),
    (("dotted", "key", "here"), 12),
    (("table",), 14),
    (("table", "with a dot."), 14),
    (("table", "with a dot.", "one", "two"), 15),
    (("items",), 17),
    (("items", 0), 17),
    (("items", 0, "name"), 18),
    (("items", 0, "inner", "deep"), 20),
    (("items", 0, "parts", 0), 21),
    (("items", 0, "parts", 1, "size"), 23),
    (("items", 1), 24),
    (("items", 1, "inner", "deep"), 26),
    (("items", 1, "inner", "more", "x"), 28),
]


@pytest.mark.parametrize(("path", "line"), LINES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_lines(path: KeyPath, line: int, ending: str) -> None:
    """Each setting has the line at which its statement begins, however it is written."""
    assert lines_of(EVERY_WAY.replace("\n", ending))[path] == line


def test_only_what_is_there() -> None:
    """What is inside a text is no setting, and there is no item that was not written."""
    lines = lines_of(EVERY_WAY)

    assert ("not",) not in lines
    assert ("x",) not in lines
    assert ("items", 2) not in lines
    assert ("items", 0, "inner", "more") not in lines


def paths(said: object) -> set[KeyPath]:
    """Return the path of everything in what a TOML reader gives."""
    pairs = (
        said.items()
        if isinstance(said, dict)
        else enumerate(said)
        if isinstance(said, list)
        else ()
    )
    return {(key, *rest) for key, value in pairs for rest in ((), *paths(value))}


FILES = sorted(
    file
    for folder in ("templates", "letterheads", "examples", "lettergen")
    for file in (ROOT / folder).rglob("*.toml")
)


@pytest.mark.parametrize("file", FILES, ids=shown)
def test_every_setting_has_its_line(file: Path) -> None:
    """In all settings files of the project nothing is without a line, and nothing is invented."""
    text = file.read_text(encoding="utf-8")

    assert lines_of(text).keys() == paths(tomllib.loads(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = ", 1),
        ("a = 1\n\nb = [\n1,\n", 3),
        ('a = 1\nb = """\n\nc = 2\n', 2),
        ("a = 1\n[b]\na = 2\na = 3\n", 4),
        ("[a]\n[b]\n[a]\n", 3),
        ("a = 1\n[a.b]\n", 2),
    ],
)
def test_bad_line(text: str, line: int) -> None:
    """A text that is no TOML is wrong at the statement that makes it none."""
    assert bad_line(text) == line


def test_before_the_mistake() -> None:
    """Of a text that is no TOML what is before the mistake has its lines."""
    assert lines_of("a = 1\nb = [\n") == {("a",): 1}
