"""What is wrong with a letter as a whole.

What its words must say and must not, what its record gives though no letter of the house has it,
and the facts that are absent: each is told once, where it can be filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lettergen.errors import Problem, Severity
from lettergen.facts.reading import Facts
from lettergen.l10n.phrases import phrases
from lettergen.letter.letter import Letter
from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.enclosures import unmentioned
from lettergen.merge.third_person import first_person
from lettergen.template.loading import SourceText

ECHOES = ("missing-field", "control-character")  # what a body says again of a wrong fact


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


def without_echoes(holes: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the body's *holes*: each absent fact once, and none that *told* has named already.

    What is worked out, such as the standing, is named by the fact that it is made of.
    """
    named = {path for problem in told if problem.is_error for path in _paths(problem)}
    for hole in holes:
        path = hole.data.path if hole.data else None
        if hole.code not in ECHOES or hole.data is None or path is None:
            yield hole
        elif path not in named:
            named.add(path)
            yield hole if repr(path) in hole.message else _at_its_source(hole, path)


def _at_its_source(hole: Problem, path: str) -> Problem:
    message = f"The template needs a fact here that comes from {path!r}, which is not given."
    return replace(hole, message=message, hint=f"Fill in {path!r}.")


def _paths(problem: Problem) -> Iterator[str]:
    """Yield the facts that a problem is about; of a text in one language, the text itself too."""
    if problem.data and problem.data.path:
        yield problem.data.path
        if problem.code in {"untranslated", "unknown-language"}:
            yield problem.data.path.rpartition(".")[0]
