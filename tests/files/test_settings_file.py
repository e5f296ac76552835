"""Tests of settings files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field as Setting

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.files.settings_file import Settings, read_toml, validated
from lettergen.files.toml_file import TomlFile


class Inner(Settings):
    """A table within."""

    name: str | dict[str, str]
    from_: date | None = Setting(default=None, alias="from")


class Outer(Settings):
    """A whole file."""

    title: str = Setting(min_length=1)
    pages: int = Setting(default=10, ge=1)
    seconds: float = 30
    draft: bool = False
    day: date | Literal["today"] | None = None
    mode: Literal["warning", "error"] = "warning"
    people: tuple[Inner, ...] = ()
    fields: dict[str, Inner] = Setting(default_factory=dict)


def read(folder: Path, text: str | bytes) -> Outer:
    """Write a file and read it."""
    file = folder / "x.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_toml(file, Outer, "x.toml")


def refused(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """Return why the file is refused."""
    with pytest.raises(CallError) as error:
        read(folder, text)
    return error.value.problems


def test_read(tmp_path: Path) -> None:
    """A sound file is read by its types; a byte order mark is no matter."""
    text = '\ufefftitle = "T"\nday = 2021-04-27\n[[people]]\nname = {en = "A"}\nfrom = 2020-01-01\n'
    settings = read(tmp_path, text)

    assert settings.title == "T"
    assert settings.day == date(2021, 4, 27)
    assert settings.people[0].from_ == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("tilte = 1", "unknown-setting", "Unknown setting 'tilte'.", "Did you mean 'title'?"),
        (
            "zzz = 1",
            "unknown-setting",
            "Unknown setting 'zzz'.",
            "Remove it, or look up its name in the documentation.",
        ),
        ("pages = 'x'", "bad-setting", "'pages' is 'x'.", "It should be a whole number."),
        ("pages = 1.5", "bad-setting", "'pages' is 1.5.", "It should be a whole number."),
        ("pages = 0", "bad-setting", "'pages' is 0.", "It should be a larger number."),
        ("seconds = 'x'", "bad-setting", "'seconds' is 'x'.", "It should be a number."),
        ("draft = 7", "bad-setting", "'draft' is 7.", "It should be true or false."),
        (
            "mode = 'x'",
            "bad-setting",
            "'mode' is 'x'.",
            "It should be one of 'warning' or 'error'.",
        ),
        (
            "day = 'someday'",
            "bad-setting",
            "'day' is 'someday'.",
            "It should be a date such as 2021-04-27 or 'today'.",
        ),
        (
            "day = true",
            "bad-setting",
            "'day' is true.",
            "It should be a date such as 2021-04-27 or 'today'.",
        ),
        ("people = 5", "bad-setting", "'people' is 5.", "It should be a list in square brackets."),
        ("people = [5]", "bad-setting", "'people.1' is 5.", "It should be a table."),
        (
            "[[people]]",
            "missing-setting",
            "'people.1.name' is missing.",
            "Add 'name = …' below [[people]].",
        ),
        (
            "people = [{}]",
            "missing-setting",
            "'people.1.name' is missing.",
            "Add 'name = …' to that table.",
        ),
        (
            "[fields.region]",
            "missing-setting",
            "'fields.region.name' is missing.",
            "Add 'name = …' below [fields.region].",
        ),
        (
            "[fields.'a.b']",
            "missing-setting",
            "'fields.a.b.name' is missing.",
            "Add 'name = …' below [fields.\"a.b\"].",
        ),
        (
            "fields.region = {}",
            "missing-setting",
            "'fields.region.name' is missing.",
            "Add 'name = …' to that table.",
        ),
        (
            "[[people]]\nname = 5",
            "bad-setting",
            "'people.1.name' is 5.",
            "It should be a text in quotes or a table.",
        ),
        (
            "[[people]]\nname = {en = 5}",
            "bad-setting",
            "'people.1.name.en' is 5.",
            "It should be a text in quotes.",
        ),
        (
            "[[people]]\nname = 'A'\nfrmo = 1",
            "unknown-setting",
            "Unknown setting 'people.1.frmo'.",
            "Did you mean 'from'?",
        ),
    ],
)
def test_wrong_setting(tmp_path: Path, line: str, code: str, message: str, hint: str) -> None:
    """A wrong key or value is one problem: what it is, what it should be, in which file."""
    (problem,) = refused(tmp_path, f'title = "T"\n{line}\n')

    assert problem.code == code
    assert message in problem.message
    assert problem.hint.startswith(hint)
    assert problem.template is not None
    assert problem.template.file == "x.toml"


class WithTable(Settings):
    """A file with a table that it must have."""

    sender: Inner


def test_missing_table(tmp_path: Path) -> None:
    """The hint for a missing table shows its heading."""
    file = tmp_path / "x.toml"
    file.write_text("")

    with pytest.raises(CallError, match=r"'sender' is missing. Add a table \[sender\]."):
        read_toml(file, WithTable, "x.toml")


def test_name_with_a_dot(tmp_path: Path) -> None:
    """A dotted name that lacks its quotes is answered with the way to write it."""
    text = 'title = "T"\n[fields.plan.ends]\nname = "A"\n'
    hints = {problem.hint for problem in refused(tmp_path, text)}

    assert 'Put a name with a dot in quotes: [fields."plan.ends"].' in hints


def test_all_problems_at_once(tmp_path: Path) -> None:
    """Everything wrong with a file is reported in one run."""
    problems = refused(tmp_path, 'pages = "many"\ndarft = true\n[[people]]\n')

    assert [problem.message for problem in problems] == [
        "'title' is missing.",
        "'people.1.name' is missing.",
        "Unknown setting 'darft'.",
        "'pages' is 'many'.",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title = ", 1, "The file is not valid TOML: Invalid value"),
        ("\nday = 2021-02-30", 2, "The file is not valid TOML: "),
        (f"pages = {'9' * 5000}", 1, "The file is not valid TOML: "),
        (f"pages = {'[' * 2000}", 1, "The file is not valid TOML: "),
        (
            "title = 'T'\npages = 1\ntitle = 'U'\n",
            3,
            "The file is not valid TOML: Cannot overwrite",
        ),
    ],
)
def test_bad_toml(tmp_path: Path, text: str, line: int, message: str) -> None:
    """A file that is no TOML is refused with the line that is none, however odd it is."""
    (problem,) = refused(tmp_path, text)

    assert problem.code == "bad-syntax"
    assert problem.message.startswith(message)
    assert problem.template == TemplatePlace("x.toml", line)


def test_wrong_encoding(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with the line at which that shows."""
    (problem,) = refused(tmp_path, b'title = "T"\n# caf\xe9\n')

    assert str(problem) == "x.toml:2: The file is not UTF-8 text. Save it as UTF-8."


