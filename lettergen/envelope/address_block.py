"""The words on the envelopes of one letter, one envelope for each addressee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lettergen.errors import LetterError, Problem, Severity
from lettergen.facts.reading import Facts
from lettergen.l10n.languages import tag_of
from lettergen.letter.letter import Letter
from lettergen.letter.people import Addressee
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.protocol.postal_addresses import advice, country_capitals, mailing_lines

MOST_LINES = 5  # USPS Publication 28, A3: international addresses
ADVISED_IN = "USA"


@dataclass(frozen=True, slots=True)
class Cover:
    """The words on one envelope.

    Attributes:
        language: The letter's language.
        marks: The letter's draft and handling marks and its delivery line, above the address.
        lines: The address, line by line, without the country.
        country: The last line, in capitals, in the sender's language; empty for domestic mail.
        country_language: That language.
    """

    language: str
    marks: tuple[str, ...]
    lines: tuple[str, ...]
    country: str
    country_language: str

    @property
    def address(self) -> tuple[str, ...]:
        """All lines of the address."""
        return (*self.lines, self.country) if self.country else self.lines

    @property
    def all_lines(self) -> tuple[str, ...]:
        """All lines, from the top."""
        return (*self.marks, *self.address)


def covers_of(
    letter: Letter, facts: Facts, letterhead: Letterhead, materials: Materials
) -> tuple[tuple[Cover, ...], tuple[Problem, ...]]:
    """Return the envelopes of *letter*, and warnings about their addresses.

    Raises:
        LetterError: The sender's language has no name for a country.
    """
    language = letterhead.language or tag_of(materials.office.settings.language)
    covers: list[Cover] = []
    warnings: list[Problem] = []
    for number, addressee in enumerate(letter.addressees, start=1):
        place = facts.place(f"addressee.{number}.postal")
        country = ""
        if addressee.postal.country and addressee.postal.country != letterhead.country:
            country = _country(addressee, letter, materials, language, facts)
        marks = (letter.draft, *letter.marks, letter.delivery)
        lines = mailing_lines(addressee, "", letter.language)
        cover = Cover(letter.language, tuple(filter(None, marks)), lines, country, language)
        covers.append(cover)
        found = _warnings(addressee, cover, letterhead.country)
        warnings += [replace(one, data=place) for one in found]
    return tuple(covers), tuple(dict.fromkeys(warnings))


def _country(
    addressee: Addressee, letter: Letter, materials: Materials, language: str, facts: Facts
) -> str:
    try:
        state = materials.states.name(addressee.postal.country, language, letter.date)
    except LetterError as error:
        place = facts.place("state")
        raise LetterError(
            [replace(one, data=one.data or place) for one in error.problems]
        ) from None
    return country_capitals(state.short, language)


def _warnings(addressee: Addressee, cover: Cover, sender: str) -> Iterator[Problem]:
    if not (addressee.postal.is_given or addressee.lines):
        message = "The envelope has a name and a country but no street or city."
        hint = "Fill in 'addressee.postal' if the letter goes by post."
        yield Problem("no-postal-address", message, hint, Severity.WARNING)
    yield from advice(addressee.postal)
    count = len(cover.address)
    if sender == ADVISED_IN and cover.country and count > MOST_LINES:
        message = f"The address on the envelope has {count} lines; USPS advises {MOST_LINES}."
        hint = "Shorten it if you can: see USPS Publication 28 on international mail."
        yield Problem("many-address-lines", message, hint, Severity.WARNING)
