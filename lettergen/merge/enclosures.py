"""The enclosures of a letter: check that its text mentions all of them, in order.

Enclosures are listed in the order in which the text first mentions them. One that the text does
not mention was forgotten, or belongs to another letter. An enclosure is mentioned by its title,
or by its number: *Enclosure 2*.
Source: SECNAV M-5216.5, on enclosures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lettergen.errors import Problem
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import option_key
from lettergen.letter.letter import Body, Enclosure
from lettergen.markdown.words import words_of


def enclosures_of(facts: Facts) -> tuple[Enclosure, ...]:
    """Return the enclosures of a letter, in the order given."""
    return tuple(
        Enclosure(facts.text(f"{path}.title"), facts.text(f"{path}.file"))
        for path in facts.items("enclosure")
    )


def unmentioned(
    facts: Facts, enclosures: Sequence[Enclosure], words: Sequence[Body], word: str
) -> Iterator[Problem]:
    """Yield a problem for each enclosure that *words* do not mention, or not in order.

    Args:
        words: The subject and the body, in this order.
        word: The word for an enclosure in the letter's language.
    """
    text = option_key("\n".join(words_of(one) for one in words))
    last, before = -1, 0
    for number, enclosure in enumerate(enclosures, start=1):
        found = _first(text, enclosure.title, number, word)
        place = facts.place(f"enclosure.{number}.title")
        called = f"{enclosure.title!r} (enclosure {number})"
        if found is None:
            message = f"The text does not mention {called}."
            hint = (
                f"Write its title or '{word} {number}' where it belongs in the body or in a "
                "passage, or remove the enclosure."
            )
            yield Problem("enclosure-not-mentioned", message, hint, data=place)
        elif found < last:
            message = f"The text mentions {called} before enclosure {before}."
            hint = "List the enclosures in the order in which the text first mentions them."
            yield Problem("enclosure-order", message, hint, data=place)
        else:
            last, before = found, number


def _first(text: str, title: str, number: int, word: str) -> int | None:
    """Return where the enclosure is first mentioned in *text*, or None."""
    # Digits of any script: an Arabic letter may number its enclosures in Arabic digits.
    numbered = rf"(?<!\w){re.escape(option_key(word))} ?\(?(\d+)"
    starts = [one.start() for one in re.finditer(numbered, text) if int(one[1]) == number]
    titled = re.search(rf"(?<!\w){re.escape(option_key(title))}(?!\w)", text)
    return min([*starts, *([titled.start()] if titled else [])], default=None)
