"""Who a letter names, put together from a record, the office and the tables of protocol.

A form of address is kept by protocol and never inferred from a name, a title or a gender.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from lettergen.errors import LetterError, Problem, Severity
from lettergen.facts.reading import Facts
from lettergen.l10n.languages import language_name
from lettergen.l10n.lines import comma, post_pattern
from lettergen.letter.letter import Enclosure
from lettergen.letter.people import Addressee, Person, Postal, Recipient, Signatory
from lettergen.letter.pictures import Asset
from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.copies import apart, way
from lettergen.merge.salutation import clash
from lettergen.merge.signatories import NAMED, Signing
from lettergen.office.settings import Office, house_close
from lettergen.protocol.forms_of_address import (
    Form,
    Forms,
    address_line,
    complimentary_close,
    salutation,
)
from lettergen.protocol.postal_addresses import inside_lines
from lettergen.protocol.states import States
from lettergen.protocol.states_file import FILE as STATES_FILE

T = TypeVar("T")
COMMAS = ",،"


@dataclass
class Parties:
    """Reads the people of one letter; what is wrong gathers in *problems*.

    Attributes:
        signatures: A signatory's id to the picture of the signature that the office keeps.
        draft: Whether the letter is a draft, on which no such picture stands.
    """

    facts: Facts
    office: Office
    states: States
    forms: Forms
    language: str
    date: date
    house: HouseStyle = field(default_factory=HouseStyle)
    signatures: Mapping[str, Asset] = field(default_factory=dict)
    draft: bool = False
    problems: list[Problem] = field(default_factory=list)

    def state_name(self, path: str, *, formal: bool = True) -> str:
        """Return the name of the state whose code stands at *path*; empty for no code."""
        code = self.facts.text(path)
        if not code:
            return ""
        state = self._attempt(lambda: self.states.name(code, self.language, self.date), path)
        if state is not None and formal and not state.formal:
            message = f"The state {code} has no formal name in {language_name(self.language)}."
            hint = f"Add it to {STATES_FILE}."
            self._problem("missing-state-name", message, hint, path)
        return "" if state is None else state.formal if formal else state.short

    def addressees(self) -> tuple[Addressee, ...]:
        """Return the one to four addressees, in the order given."""
        return tuple(
            Addressee(
                **self._person(path) | self._styled(path, number),
                state=self.state_name(f"{path}.state" if self._has(path, "state") else "state"),
                lines=self._lines(path) or inside_lines(self._postal(path)),
                postal=self._postal(path),
            )
            for number, path in enumerate(self.facts.items("addressee"), start=1)
        )

    def _postal(self, path: str) -> Postal:
        """Return the postal address; its country is the addressee's state unless it says so."""
        own = f"{path}.postal"
        parts = ("sublocality", "city", "area", "postcode", "sorting_code")
        street = tuple(self.facts.text(line) for line in self.facts.items(f"{own}.street"))
        states = (f"{own}.country", f"{path}.state", "state")
        country = next(filter(None, map(self.facts.text, states)), "")
        given = {part: self.facts.text(f"{own}.{part}") for part in parts}
        return Postal(street=street, country=country, **given)

    def _lines(self, path: str) -> tuple[str, ...]:
        return tuple(self.facts.text(line) for line in self.facts.items(f"{path}.line"))

    def _styled(self, path: str, number: int) -> dict[str, str]:
        """Return the name as the form of address writes it; the plain one without a form."""
        form = self._forms.get(path)
        if form is None or not self._has(path, "name"):
            return {}
        line = self._attempt(lambda: address_line(form, self._greeted(path), number), path)
        return {"name": line} if line else {}

    def people(self, name: str) -> tuple[Person, ...]:
        """Return the people of the list *name*: ``via`` or ``distribution``."""
        return tuple(Person(**self._someone(path)) for path in self.facts.items(name))

    def copies(self, name: str) -> tuple[Recipient, ...]:
        """Return the people of the list *name*: ``cc`` or ``bcc``, those of a group together."""
        people = tuple(
            Recipient(
                **self._someone(path),
                lines=self._lines(path),
                group=self.facts.text(f"{path}.group"),
                by=self._by(path),
            )
            for path in self.facts.items(name)
        )
        for number, message in apart(people):
            hint = "Put the entries of a group next to each other; those in none come first."
            self._problem("group-apart", message, hint, f"{name}.{number}.group")
        return people

    def _by(self, path: str) -> str:
        typed = self.facts.text(f"{path}.by")
        return self._attempt(lambda: way(typed, self.language), f"{path}.by") or ""

    def _someone(self, path: str) -> dict[str, str]:
        """Return the parts of somebody who is listed; that nobody is named is noted."""
        parts = self._person(path)
        if not (parts["name"] or parts["title"] or parts["office"]):
            message = f"{path!r} names nobody."
            hint = f"Fill in '{path}.name' or '{path}.title'."
            self._problem("nobody-named", message, hint, f"{path}.name")
        return parts | {"state": self.state_name(f"{path}.state")}

    def enclosures(self) -> tuple[Enclosure, ...]:
        """Return the enclosures, in the order given."""
        return tuple(
            Enclosure(self.facts.text(f"{path}.title"), self.facts.text(f"{path}.file"))
            for path in self.facts.items("enclosure")
        )

    def salutation_and_close(self) -> tuple[str, str]:
        """Return the two, from the record, the house and the forms of address, in this order.

        One that the house style does not have is empty, and is never asked for; with open
        punctuation neither ends in a comma.
        """
        said = self._salutation_and_close()
        if not self.house.open_punctuation:
            return said
        salutation, close = (line.rstrip().rstrip(COMMAS).rstrip() for line in said)
        return salutation, close

    def _salutation_and_close(self) -> tuple[str, str]:
        given, close = self._given
        greets, ends = self._has_both
        if (given or not greets) and (close or not ends):
            own_pair = bool(self.facts.text("close"))
            return self._fitting(given, close, Severity.WARNING if own_pair else Severity.ERROR)
        found = [(form, self._greeted(path)) for path, form in self._forms.items()]
        if len(found) < len(list(self.facts.items("addressee"))) or not found:
            return given, close
        lines = self._attempt(
            lambda: (
                given or (salutation(found, self.language) if greets else ""),
                close or (complimentary_close(found, self.language, given) if ends else ""),
            ),
            "close" if given else "salutation",
        )
        return self._fitting(*lines, Severity.ERROR) if lines else (given, close)

    @property
    def _has_both(self) -> tuple[bool, bool]:
        """Whether the house style has a salutation, and whether it has a close."""
        return self.house.shows("salutation"), self.house.shows("close")

    @property
    def _given(self) -> tuple[str, str]:
        """The salutation of the record, and its close or the house's; each may be empty."""
        greets, ends = self._has_both
        house = house_close(self.office.settings.close, self.language)
        given, close = self.facts.text("salutation"), self.facts.text("close") or house
        return given if greets else "", close if ends else ""

    @cached_property
    def _forms(self) -> Mapping[str, Form]:
        """The form of address of each addressee, by path.

        None is needed where the salutation and the close are given, or the house style has
        neither: then what is wrong with one is no problem.
        """
        problems = list(self.problems)
        found = {path: self._form(path) for path in self.facts.items("addressee")}
        if all(text or not shown for text, shown in zip(self._given, self._has_both, strict=True)):
            self.problems[:] = problems
        return {path: form for path, form in found.items() if form is not None}

    def _fitting(self, said: str, close: str, severity: Severity) -> tuple[str, str]:
        """Return the two lines; that they do not go together is noted."""
        if not (said and close):
            return said, close
        ranks = [form.form for form in self._forms.values()]
        problem = clash(said, close, self.forms, ranks, self.language)
        if problem is not None:
            place = self.facts.place("close" if self.facts.text("close") else "salutation")
            self.problems.append(replace(problem, severity=severity, data=place))
        return said, close

    def signatories(self) -> tuple[Signatory, ...]:
        """Return the one to three signatories, each entitled to sign this letter.

        There are none where the house style has no place for them.
        """
        if not self.house.shows("signatories"):
            return ()
        signing = Signing(
            self.facts, self.office, self.language, self.date, self.signatures, self.problems
        )
        found = signing.signatories()
        return tuple(replace(one, image=None) for one in found) if self.draft else found

    def _person(self, path: str) -> dict[str, str]:
        named = {part: self.facts.text(f"{path}.{part}") for part in ("name", "title", "office")}
        return named | {"pattern": post_pattern(self.language), "comma": comma(self.language)}

    def _has(self, path: str, part: str) -> bool:
        return f"{path}.{part}" in self.facts.values

    def _form(self, path: str) -> Form | None:
        name = self.facts.text(f"{path}.form")
        if not name and not self._has(path, "name"):
            message = f"{path!r} has no name, so its form of address must be given."
            hint = f"Fill in '{path}.form', such as minister, or 'salutation'."
            self._problem("no-form", message, hint, f"{path}.form")
            return None
        gender = self.facts.text(f"{path}.gender")
        return self._attempt(
            lambda: self.forms.find(name or NAMED, self.language, gender), f"{path}.form"
        )

    def _greeted(self, path: str) -> dict[str, str]:
        """Return the facts about an addressee, by name: a form of address may ask for any."""
        return {
            one.removeprefix(f"{path}."): str(value)
            for one, value in self.facts.values.items()
            if one.startswith(f"{path}.")
        }

    def _attempt(self, find: Callable[[], T], path: str) -> T | None:
        """Return what *find* gives, or note its problems at the path they name, else at *path*."""
        try:
            return find()
        except LetterError as error:
            for one in error.problems:
                named = one.data.path if one.data else None
                self.problems.append(replace(one, data=self.facts.place(named or path)))
            return None

    def _problem(self, code: str, message: str, hint: str, path: str) -> None:
        self.problems.append(Problem(code, message, hint, data=self.facts.place(path)))
