"""`render --overlay`: the letter's first page as a picture, with its measures drawn on it."""

from __future__ import annotations

from pathlib import Path

from lettergen.errors import CallError, Problem
from lettergen.files.writing import refuse_output
from lettergen.letterhead import Letterhead
from lettergen.pdf.overlay import overlay
from lettergen.produce import Outcome


def refuse_overlay(target: Path, letter: Path, *, force: bool) -> None:
    """Refuse a picture that cannot be made: of a letter without pages, or with a wrong name.

    Raises:
        CallError: With the reason.
    """
    if letter.suffix.lower() != ".pdf":
        message = f"Only a PDF has a page to measure, and {str(letter)!r} is none."
        hint = "Leave --overlay out, or end the letter's name in .pdf."
        raise CallError([Problem("bad-call", message, hint)])
    refuse_output(target, "picture", [".png"], option="--overlay", force=force)


def measured(outcome: Outcome, look: Letterhead) -> bytes:
    """Return the picture of a letter; nothing when it cannot even be laid out.

    Args:
        outcome: Of a job that asks for the merged letter too.
    """
    letter = outcome.letter
    if outcome.content is None or letter is None:
        return b""
    folds = look.window.folds if look.window else None
    return overlay(outcome.content, look.window, folds, look.margins, letter.addressees[0].address)
