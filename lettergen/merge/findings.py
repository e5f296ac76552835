"""The results of the steps that make a letter: a value, and the problems found on the way.

A step yields each problem and returns what it makes. Steps call each other with ``yield from``;
`found` runs the outermost one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from lettergen.errors import Problem

S = TypeVar("S")
T = TypeVar("T")
Finding = Generator[Problem, None, T]


def found(step: Finding[T]) -> tuple[T, tuple[Problem, ...]]:
    """Run *step*; return its value, and its problems, each once, in order."""
    problems: dict[Problem, None] = {}
    while True:
        try:
            problems[next(step)] = None
        except StopIteration as end:
            made: T = end.value
            return made, tuple(problems)


def each(step: Callable[[S], Finding[T]], given: Iterable[S]) -> Finding[tuple[T, ...]]:
    """Run *step* for each of *given*; return the values, in order."""
    made = []
    for one in given:
        made.append((yield from step(one)))  # noqa: PERF401 - no comprehension can yield
    return tuple(made)
