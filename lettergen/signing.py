"""Who signs a letter: whom the record names, else the office's own signatory.

A signatory must hold the post on the day of the letter, and may be bound to the ranks
they write to. Nobody signs by default who is not entitled to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from lettergen.address import Signatory
from lettergen.errors import Problem, TemplatePlace, did_you_mean
from lettergen.facts import Facts
from lettergen.office import FILE, Office, SignatorySettings, translated, written

NAMED = "named-person"


@dataclass
class Signing:
    """Finds the signatories of one letter; what is wrong gathers in *problems*."""

    facts: Facts
    office: Office
    language: str
    date: date
    problems: list[Problem] = field(default_factory=list)

    def signatories(self) -> tuple[Signatory, ...]:
        """Return the one to three signatories, each entitled to sign this letter."""
        paths = tuple(self.facts.items("signatory"))
        if paths:
            return tuple(one for path in paths for one in self._signatory(path))
        house = self.office.settings.signs
        if not house:
            hint = f"Fill in 'signatory.1.id', or add 'signs = …' to {FILE}."
            message = "Nobody signs this letter."
            self._problem("no-signatory", message, hint, "signatory.1.id")
            return ()
        return self._resolved(house, "signatory.1.id")

    def _signatory(self, path: str) -> tuple[Signatory, ...]:
        signers = self._resolved(self.facts.text(f"{path}.id"), f"{path}.id")
        absent = self.facts.text(f"{path}.for")
        behalf = self.facts.text(f"{path}.on_behalf_of")
        for_whom = self._resolved(absent, f"{path}.for") if absent else ()
        signed_for = ", ".join(f"{one.name}, {one.title}" for one in for_whom)
        return tuple(replace(one, on_behalf_of=behalf, signing_for=signed_for) for one in signers)

    def _resolved(self, signatory_id: str, path: str) -> tuple[Signatory, ...]:
        settings = self.office.signatory(signatory_id)
        if settings is None:
            ids = [one.id for one in self.office.settings.signatory]
            hint = did_you_mean(signatory_id, ids) or f"Add a [[signatory]] to {FILE}."
            message = f"No signatory has the id {signatory_id!r}."
            self._problem("unknown-signatory", message, hint, path)
            return ()
        self._in_office(settings, path)
        self._entitled(settings, path)
        name = written(settings.name, self.language)
        title = translated(settings.title, self.language, self.office.settings.language)
        if name is None or title is None:
            lacking = "title" if name else "name"
            message = f"Signatory {settings.id!r} has no {lacking} in {self.language}."
            hint = (
                f"Write it as {lacking} = {{{self.language} = …}} at that [[signatory]] in {FILE}."
            )
            place = TemplatePlace(FILE)
            self.problems.append(Problem("untranslated", message, hint, template=place))
            return ()
        return (Signatory(name, title),)

    def _in_office(self, settings: SignatorySettings, path: str) -> None:
        """Note when a signatory does not hold the post on the day of the letter."""
        start, end = settings.from_, settings.until
        if (start is None or start <= self.date) and (end is None or self.date <= end):
            return
        days = " ".join(
            f"{word} {day}" for word, day in (("from", start), ("until", end)) if day is not None
        )
        message = f"{settings.id!r} may sign {days}, not on {self.date}."
        hint = "Let the one who holds the post that day sign, or correct the date."
        self._problem("signatory-not-in-office", message, hint, path)

    def _entitled(self, settings: SignatorySettings, path: str) -> None:
        """Note when a signatory may not write to the rank of an addressee."""
        for addressee in self.facts.items("addressee") if settings.ranks else ():
            rank = self.facts.text(f"{addressee}.form") or NAMED
            if rank not in settings.ranks:
                message = f"{settings.id!r} may not write to the rank {rank!r}."
                hint = f"They write to: {', '.join(settings.ranks)}. Let another signatory sign."
                self._problem("signatory-not-entitled", message, hint, path)

    def _problem(self, code: str, message: str, hint: str, path: str) -> None:
        self.problems.append(Problem(code, message, hint, data=self.facts.place(path)))
