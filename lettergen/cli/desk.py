"""The desk: what one call works with, read from the office once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from lettergen.cli.options import Call
from lettergen.errors import CallError, Problem, has_errors
from lettergen.office.settings import Office, load_office
from lettergen.plan.enclosures import missing_enclosures
from lettergen.plan.entries import Entry, Verdict, declared_fields, find_record, make_plan
from lettergen.plan.overrides import Request
from lettergen.records import Record, read_records
from lettergen.template.loading import Template, load_template

NO_DATE = "no-date"


@dataclass(frozen=True)
class Desk:
    """An office, and what the call's options change in it."""

    call: Call

    @cached_property
    def office(self) -> Office:
        """The office in ``--office``."""
        return load_office(self.call.office)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of ``--data``, else of the office's data file."""
        path = self.office.data_file(self.call.data)
        shown = self.call.data or self.office.settings.data
        return read_records(path, shown_as=str(shown))

    def template(self, name: str) -> Template:
        """Read the template called *name*."""
        return load_template(name, self.office.folder)

    def plan(self, template: Template, where: str = "") -> tuple[Entry, ...]:
        """Decide on every record."""
        return self._plan(self.records, template, where)

    def entry(self, template: Template, record_id: str) -> Entry:
        """Decide on the one record with that id."""
        (entry,) = self._plan([find_record(self.records, record_id)], template, "")
        return entry

    def _plan(self, records: Sequence[Record], template: Template, where: str) -> tuple[Entry, ...]:
        request = Request(self.call.date, self.call.language, self.call.settings())
        entries = make_plan(
            records, template, self.office, request, where=where, today=lambda: self.today
        )
        declared = declared_fields(template, self.office, {})
        return tuple(
            replace(entry, problems=(*entry.problems, *missing))
            if (missing := missing_enclosures(entry.record, declared, self.office.folder))
            else entry
            for entry in entries
        )

    @cached_property
    def today(self) -> date:
        """The day it is where the office is; read from the clock when somebody asks."""
        return datetime.now(ZoneInfo(self.office.settings.time_zone)).date()

    def iso_today(self) -> str:
        """Return the same as an ISO date."""
        return self.today.isoformat()

    @property
    def knows_today(self) -> bool:
        """Whether somebody has asked."""
        return "today" in vars(self)


def exit_status(problems: Sequence[Problem]) -> int:
    """Return 1 when any of *problems* is an error."""
    return int(has_errors(problems))


def refuse_undated(entries: Sequence[Entry]) -> None:
    """Refuse a call of whose letters none has a date, neither its own nor a common one.

    Raises:
        CallError: So it is; a date that is only misread is its record's own problem.
    """
    wanted = [entry for entry in entries if entry.verdict is not Verdict.LEFT_OUT]
    undated = [problem for entry in wanted for problem in entry.problems if problem.code == NO_DATE]
    if undated and len(undated) == len(wanted):
        raise CallError([undated[0]])
