"""The text of one letter, to be compared with that of others.

It uses the marks that filling keeps: a paragraph's *frame* is its Markdown with a field's name
in place of each value, so paragraphs that differ only in their values have the same frame.
Nothing is searched for in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lettergen.fields.declaration import pattern
from lettergen.letter.letter import (
    APPENDIX,
    MARK_CLOSE,
    MARK_NUMBER_END,
    MARK_OPEN,
    Body,
    Letter,
)
from lettergen.letter.parts import PARTS, WORDS
from lettergen.markdown import Block, body_blocks, line_text
from lettergen.template.quotations import with_joined_lines

FILLED_IN = re.compile(f"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}(.*?){MARK_CLOSE}", re.DOTALL)
# Around the number of a value that was taken out: noncharacters, which no letter may have.
OPEN, CLOSE = "\ufdd3", "\ufdd4"
STAND_IN = re.compile(f"{OPEN}([0-9]+){CLOSE}")
WIDE = 6  # digits: the columns of a table must not depend on how many values precede it
CALCULATED = "calculated value"
"""The name of a value that was made from no field. A field's name has no blank."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value as a paragraph prints it.

    Attributes:
        name: Its fields, separated by commas, such as ``milestones.1.text``.
    """

    name: str
    text: str

    @property
    def general(self) -> str:
        """Its name with ``*`` for the number of an item."""
        return ",".join(map(pattern, self.name.split(",")))


@dataclass(frozen=True, slots=True)
class Frame:
    """What identifies a paragraph: its Markdown with names for values, and its repetition.

    Attributes:
        turn: How many paragraphs with this Markdown precede it in its letter.
    """

    markdown: str
    turn: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a letter: a paragraph, heading, list, table, footnote or appendix title.

    Attributes:
        source: Its Markdown; each value is its place among *values* between OPEN and CLOSE.
        text: The same as plain text.
        values: What was filled in, in order.
    """

    frame: Frame
    source: str
    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class LetterText:
    """The text of one letter.

    Attributes:
        parts: The text of each letter part outside the body, by its label; no empty one.
    """

    paragraphs: tuple[Paragraph, ...]
    parts: Mapping[str, str]


def text_of(letter: Letter, *, without: Collection[str] = ()) -> LetterText:
    """Return the text of *letter* for its addressees, in its first language.

    Args:
        without: Names of letter parts that are shown elsewhere.
    """
    markdown = with_joined_lines(letter.body.markdown)
    names = {one.number: ",".join(one.paths) or CALCULATED for one in letter.body.origins}
    values = {
        int(found[1]): Value(names[int(found[1])], line_text(Body(found[2]), quotes=False))
        for found in FILLED_IN.finditer(markdown)
    }
    taken_out = FILLED_IN.sub(lambda one: f"{OPEN}{one[1]:0>{WIDE}}{CLOSE}", markdown)
    blocks = body_blocks(Body(taken_out), quotes=False)
    return LetterText(tuple(_paragraphs(blocks, values)), dict(_parts(letter, without)))


def _paragraphs(blocks: Iterable[Block], values: Mapping[int, Value]) -> Iterator[Paragraph]:
    turns: Counter[str] = Counter()
    for block in blocks:
        numbers = list(dict.fromkeys(int(one) for one in STAND_IN.findall(block.source)))
        own = tuple(values[number] for number in numbers)
        places = {number: f"{OPEN}{place}{CLOSE}" for place, number in enumerate(numbers)}
        source, text = (with_texts(words, places) for words in (block.source, block.text))
        markdown = with_names(source, [value.general for value in own])
        yield Paragraph(
            Frame(markdown, turns[markdown]), source.replace(APPENDIX, "Appendix:"), text, own
        )
        turns[markdown] += 1


def _parts(letter: Letter, without: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield label and text of each part outside the body of the addressee's copy."""
    copy = letter.addressee_copy
    for part in PARTS:
        lines = () if part.name in {WORDS, *without} else part.lines(copy)
        if lines:
            yield part.label, "\n".join(map(_line, lines))
    if copy.translation:
        yield "translation layout", "beside" if copy.beside else "after"


def _line(line: str | Body) -> str:
    """Return one line of a part; a subject as its Markdown, with its values as they are printed."""
    if isinstance(line, str):
        return line
    return FILLED_IN.sub(lambda one: line_text(Body(one[2]), quotes=False), line.markdown)


def with_names(text: str, names: Sequence[str]) -> str:
    """Return *text* with the name of each value in its place."""
    return with_texts(text, [f"{OPEN}{name}{CLOSE}" for name in names])


def with_texts(text: str, texts: Sequence[str] | Mapping[int, str]) -> str:
    """Return *text* with a text in the place of each value."""
    return STAND_IN.sub(lambda one: texts[int(one[1])], text)
