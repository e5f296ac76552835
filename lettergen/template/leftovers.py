"""Check the literal words of a body, those outside its placeholders.

A mistyped placeholder, or one that does not run, would be printed as it is. One inside a link's
address would let a value change the structure of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lettergen.errors import Problem, TemplatePlace
from lettergen.letter.characters import REFUSED, name_of

NEWLINE = re.compile(r"\r\n|\r|\n")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
IN_A_LINK = re.compile(
    r"\]\([^)]*\{\{"  # [words](address {{
    r"|\[\^[^\]]*\{\{"  # [^footnote {{
    r"|<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*\{\{"  # <https://address/{{
)


def doubtful_lines(text: str, file: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield a problem for each line of a body's source text that cannot be used in a letter."""
    for number, line in enumerate(NEWLINE.split(text), start=first_line):
        place = TemplatePlace(file, number)
        yield from unfit(line, place)
        if IN_A_LINK.search(line):
            message = "A placeholder is in a link's address or a footnote's name."
            hint = "Move it before or after: its value could change the page."
            yield Problem("placeholder-in-link", message, hint, template=place)


def unfit(text: object, place: TemplatePlace) -> Iterator[Problem]:
    """Yield a problem if *text* has a character that is refused in records too.

    Such characters include the noncharacters that surround each filled-in value.
    """
    found = REFUSED.search(text) if isinstance(text, str) else None
    if found:
        message = f"The text has the character {name_of(found[0])}, which no letter may have."
        hint = "Type the line again by hand; such characters come with copied text."
        yield Problem("control-character", message, hint, template=place)


def leftovers(text: str, place: TemplatePlace) -> Iterator[Problem]:
    """Yield a problem if braces of a placeholder would be printed; *text* begins at *place*."""
    found = BRACES.search(text)
    if found:
        line = (place.line or 1) + len(NEWLINE.findall(text[: found.start()]))
        message = f"The braces {found[0]!r} would be printed as they are."
        hint = "Write a placeholder as {{ name }} and a condition as {% if name %}."
        yield Problem("leftover-braces", message, hint, template=replace(place, line=line))
