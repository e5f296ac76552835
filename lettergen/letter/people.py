"""The people a letter names: who it goes to, who signs it, who gets a copy.

Plain frozen values: no files, no clock, no network. A form of address is data
kept by protocol; nothing here is inferred from a name or a gender.
"""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.letter.pictures import Asset


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a letter, each text already in the letter's language.

    Attributes:
        name: Full name; empty for a vacant post.
        title: The post held, such as ``Chief``.
        office: Where, such as ``State Migration Service``.
        state: The state's formal name.
        pattern: How the letter's language joins title and office.
        comma: What the letter's language puts between the parts of a line.
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
        """The lines that a list of people prints, the first before those that hang below it."""
        return (self.one_line,)


@dataclass(frozen=True, slots=True)
class Postal:
    """A postal address by its parts, as given; `postal_addresses` puts them in order.

    Attributes:
        street: Street and number, building, post box: a line each.
        sublocality: A part of the city that the post of the country asks for.
        area: The province, region or state within the country.
        country: The code of the state it lies in, which need not be the addressee's own.
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
        """Whether any part beside the country is given."""
        parts = (*self.street, self.sublocality, self.city, self.area, self.postcode)
        return any((*parts, self.sorting_code))


@dataclass(frozen=True, slots=True)
class Addressee(Person):
    """A person the letter is addressed to.

    Attributes:
        lines: The postal lines of the inside address, in order.
        postal: The postal address by its parts, for the envelope.
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
    """Someone who gets a copy; *lines* are postal and e-mail lines as given, in order.

    Attributes:
        group: The heading of the group of copies this one stands in; empty for none.
        by: How the copy goes out, such as ``by courier``.
    """

    lines: tuple[str, ...] = ()
    group: str = ""
    by: str = ""

    @property
    def listed(self) -> tuple[str, ...]:
        """The lines that a list of copies prints, how this one goes out in the first."""
        by = f" ({self.by})" if self.by else ""
        return (f"{self.one_line}{by}", *self.lines)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs; without a name, a line of capacity that somebody signs above by hand.

    Attributes:
        on_behalf_of: A body in whose name the letter is signed; printed above the name.
        signing_for: Name and title of the absent person who is signed for.
        manner: How the absent person is signed for: ``for`` or ``p.p.``.
        acting: Whether the post is held for the time being.
        signed: Whether the copy says that the original was signed.
        image: The picture of the signature, allowed on this very letter; None for a gap.
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
        """All that is said of the signing, for a list; fixed phrases are in English there."""
        said = (
            self.on_behalf_of,
            self.name,
            self.title,
            "Acting" if self.acting else "",
            f"{self.manner} {self.signing_for}" if self.signing_for else "",
            "(Signed)" if self.signed else "",
            "signature as a picture" if self.image else "",
        )
        return ", ".join(filter(None, said))
