"""What the letters of a batch have in common, and what each one says otherwise.

Read from the marks that filling keeps: a paragraph's *frame* is its own words with the name
of the field wherever a value stands, so paragraphs that differ in their values alone have
the same frame. Nothing is searched for in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lettergen.fields.declaration import pattern
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body, Letter
from lettergen.letter.parts import PARTS, WORDS
from lettergen.markdown import body_text, line_text
from lettergen.proof.difference import Kind, Part, changes
from lettergen.template.quotations import with_joined_lines

FILLED_IN = re.compile(f"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}(.*?){MARK_CLOSE}", re.DOTALL)
# Round what stands for a value in a frame: noncharacters, which no letter may have.
OPEN, CLOSE = "\ufdd3", "\ufdd4"
STAND_IN = re.compile(f"{OPEN}(.*?){CLOSE}")
ALIKE = 0.5  # of two paragraphs, to be read as two versions of one


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a letter.

    Attributes:
        frame: Its words, with field names in place of values.
        words: The same, word by word, with the values as they are printed.
    """

    frame: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one letter says.

    Attributes:
        parts: Each part outside the words, by its label; no empty one.
        values: What is printed for each field in the words.
    """

    paragraphs: tuple[Paragraph, ...]
    parts: Mapping[str, str]
    values: Mapping[str, str]

    @property
    def frames(self) -> list[str]:
        """The frames of all paragraphs."""
        return [one.frame for one in self.paragraphs]


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One value of one letter; a rare one is not what most letters have there."""

    name: str
    text: str
    is_rare: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets one letter apart from the others of its batch.

    Attributes:
        values: What differs from letter to letter: parts outside the words, then fields in them.
        wording: Paragraphs that most letters word otherwise, or have not, or that only they have;
            each compared with the common one that it stands for.
    """

    values: tuple[ComparedValue, ...] = ()
    wording: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A batch in one language.

    Attributes:
        common: The text that most letters share, values that are the same everywhere filled in.
        usual: What all or most letters have for a part outside the text, or for a field that a
            few of them have otherwise.
        differences: One for each letter, in order.
    """

    common: tuple[str, ...]
    usual: tuple[ComparedValue, ...]
    differences: tuple[Difference, ...]


def said_by(letter: Letter, *, without: Collection[str] = ()) -> Said:
    """Return what *letter* says to its addressees, in its own language.

    Args:
        without: Names of parts that are shown elsewhere.
    """
    markdown = with_joined_lines(letter.body.markdown)
    printed = {
        int(found[1]): line_text(Body(found[2]), quotes=False)
        for found in FILLED_IN.finditer(markdown)
    }
    names = {one.number: ",".join(one.paths) for one in letter.body.origins}
    body = body_text(Body(FILLED_IN.sub(f"{OPEN}\\1{CLOSE}", markdown)), quotes=False)
    appended = (f"{one.title}\n\n{one.text}" for one in body.appendices)
    paragraphs = "\n\n".join((body.text, body.notes, *appended)).split("\n\n")
    values: dict[str, str] = {}
    for number, text in printed.items():
        name = names[number]
        values[name] = min(values.get(name, text), text, key=len)  # 'Ruritania' of "Ruritania's"
    return Said(
        tuple(_paragraph(one, names, printed) for one in paragraphs if one.strip()),
        dict(_parts(letter, without)),
        {name: text for name, text in values.items() if name and text},
    )


