"""Compare two texts word by word: what both have, only the old one, or only the new one.

Words are separated by blanks. Line ends are ignored: two letters with the same words on
different lines are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

WORD = re.compile(r"\S+\s*")
SHORTEST_SAME = 2  # words; fewer between two changes are part of the change


class Kind(StrEnum):
    """Which of the two texts has it."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of old words and the run of new words that replaces it, or is the same.

    Attributes:
        old: The places of the old words.
        new: The places of the new words.
    """

    is_same: bool
    old: range
    new: range


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive words of one kind, with the blanks and line ends after them."""

    kind: Kind
    text: str


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield how *old* becomes *new*, in order.

    One or two words that both texts share between two changes are part of the change, so that
    a rewritten sentence is one change and not many fragments.
    """
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs = [Change(tag == "equal", range(a, b), range(c, d)) for tag, a, b, c, d in found]
    last = len(runs) - 1
    kept = [
        (run.is_same and (place in {0, last} or len(run.old) > SHORTEST_SAME), run)
        for place, run in enumerate(runs)
    ]
    for is_same, group in groupby(kept, key=lambda one: one[0]):
        whole = [run for _, run in group]
        first, end = whole[0], whole[-1]
        yield Change(
            is_same,
            range(first.old.start, end.old.stop),
            range(first.new.start, end.new.stop),
        )


def difference(old: str, new: str) -> tuple[Part, ...]:
    """Return *old* compared with *new*: joined without the removed parts, the result is *new*."""
    before, after = WORD.findall(old), WORD.findall(new)
    parts: list[Part] = []
    for change in changes([one.strip() for one in before], [one.strip() for one in after]):
        gone = "".join(before[place] for place in change.old)
        come = "".join(after[place] for place in change.new)
        if change.is_same:
            parts.append(Part(Kind.SAME, come))
            continue
        if gone and parts and not parts[-1].text[-1].isspace():
            gone = f" {gone}"  # the new text ends where the old one continues
        kinds = (Kind.REMOVED, gone), (Kind.ADDED, come)
        parts += [Part(kind, text) for kind, text in kinds if text]
    return tuple(parts)
