"""What is wrong with a letter that is whole: what its words must say, and must not.

And what its record gives though no letter of the house has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lettergen.errors import Problem, Severity
from lettergen.facts.reading import Facts
from lettergen.l10n.phrases import phrases
from lettergen.letter.letter import Letter
from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.enclosures import unmentioned
from lettergen.merge.third_person import first_person
from lettergen.template.loading import SourceText


def said_amiss(
    letter: Letter, facts: Facts, house: HouseStyle, source: SourceText
) -> list[Problem]:
    """Return what is wrong with the words themselves: what they must say, and must not."""
    words = (letter.subject, letter.body)
    problems = [*_given_in_vain(facts, house)]
    if letter.enclosures:
        word = phrases(letter.language)("Enclosure")
        problems += unmentioned(facts, letter.enclosures, words, word)
    if house.third_person:
        problems += first_person(words, letter.language, source)
    return problems


def _given_in_vain(facts: Facts, house: HouseStyle) -> Iterator[Problem]:
    """Yield a warning for what a record gives and letters of this house never have."""
    for part, path in (("salutation",) * 2, ("close",) * 2, ("signatories", "signatory.1.id")):
        if facts.text(path) and not house.shows(part):
            message = f"{path!r} is given, and letters in this house style have no {part}."
            hint = "Take it out, or choose another house style with --style."
            yield Problem("part-not-shown", message, hint, Severity.WARNING, data=facts.place(path))
