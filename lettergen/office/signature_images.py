"""The pictures of signatures that an office keeps, read from its folder.

A picture is named at its ``[[signatory]]``. It stands in the office's own folder and is never
reached through a link that leads out of it. Whether it may stand on a letter is said by that
letter's record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lettergen.errors import CallError, Problem
from lettergen.files import paths
from lettergen.letter.pictures import IMAGES, LARGEST_FILE, Asset, named_by_content
from lettergen.office.settings import Office, SignatorySettings

BEGINNINGS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def load_signatures(office: Office) -> Mapping[str, Asset]:
    """Return each signatory's picture by the signatory's id.

    Raises:
        CallError: A picture is missing, too large, of another kind, or outside the office.
    """
    found: dict[str, Asset] = {}
    problems: list[Problem] = []
    for signatory in office.settings.signatory:
        if not signatory.image:
            continue
        file = office.folder / signatory.image
        told = list(_refusals(file, signatory, office))
        if not told:
            found[signatory.id] = named_by_content(
                "signature", file.suffix.lower(), file.read_bytes()
            )
        problems += told
    if problems:
        raise CallError(problems)
    return found


def _refusals(file: Path, signatory: SignatorySettings, office: Office) -> Iterator[Problem]:
    """Yield why *file* is no picture of a signature."""
    number = office.settings.signatory.index(signatory)
    name, place = signatory.image, office.place_of("signatory", number, "image")
    of = f"the signature of {signatory.id!r}"
    if not paths.is_inside(file, office.folder):
        message = f"The picture of {of}, {name!r}, is outside the office's folder."
        hint = "Put a copy of it into the office's folder and name that."
        yield Problem("outside-file", message, hint, template=place)
    elif not file.is_file():
        message = f"The picture of {of}, {name!r}, is not there."
        yield Problem("missing-file", message, "Put the file there.", template=place)
    elif file.suffix.lower() not in IMAGES:
        message = f"{name!r} is no picture that a letter can show."
        hint = f"Save it as one of these: {', '.join(IMAGES)}."
        yield Problem("bad-picture", message, hint, template=place)
    elif file.stat().st_size > LARGEST_FILE:
        message = f"{name!r} has more than {LARGEST_FILE:,} bytes."
        yield Problem("large-file", message, "Save it smaller.", template=place)
    elif not _begins_right(file):
        message = f"{name!r} is not what its name says: it does not begin like such a picture."
        hint = "Save it anew as PNG, JPEG or SVG, under a name that ends so."
        yield Problem("bad-picture", message, hint, template=place)


def _begins_right(file: Path) -> bool:
    data = file.read_bytes()
    beginning = BEGINNINGS.get(IMAGES[file.suffix.lower()])
    return data.startswith(beginning) if beginning else b"<svg" in data
