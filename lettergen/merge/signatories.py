"""Who signs a letter: the signatories in the record, or the office's default signatory.

A signatory must hold the post on the letter's date, and may be limited to addressees of some
ranks. Both hold for the default signatory too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from lettergen.errors import Problem, TemplatePlace, did_you_mean
from lettergen.facts.reading import Facts
from lettergen.letter.people import Signatory
from lettergen.letter.pictures import Asset
from lettergen.merge.findings import Finding, each
from lettergen.office.settings import FILE, Office, SignatorySettings, translated, written

NAMED = "named-person"
OF_A_PERSON = ("for", "manner", "acting", "signed", "authorised_by")
"""What a record may give only for a signatory that it names."""


@dataclass(frozen=True)
class Signing:
    """Finds the signatories of one letter; each step yields its problems.

    Attributes:
        signatures: A signatory's id to the picture of the signature that the office keeps.
    """

    facts: Facts
    office: Office
    language: str
    date: date
    signatures: Mapping[str, Asset] = field(default_factory=dict)

    def signatories(self) -> Finding[tuple[Signatory, ...]]:
        """Return the one to three signatories, each entitled to sign this letter."""
        if paths := tuple(self.facts.items("signatory")):
            signers = yield from each(self._signatory, paths)
            return tuple(one for some in signers for one in some)
        default = self.office.settings.signs
        if not default:
            hint = f"Fill in 'signatory.1.id', or add 'signs = …' to {FILE}."
            message = "No signatory is given."
            yield self._problem("no-signatory", message, hint, "signatory.1.id")
            return ()
        return (yield from self._resolved(default, "signatory.1.id"))

    def _signatory(self, path: str) -> Finding[tuple[Signatory, ...]]:
        """Return the signatory at *path*; without an id, the line of capacity without a name."""
        behalf = self.facts.text(f"{path}.on_behalf_of")
        signatory_id = self.facts.text(f"{path}.id")
        if not signatory_id:
            return (yield from self._capacity(path, behalf))
        signers = yield from self._resolved(signatory_id, f"{path}.id")
        absent = self.facts.text(f"{path}.for")
        for_whom = (yield from self._resolved(absent, f"{path}.for")) if absent else ()
        manner = self.facts.text(f"{path}.manner")
        if manner and not absent:
            message = f"'{path}.manner' is given, but '{path}.for' is not."
            hint = f"Fill in '{path}.for' with the id of the absent signatory, or empty the manner."
            yield self._problem("manner-without-for", message, hint, f"{path}.manner")
        image = yield from self._image(path, signatory_id)
        return tuple(
            replace(
                one,
                on_behalf_of=behalf,
                signing_for=", ".join(f"{one.name}, {one.title}" for one in for_whom),
                manner=manner or "for",
                acting=bool(self.facts.values.get(f"{path}.acting")),
                signed=bool(self.facts.values.get(f"{path}.signed")),
                image=image,
            )
            for one in signers
        )

    def _capacity(self, path: str, behalf: str) -> Finding[tuple[Signatory, ...]]:
        """Return a line of capacity without a name, above which a person signs by hand."""
        asked = [part for part in OF_A_PERSON if f"{path}.{part}" in self.facts.values]
        if behalf and not asked:
            return (Signatory("", "", on_behalf_of=behalf),)
        given = f"'{path}.{asked[0]}' is given, but " if asked else ""
        message = f"{given}{path!r} names no signatory."
        hint = f"Fill in '{path}.id' with an id of {FILE}"
        hint += "." if asked else f", or '{path}.on_behalf_of' for a line without a name."
        yield self._problem("no-signatory", message, hint, f"{path}.id")
        return ()

    def _image(self, path: str, signatory_id: str) -> Finding[Asset | None]:
        """Return the picture of the signature, if it is authorised for this letter."""
        if not self.facts.text(f"{path}.authorised_by"):
            return None
        image, place = self.signatures.get(signatory_id), f"{path}.authorised_by"
        if image is None and self.office.signatory(signatory_id):
            message = f"The office has no picture of the signature of {signatory_id!r}."
            hint = f"Add 'image = …' to that [[signatory]] in {FILE}, or remove '{place}'."
            yield self._problem("no-signature-image", message, hint, place)
        if self.facts.values.get(f"{path}.signed"):
            message = "A signatory cannot have both the picture of a signature and (Signed)."
            hint = f"Remove '{path}.signed' or '{place}'."
            yield self._problem("signed-twice", message, hint, place)
        return image

    def _resolved(self, signatory_id: str, path: str) -> Finding[tuple[Signatory, ...]]:
        settings = self.office.signatory(signatory_id)
        if settings is None:
            ids = [one.id for one in self.office.settings.signatory]
            hint = did_you_mean(signatory_id, ids) or f"Add a [[signatory]] to {FILE}."
            message = f"Unknown signatory {signatory_id!r}."
            yield self._problem("unknown-signatory", message, hint, path)
            return ()
        yield from self._in_office(settings, path)
        yield from self._entitled(settings, path)
        name = written(settings.name, self.language)
        title = translated(settings.title, self.language, self.office.settings.language)
        if name is None or title is None:
            lacking = "title" if name else "name"
            message = f"Signatory {settings.id!r} has no {lacking} in {self.language}."
            hint = f"Add {lacking} = {{{self.language} = …}} to that [[signatory]] in {FILE}."
            place = TemplatePlace(FILE)
            yield Problem("untranslated", message, hint, template=place)
            return ()
        return (Signatory(name, title),)

    def _in_office(self, settings: SignatorySettings, path: str) -> Iterator[Problem]:
        """Yield a problem if a signatory does not hold the post on the letter's date."""
        start, end = settings.from_, settings.until
        if (start is None or start <= self.date) and (end is None or self.date <= end):
            return
        days = " ".join(
            f"{word} {day}" for word, day in (("from", start), ("until", end)) if day is not None
        )
        message = f"{settings.id!r} may sign {days}, not on {self.date}."
        hint = "Choose the signatory who holds the post on that day, or correct the date."
        yield self._problem("signatory-not-in-office", message, hint, path)

    def _entitled(self, settings: SignatorySettings, path: str) -> Iterator[Problem]:
        """Yield a problem if a signatory may not write to the rank of an addressee."""
        for addressee in self.facts.items("addressee") if settings.ranks else ():
            rank = self.facts.text(f"{addressee}.form") or NAMED
            if rank not in settings.ranks:
                message = f"{settings.id!r} may not write to the rank {rank!r}."
                ranks = ", ".join(settings.ranks)
                hint = f"Choose another signatory; this one may write to: {ranks}."
                yield self._problem("signatory-not-entitled", message, hint, path)

    def _problem(self, code: str, message: str, hint: str, path: str) -> Problem:
        return Problem(code, message, hint, data=self.facts.place(path))
