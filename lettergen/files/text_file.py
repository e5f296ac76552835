"""Text files that people write: UTF-8, read whole, or a problem with the file's name."""

from __future__ import annotations

from pathlib import Path

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.files import paths


def read_text(path: Path, shown_as: str) -> str:
    """Return the text of the file at *path*, without byte order mark, with LF as line ends.

    Args:
        shown_as: The file's name in problems.

    Raises:
        CallError: The file cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message, place = f"The file cannot be read: {error.strerror}.", TemplatePlace(shown_as)
        hint = "Check the file's permissions."
        raise CallError([Problem("unreadable-file", message, hint, template=place)]) from error
    except UnicodeDecodeError as error:
        place = TemplatePlace(shown_as, error.object[: error.start].count(b"\n") + 1)
        message, hint = "The file is not UTF-8 text.", "Save it as UTF-8."
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
        CallError: The link leads out.
    """
    if not paths.is_inside(path, folder):
        message = "The file is a link that leads out of its folder."
        hint, place = "Put the file itself there.", TemplatePlace(shown_as)
        raise CallError([Problem("outside-file", message, hint, template=place)])
