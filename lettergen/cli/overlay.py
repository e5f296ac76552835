"""`render --overlay`: the letter's first page as a picture, with its measures drawn on it."""

from __future__ import annotations

from pathlib import Path

from lettergen.errors import CallError, Problem
from lettergen.letterhead import Letterhead
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.pdf.overlay import overlay
from lettergen.plan.entries import Entry
from lettergen.produce import Format

SUFFIX = ".png"


def refuse_overlay(target: Path | None, kind: Format, letter: Path) -> None:
    """Refuse a picture that cannot be made: of a letter without pages, or with a wrong name.

    Raises:
        CallError: With the reason.
    """
    if target is None:
        return
    if kind is not Format.PDF:
        message = f"Only a PDF has a page to measure, and {str(letter)!r} is none."
        hint = "Leave --overlay out, or end the letter's name in .pdf."
        raise CallError([Problem("bad-call", message, hint)])
    if target.suffix.lower() != SUFFIX:
        message = f"The picture of --overlay cannot become {str(target)!r}."
        raise CallError([Problem("bad-output", message, f"End its name in {SUFFIX}.")])
    if not target.parent.is_dir():
        message = f"There is no folder {str(target.parent)!r} to put the picture into."
        hint = "Make it, or choose another with --overlay."
        raise CallError([Problem("no-folder", message, hint)])


def measured(pdf: bytes | None, entry: Entry, materials: Materials, look: Letterhead) -> bytes:
    """Return the picture of *pdf*; nothing when the letter cannot even be laid out."""
    letter = merge(entry, materials).letter
    if pdf is None or letter is None:
        return b""
    folds = look.window.folds if look.window else None
    return overlay(pdf, look.window, folds, look.margins, letter.addressees[0].address)
