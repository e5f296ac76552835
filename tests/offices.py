"""Offices for tests: the sample office as it stands, and small ones of a test's own.

A record of the sample office is changed fact by fact; what a test changes stands, for
problems, in line 99 of the data file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from lettergen.errors import DataPlace, Problem
from lettergen.files import paths
from lettergen.letterhead import Letterhead
from lettergen.letterhead.reading import load_letterhead
from lettergen.merge.letter import Merged, merge
from lettergen.merge.materials import Materials
from lettergen.office.passages import load_passages
from lettergen.office.settings import LoadedOffice, load_office
from lettergen.office.signature_images import load_signatures
from lettergen.plan.entries import Entry, make_plan
from lettergen.plan.request import Request
from lettergen.produce import Format, Job, Outcome, produce
from lettergen.protocol.forms_of_address import load_forms
from lettergen.protocol.states import load_states
from lettergen.records import Record, Value, read_records
from lettergen.template.loading import load_template

OGP = paths.shipped("examples") / "ogp"
DATA = "members.yaml"
TODAY = date(2030, 5, 6)
Changes = Mapping[str, str | None]

SMALL_TOML = """
name = "Chancellery of Ruritania"
date = 2021-04-27
signs = "chief"

[[signatory]]
id = "chief"
name = "Rudolf Rassendyll"
title = "Chief of the Chancellery"
"""
SMALL_STATES = """
- {code: XAA, en: {short: Ruritania, formal: Kingdom of Ruritania, formal_article: the}}
- {code: XAB, en: {short: Freedonia, formal: Republic of Freedonia, formal_article: the}}
"""
SMALL_TEMPLATE = """
title = "A note"

[bodies.en]
"""
SMALL_FACTS = {
    "id": "XAA",
    "state": "XAA",
    "addressee.name": "Flavia Elphberg",
    "addressee.honorific": "Ms.",
    "addressee.surname": "Elphberg",
}


@dataclass(frozen=True)
class Desk:
    """An office with one of its templates and a letterhead: all that a letter is made from."""

    materials: Materials
    letterhead: Letterhead
    records: tuple[Record, ...]

    @property
    def office(self) -> LoadedOffice:
        """The office itself."""
        return self.materials.office

    def record(self, record_id: str) -> Record:
        """Return the record with that id."""
        return next(record for record in self.records if record.id == record_id)

    def plan(
        self, records: Iterable[Record], request: Request | None = None, where: str = ""
    ) -> tuple[Entry, ...]:
        """Decide on *records*; the clock says TODAY."""
        call = request or Request()
        template, office = self.materials.template, self.office
        return make_plan(records, template, office, call, where=where, today=lambda: TODAY)

    def entry(self, record: Record, request: Request | None = None) -> Entry:
        """Decide on one record."""
        (entry,) = self.plan([record], request)
        return entry

    def merged(self, record: Record, request: Request | None = None) -> Merged:
        """Merge one record."""
        return merge(self.entry(record, request), self.materials)

    def outcome(self, record: Record, form: Format, request: Request | None = None) -> Outcome:
        """Produce one record's letter."""
        return produce(Job(self.entry(record, request), form), self.materials, self.letterhead)

    def text(self, record: Record, request: Request | None = None) -> str:
        """Return one record's letter as plain text; it must be made without a problem."""
        outcome = self.outcome(record, Format.TEXT, request)
        assert told(outcome.problems) == []
        assert outcome.content is not None
        return outcome.content.decode()

    def problems(self, record: Record, request: Request | None = None) -> list[str]:
        """Return what is wrong with one record's letter, as a person reads it."""
        return told(self.merged(record, request).problems)

    def with_settings(self, **settings: object) -> Desk:
        """Return the same desk with other settings of the office."""
        office = replace(self.office, settings=self.office.settings.model_copy(update=settings))
        return replace(self, materials=replace(self.materials, office=office))

    def with_body(self, body: str) -> Desk:
        """Return the same desk with another English body of the template."""
        template = self.materials.template
        english = template.bodies["en"]
        source = replace(english.source, text=body)
        template = replace(template, bodies={"en": replace(english, source=source)})
        return replace(self, materials=replace(self.materials, template=template))


def desk_of(folder: Path, template: str, letterhead: str, records: Iterable[Record]) -> Desk:
    """Read the office in *folder*."""
    office = load_office(folder)
    look = load_letterhead(letterhead, folder)
    materials = Materials(
        template=load_template(template, folder),
        office=office,
        states=load_states(folder),
        forms=load_forms(folder),
        passages=load_passages(template, office),
        house=look.house,
        signatures=load_signatures(office),
    )
    return Desk(materials, look, tuple(records))


@cache
def ogp() -> Desk:
    """Return the sample office with its update for suspended members."""
    records = read_records(OGP / DATA, shown_as=DATA)
    return desk_of(OGP, "suspension-update", "ogp", records)


def small_office(
    folder: Path, body: str, *, template: str = SMALL_TEMPLATE, toml: str = SMALL_TOML
) -> Desk:
    """Write a small office of one template, 'note', into *folder* and return it."""
    note = folder / "templates" / "note"
    note.mkdir(parents=True, exist_ok=True)
    (folder / "lettergen.toml").write_text(toml, encoding="utf-8")
    (folder / "states.yaml").write_text(SMALL_STATES, encoding="utf-8")
    (note / "template.toml").write_text(template, encoding="utf-8")
    (note / "en.md.j2").write_text(body, encoding="utf-8")
    return desk_of(folder, "note", "plain", [record_of(SMALL_FACTS)])


def record_of(facts: Mapping[str, str]) -> Record:
    """Return the record of these facts, a line each."""
    values = {
        path: Value(text, DataPlace(DATA, line=line, path=path))
        for line, (path, text) in enumerate(facts.items(), start=2)
    }
    return Record(facts.get("id", ""), values, DataPlace(DATA, line=1))


def changed(record: Record, changes: Changes) -> Record:
    """Return *record* with other facts, for every language; None takes a fact or a group out."""
    gone = tuple(changes)
    values = {
        path: value
        for path, value in record.values.items()
        if not any(path == one or path.startswith(f"{one}.") for one in gone)
    }
    for path, text in changes.items():
        if text is not None:
            values[path] = Value(text, DataPlace(DATA, line=99, path=path))
    return replace(record, values=values)


def aze(changes: Changes | None = None) -> Record:
    """Return the record of the reference letter, with *changes*."""
    return changed(ogp().record("AZE"), changes or {})


def told(problems: Iterable[Problem]) -> list[str]:
    """Return *problems* as a person reads them, each with its severity."""
    return [f"{problem.severity}: {problem}" for problem in problems]


def codes(problems: Iterable[Problem]) -> list[str]:
    """Return the codes of *problems*."""
    return [problem.code for problem in problems]
