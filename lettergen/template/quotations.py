"""A whole letter quoted in another: the filter ``quoted``.

Each line of the value is escaped and marked separately, so that nothing in it can become
structure or leave the quotation. Blank lines surround it, so that it is in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from jinja2.runtime import Undefined

from lettergen.errors import Problem, TemplatePlace
from lettergen.fields.declaration import Field, FieldType
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN
from lettergen.letter.paragraphs import Paragraphs
from lettergen.template.escaping import Unprintable, escaped

QUOTED = "quoted"
SUBJECT = "subject"
"""The name of the part that is a body's subject."""
LINE_BREAK, PARAGRAPH_BREAK = "\\\n> ", "\n>\n> "
HARD_BREAK = "\\\n"
HINT = "Write {{ … | quoted }} alone on a line, from the line's first character."
SEVERAL_LINES = re.compile(
    rf"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}[^{MARK_CLOSE}]*{MARK_CLOSE}"
    rf"(?:(?:\\\n|\n>\n)> {MARK_OPEN}\1{MARK_NUMBER_END}[^{MARK_CLOSE}]*{MARK_CLOSE})+"
)


@dataclass(frozen=True, slots=True)
class Quotation(Paragraphs):
    """Paragraphs that a body prints as a quotation."""


def quotation(value: object) -> object:
    """Return what the filter ``quoted`` gives for *value*."""
    if isinstance(value, Undefined):
        return value
    if not isinstance(value, Paragraphs):
        return Unprintable(QUOTED, _other("this"))
    return Quotation(value.paragraphs)


def marked(value: object, number: int) -> str:
    """Return *value* as Markdown that prints it as it is, between marks with that *number*."""
    if not isinstance(value, Quotation):
        return _marked(str(value), number)
    lines = ((_marked(line, number) for line in paragraph) for paragraph in value.paragraphs)
    words = PARAGRAPH_BREAK.join(map(LINE_BREAK.join, lines))
    return f"\n\n> {words}\n\n"


def _marked(text: str, number: int) -> str:
    return f"{MARK_OPEN}{number}{MARK_NUMBER_END}{escaped(text)}{MARK_CLOSE}"


def with_joined_lines(markdown: str) -> str:
    """Return a body's *markdown* with every quotation as one value, between one pair of marks.

    Its line breaks become hard ones in the value; a new paragraph becomes two of them.
    """

    def joined(found: re.Match[str]) -> str:
        words = found[0].replace(PARAGRAPH_BREAK, 2 * HARD_BREAK).replace(LINE_BREAK, HARD_BREAK)
        start = f"{MARK_OPEN}{found[1]}{MARK_NUMBER_END}"
        return f"{start}{words.replace(start, '').replace(MARK_CLOSE, '')}{MARK_CLOSE}"

    return SEVERAL_LINES.sub(joined, markdown)


def wrongly_quoted(declared: Field | None, part: str) -> tuple[str, str] | None:
    """Return why *declared*, or a fact of an unknown field, cannot be quoted, and what to do.

    Args:
        part: The name of the part that is printed.
    """
    if part == SUBJECT:
        return "A subject cannot contain a quotation.", "Write in a few words what it is about."
    if declared is None or declared.type is not FieldType.PARAGRAPHS:
        return (
            _other(repr(declared.name) if declared else "this"),
            "Write it after the name of such a field, as declared in template.toml.",
        )
    return None


def _other(what: str) -> str:
    return f"The filter {QUOTED!r} needs a field of the type paragraphs, but {what} is not one."


def crowded(
    tokens: Iterable[tuple[int, str, str]], file: str, first_line: int
) -> Iterator[Problem]:
    """Yield a problem for each quotation that is not alone on its line of the body.

    Args:
        tokens: The tokens of the body's text, from Jinja's lexer.
        first_line: The line of *file* at which that text begins.
    """
    found = list(tokens)
    for number, (line, kind, _) in enumerate(found):
        if kind != "variable_begin":
            continue
        end = next(
            place for place in range(number, len(found)) if found[place][1] == "variable_end"
        )
        inside = [text for _, kind, text in found[number:end] if kind != "whitespace"]
        if ("|", QUOTED) not in pairwise(inside):
            continue
        before = found[number - 1][2] if number else "\n"
        after = "".join(text for _, _, text in found[end : end + 2]).removeprefix("}}")
        if not _ends_line(before) or not _begins_line(after, is_last=end + 1 == len(found)):
            message = "A quotation is on a line with other words, or in a list, table or quote."
            place = TemplatePlace(file, line + first_line - 1)
            yield Problem("quotation-in-line", message, HINT, template=place)


def _ends_line(before: str) -> bool:
    """Return whether a placeholder after *before* begins a line, not next to a table or quote."""
    lines = before.split("\n")
    near = lines[-2] if len(lines) > 1 else ""
    return len(lines) > 1 and not lines[-1] and not near.startswith(("|", ">"))


def _begins_line(after: str, *, is_last: bool) -> bool:
    """Return whether a placeholder before *after* ends its line, not next to a table or quote."""
    rest, _, following = after.partition("\n")
    return not rest.strip() and ("\n" in after or is_last) and not following.startswith(("|", ">"))
