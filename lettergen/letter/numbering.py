"""How the items of numbered lists are numbered: a pattern for each level.

The default is that of the US Navy (SECNAV M-5216.5, chapter 7): 1., a., (1), (a).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

DEFAULT_NUMBERING = ("1.", "a.", "(1)", "(a)")
LEVELS = len(DEFAULT_NUMBERING)
SIGN = re.compile(r"(?<![^\W_])[1aAiI](?![^\W_])")
LETTERS = 26
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MOST_ROMAN = 3999
STYLES: Mapping[str, str] = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}


def pattern_parts(pattern: str) -> tuple[str, str, str]:
    """Return the text before the number, the sign for the number, and the text after it.

    Raises:
        ValueError: With a message, unless there is exactly one separate 1, a, A, i or I.
    """
    found = list(SIGN.finditer(pattern))
    if len(found) != 1:
        msg = f"{pattern!r} is not a numbering pattern: write 1, a, A, i or I once, such as '(a)'."
        raise ValueError(msg)
    return pattern[: found[0].start()], found[0][0], pattern[found[0].end() :]


def label(number: int, pattern: str) -> str:
    """Return the *number* as *pattern* prints it: ``(c)`` for 3 and ``(a)``."""
    before, sign, after = pattern_parts(pattern)
    return f"{before}{COUNTED[sign](number)}{after}"


def numbering_css(patterns: tuple[str, ...] = DEFAULT_NUMBERING) -> str:
    """Return the CSS that numbers the lists in ``.body`` by *patterns*, outermost first.

    Raises:
        ValueError: With a message, if there are not four, or one is not valid.
    """
    if len(patterns) != LEVELS:
        msg = f"Numbered paragraphs have {LEVELS} levels, but {len(patterns)} patterns are given."
        raise ValueError(msg)
    rules = []
    for level, pattern in enumerate(patterns, start=1):
        before, sign, after = pattern_parts(pattern)
        # The name contains the pattern, so that two house styles never share one.
        name = f"number-{pattern.encode().hex()}"
        rules.append(
            f"@counter-style {name} {{ system: extends {STYLES[sign]}; "
            f"prefix: {css_string(before)}; suffix: {css_string(f'{after} ')} }}\n"
            f".body {'ol ' * level}{{ list-style-type: {name} }}\n"
        )
    return "".join(rules)


def css_string(text: str) -> str:
    """Return *text* as a CSS string; all but letters and digits are escaped."""
    escaped = "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in text)
    return f'"{escaped}"'


def in_letters(number: int) -> str:
    """Return a, b … z, aa, ab …, as CSS counts; a number below 1 stays in digits."""
    if number < 1:
        return str(number)
    letters = ""
    while number:
        number, letter = divmod(number - 1, LETTERS)
        letters = chr(ord("a") + letter) + letters
    return letters


def _in_roman(number: int) -> str:
    """Return i, ii, iii, iv …; a number that CSS does not write in Roman stays in digits."""
    if not 1 <= number <= MOST_ROMAN:
        return str(number)
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


COUNTED: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "a": in_letters,
    "A": lambda number: in_letters(number).upper(),
    "i": _in_roman,
    "I": lambda number: _in_roman(number).upper(),
}
