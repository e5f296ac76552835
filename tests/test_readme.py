"""The documents: every command in the README runs as written, every option is described."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from typer.main import get_command

from lettergen.cli.commands import app
from lettergen.office.settings import OfficeFile
from lettergen.protocol.forms_file import FormRow
from lettergen.protocol.states_file import NAME_KEYS, ROW_KEYS
from tests.checkout import ROOT, shown, text_of
from tests.offices import OGP

README = ROOT / "README.md"
COMMAND_LINE = ROOT / "docs" / "command-line.md"
OFFICE = ROOT / "docs" / "office.md"
MORE = (ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md")
PICTURES = sorted((ROOT / "docs").glob("*.png"))
LARGEST_PICTURE = 150_000  # bytes: it is loaded with its document
DOCUMENTS = (README, *MORE, *sorted((ROOT / "docs").glob("*.md")))

FENCE = re.compile(r"^```(\w+)[ ]?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
LONG_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
# Said in a document about all commands at once.
COMMON = {"--help", "--version", "--install-completion", "--show-completion"}
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]  # it is a group


@dataclass(frozen=True, slots=True)
class Block:
    """Commands of the README, and the lines shown below them.

    Attributes:
        marker: ``fresh`` for what needs a new machine or the checkout, ``status=1`` for what
            is refused; empty otherwise.
    """

    commands: str
    marker: str
    shown: tuple[str, ...]

    @property
    def status(self) -> int:
        """The exit status to expect."""
        return int(self.marker.removeprefix("status=") or 0)


def blocks(text: str) -> Iterator[Block]:
    """Yield the shell blocks of a document, each with the output shown after it."""
    found = FENCE.findall(text)
    for (kind, marker, commands), follower in zip(found, [*found[1:], ("", "", "")], strict=True):
        shown = follower[2].splitlines() if follower[0] == "text" else []
        if kind == "sh":
            yield Block(commands, marker, tuple(line for line in shown if line.strip()))


def words(text: str) -> str:
    """Return *text* with every run of blanks as one space: columns are as wide as they must be."""
    return " ".join(text.split())


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    """In a new folder, in order, every command ends as the README says and prints what it shows."""
    place = tmp_path / "place"
    place.write_text(str(tmp_path), encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "HOME": str(tmp_path), "TERM": "dumb"}
    here = [block for block in blocks(text_of(README)) if block.marker != "fresh"]
    for block in here:
        folder = place.read_text(encoding="utf-8").strip()
        script = f"set -eu\n{block.commands}pwd > {place}\n"
        done = subprocess.run(
            ["/bin/sh", "-c", script],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        told = f"{block.commands}\n{done.stdout}"
        absent = [line for line in block.shown if words(line) not in words(done.stdout)]
        assert done.returncode == block.status, told
        assert absent == [], told
    assert len(here) >= 10


def test_blocks_are_read() -> None:
    """A marker, the commands and the lines shown below them are told apart."""
    text = "```sh status=2\nfalse\n```\n\n```text\na  b\n\n```\n\n```sh fresh\nmake\n```\n"

    assert list(blocks(text)) == [
        Block("false\n", "status=2", ("a  b",)),
        Block("make\n", "fresh", ()),
    ]


PYTHON = [
    pytest.param(code, id=f"{document.name} {number}")
    for document in (README, ROOT / "docs" / "python.md")
    for number, (kind, _, code) in enumerate(FENCE.findall(text_of(document)))
    if kind == "python"
]


@pytest.mark.parametrize("code", PYTHON)
def test_python_runs(code: str, tmp_path: Path) -> None:
    """Every example in Python runs as written where the sample office is, and says something."""
    shutil.copytree(OGP, tmp_path / "office")
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-W", "error", "example.py"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_python_in_ten_lines() -> None:
    """The README's example in Python has ten lines, and makes the letters of its batch."""
    (code,) = (code for kind, _, code in FENCE.findall(text_of(README)) if kind == "python")

    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    assert code in text_of(ROOT / "docs" / "python.md")


def test_only_what_needs_a_checkout_is_not_run() -> None:
    """A block is left out only when it uses make, or what make has built."""
    fresh = [block for block in blocks(text_of(README)) if block.marker == "fresh"]

    assert fresh
    assert all("make " in block.commands for block in fresh)


def test_make_targets_exist() -> None:
    """Every `make` target that the README names is in the Makefile."""
    named = set(re.findall(r"\bmake ([a-z]+)$|`make ([a-z]+)`", text_of(README), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))

    assert {"".join(pair) for pair in named} >= {"letters", "test", "wheel"}
    assert {"".join(pair) for pair in named} <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(document: Path) -> None:
    """A link to a file of this project leads to a file."""
    targets = LINK.findall(text_of(document))

    assert [target for target in targets if not (document.parent / target).is_file()] == []


def test_index_names_every_document() -> None:
    """The index of the documentation leads to every document."""
    named = set(LINK.findall(text_of(ROOT / "docs" / "README.md")))

    assert {path.name for path in (ROOT / "docs").glob("*.md")} - named == {"README.md"}


def test_pictures_are_small() -> None:
    """Every picture is shown in a document, and costs its reader little."""
    shown_somewhere = "".join(map(text_of, DOCUMENTS))

    assert PICTURES
    assert [one.name for one in PICTURES if one.name not in shown_somewhere] == []
    assert [one.name for one in PICTURES if one.stat().st_size >= LARGEST_PICTURE] == []


def sections(document: Path) -> dict[str, str]:
    """Return the parts of a document by their headings of the second level."""
    parts = re.split(r"^## (.+)$", text_of(document), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def long_options(command: str) -> set[str]:
    """Return the long options of a command, its negative ones too."""
    found: set[str] = set()
    for parameter in COMMANDS[command].params:
        found |= {*parameter.opts, *parameter.secondary_opts}
    return {option for option in found if option.startswith("--")}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_is_described(command: str) -> None:
    """Every command has its section, with an example that runs it and all its options."""
    section = sections(COMMAND_LINE)[command]
    named = set(LONG_OPTION.findall(section))

    assert f"```text\nlettergen {command}" in section
    assert long_options(command) - {"--help"} - named == set()


def test_only_options_that_exist_are_described() -> None:
    """The documents name no option that lettergen does not have."""
    known = set().union(COMMON, *map(long_options, COMMANDS))
    named = {
        option
        for document in (README, COMMAND_LINE, OFFICE)
        for option in LONG_OPTION.findall(text_of(document))
    }

    assert named - known == set()


def keys(model: type[BaseModel]) -> set[str]:
    """Return the keys of a settings model and of the tables in it, as a person types them."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        found.add(field.alias or name)
        found |= {key for part in models(field.annotation) for key in keys(part)}
    return found


def models(annotation: object) -> list[type[BaseModel]]:
    """Return the settings models that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [one for part in getattr(annotation, "__args__", ()) for one in models(part)]


def test_every_setting_is_described() -> None:
    """Every key of lettergen.toml, of states.yaml and of forms.toml stands in docs/office.md."""
    expected = {*keys(OfficeFile), *keys(FormRow), *ROW_KEYS, *NAME_KEYS}
    named = set(re.findall(r"`([a-z_]+)`", text_of(OFFICE)))

    assert {"seconds", "ranks", "from", "greeting_several", "formal_article"} <= expected
    assert expected - named == set()
