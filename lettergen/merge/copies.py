"""Copies of a letter: how each goes out, and in which group it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lettergen.fields.declaration import option_key
from lettergen.l10n.phrases import phrases
from lettergen.letter.people import Recipient

BY = {"courier": "by courier", "e-mail": "by e-mail", "email": "by e-mail"}
"""What a record types for a way a copy goes out, and the phrase for it."""


def way(typed: str, language: str) -> str:
    """Return how a copy goes out, in words of *language*; the record's own words as typed.

    Raises:
        LetterError: The phrase is not translated into *language*.
    """
    phrase = BY.get(option_key(typed))
    return phrases(language)(phrase) if phrase else typed


def apart(people: Sequence[Recipient]) -> Iterator[tuple[int, str]]:
    """Yield the number, from 1, of each of *people* that stands apart from its group, and why."""
    begun: list[str] = []
    for number, group in enumerate((one.group for one in people), start=1):
        if group in begun[:-1] and group != begun[-1]:
            what = f"The group {group!r} goes on after another one."
            yield number, what if group else "A copy in no group stands after those in groups."
        elif not group and any(begun):
            yield number, "A copy in no group stands after those in groups."
        begun.append(group)
