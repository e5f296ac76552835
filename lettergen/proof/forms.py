"""What the values of a batch are called: a field that is printed in two forms has two names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lettergen.proof.letter_text import Frame, LetterText


@dataclass(slots=True)
class _Place:
    """One place of a frame where each letter prints a value: the names there, and the texts.

    Attributes:
        texts: What is printed, by the number of the letter.
    """

    general: str
    names: set[str] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name there; with ``*`` for the number of an item if that is not always the same."""
        return min(self.names) if len(self.names) == 1 else self.general


def _places(letters: Sequence[LetterText]) -> dict[Frame, list[_Place]]:
    """Return the places of each frame, in order."""
    found: dict[Frame, list[_Place]] = {}
    for number, letter in enumerate(letters):
        for paragraph in letter.paragraphs:
            own = found.setdefault(
                paragraph.frame, [_Place(value.general) for value in paragraph.values]
            )
            for place, value in zip(own, paragraph.values, strict=True):
                place.names.add(value.name)
                place.texts[number] = value.text
    return found


@dataclass(slots=True)
class _Form:
    """The places of one name at which every letter prints the same."""

    places: list[_Place]
    texts: dict[int, str]

    @property
    def length(self) -> float:
        """The length of its texts: that of a name without an ending is the shortest."""
        return sum(map(len, self.texts.values())) / len(self.texts)


def named_values(
    letters: Sequence[LetterText],
) -> tuple[dict[Frame, tuple[str, ...]], list[dict[str, str]]]:
    """Return the names of each frame's values, and the texts of each letter by those names.

    Places of a field have one name only if every letter prints the same at all of them.
    """
    places = _places(letters)
    labels = _labels(place for own in places.values() for place in own)
    names = {frame: tuple(labels[id(place)] for place in own) for frame, own in places.items()}
    texts: list[dict[str, str]] = [
        {
            name: value.text
            for paragraph in letter.paragraphs
            for name, value in zip(names[paragraph.frame], paragraph.values, strict=True)
        }
        for letter in letters
    ]
    return names, texts


def _labels(places: Iterable[_Place]) -> dict[int, str]:
    """Return what each place's values are called, by the identity of the place."""
    forms: dict[str, list[_Form]] = {}
    for place in places:
        known = forms.setdefault(place.name, [])
        form = next((one for one in known if _agree(one.texts, place.texts)), None)
        if form is None:
            known.append(_Form([place], dict(place.texts)))
        else:
            form.places.append(place)
            form.texts |= place.texts
    return {
        id(place): f"{name} ({number})" if number > 1 else name
        for name, known in forms.items()
        for number, form in enumerate(sorted(known, key=lambda one: one.length), start=1)
        for place in form.places
    }


def _agree(texts: Mapping[int, str], others: Mapping[int, str]) -> bool:
    """Return whether no letter has one text in *texts* and another one in *others*."""
    return all(texts.get(letter, text) == text for letter, text in others.items())
