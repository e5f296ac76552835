"""Check a letter as a whole.

Problems are: what its words must or must not say, facts that the house style never prints, and
absent facts. Each absent fact is reported once, where it can be filled in.
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

REPEATS = ("missing-field", "control-character")  # problems that a body repeats for a wrong fact


def wrong_words(
    letter: Letter, facts: Facts, house: HouseStyle, source: SourceText
) -> list[Problem]:
    """Return the problems of the words themselves: what they must say, and must not."""
    words = (letter.subject, letter.body)
    problems = [*_not_shown(facts, house)]
    if letter.enclosures:
        word = phrases(letter.language)("Enclosure")
        problems += unmentioned(facts, letter.enclosures, words, word)
    if house.third_person:
        problems += first_person(words, letter.language, source)
    return problems


def _not_shown(facts: Facts, house: HouseStyle) -> Iterator[Problem]:
    """Yield a warning for each fact that a record gives but this house style never prints."""
    for part, path in (("salutation",) * 2, ("close",) * 2, ("signatories", "signatory.1.id")):
        if facts.text(path) and not house.shows(part):
            message = f"The record sets {path!r}, but this house style prints no {part}."
            hint = "Remove it, or choose another house style with --style."
            yield Problem("part-not-shown", message, hint, Severity.WARNING, data=facts.place(path))


def without_repeats(found: Iterable[Problem], reported: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems *found* in a body: each absent fact once, and none already *reported*.

    A derived fact, such as one of the status, is named by the fact that it comes from.
    """
    named = {path for problem in reported if problem.is_error for path in _paths(problem)}
    for problem in found:
        path = problem.data.path if problem.data else None
        if problem.code not in REPEATS or problem.data is None or path is None:
            yield problem
        elif path not in named:
            named.add(path)
            yield problem if repr(path) in problem.message else _at_its_origin(problem, path)


def _at_its_origin(problem: Problem, path: str) -> Problem:
    message = f"The template needs a fact here that comes from {path!r}, which is not given."
    return replace(problem, message=message, hint=f"Fill in {path!r}.")


def _paths(problem: Problem) -> Iterator[str]:
    """Yield the facts that a problem is about; for a text in one language, the text itself too."""
    if problem.data and problem.data.path:
        yield problem.data.path
        if problem.code in {"untranslated", "unknown-language"}:
            yield problem.data.path.rpartition(".")[0]
