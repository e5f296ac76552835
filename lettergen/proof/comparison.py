"""What the letters of a batch have in common, and how each one differs.

A row shows everything in which its letter differs from the common text: values, paragraphs with
their places, and the order of the common ones. So two letters with the same row are printed alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lettergen.proof.difference import Kind, Part, changes
from lettergen.proof.forms import named_values
from lettergen.proof.letter_text import Frame, LetterText, Paragraph, with_names, with_texts

WORD = re.compile(r"\S+\s*")
ALIKE = 0.5  # from which two paragraphs count as versions of one


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One value of one letter; it is rare if most letters have another one.

    Attributes:
        name: The label of a letter part, or a field; a second form of a field is ``name (2)``.
    """

    name: str
    text: str
    is_rare: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """One paragraph that is not common, or a common one that is missing.

    Attributes:
        parts: Its Markdown, compared with the common paragraph that it replaces.
        place: Where it is, by the number of the common paragraph that it replaces or follows.
    """

    parts: tuple[Part, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How one letter differs from the others of its batch.

    Attributes:
        values: What differs from letter to letter: parts outside the body, then fields in it.
        wording: Paragraphs that most letters word differently or lack, each compared with the
            common one that it replaces; and common ones that this letter lacks.
        order: The numbers of the common paragraphs, and of those that this letter replaces, in
            its own order; empty if that is the usual order.
    """

    values: tuple[ComparedValue, ...] = ()
    wording: tuple[Wording, ...] = ()
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A batch in one language.

    Attributes:
        common: The text that most letters share, with the values that are the same everywhere.
        usual: What all or most letters have for a part outside the body, or for a field that
            differs in a few of them.
        differences: One for each letter, in order.
    """

    common: tuple[str, ...]
    usual: tuple[ComparedValue, ...]
    differences: tuple[Difference, ...]


def compare(letters: Sequence[LetterText]) -> Comparison:
    """Compare the letters of a batch in one language."""
    count = Counter(one.frame for letter in letters for one in letter.paragraphs)
    typical = max(letters, key=lambda one: sum(count[own.frame] for own in one.paragraphs))
    names, own_values = named_values(letters)
    parts = _Shared.of([one.parts for one in letters])
    values = _Shared.of(own_values)
    common = {
        one.frame: _Common(number, one, names[one.frame], values.settled)
        for number, one in enumerate(
            (one for one in typical.paragraphs if count[one.frame] > len(letters) / 2), start=1
        )
    }
    shown = {**parts.settled, **parts.usual}, values.usual
    return Comparison(
        tuple(one.text for one in common.values()),
        tuple(
            ComparedValue(name, text, is_rare=False)
            for texts in shown
            for name, text in texts.items()
            if text
        ),
        tuple(
            _difference(one, common, (*parts.differing(one.parts), *values.differing(own)))
            for one, own in zip(letters, own_values, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Common:
    """One common paragraph.

    Attributes:
        number: Its place in the common text, from 1.
        names: What its values are called.
        settled: The values that all letters share, by those names.
    """

    number: int
    paragraph: Paragraph
    names: tuple[str, ...]
    settled: Mapping[str, str]

    @property
    def text(self) -> str:
        """The paragraph to read: with values that all share, else names in brackets."""
        return self.filled(self.paragraph.text)

    def filled(self, text: str) -> str:
        """Return *text*, from this paragraph, to read."""
        return with_texts(text, [self.settled.get(name, f"[{name}]") for name in self.names])


@dataclass(frozen=True, slots=True)
class _Shared:
    """The texts, by name, that all letters share, and those that more than half share."""

    settled: Mapping[str, str]
    usual: Mapping[str, str]

    @classmethod
    def of(cls, letters: Sequence[Mapping[str, str]]) -> _Shared:
        """Return the shared texts of *letters*; an absent text counts as empty."""
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
        """Yield the texts that differ from those of most letters; also one that *own* lacks."""
        for name in dict.fromkeys((*own, *self.usual)):
            text = own.get(name, "")
            if name not in self.settled and self.usual.get(name) != text:
                yield ComparedValue(name, text, is_rare=name in self.usual)


def _difference(
    one: LetterText, common: Mapping[Frame, _Common], values: tuple[ComparedValue, ...]
) -> Difference:
    """Return how *one* differs: the *values*, and the paragraphs with their order."""
    present = {own.frame for own in one.paragraphs}
    absent = {frame: usual for frame, usual in common.items() if frame not in present}
    wording: list[Wording] = []
    order: list[int] = []
    for paragraph in one.paragraphs:
        usual = common.get(paragraph.frame)
        if usual is None:
            other = _version_of(paragraph.frame, list(absent))
            usual = absent.pop(other) if other else None
            follows = f"After {order[-1]}" if order else "At the beginning"
            place = f"Instead of {usual.number}" if usual else follows
            wording.append(Wording(tuple(_compared(usual, paragraph)), place))
        if usual:
            order.append(usual.number)
    for usual in absent.values():
        gone = usual.filled(usual.paragraph.source)
        wording.append(Wording((Part(Kind.REMOVED, gone),), f"Without {usual.number}"))
    is_usual = order == sorted(order)
    return Difference(values, tuple(wording), () if is_usual else tuple(order))


def _version_of(frame: Frame, others: Sequence[Frame]) -> Frame | None:
    """Return the one of *others* most like *frame*; None if none is similar enough."""
    words = frame.markdown.split()
    likeness = {
        other: SequenceMatcher(None, other.markdown.split(), words).ratio() for other in others
    }
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best and likeness[best] >= ALIKE else None


def _compared(other: _Common | None, paragraph: Paragraph) -> Iterator[Part]:
    """Yield *paragraph* compared with a common one; differing values do not count."""
    before = _words(other.paragraph) if other else []
    after = _words(paragraph)
    texts = [value.text for value in paragraph.values]
    for change in changes(_framed(other.paragraph) if other else [], _framed(paragraph)):
        text = "".join(with_texts(after[place], texts) for place in change.new)
        if change.is_same:
            yield Part(Kind.SAME, text)
            continue
        if other and change.old:
            yield Part(Kind.REMOVED, other.filled("".join(before[place] for place in change.old)))
        if text:
            yield Part(Kind.ADDED, text)


def _words(paragraph: Paragraph) -> list[str]:
    """Return the words of a paragraph's Markdown, each with the blanks and line ends after it."""
    return WORD.findall(f"{paragraph.source} ")


def _framed(paragraph: Paragraph) -> list[str]:
    """Return the same words with names in place of values."""
    names = [value.general for value in paragraph.values]
    return [with_names(word, names) for word in _words(paragraph)]
