"""`batch`: the letters of all records selected.

What makes letters is imported when there are any to make.
"""

from __future__ import annotations

from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.cli.cluster import Makers, unencrypted_warnings
from lettergen.cli.exports import Together, tell_together
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    counted,
    letters_document,
    progress,
    say,
    tell_json,
    tell_next,
    tell_problems,
    tell_table,
)
from lettergen.workspace import Office


def batch(
    call: Call,
    name: str,
    where: str,
    folder: Path,
    *,
    makers: Makers,
    together: Together,
    fresh: bool,
) -> int:
    """Make the letters of all records selected; return the exit status."""
    makers.refuse()
    together.refuse(folder, force=call.force)
    office = Office(call.office, call.request)
    with progress(quiet=call.json) as advance:
        report = office.batch(
            name,
            folder,
            where=where,
            jobs=makers.jobs,
            force=call.force,
            fresh=fresh,
            advance=advance,
            makers=makers.on_cluster if makers.cluster else None,
        )
    files, lacking = together.write(report, force=call.force)
    warnings = (*unencrypted_warnings(makers.cluster), *office.warnings(name, report.languages))
    told = [("", warning) for warning in warnings]
    told += [(line.id, problem) for line in report.lines for problem in line.problems]
    told += [("", problem) for problem in lacking]
    if call.json:
        tell_json(letters_document(report.lines, told, report.folder) | files)
    tell_problems(told)
    tell_together(files, report)
    _tell_report(report, f"lettergen plan {name}{again(call, where)}", json=call.json)
    return int(bool(report.failed or lacking))


def _tell_report(report: Report, plan: str, *, json: bool) -> None:
    made, failed = report.made, report.failed
    shown = [line for line in report.lines if line.status is not Status.SKIPPED]
    if shown and not json:
        headings = ("id", "status", "language", "pages", "file or reason")
        tell_table(headings, map(_row, shown))
    skipped = len(report.lines) - len(shown)
    say(
        f"{counted(len(made), 'letter')} made in {report.folder}, "
        f"{len(failed)} failed, {counted(skipped, 'record')} left out."
    )
    if report.kept:
        say(f"Of these, {counted(report.kept, 'letter')} stood already: nothing has changed.")
    if report.superseded:
        say(f"Moved to {report.folder / 'superseded'}: {', '.join(report.superseded)}.")
    if failed:
        tell_next("mend what is named above, then run the same command again")
    elif not made:
        say("No record is selected.")
        tell_next(plan)
    else:
        tell_next(f"look at the letters in {report.folder}; manifest.jsonl there lists them")


def _row(line: Line) -> tuple[str, ...]:
    pages = str(line.pages or "")
    return line.id or "?", str(line.status), line.language, pages, line.file or line.reason
