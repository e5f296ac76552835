"""Reading an office: settings, data, words and the look, each file once.

What is read is imported when it is first needed: a plan does not wait for the letterhead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lettergen.errors import CallError, Problem, placed
from lettergen.files.digest import digest_of_file
from lettergen.l10n.languages import best_match
from lettergen.office import settings
from lettergen.plan.enclosures import missing_enclosures
from lettergen.plan.entries import (
    Entry,
    Verdict,
    declared_fields,
    find_record,
    make_plan,
)
from lettergen.plan.overrides import NO_DATE
from lettergen.plan.request import A_PATH, A_TEXT, Request, refuse_unless
from lettergen.records import Record, read_records
from lettergen.template.loading import Template, load_template

if TYPE_CHECKING:
    from lettergen.letterhead import Letterhead
    from lettergen.letterhead.house_style import HouseStyle
    from lettergen.merge.materials import Materials

MISSING = "missing-file"
UNKNOWN = {
    "unknown-letterhead": "letterhead",
    "unknown-style": "style",
    "unknown-paper": "paper",
}
"""Code of a problem to the setting of the office, or option, that names what is unknown."""


class OfficeReader:
    """An office's files and the plan made from them, as a request asks for them.

    Nothing is read before it is needed, and nothing twice: another reader sees files that have
    changed. Every property and method raises CallError, with all the problems found, when what
    it needs is wrong.

    Attributes:
        folder: The office's folder, with its `lettergen.toml`.
        request: What is asked for in addition to the office's settings.

    Raises:
        CallError: An argument is of a wrong kind.
    """

    def __init__(self, folder: str | PathLike[str], request: Request | None = None) -> None:
        refuse_unless(isinstance(folder, str | PathLike), "folder", folder, A_PATH)
        refuse_unless(isinstance(request, Request | None), "request", request, "a Request")
        self.folder = Path(folder)
        self.request = request or Request()
        self._templates: dict[str, Template] = {}
        self._materials: dict[str, Materials] = {}

    def plan(self, template: str, where: str = "") -> tuple[Entry, ...]:
        """Return a decision on every record, in the order of the data.

        Args:
            where: The selection, as an expression such as ``status == "suspended"``.

        Raises:
            CallError: Also when no letter has a date.
        """
        entries = self.entries(template, where)
        _refuse_undated(entries)
        return entries

    @cached_property
    def loaded(self) -> settings.LoadedOffice:
        """The office's settings."""
        return settings.load_office(self.folder)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of the request's data file, else of the office's."""
        _ = self.data_digest
        path = self.loaded.data_file(self.request.data)
        shown = self.request.data or self.loaded.settings.data
        try:
            return read_records(path, shown_as=str(shown))
        except CallError as error:
            if self.request.data is None and [one.code for one in error.problems] == [MISSING]:
                raise placed(error, self.loaded.place_of("data")) from error
            raise

    @cached_property
    def data_digest(self) -> str:
        """The SHA-256 of the data file, or why it cannot be read.

        It is taken before the records are read: a file that changes in between then counts as
        changed the next time, and no old letter is taken for a new one.
        """
        try:
            return digest_of_file(self.loaded.data_file(self.request.data))
        except OSError as error:  # `records` reports it
            return str(error)

    @cached_property
    def letterhead(self) -> Letterhead:
        """The letterhead, with the style and paper chosen."""
        from lettergen.letterhead.reading import load_letterhead

        asked, usual = self.request, self.loaded.settings
        try:
            return load_letterhead(
                asked.letterhead or usual.letterhead,
                self.folder,
                style=asked.style or usual.style,
                paper=asked.paper or usual.paper,
            )
        except CallError as error:
            raise CallError([self._with_setting(one) for one in error.problems]) from error

    def _with_setting(self, problem: Problem) -> Problem:
        """Return *problem* with the office's setting that names what is unknown, if one does."""
        setting = UNKNOWN.get(problem.code)
        if setting is None or problem.template or getattr(self.request, setting):
            return problem
        return replace(problem, template=self.loaded.place_of(setting))

    @cached_property
    def today(self) -> date:
        """The day it is where the office is; read from the clock when it is asked for."""
        return datetime.now(ZoneInfo(self.loaded.settings.time_zone)).date()

    def template(self, name: str) -> Template:
        """Return the template called *name*."""
        refuse_unless(isinstance(name, str), "template", name, A_TEXT)
        if name not in self._templates:
            self._templates[name] = load_template(name, self.loaded.folder)
        return self._templates[name]

    def materials(self, template: str, house: HouseStyle | None = None) -> Materials:
        """Return what letters from *template* are made of, in addition to their records.

        Args:
            house: The rules of the house style; those of the letterhead unless given.
        """
        if house is not None:
            return self._read_materials(template, house)
        if template not in self._materials:
            self._materials[template] = self._read_materials(template, self.letterhead.house)
        return self._materials[template]

    def _read_materials(self, template: str, house: HouseStyle) -> Materials:
        from lettergen.merge.materials import Materials
        from lettergen.office.passages import load_passages
        from lettergen.office.signature_images import load_signatures
        from lettergen.protocol.forms_of_address import load_forms
        from lettergen.protocol.states import load_states

        asked, usual = self.request.draft, self.loaded.settings.draft_mark
        return Materials(
            template=self.template(template),
            house=house,
            office=self.loaded,
            states=load_states(self.folder),
            forms=load_forms(self.folder),
            passages=load_passages(template, self.loaded),
            draft=usual if asked is None else asked,
            signatures=load_signatures(self.loaded),
        )

    def entries(self, template: str, where: str = "") -> tuple[Entry, ...]:
        """Return the same as `plan`, also when no letter has a date."""
        read = self.template(template)
        refuse_unless(isinstance(where, str), "where", where, A_TEXT)
        return self._decided(self.records, read, where)

    def entry(self, template: str, record_id: str) -> Entry:
        """Return the decision on the one record with that id.

        Raises:
            CallError: Also when there is no such record, or its letter has no date.
        """
        read = self.template(template)
        refuse_unless(isinstance(record_id, str), "record_id", record_id, A_TEXT)
        entries = self._decided([find_record(self.records, record_id)], read, "")
        _refuse_undated(entries)
        return entries[0]

    def warnings(self, template: str, languages: Collection[str]) -> list[Problem]:
        """Return a warning for each body in use, in one of *languages*, that was not reviewed."""
        from lettergen.template.reviews import warnings_of_body

        read = self.template(template)
        used = {best_match(tag, read.languages) for tag in languages}
        return [
            warning
            for language in read.languages
            if language in used
            for warning in warnings_of_body(read, language)
        ]

    def _decided(
        self, records: Sequence[Record], template: Template, where: str
    ) -> tuple[Entry, ...]:
        entries = make_plan(
            records, template, self.loaded, self.request, where=where, today=lambda: self.today
        )
        declared = declared_fields(template, self.loaded, {})
        return tuple(
            replace(entry, problems=(*entry.problems, *missing))
            if (missing := missing_enclosures(entry.record, declared, self.folder))
            else entry
            for entry in entries
        )


def _refuse_undated(entries: Sequence[Entry]) -> None:
    """Refuse a plan of whose letters none has a date, neither its own nor a common one.

    Raises:
        CallError: None has. A date that is only misread is its record's own problem.
    """
    wanted = [entry for entry in entries if entry.verdict is not Verdict.LEFT_OUT]
    undated = [problem for entry in wanted for problem in entry.problems if problem.code == NO_DATE]
    if undated and len(undated) == len(wanted):
        raise CallError([undated[0]])
