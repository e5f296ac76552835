"""The people in a letter: addressees, signatories, recipients of copies.

Plain frozen values: no files, no clock, no network. Forms of address are data
maintained by protocol; nothing is inferred from a name or a gender.
"""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.letter.pictures import Asset


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a letter, with all texts in the letter's language.

    Attributes:
        name: Full name; empty for a vacant post.
        title: The post held, such as ``Chief``.
        office: The ministry or office, such as ``State Migration Service``.
        state: The state's formal name.
        pattern: How the language joins title and office.
        comma: The language's separator between the parts of a line.
    """

    name: str = ""
    title: str = ""
    office: str = ""
    state: str = ""
    pattern: str = "{title}, {office}"
    comma: str = ", "

    @property
    def post(self) -> str:
        """Title and office on one line: ``Chief, State Migration Service``."""
        if self.title and self.office:
            return self.pattern.format(title=self.title, office=self.office)
        return self.title or self.office

    @property
    def one_line(self) -> str:
        """Everything on one line, as a cc line prints it."""
        return self.comma.join(part for part in (self.name, self.post, self.state) if part)

    @property
    def listed(self) -> tuple[str, ...]:
        """The lines in a list of people; those after the first are indented below it."""
        return (self.one_line,)


@dataclass(frozen=True, slots=True)
class Postal:
    """The parts of a postal address, as given; `postal_addresses` puts them in order.

    Attributes:
        street: Street and number, building, post box: one line each.
        sublocality: The part of the city, where the country's post needs it.
        area: The province, region or state within the country.
        country: The code of its state, which may differ from the addressee's.
    """

    street: tuple[str, ...] = ()
    sublocality: str = ""
    city: str = ""
    area: str = ""
    postcode: str = ""
    sorting_code: str = ""
    country: str = ""

    @property
    def is_given(self) -> bool:
        """Whether any part other than the country is given."""
        parts = (*self.street, self.sublocality, self.city, self.area, self.postcode)
        return any((*parts, self.sorting_code))


@dataclass(frozen=True, slots=True)
class Addressee(Person):
    """A person the letter is addressed to.

    Attributes:
        lines: The postal lines of the inside address, in order.
        postal: The parts of the postal address, for the envelope.
    """

    lines: tuple[str, ...] = ()
    postal: Postal = Postal()

    @property
    def address(self) -> tuple[str, ...]:
        """The lines of the inside address, without gaps."""
        return tuple(line for line in (self.name, self.post, *self.lines, self.state) if line)

    @property
    def one_line(self) -> str:
        """The inside address on one line."""
        return ", ".join(self.address)


@dataclass(frozen=True, slots=True)
class Recipient(Person):
    """A person who gets a copy; *lines* are postal and e-mail lines as given, in order.

    Attributes:
        group: The heading of this copy's group; empty for none.
        by: How the copy is sent, such as ``by courier``.
    """

    lines: tuple[str, ...] = ()
    group: str = ""
    by: str = ""

    @property
    def listed(self) -> tuple[str, ...]:
        """The lines in a list of copies; the first says how the copy is sent."""
        by = f" ({self.by})" if self.by else ""
        return (f"{self.one_line}{by}", *self.lines)


@dataclass(frozen=True, slots=True)
class Signatory:
    """A signatory; without a name, a line of capacity with room for a signature by hand.

    Attributes:
        on_behalf_of: The body on whose behalf the letter is signed; printed above the name.
        signing_for: Name and title of the absent person.
        manner: The word before the absent person: ``for`` or ``p.p.``.
        acting: Whether the signatory holds the post temporarily.
        signed: Whether the copy says that the original was signed.
        image: The picture of the signature, authorised for this letter; None for room to sign.
    """

    name: str
    title: str
    on_behalf_of: str = ""
    signing_for: str = ""
    manner: str = "for"
    acting: bool = False
    signed: bool = False
    image: Asset | None = None

    @property
    def one_line(self) -> str:
        """Everything about the signature, for a list; its fixed phrases are in English."""
        details = (
            self.on_behalf_of,
            self.name,
            self.title,
            "Acting" if self.acting else "",
            f"{self.manner} {self.signing_for}" if self.signing_for else "",
            "(Signed)" if self.signed else "",
            "signature as a picture" if self.image else "",
        )
        return ", ".join(filter(None, details))