def test_no_file(tmp_path: Path) -> None:
    """A file that cannot be read is refused by its name."""
    with pytest.raises(CallError) as error:
        read_toml(tmp_path / "none.toml", Outer, "none.toml")

    assert error.value.problems[0].message == "The file cannot be read: No such file or directory."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("pages = 'x'\ntitle = 'T'\n", 1),
        ("title = 'T'\n\n# Many.\npages = 'x'\n", 4),
        ("title = 5\n", 1),
        ("pages = 5\n", None),
        ("title = 'T'\n[[people]]\nname = 'A'\n[[people]]\nname = 5\n", 5),
        ("title = 'T'\n[[people]]\nname = 'A'\n[[people]]\n", 4),
        ("title = 'T'\npeople = [\n  {name = 'A'},\n  {name = 5},\n]\n", 2),
        ("title = 'T'\n[fields.met]\nname = 'A'\nnmae = 'B'\n", 4),
        ('title = "T"\n[fields."plan.ends"]\nname = 5\n', 3),
        ("title = 'T'\nfields.met.name = 5\n", 2),
        ("title = 'T'\n[fields]\nmet = {name = 5}\n", 3),
    ],
)
def test_line_of_a_wrong_setting(tmp_path: Path, text: str, line: int | None) -> None:
    """A mistake is shown with its line; one of leaving out with that of its table, if any."""
    (problem,) = refused(tmp_path, text)

    assert problem.template == TemplatePlace("x.toml", line)


def test_line_in_the_file_that_says_it(tmp_path: Path) -> None:
    """Where settings come from two files, a mistake is shown in the file that makes it."""
    own, other = (TomlFile(tmp_path / name, name) for name in ("own.toml", "other.toml"))
    own.path.write_text("title = 'T'\npages = 0\n", encoding="utf-8")
    other.path.write_text("pages = 5\n\ndraft = 7\n", encoding="utf-8")

    with pytest.raises(CallError) as error:
        validated(other.read() | own.read(), Outer, [own, other])

    assert {str(problem.template) for problem in error.value.problems} == {
        "own.toml:2",
        "other.toml:3",
    }
