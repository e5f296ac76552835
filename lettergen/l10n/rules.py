"""What all filters share: the rule of a language, or a message if there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from lettergen.l10n.languages import best_match, language_name

DIRECTION_MARKS = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

R = TypeVar("R")


def rule_for(name: str, rules: Mapping[str, R], language: str) -> R:
    """Return the rule for *language*, or raise ValueError."""
    return rules[need_rule(name, rules, language)]


def need_rule(name: str, rules: Iterable[str], language: str) -> str:
    """Return the tag in *rules* that is for *language*, or raise ValueError."""
    found = best_match(language, rules)
    if found is None:
        msg = (
            f"There is no {name!r} for {language_name(language)} ({language}): reword the sentence."
        )
        raise ValueError(msg)
    return found


def need(condition: bool, name: str, wanted: str, value: object) -> None:
    """Raise ValueError, with what the filter *name* needs, unless *condition* is true."""
    if not condition:
        msg = f"{name!r} needs {wanted}, not {value!r}."
        raise ValueError(msg)


def is_integer(value: object) -> bool:
    """Return whether *value* is a whole number; True and False are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def clean(text: str) -> str:
    """Return *text* without the invisible direction marks in CLDR's patterns."""
    return text.translate(DIRECTION_MARKS)
