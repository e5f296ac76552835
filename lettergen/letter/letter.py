"""The letter: one resolved letter, immutable, ready to be laid out.

Every text stands in the letter's own language and is final; nothing below
this module looks anything up. Blind copies are a part of the letter, but
`addressee_copy` is what leaves the house.
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
    """Where one filled-in place of the body came from.

    Attributes:
        number: The number that stands in the body's text, from 1.
        template: The line of the template that asked for it.
        paths: The fields it was made of, such as ``action_plan.ends``.
        data: Where those fields stand in the data, in the same order.
    """

    number: int
    template: TemplatePlace
    paths: tuple[str, ...]
    data: tuple[DataPlace, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The words: Markdown in which each filled-in value stands between marks.

    A value is written ``MARK_OPEN number MARK_NUMBER_END value MARK_CLOSE`` with the three
    noncharacters below, which no record and no template may contain.
    """

    markdown: str
    marks: tuple[Origin, ...] = ()


MARK_OPEN = "\ufdd0"
MARK_NUMBER_END = "\ufdd1"
MARK_CLOSE = "\ufdd2"
APPENDIX = "\ufdd5"
"""Begins the paragraph that is the title of an appendix; refused in records and templates too."""
NUMBERED = re.compile(f"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}")


def renumbered(body: Body, after: int) -> Body:
    """Return *body* with its marks counted on from the number *after*."""
    markdown = NUMBERED.sub(
        lambda found: f"{MARK_OPEN}{int(found[1]) + after}{MARK_NUMBER_END}", body.markdown
    )
    marks = (replace(mark, number=mark.number + after) for mark in body.marks)
    return Body(markdown, tuple(marks))


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A paper sent along: its title, and the office's file that is copied beside the letter."""

    title: str
    file: str = ""

    @property
    def one_line(self) -> str:
        """The title, and the file that goes along."""
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
        via: The officers it passes through, the first to receive it first.
        subject: Inline Markdown with marks; empty for none.
        subject_lines: Further lines of a block of subjects.
        signatories: One to three, senior first.
        copies: The cc list, in the order given.
        distribution: Whom the letter goes to beside the addressees, listed at its end.
        blind_copies: The bcc list; for the file copy only.
        version: Of a letter in two languages, what this one is: a fixed phrase in English.
        translation: The same letter in a second language.
        beside: Whether the translation stands beside the letter; else it follows.
        for_file: Whether this is the office's own copy, which alone shows the blind copies.
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
        """Where each value in subject and body came from; those of a translation come last."""
        return tuple(mark for one in self.versions for mark in one.body.marks or one.subject.marks)

    @property
    def every_mark(self) -> tuple[str, ...]:
        """The draft mark, if there is one, before the handling marks."""
        return (self.draft, *self.marks) if self.draft else self.marks

    @property
    def pictures(self) -> tuple[Asset, ...]:
        """The pictures that the letter and its translation show, each once."""
        signed = (one.image for version in self.versions for one in version.signatories)
        return tuple(dict.fromkeys(image for image in signed if image))

    @property
    def addressee_copy(self) -> Letter:
        """The same letter without the blind copies: the only one that leaves the house."""
        translation = self.translation.addressee_copy if self.translation else None
        return replace(self, blind_copies=(), for_file=False, translation=translation)

    def copy_for_file(self, mark: str) -> Letter:
        """Return the office's own copy, which names the blind copies.

        Args:
            mark: What it is headed with on every page, in the letter's language. It is the
                first handling mark, since the whole document has one heading.
        """
        return replace(self, for_file=True, marks=(mark, *self.marks))

    @property
    def laid_out(self) -> Letter:
        """What is printed: the office's own copy if this is one, else the addressee's."""
        return self if self.for_file else self.addressee_copy
