"""`render --overlay`: the letter's first page as a picture, with its measurements."""

from __future__ import annotations

from pathlib import Path

from lettergen.errors import CallError, Problem
from lettergen.files.writing import refuse_output
from lettergen.letterhead import Letterhead
from lettergen.pdf.overlay import overlay
from lettergen.produce import Outcome


def refuse_overlay(target: Path, letter: Path, *, force: bool) -> None:
    """Refuse a picture that cannot be made.

    Raises:
        CallError: The letter is not a PDF, or the picture cannot be written.
    """
    if letter.suffix.lower() != ".pdf":
        message = f"--overlay needs a PDF, and {str(letter)!r} is not one."
        hint = "Leave out --overlay, or end the letter's name in .pdf."
        raise CallError([Problem("bad-call", message, hint)])
    refuse_output(target, "picture", [".png"], option="--overlay", force=force)


def measured(outcome: Outcome, look: Letterhead) -> bytes:
    """Return the picture of a letter; nothing if it cannot be laid out.

    Args:
        outcome: Of a job that asks for the merged letter too.
    """
    letter = outcome.letter
    if outcome.content is None or letter is None:
        return b""
    folds = look.window.folds if look.window else None
    return overlay(outcome.content, look.window, folds, look.margins, letter.addressees[0].address)
