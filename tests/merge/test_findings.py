"""Problems are met on the way to a value."""

from __future__ import annotations

from lettergen.errors import Problem
from lettergen.merge.findings import Finding, each, found

ODD = Problem("odd", "The number is odd.")


def half(number: int) -> Finding[int]:
    """Return half of a number; that it is odd is a problem."""
    if number % 2:
        yield ODD
        yield Problem("odd", f"{number} is odd.")
    return number // 2


def test_found() -> None:
    """A step gives its value and its problems, those of the steps it takes among them."""
    assert found(half(4)) == (2, ())
    assert found(half(5)) == (2, (ODD, Problem("odd", "5 is odd.")))


def test_each() -> None:
    """A step for each of several keeps their order; a problem met twice is told once."""
    made, problems = found(each(half, [8, 3, 5]))

    assert made == (4, 1, 2)
    assert [one.message for one in problems] == [ODD.message, "3 is odd.", "5 is odd."]
