"""WeasyPrint's warnings as problems: each one fails its letter.

The handler receives only the messages of its block, however the rest of the program
configures logging, and passes nothing on to standard error.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lettergen.errors import Problem, TemplatePlace

LOGGER = "weasyprint"
LONGEST_ADDRESS = 80  # characters of an address shown; an inline picture's has thousands


@dataclass(frozen=True, slots=True)
class MissingGlyph(Problem):
    """No font has the *character*; the merge can find its place in the facts."""

    character: str = ""


@dataclass(frozen=True, slots=True)
class MisplacedLine(Problem):
    """A line of the address is wrong; *line* counts from 1."""

    line: int = 0


@contextmanager
def complaints(place: TemplatePlace | None = None) -> Iterator[list[Problem]]:
    """Collect WeasyPrint's warnings during a block, each once.

    Args:
        place: The stylesheet that is being parsed, if any.
    """
    logger = logging.getLogger(LOGGER)
    listener = _Listener(place)
    before = logger.level, logger.propagate, logger.disabled
    logger.setLevel(logging.WARNING)
    logger.propagate, logger.disabled = False, False
    logger.addHandler(listener)
    try:
        yield listener.problems
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        _, logger.propagate, logger.disabled = before


class _Listener(logging.Handler):
    def __init__(self, place: TemplatePlace | None) -> None:
        super().__init__(logging.WARNING)
        self.place = place
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        problem = problem_of(record, self.place)
        if problem not in self.problems:
            self.problems.append(problem)


def problem_of(record: logging.LogRecord, place: TemplatePlace | None) -> Problem:
    """Return one of WeasyPrint's messages as a problem."""
    template = str(record.msg)
    arguments = record.args if isinstance(record.args, tuple) else ()
    if template.startswith(".notdef glyph") and len(arguments) > 1:
        return missing_glyph(int(str(arguments[1])))
    if template.startswith("Failed to load") and arguments:
        return _refused(str(arguments[0]), place)
    if place and template.startswith("Ignored"):
        lines = [argument for argument in arguments if isinstance(argument, int)]
        place = TemplatePlace(place.file, lines[0] if lines else None)
    message = f"The page layout gave a warning: {record.getMessage()}"
    hint = "Fix the letterhead or its style: no letter is made with a warning."
    return Problem("layout-warning", message, hint, template=place)


def missing_glyph(codepoint: int) -> MissingGlyph:
    """Return the problem that no font of the letterhead has a character."""
    character = chr(codepoint)
    name = unicodedata.name(character, "a character without a name")
    shown = f"{character!r} " if character.isprintable() else ""
    message = f"No font of the letterhead has {shown}(U+{codepoint:04X}, {name})."
    hint = "Correct the text, or add a font that has it to 'fonts' in letterhead.toml."
    return MissingGlyph("missing-glyph", message, hint, character=character)


def _refused(address: str, place: TemplatePlace | None) -> Problem:
    if len(address) > LONGEST_ADDRESS:
        address = f"{address[:LONGEST_ADDRESS]}…"
    message = f"The page refers to {address!r}, which cannot be loaded."
    hint = "Use an undamaged picture from the letterhead's folder: url('asset:NAME')."
    return Problem("missing-asset", message, hint, template=place)
