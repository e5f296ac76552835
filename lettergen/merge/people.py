"""The people whom a letter names, from a record, the office and the tables of protocol.

A form of address comes from these tables; it is never inferred from a name, a title or a gender.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from lettergen.errors import LetterError, Problem, Severity
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import option_key
from lettergen.l10n.languages import language_name
from lettergen.l10n.lines import comma, post_pattern
from lettergen.l10n.phrases import phrases
from lettergen.letter.people import Addressee, Person, Postal, Recipient, Signatory
from lettergen.letter.pictures import Asset
from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.findings import Finding, each, found
from lettergen.merge.salutation import clash
from lettergen.merge.signatories import NAMED, Signing
from lettergen.office.settings import Office, office_close
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


@dataclass(frozen=True)
class Parties:
    """Reads the people of one letter; each step yields its problems.

    Attributes:
        signatures: A signatory's id to the picture of the signature that the office keeps.
        draft: Whether the letter is a draft, which never has such a picture.
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

    def state_name(self, path: str, *, formal: bool = True) -> Finding[str]:
        """Return the name of the state whose code is at *path*; empty without a code."""
        code = self.facts.text(path)
        if not code:
            return ""
        state = yield from self._attempt(
            lambda: self.states.name(code, self.language, self.date), path
        )
        if state is not None and formal and not state.formal:
            message = f"The state {code} has no formal name in {language_name(self.language)}."
            hint = f"Add it to {STATES_FILE}."
            yield self._problem("missing-state-name", message, hint, path)
        return "" if state is None else state.formal if formal else state.short

    def addressees(self) -> Finding[tuple[Addressee, ...]]:
        """Return the one to four addressees, in the order given."""
        return (yield from each(self._addressee, enumerate(self.facts.items("addressee"), start=1)))

    def _addressee(self, numbered: tuple[int, str]) -> Finding[Addressee]:
        number, path = numbered
        styled = yield from self._styled(path, number)
        own = self._has(path, "state")
        state = yield from self.state_name(f"{path}.state" if own else "state")
        postal = self._postal(path)
        lines = self._lines(path) or inside_lines(postal)
        return Addressee(**self._person(path) | styled, state=state, lines=lines, postal=postal)

    def _postal(self, path: str) -> Postal:
        """Return the postal address; its country is the addressee's state unless it names one."""
        own = f"{path}.postal"
        parts = ("sublocality", "city", "area", "postcode", "sorting_code")
        street = tuple(self.facts.text(line) for line in self.facts.items(f"{own}.street"))
        states = (f"{own}.country", f"{path}.state", "state")
        country = next(filter(None, map(self.facts.text, states)), "")
        given = {part: self.facts.text(f"{own}.{part}") for part in parts}
        return Postal(street=street, country=country, **given)

    def _lines(self, path: str) -> tuple[str, ...]:
        return tuple(self.facts.text(line) for line in self.facts.items(f"{path}.line"))

    def _styled(self, path: str, number: int) -> Finding[dict[str, str]]:
        """Return the name as the form of address writes it; nothing without a form."""
        form = (yield from self._forms()).get(path)
        if form is None or not self._has(path, "name"):
            return {}
        line = yield from self._attempt(
            lambda: address_line(form, self._greeted(path), number), path
        )
        return {"name": line} if line else {}

    def people(self, name: str) -> Finding[tuple[Person, ...]]:
        """Return the people of the list *name*: ``via`` or ``distribution``."""
        return (yield from each(self._listed, self.facts.items(name)))

    def _listed(self, path: str) -> Finding[Person]:
        return Person(**(yield from self._someone(path)))

    def copies(self, name: str) -> Finding[tuple[Recipient, ...]]:
        """Return the people of the list *name*, ``cc`` or ``bcc``, with each group together."""
        people = yield from each(self._copy, self.facts.items(name))
        for number, message in apart(people):
            hint = "Put the entries of a group next to each other, after those without a group."
            yield self._problem("group-apart", message, hint, f"{name}.{number}.group")
        return people

    def _copy(self, path: str) -> Finding[Recipient]:
        someone = yield from self._someone(path)
        typed, group = self.facts.text(f"{path}.by"), self.facts.text(f"{path}.group")
        by = yield from self._attempt(lambda: way(typed, self.language), f"{path}.by")
        return Recipient(**someone, lines=self._lines(path), group=group, by=by or "")

    def _someone(self, path: str) -> Finding[dict[str, str]]:
        """Return the parts of a listed person; an entry without any of them is a problem."""
        parts = self._person(path)
        if not (parts["name"] or parts["title"] or parts["office"]):
            message = f"{path!r} has neither a name nor a title."
            hint = f"Fill in '{path}.name' or '{path}.title'."
            yield self._problem("nobody-named", message, hint, f"{path}.name")
        return parts | {"state": (yield from self.state_name(f"{path}.state"))}

    def salutation_and_close(self) -> Finding[tuple[str, str]]:
        """Return the two, from the record, the office and the forms of address, in this order.

        One that the house style does not have is empty, and is never required; with open
        punctuation neither ends in a comma.
        """
        lines = yield from self._salutation_and_close()
        if not self.house.open_punctuation:
            return lines
        salutation, close = (line.rstrip().rstrip(COMMAS).rstrip() for line in lines)
        return salutation, close

    def _salutation_and_close(self) -> Finding[tuple[str, str]]:
        given, close = self._given
        greets, ends = self._has_both
        if (given or not greets) and (close or not ends):
            own_pair = bool(self.facts.text("close"))
            severity = Severity.WARNING if own_pair else Severity.ERROR
            yield from self._unfitting(given, close, severity)
            return given, close
        forms = yield from self._forms()
        greeted = [(form, self._greeted(path)) for path, form in forms.items()]
        if len(greeted) < len(list(self.facts.items("addressee"))) or not greeted:
            return given, close
        lines = yield from self._attempt(
            lambda: (
                given or (salutation(greeted, self.language) if greets else ""),
                close or (complimentary_close(greeted, self.language, given) if ends else ""),
            ),
            "close" if given else "salutation",
        )
        if lines is None:
            return given, close
        yield from self._unfitting(*lines, Severity.ERROR)
        return lines

    @property
    def _has_both(self) -> tuple[bool, bool]:
        """Whether the house style has a salutation, and whether it has a close."""
        return self.house.shows("salutation"), self.house.shows("close")

    @property
    def _given(self) -> tuple[str, str]:
        """The salutation of the record, and its close or the office's; each may be empty."""
        greets, ends = self._has_both
        office = office_close(self.office.settings.close, self.language)
        given, close = self.facts.text("salutation"), self.facts.text("close") or office
        return given if greets else "", close if ends else ""

    def _forms(self) -> Finding[Mapping[str, Form]]:
        """Return the form of address of each addressee, by path.

        None is needed where the salutation and the close are given, or the house style has
        neither: then their problems do not count.
        """
        forms, problems = self._found_forms
        is_needed = any(
            shown and not text for text, shown in zip(self._given, self._has_both, strict=True)
        )
        yield from problems if is_needed else ()
        return forms

    @cached_property
    def _found_forms(self) -> tuple[Mapping[str, Form], tuple[Problem, ...]]:
        paths = tuple(self.facts.items("addressee"))
        forms, problems = found(each(self._form, paths))
        by_path = zip(paths, forms, strict=True)
        return {path: form for path, form in by_path if form is not None}, problems

    def _unfitting(self, salutation: str, close: str, severity: Severity) -> Iterator[Problem]:
        """Yield a problem if the two lines do not go together."""
        if not (salutation and close):
            return
        forms = yield from self._forms()
        ranks = [form.form for form in forms.values()]
        problem = clash(salutation, close, self.forms, ranks, self.language)
        if problem is not None:
            place = self.facts.place("close" if self.facts.text("close") else "salutation")
            yield replace(problem, severity=severity, data=place)

    def signatories(self) -> Finding[tuple[Signatory, ...]]:
        """Return the one to three signatories, each entitled to sign this letter.

        There are none if the house style has no place for them.
        """
        if not self.house.shows("signatories"):
            return ()
        signing = Signing(self.facts, self.office, self.language, self.date, self.signatures)
        signers = yield from signing.signatories()
        return tuple(replace(one, image=None) for one in signers) if self.draft else signers

    def _person(self, path: str) -> dict[str, str]:
        named = {part: self.facts.text(f"{path}.{part}") for part in ("name", "title", "office")}
        return named | {"pattern": post_pattern(self.language), "comma": comma(self.language)}

    def _has(self, path: str, part: str) -> bool:
        return f"{path}.{part}" in self.facts.values

    def _form(self, path: str) -> Finding[Form | None]:
        name = self.facts.text(f"{path}.form")
        if not name and not self._has(path, "name"):
            message = f"{path!r} has no name, so its form of address must be given."
            hint = f"Fill in '{path}.form', such as minister, or 'salutation'."
            yield self._problem("no-form", message, hint, f"{path}.form")
            return None
        gender = self.facts.text(f"{path}.gender")
        return (
            yield from self._attempt(
                lambda: self.forms.find(name or NAMED, self.language, gender), f"{path}.form"
            )
        )

    def _greeted(self, path: str) -> dict[str, str]:
        """Return the facts about an addressee, by name: a form of address may use any."""
        return {
            one.removeprefix(f"{path}."): str(value)
            for one, value in self.facts.values.items()
            if one.startswith(f"{path}.")
        }

    def _attempt(self, find: Callable[[], T], path: str) -> Finding[T | None]:
        """Return the result of *find*, or yield its problems at the path they name or at *path*."""
        try:
            return find()
        except LetterError as error:
            for one in error.problems:
                named = one.data.path if one.data else None
                yield replace(one, data=self.facts.place(named or path))
            return None

    def _problem(self, code: str, message: str, hint: str, path: str) -> Problem:
        return Problem(code, message, hint, data=self.facts.place(path))


BY = {"courier": "by courier", "e-mail": "by e-mail", "email": "by e-mail"}
"""The way a copy goes out, as a record gives it, and the phrase for it."""


def way(typed: str, language: str) -> str:
    """Return how a copy goes out, in *language*; other words of the record as typed.

    Raises:
        LetterError: The phrase is not translated into *language*.
    """
    phrase = BY.get(option_key(typed))
    return phrases(language)(phrase) if phrase else typed


def apart(people: Sequence[Recipient]) -> Iterator[tuple[int, str]]:
    """Yield the number, from 1, of each of *people* that is apart from its group, and why."""
    begun: list[str] = []
    for number, group in enumerate((one.group for one in people), start=1):
        if group in begun[:-1] and group != begun[-1]:
            what = f"The group {group!r} continues after another group."
            yield number, what if group else "A copy without a group comes after those in groups."
        elif not group and any(begun):
            yield number, "A copy without a group comes after those in groups."
        begun.append(group)
