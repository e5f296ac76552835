"""The letter behind its envelope's window: which words may be seen there, where each is from."""

from __future__ import annotations

from lettergen.errors import DataPlace
from lettergen.facts import Facts
from lettergen.letter import Letter
from lettergen.letterhead import Letterhead

POSTAL = "addressee.1.postal."


def beside_address(letter: Letter, letterhead: Letterhead) -> tuple[str, ...]:
    """Return what may be seen in the window beside the first addressee's address.

    An envelope goes to one person: another addressee seen there is a problem. Marks, delivery
    and the return line may be.
    """
    return_line = " ".join((letterhead.sender, *letterhead.sender_lines))
    return (letter.draft, *letter.marks, letter.delivery, return_line)


def address_places(facts: Facts) -> list[DataPlace]:
    """Return where the lines of the first addressee's address come from, in their order."""
    first = "addressee.1"
    state = f"{first}.state" if facts.text(f"{first}.state") else "state"
    posts = [path for path in (f"{first}.title", f"{first}.office") if facts.text(path)]
    lines = [line for line in facts.items(f"{first}.line") if facts.text(line)]
    if not lines and any(path.startswith(POSTAL) for path in facts.values):
        return [facts.record]  # the lines are put together from the parts of the address
    names = [f"{first}.name"] if facts.text(f"{first}.name") else []
    return [facts.place(path) for path in (*names, *posts[:1], *lines, state)]
