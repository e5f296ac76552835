"""`init`: a working office to begin with."""

from __future__ import annotations

import shlex
import shutil
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import typer

from lettergen.errors import CallError, Problem
from lettergen.files import paths
from lettergen.files.writing import HIDDEN
from lettergen.office.settings import FILE

SAMPLE = "ogp"
TEMPLATE = "suspension-update"
SELECTION = 'status == "suspended"'
STRAY = (".", "__pycache__")
WHAT_IS_WHERE = {
    FILE: "the settings: letterhead, date, who signs",
    "members.yaml": "the facts about the members",
    "members.xlsx": "the same facts as a workbook: --data members.xlsx",
    "states.yaml": "names of states that the built-in table lacks",
    "passages": "paragraphs of the chief executive's own, for one member each",
    "enclosures": "files that go along with a letter",
}


def init(folder: Path) -> int:
    """Make the sample office in *folder*, whole or not at all; return the exit status.

    A new folder gets its name when all is in it; in an empty one that is there already,
    the settings, which make it an office, come last.

    Raises:
        CallError: There is something in *folder*, or it cannot be written.
    """
    is_new = not folder.exists()
    _refuse_if_in_use(folder)
    hidden = (folder.parent if is_new else folder) / f"{HIDDEN}{token_hex(8)}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _copy(paths.shipped("examples") / SAMPLE, hidden)
        if is_new:
            hidden.rename(folder)
        else:
            _move_up(hidden)
    except OSError as error:
        message = f"No office can be made in {str(folder)!r}: {error.strerror}."
        hint = "Look at the permissions and the room on that disk, or name another folder."
        raise CallError([Problem("unwritable", message, hint)]) from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    _tell_office(folder)
    return 0


def _refuse_if_in_use(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        what, hint = "is a link that leads nowhere", "Remove the link, or name another folder."
    elif not folder.exists():
        return
    elif not folder.is_dir():
        what, hint = "is not a folder", "Name a folder that is new or empty."
    elif (folder / FILE).exists():
        what, hint = "is an office already", "Work in it, or name a folder that is new or empty."
    elif any(folder.iterdir()):
        what, hint = "is not empty", "Name a folder that is new or empty: lettergen init office."
    else:
        return
    raise CallError([Problem("folder-in-use", f"{str(folder)!r} {what}.", hint)])


def _copy(source: Path, target: Path) -> None:
    """Copy what stands in *source*, but no stray files, with the modes of new files."""
    target.mkdir()
    for item in sorted(source.iterdir()):
        if item.name.startswith(STRAY):
            continue
        if item.is_dir():
            _copy(item, target / item.name)
        else:
            shutil.copyfile(item, target / item.name)


def _move_up(hidden: Path) -> None:
    """Move everything in *hidden* into its parent, the settings last; or nothing."""
    names = sorted((item.name for item in hidden.iterdir()), key=lambda name: name == FILE)
    moved: list[str] = []
    try:
        for name in names:
            (hidden / name).rename(hidden.parent / name)
            moved.append(name)
    except OSError:
        for name in moved:
            with suppress(OSError):
                (hidden.parent / name).rename(hidden / name)
        raise


def _tell_office(folder: Path) -> None:
    typer.echo(f"Made an office with sample data in {folder}:")
    for name, what in WHAT_IS_WHERE.items():
        if (folder / name).exists():
            shown = f"{name}/" if (folder / name).is_dir() else name
            typer.echo(f"  {shown:<15} {what}")
    typer.echo("Templates of your own go into templates/ there, letterheads into letterheads/.")
    typer.echo("\nNext:")
    batch = f"lettergen batch {TEMPLATE} --where {shlex.quote(SELECTION)} -o out"
    typer.echo(f"  cd {_typed(folder)} && {batch}")


def _typed(folder: Path) -> str:
    """Return *folder* as a shell takes it after ``cd``."""
    text = str(folder)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
