"""The parts of a letter as plain data for a skeleton, with labels in the letter's language.

A part that the letter does not have is empty. A part that the letter has and its house style
does not show is an error, so that no part is left out silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from textwrap import shorten

from lettergen.errors import LetterError, Problem, TemplatePlace
from lettergen.l10n.languages import same_language, text_direction
from lettergen.l10n.phrases import introducing, phrases
from lettergen.l10n.spacing import spaced
from lettergen.letter.letter import Letter
from lettergen.letter.parts import PARTS
from lettergen.letter.people import Person, Signatory
from lettergen.letter.pictures import Asset
from lettergen.letterhead import Letterhead
from lettergen.letterhead.house_style import LETTERHEAD, HouseStyle

Context = dict[str, object]
AddressOf = Callable[[Asset], str]
LONGEST_HEAD = 100  # characters of the names that later pages repeat; page 1 has them in full
USUAL_LABELS = {
    "your_reference": "Your reference",
    "references": "Our reference",
    "copies": "cc",
    "blind_copies": "Blind copy",
    "distribution": "Distribution",
    "via": "Via",
    "postscript": "P.S.",
    "notes": "Footnotes",
}


class Labels:
    """The fixed phrases in one language; only those that a letter needs are looked up."""

    def __init__(self, language: str, house: HouseStyle) -> None:
        self.say = phrases(language)
        self._language = language
        self._labels = USUAL_LABELS | dict(house.labels)

    def of(self, part: str, *, usual: str = "") -> str:
        """Return the label of *part*, with its colon; empty if the house style has none."""
        phrase = self._labels.get(part, usual)
        return self.label(phrase) if phrase else ""

    def label(self, phrase: str) -> str:
        """Return the phrase with the colon of a label."""
        return introducing(phrase, self._language)


def parts(letter: Letter, letterhead: Letterhead, address_of: AddressOf | None) -> Context:
    """Return the data that every skeleton gets in addition to the body.

    Args:
        address_of: Returns the address of an image on the page; None in plain text.

    Raises:
        LetterError: A phrase is missing, or the style does not show a part the letter has.
    """
    labels = Labels(letter.language, letterhead.house)
    need_shown(_parts_of(letter), letterhead)
    return {
        "language": letter.language,
        "direction": text_direction(letter.language),
        "version": labels.say(letter.version) if letter.version else "",
        "order": _order(letterhead.house),
        **_sender(letter, letterhead, labels),
        **_heading(letter, labels),
        **_ending(letter, labels, address_of),
        **_repeated(letter, labels),
    }


def _order(house: HouseStyle) -> Context:
    opening = [part for part in house.opening if part != LETTERHEAD]
    return {
        "letterhead": LETTERHEAD in house.opening,
        "opening": opening,
        "ending": list(house.ending),
        "after": list(house.after),
    }


def _sender(letter: Letter, letterhead: Letterhead, labels: Labels) -> Context:
    is_same = same_language(letterhead.language or letter.language, letter.language)
    return {
        "sender_language": "" if is_same else letterhead.language,
        "sender_direction": text_direction(letterhead.language or letter.language),
        "sender": letterhead.sender,
        "sender_lines": letterhead.sender_lines,
        "contacts": [
            {"label": labels.label(contact.label), "text": contact.text}
            for contact in letterhead.contacts
        ],
    }


def _heading(letter: Letter, labels: Labels) -> Context:
    has_subject = bool(letter.subject.markdown)
    return {
        "draft": letter.draft,
        "marks": list(letter.marks),
        "delivery": spaced(letter.delivery, letter.language),
        "references": [
            {"label": labels.of(part), "text": text, "is_own": part == "references"}
            for part, text in (
                ("references", letter.reference),
                ("your_reference", letter.your_reference),
            )
            if text
        ],
        "date": letter.date_text,
        "addressees": [list(addressee.address) for addressee in letter.addressees],
        "via": _via(letter.via, labels),
        "subject_label": labels.of("subject") if has_subject else "",
        "subject_lines": list(letter.subject_lines),
        "salutation": spaced(letter.salutation, letter.language),
    }


def _via(people: tuple[Person, ...], labels: Labels) -> Context:
    """Return the officers passed through, numbered when there are two or more (SECNAV M-5216.5)."""
    lines = [person.one_line for person in people]
    if len(lines) > 1:
        lines = [f"({number}) {line}" for number, line in enumerate(lines, start=1)]
    return {"label": labels.of("via") if lines else "", "lines": lines}


def _ending(letter: Letter, labels: Labels, address_of: AddressOf | None) -> Context:
    listed = (letter.copies, letter.blind_copies, letter.distribution)
    copies, blind_copies, distribution = (
        _people(people, labels.of(part) if people else "", letter.language)
        for people, part in zip(listed, ("copies", "blind_copies", "distribution"), strict=True)
    )
    lines = sum(len(person.lines) + 1 for people in listed[:2] for person in people)
    return {
        "close": spaced(letter.close, letter.language),
        "signatories": [_signatory(one, labels, address_of) for one in letter.signatories],
        "postscript": {
            "label": labels.of("postscript") if letter.postscript else "",
            "text": spaced(letter.postscript, letter.language),
        },
        "enclosures": _enclosures(letter, labels),
        "copies": copies,
        "blind_copies": blind_copies,
        "distribution": distribution,
        "lines_at_the_end": lines + len(letter.enclosures) + len(letter.distribution),
    }


def _signatory(signatory: Signatory, labels: Labels, address_of: AddressOf | None) -> Context:
    absent, image = signatory.signing_for, None
    if signatory.image and address_of:
        words = labels.say("Signature of {name}").format(name=signatory.name)
        image = {"source": address_of(signatory.image), "text": words}
    return {
        "on_behalf_of": signatory.on_behalf_of,
        "image": image,
        "signed": labels.say("(Signed)") if signatory.signed else "",
        "name": signatory.name,
        "title": signatory.title,
        "acting": labels.say("Acting") if signatory.acting else "",
        "signing_for": f"{labels.say(signatory.manner)} {absent}" if absent else "",
    }


def _enclosures(letter: Letter, labels: Labels) -> Context:
    titles = [enclosure.title for enclosure in letter.enclosures]
    word = "Enclosure" if len(titles) == 1 else "Enclosures"
    return {"label": labels.of("enclosures", usual=word) if titles else "", "titles": titles}


def _people(people: Iterable[Person], label: str, language: str) -> Context:
    """Return people in their groups, each as lines; and all lines, for plain text."""
    groups = [
        {
            "heading": spaced(f"{name}:", language) if name else "",
            "people": [[*one.listed] for one in group],
        }
        for name, group in groupby(people, key=lambda one: getattr(one, "group", ""))
    ]
    lines: list[str] = []
    for group in groups:
        lines += [str(group["heading"])] if group["heading"] else []
        lines += [line for person in group["people"] for line in person]
    return {"label": label, "groups": groups, "lines": lines}


def _repeated(letter: Letter, labels: Labels) -> Context:
    """Return what the head of later pages repeats."""
    first = letter.addressees[0]
    return {
        "page": labels.say("Page"),
        "page_marks": " · ".join(mark for mark in (letter.draft, *letter.marks) if mark),
        "to": shorten(
            ", ".join(one.address[0] for one in letter.addressees), LONGEST_HEAD, placeholder="…"
        ),
        "office": shorten(first.office or first.state, LONGEST_HEAD, placeholder="…"),
        "own_reference": letter.reference,
    }


def _parts_of(letter: Letter) -> Iterator[str]:
    """Yield the parts that *letter* has, by their names in house styles."""
    yield from (part.shown_by for part in PARTS if part.shown_by and part.lines(letter))
    if letter.subject_lines and not letter.subject.markdown:
        yield "subject_lines"  # they continue a subject, and no style shows them without one


def need_shown(parts: Iterable[str], letterhead: Letterhead) -> None:
    """Refuse a house style that leaves out one of the *parts* of a letter.

    Raises:
        LetterError: The house style does not show all of them.
    """
    style = letterhead.style
    hint = "Remove it from the record, choose another --style, or add the part to style.toml."
    place = TemplatePlace(f"letterheads/_styles/{style}/style.toml")
    problems = []
    for part in dict.fromkeys(parts):
        if not letterhead.house.shows(part):
            message = f"The house style {style!r} does not show the letter part {part!r}."
            problems.append(Problem("part-not-shown", message, hint, template=place))
    if problems:
        raise LetterError(problems)
