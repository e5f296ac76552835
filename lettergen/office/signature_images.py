"""The signature images of an office, read from its folder.

A ``[[signatory]]`` names its image. The image is in the office's own folder and is never
reached through a link that leads out of it. A letter's record says whether it may show the
image.
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
    """Return each signatory's image by the signatory's id.

    Raises:
        CallError: An image is missing, too large, of another kind, or outside the office.
    """
    found: dict[str, Asset] = {}
    problems: list[Problem] = []
    for signatory in office.settings.signatory:
        if not signatory.image:
            continue
        file = office.folder / signatory.image
        refused = list(_refusals(file, signatory, office))
        if not refused:
            found[signatory.id] = named_by_content(
                "signature", file.suffix.lower(), file.read_bytes()
            )
        problems += refused
    if problems:
        raise CallError(problems)
    return found


def _refusals(file: Path, signatory: SignatorySettings, office: Office) -> Iterator[Problem]:
    """Yield why *file* cannot be a signature image."""
    number = office.settings.signatory.index(signatory)
    name, place = signatory.image, office.place_of("signatory", number, "image")
    shown = f"The signature image of {signatory.id!r}, {name!r},"
    if not paths.is_inside(file, office.folder):
        message = f"{shown} is outside the office's folder."
        hint = "Copy it into the office's folder and name the copy."
        yield Problem("outside-file", message, hint, template=place)
    elif not file.is_file():
        message = f"{shown} does not exist."
        yield Problem("missing-file", message, "Add the file, or correct its name.", template=place)
    elif file.suffix.lower() not in IMAGES:
        message = f"{shown} is not of a kind that a letter can show."
        hint = f"Save it as one of these: {', '.join(IMAGES)}."
        yield Problem("bad-picture", message, hint, template=place)
    elif file.stat().st_size > LARGEST_FILE:
        message = f"{shown} has more than {LARGEST_FILE:,} bytes."
        yield Problem("large-file", message, "Save it at a smaller size.", template=place)
    elif not _begins_right(file):
        message = f"{shown} is not the kind of image that its name says."
        hint = "Save it again as PNG, JPEG or SVG, with the suffix of that kind."
        yield Problem("bad-picture", message, hint, template=place)


def _begins_right(file: Path) -> bool:
    data = file.read_bytes()
    beginning = BEGINNINGS.get(IMAGES[file.suffix.lower()])
    return data.startswith(beginning) if beginning else b"<svg" in data
