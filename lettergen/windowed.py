"""The letter behind its envelope's window: which words may be seen there, where each is from."""

from __future__ import annotations

from lettergen.errors import DataPlace, Problem
from lettergen.facts import Facts
from lettergen.letter import Letter
from lettergen.letterhead import Letterhead
from lettergen.pdf.window import misplaced


def behind_window(pdf: bytes, letter: Letter, letterhead: Letterhead) -> list[Problem]:
    """Return what is wrong with the address in the letterhead's window; nothing without one.

    An envelope goes to one person: the first addressee stands in the window, and the others
    are told where they are seen there too. Marks, delivery and the return line may be.
    """
    if letterhead.window is None:
        return []
    return_line = " ".join((letterhead.sender, *letterhead.sender_lines))
    beside = (letter.draft, *letter.marks, letter.delivery, return_line)
    return misplaced(pdf, letterhead.window, letter.addressees[0].address, beside)


def address_places(facts: Facts) -> list[DataPlace]:
    """Return where the lines of the first addressee's address come from, in their order."""
    first = "addressee.1"
    state = f"{first}.state" if facts.text(f"{first}.state") else "state"
    posts = [path for path in (f"{first}.title", f"{first}.office") if facts.text(path)]
    lines = [line for line in facts.items(f"{first}.line") if facts.text(line)]
    names = [f"{first}.name"] if facts.text(f"{first}.name") else []
    return [facts.place(path) for path in (*names, *posts[:1], *lines, state)]
