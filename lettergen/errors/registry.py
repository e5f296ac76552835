"""Every code a problem can have, with what it means and how to fix it.

Programs act on codes, so a code keeps its meaning. ``problems.toml`` lists them all; it is read on
demand, since no command needs it. ``docs/problems.md`` is generated from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lettergen.errors import Severity

EITHER = "either"


@dataclass(frozen=True, slots=True)
class KnownProblem:
    """What all problems of one code have in common.

    Attributes:
        area: The subject, as a heading.
        severity: ``error``, ``warning``, or ``either`` where it depends, as *means* says.
        means: What is wrong, in one or two plain sentences.
        fix: What to do, in one or two plain sentences.
    """

    area: str
    severity: str
    means: str
    fix: str

    def may_be(self, severity: str) -> bool:
        """Return whether a problem of this code may have that severity."""
        return self.severity in {severity, EITHER}


@cache
def known_problems() -> Mapping[str, KnownProblem]:
    """Return all problem codes, in the order of the list."""
    # files.paths is below this module in the order of imports.
    text = resources.files(__package__).joinpath("problems.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)
    return {
        code: KnownProblem(title, **{"severity": str(Severity.ERROR)} | entry)
        for area, title in listed["areas"].items()
        for code, entry in listed[area].items()
    }
