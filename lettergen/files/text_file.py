"""Text files that people write: UTF-8, read whole, or a problem that names the file."""

from __future__ import annotations

from pathlib import Path

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.files import paths


def read_text(path: Path, shown_as: str) -> str:
    """Return the text of the file at *path*, any byte order mark removed, each line end made LF.

    Args:
        shown_as: The file's name in problems.

    Raises:
        CallError: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message, hint = f"It cannot be read: {error.strerror}.", "Look at the file's permissions."
        problem = Problem("unreadable-file", message, hint, template=TemplatePlace(shown_as))
        raise CallError([problem]) from error
    except UnicodeDecodeError as error:
        place = TemplatePlace(shown_as, error.object[: error.start].count(b"\n") + 1)
        message, hint = "It is not UTF-8 text.", "Save it as UTF-8."
        raise CallError([Problem("wrong-encoding", message, hint, template=place)]) from error


def read_text_inside(path: Path, folder: Path, shown_as: str) -> str:
    """Return the text of the file at *path*, as `read_text` does, if it is inside *folder*.

    Raises:
        CallError: As `read_text`, or the file is a link that leads out of *folder*.
    """
    refuse_link_out(path, folder, shown_as)
    return read_text(path, shown_as)


def refuse_link_out(path: Path, folder: Path, shown_as: str) -> None:
    """Refuse a link at *path* that leads out of *folder*.

    Raises:
        CallError: It does.
    """
    if not paths.is_inside(path, folder):
        message = "This file is a link that leads out of its folder."
        hint, place = "Put the file itself there.", TemplatePlace(shown_as)
        raise CallError([Problem("outside-file", message, hint, template=place)])