def _parts(letter: Letter, without: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield label and text of each part outside the words that the addressee's copy has."""
    copy = letter.addressee_copy
    for part in PARTS:
        lines = () if part.name in {WORDS, *without} else part.lines(copy)
        if lines:
            plain = (
                line_text(one, quotes=False) if isinstance(one, Body) else one for one in lines
            )
            yield part.label, "; ".join(plain)


def _paragraph(text: str, names: Mapping[int, str], printed: Mapping[int, str]) -> Paragraph:
    def frame_word(found: re.Match[str]) -> str:
        return f"{OPEN}{','.join(map(pattern, names[int(found[1])].split(',')))}{CLOSE}"

    frame = STAND_IN.sub(frame_word, text)
    words = (STAND_IN.sub(lambda one: printed[int(one[1])], word) for word in text.split())
    return Paragraph(" ".join(frame.split()), tuple(words))


def compare(letters: Sequence[Said]) -> Comparison:
    """Compare the letters of a batch that are in one language."""
    count = Counter(frame for one in letters for frame in set(one.frames))
    typical = max(letters, key=lambda one: sum(count[frame] for frame in one.frames))
    common = [frame for frame in typical.frames if count[frame] > len(letters) / 2]
    parts = _Shared.of([one.parts for one in letters])
    values = _Shared.of([one.values for one in letters])
    told = {**parts.settled, **parts.usual}, values.usual
    return Comparison(
        tuple(_filled(frame, values.settled) for frame in common),
        tuple(
            ComparedValue(name, text, is_rare=False)
            for texts in told
            for name, text in texts.items()
            if text
        ),
        tuple(
            Difference(
                (*parts.differing(one.parts), *values.differing(one.values)),
                tuple(_wording(one, common, values.settled)),
            )
            for one in letters
        ),
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """The texts, by name, that all letters have alike, and those that more than half have."""

    settled: Mapping[str, str]
    usual: Mapping[str, str]

    @classmethod
    def of(cls, letters: Sequence[Mapping[str, str]]) -> _Shared:
        """Return what is shared of the texts of each letter; an absent text counts as empty."""
        settled: dict[str, str] = {}
        usual: dict[str, str] = {}
        for name in dict.fromkeys(name for one in letters for name in one):
            text, count = Counter(one.get(name, "") for one in letters).most_common(1)[0]
            if count == len(letters):
                settled[name] = text
            elif count > len(letters) / 2:
                usual[name] = text
        return cls(settled, usual)

    def differing(self, own: Mapping[str, str]) -> Iterator[ComparedValue]:
        """Yield the texts that are not what most letters have; also one that only *own* lacks."""
        for name in dict.fromkeys((*own, *self.usual)):
            text = own.get(name, "")
            if name not in self.settled and self.usual.get(name) != text:
                yield ComparedValue(name, text, is_rare=name in self.usual)


def _wording(
    one: Said, common: Sequence[str], settled: Mapping[str, str]
) -> Iterator[tuple[Part, ...]]:
    """Yield the paragraphs that are not common, and the common ones that are not there."""
    absent = [frame for frame in common if frame not in one.frames]
    for paragraph in one.paragraphs:
        if paragraph.frame in common:
            continue
        other = _version_of(paragraph.frame, absent)
        if other:
            absent.remove(other)
        yield tuple(_compared(other, paragraph, settled))
    for frame in absent:
        yield (Part(Kind.REMOVED, _filled(frame, settled)),)


def _version_of(frame: str, others: Sequence[str]) -> str:
    """Return the one of *others* that is most like *frame*; empty when none is like it at all."""
    likeness = {
        other: SequenceMatcher(None, other.split(), frame.split()).ratio() for other in others
    }
    best = max(likeness, key=likeness.__getitem__, default="")
    return best if best and likeness[best] >= ALIKE else ""


def _compared(other: str, paragraph: Paragraph, settled: Mapping[str, str]) -> Iterator[Part]:
    """Yield *paragraph* compared with the frame *other*: values alone are no difference."""
    before = other.split()
    for change in changes(before, paragraph.frame.split()):
        said = "".join(f"{paragraph.words[place]} " for place in change.new)
        if change.is_same:
            yield Part(Kind.SAME, said)
            continue
        if change.old:
            gone = "".join(f"{before[place]} " for place in change.old)
            yield Part(Kind.REMOVED, _filled(gone, settled))
        if said:
            yield Part(Kind.ADDED, said)


def _filled(frame: str, settled: Mapping[str, str]) -> str:
    """Return a frame as it is read: a value that all share, else the field's name in brackets."""
    return STAND_IN.sub(lambda one: settled.get(one[1], f"[{one[1]}]"), frame)
