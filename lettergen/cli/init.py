"""`init`: an office with sample data, to start with."""

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
    FILE: "the settings: letterhead, date, signatories",
    "members.yaml": "the facts about the members",
    "members.xlsx": "the same facts as a workbook: --data members.xlsx",
    "states.yaml": "names of states that the built-in table lacks",
    "passages": "the chief executive's own paragraphs, each for one member",
    "enclosures": "files that are enclosed with letters",
}


def init(folder: Path) -> int:
    """Create the sample office in *folder*, complete or not at all; return the exit status.

    A new folder gets its name when it is complete. In an existing empty folder the settings,
    which make it an office, are written last.

    Raises:
        CallError: *folder* is not empty, or it cannot be written.
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
        message = f"Cannot create an office in {str(folder)!r}: {error.strerror}."
        hint = "Check the permissions and the free space on that disk, or choose another folder."
        raise CallError([Problem("unwritable", message, hint)]) from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    _print_office(folder)
    return 0


def _refuse_if_in_use(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        what, hint = "is a broken link", "Remove the link, or choose another folder."
    elif not folder.exists():
        return
    elif not folder.is_dir():
        what, hint = "is not a folder", "Choose a new or empty folder."
    elif (folder / FILE).exists():
        what, hint = "is already an office", "Use it, or choose a new or empty folder."
    elif any(folder.iterdir()):
        what, hint = "is not empty", "Choose a new or empty folder: lettergen init office."
    else:
        return
    raise CallError([Problem("folder-in-use", f"{str(folder)!r} {what}.", hint)])


def _copy(source: Path, target: Path) -> None:
    """Copy the contents of *source*, without stray files, with the modes of new files."""
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


def _print_office(folder: Path) -> None:
    typer.echo(f"Created an office with sample data in {folder}:")
    for name, what in WHAT_IS_WHERE.items():
        if (folder / name).exists():
            shown = f"{name}/" if (folder / name).is_dir() else name
            typer.echo(f"  {shown:<15} {what}")
    typer.echo("Put your own templates into templates/ there, and letterheads into letterheads/.")
    typer.echo("\nNext:")
    batch = f"lettergen batch {TEMPLATE} --where {shlex.quote(SELECTION)} -o out"
    typer.echo(f"  cd {_typed(folder)} && {batch}")


def _typed(folder: Path) -> str:
    """Return *folder*, quoted for a shell, as the argument of ``cd``."""
    text = str(folder)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
