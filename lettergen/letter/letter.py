"""The letter: one resolved letter, immutable, ready for layout.

Every text is final and in the letter's own language; later steps look nothing
up. Blind copies are part of the letter, but only `addressee_copy` is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from lettergen.errors import DataPlace, TemplatePlace
from lettergen.letter.people import Addressee, Person, Recipient, Signatory
from lettergen.letter.pictures import Asset


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one filled-in value of the body came from.

    Attributes:
        number: Its number in the body's text, from 1.
        template: The line of the template with its placeholder.
        paths: The fields it was made from, such as ``action_plan.ends``.
        data: The places of those fields in the data, in the same order.
    """

    number: int
    template: TemplatePlace
    paths: tuple[str, ...]
    data: tuple[DataPlace, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The words: Markdown in which each filled-in value has the number of its origin.

    A value is written ``MARK_OPEN number MARK_NUMBER_END value MARK_CLOSE`` with the three
    noncharacters below, which no record and no template may contain.
    """

    markdown: str
    origins: tuple[Origin, ...] = ()


MARK_OPEN = "\ufdd0"
MARK_NUMBER_END = "\ufdd1"
MARK_CLOSE = "\ufdd2"
APPENDIX = "\ufdd5"
"""Begins the paragraph with the title of an appendix; refused in records and templates too."""
NUMBERED = re.compile(f"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}")


def renumbered(body: Body, after: int) -> Body:
    """Return *body* with its origins numbered on from *after*."""
    markdown = NUMBERED.sub(
        lambda found: f"{MARK_OPEN}{int(found[1]) + after}{MARK_NUMBER_END}", body.markdown
    )
    origins = (replace(origin, number=origin.number + after) for origin in body.origins)
    return Body(markdown, tuple(origins))


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An enclosed document: its title, and the office's file that is copied next to the letter."""

    title: str
    file: str = ""

    @property
    def one_line(self) -> str:
        """The title and the file."""
        return f"{self.title} ({self.file})" if self.file else self.title


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, resolved.

    Attributes:
        id: The record's id.
        language: BCP 47 tag of the words, such as ``en`` or ``en-GB``.
        date: The day on the letter.
        date_text: That day as the letter prints it.
        draft: The draft mark, for every page; empty for a letter that goes out.
        marks: Handling marks, for every page, in order.
        addressees: One to four.
        via: The officers it passes through, in the order in which they receive it.
        subject: Inline Markdown with numbered values, as in `Body`; empty for none.
        subject_lines: Further lines of a subject of several lines.
        signatories: One to three, senior first.
        copies: The cc list, in the order given.
        distribution: Other people the letter is sent to, listed at its end.
        blind_copies: The bcc list; for the file copy only.
        version: In a letter in two languages, the label of this one: a fixed phrase in English.
        translation: The same letter in a second language.
        `beside`: Whether the translation is printed side by side with the letter; else after it.
        for_file: Whether this is the office's own copy, the only one that shows the blind copies.
    """

    id: str
    language: str
    date: date
    date_text: str
    addressees: tuple[Addressee, ...]
    salutation: str
    body: Body
    close: str
    signatories: tuple[Signatory, ...]
    subject: Body = Body("")
    reference: str = ""
    your_reference: str = ""
    draft: str = ""
    marks: tuple[str, ...] = ()
    delivery: str = ""
    via: tuple[Person, ...] = ()
    subject_lines: tuple[str, ...] = ()
    postscript: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    copies: tuple[Recipient, ...] = ()
    distribution: tuple[Person, ...] = ()
    blind_copies: tuple[Recipient, ...] = ()
    version: str = ""
    translation: Letter | None = None
    beside: bool = False
    for_file: bool = False

    @property
    def versions(self) -> tuple[Letter, ...]:
        """The letter in each of its languages, its own first."""
        return (self, self.translation) if self.translation else (self,)

    @property
    def fillings(self) -> tuple[Origin, ...]:
        """The origin of each value in subject and body; those of a translation come last."""
        several = (one.body.origins or one.subject.origins for one in self.versions)
        return tuple(origin for origins in several for origin in origins)

    @property
    def every_mark(self) -> tuple[str, ...]:
        """The draft mark, if any, then the handling marks."""
        return (self.draft, *self.marks) if self.draft else self.marks

    @property
    def pictures(self) -> tuple[Asset, ...]:
        """The pictures that the letter and its translation show, each once."""
        signed = (one.image for version in self.versions for one in version.signatories)
        return tuple(dict.fromkeys(image for image in signed if image))

    @property
    def addressee_copy(self) -> Letter:
        """The letter without the blind copies: the only one that is sent."""
        translation = self.translation.addressee_copy if self.translation else None
        return replace(self, blind_copies=(), for_file=False, translation=translation)

    def copy_for_file(self, mark: str) -> Letter:
        """Return the office's own copy, which lists the blind copies.

        Args:
            mark: Its label on every page, in the letter's language. It becomes the first handling
                mark, since the whole document has one heading.
        """
        return replace(self, for_file=True, marks=(mark, *self.marks))

    @property
    def laid_out(self) -> Letter:
        """The letter to print: the office's own copy if this is one, else the addressee's."""
        return self if self.for_file else self.addressee_copy
