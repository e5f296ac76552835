"""The holes in a letter: each fact that is absent is told once, where it can be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lettergen.errors import Problem

ECHOES = ("missing-field", "control-character")  # what a body says again of a wrong fact


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
