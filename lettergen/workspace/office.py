"""The front door: an office, and what can be asked of it.

    office.plan      which records get a letter, and why the others do not
    office.check     everything that is wrong; nothing is written
    office.letter    one letter
    office.batch     the letters of all records selected, in a folder

What a question needs is imported when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lettergen.plan.entries import Entry, Verdict, refusal
from lettergen.plan.request import A_PATH, A_TEXT, refuse_unless
from lettergen.workspace.reading import OfficeReader

if TYPE_CHECKING:
    from lettergen.batch.letter_keys import Keys
    from lettergen.batch.manifest import Line
    from lettergen.batch.report import Report
    from lettergen.batch.run import Make
    from lettergen.batch.unchanged import Inputs
    from lettergen.letterhead import Letterhead
    from lettergen.merge.materials import Materials
    from lettergen.pdf.layout_process import LayoutProcess
    from lettergen.produce import Format, Outcome
    from lettergen.workspace.check import Findings

Form = Literal["pdf", "html", "txt"]
Advance = Callable[[int, int], None]
"""Gets how many letters are done, and how many there are in all."""
Makers = Callable[["Letterhead"], AbstractContextManager["Make"]]
"""Gives, for the length of a block, what makes letters on a letterhead."""


class Office(OfficeReader):
    """An office, and what can be asked of it."""

    def check(self, template: str = "") -> Findings:
        """Look for everything that is wrong with templates, letterheads and data; write nothing.

        Every letter is made, down to its pages.

        Args:
            template: The one to look at; all of them unless it is named.

        Raises:
            CallError: Only when there is no office, or the request is wrong.
        """
        from lettergen.workspace.check import check

        refuse_unless(isinstance(template, str), "template", template, A_TEXT)
        return check(self, template)

    def letter(
        self,
        template: str,
        record_id: str,
        form: Format | Form = "pdf",
        *,
        file_copy: bool = False,
        with_letter: bool = False,
        layout: LayoutProcess | None = None,
    ) -> Outcome:
        """Make one letter; the outcome holds it, or the problems that prevent it.

        A body that was not reviewed is a warning among its problems.

        Args:
            file_copy: Whether it is the office's own copy, which shows the blind copies.
            with_letter: Whether the outcome carries the merged letter too.
            layout: A process that lays it out within the office's limits of time and memory;
                without one it is laid out in this process, without these two limits.

        Raises:
            CallError: Also when there is no such record or form, or the letter has no date.
        """
        from lettergen.pdf.layout import lay_out
        from lettergen.produce import Format, Job, Outcome, produce

        _refuse_form(form, tuple(Format))
        entry = self.entry(template, record_id)
        materials = self.materials(template)
        warnings = self.warnings(template, entry.languages)
        if refused := refusal(entry):
            problems = (*warnings, *refused)
            return Outcome(entry.record.id, entry.language, None, problems=problems)
        limits = self.loaded.settings.limits
        if layout:
            lay_out = partial(layout.lay_out, seconds=limits.seconds, megabytes=limits.megabytes)
        job = Job(entry, Format(form), file_copy, with_letter)
        outcome = produce(job, materials, self.letterhead, lay_out)
        return replace(outcome, problems=(*warnings, *outcome.problems))

    def batch(
        self,
        template: str,
        folder: str | PathLike[str],
        *,
        where: str = "",
        jobs: int = 0,
        force: bool = False,
        fresh: bool = False,
        advance: Advance | None = None,
        makers: Makers | None = None,
    ) -> Report:
        """Make the letters of all records selected, in *folder*, with a manifest.

        Letters that nothing has changed since the last run are kept. One record whose letter
        cannot be made costs no other its letter: see the report's `failed`.

        Args:
            where: The selection, as for `plan`.
            jobs: How many processes make letters; 0 means one for each processor.
            force: Whether files of *folder* that no batch made may be replaced.
            fresh: Whether letters are made again though nothing has changed.
            advance: Called after each letter.
            makers: What makes the letters instead of processes of this machine.

        Raises:
            CallError: Also when *folder* is part of the office, belongs to another batch or
                cannot be written.
        """
        from lettergen.batch.folder import kind_of, refuse_part_of_office
        from lettergen.batch.letter_keys import Keys
        from lettergen.machine.fingerprint import fingerprint

        _refuse_arguments(folder, where, jobs)
        materials = self.materials(template)
        folder, letterhead = Path(folder), self.letterhead
        refuse_part_of_office(folder, self.folder)
        keys = Keys(materials, letterhead, fingerprint(letterhead.fonts))
        inputs = self._inputs(materials, keys, where)
        report = None if fresh else inputs.unchanged(folder, kind_of(materials, letterhead))
        if report is None:
            makers = makers or _processes(jobs)  # they get ready while the records are read
            from lettergen.batch.run import Batch

            entries = self.plan(template, where)
            with makers(letterhead) as make:
                report = Batch(
                    entries, materials, letterhead, folder, keys, inputs, make, force, fresh
                ).run(_counting(entries, advance))
        return replace(report, warnings=tuple(self.warnings(template, report.languages)))

    def _inputs(self, materials: Materials, keys: Keys, where: str) -> Inputs:
        """Return what decides a whole batch, before any record is read."""
        from lettergen.batch.unchanged import Inputs
        from lettergen.files.digest import digest

        asked = self.request
        called = (where, asked.date, asked.language, asked.values)
        content = digest(keys.shared, materials.passages, self.data_digest, called)
        return Inputs(content, self.folder, self._iso_today, self._has_asked_today)

    def _iso_today(self) -> str:
        return self.today.isoformat()

    def _has_asked_today(self) -> bool:
        """Return whether the clock was read, for the word ``today``."""
        return "today" in vars(self)


def _refuse_form(form: object, known: Sequence[str]) -> None:
    """Refuse a form that no letter can have.

    Raises:
        CallError: *form* is none of the *known* ones.
    """
    refuse_unless(form in known, "form", form, f"one of: {', '.join(known)}")


def _refuse_arguments(folder: object, where: object, jobs: object) -> None:
    """Refuse arguments of `Office.batch` of a wrong kind, before anything is read.

    Raises:
        CallError: One is of a wrong kind, or *jobs* is negative.
    """
    count = isinstance(jobs, int) and jobs >= 0
    refuse_unless(isinstance(folder, str | PathLike), "folder", folder, A_PATH)
    refuse_unless(folder != "", "folder", folder, "a path that is not empty")
    refuse_unless(isinstance(where, str), "where", where, A_TEXT)
    refuse_unless(count, "jobs", jobs, "a whole number, 0 or more")


def _processes(jobs: int) -> Makers:
    """Return what makes letters in that many processes of this machine, which get ready now."""
    from lettergen.batch.forkserver import get_ready

    get_ready()
    from lettergen.batch.workers import make_all, processors

    @contextmanager
    def makers(_: Letterhead) -> Iterator[Make]:
        yield partial(make_all, workers=jobs or processors())

    return makers


def _counting(entries: Sequence[Entry], advance: Advance | None) -> Callable[[Line], None]:
    """Return a function that counts the records done and reports the letters to *advance*."""
    from lettergen.batch.manifest import Status

    total = sum(entry.verdict is not Verdict.LEFT_OUT for entry in entries)
    done = 0

    def count(line: Line) -> None:
        nonlocal done
        done += line.status is not Status.SKIPPED
        if advance:
            advance(done, total)

    return count
