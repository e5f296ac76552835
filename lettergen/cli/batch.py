"""`batch`: the letters of all selected records.

The code that makes letters is imported only when there are letters to make.
"""

from __future__ import annotations

from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.cli.cluster import Makers, unencrypted_warnings
from lettergen.cli.exports import Together, show_files
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    FIX_AND_REPEAT,
    counted,
    letters_document,
    print_json,
    print_table,
    progress,
    say,
    show_next,
    show_problems,
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
    """Make the letters of all selected records; return the exit status."""
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
    warnings = (*unencrypted_warnings(makers.cluster), *report.warnings)
    found = [("", warning) for warning in warnings]
    found += [(line.id, problem) for line in report.lines for problem in line.problems]
    found += [("", problem) for problem in lacking]
    if call.json:
        print_json(letters_document(report.lines, found, report.folder) | files)
    show_problems(found)
    show_files(files, report)
    _show_report(report, f"lettergen plan {name}{again(call, where)}", json=call.json)
    return int(bool(report.failed or lacking))


def _show_report(report: Report, plan: str, *, json: bool) -> None:
    made, failed = report.made, report.failed
    shown = [line for line in report.lines if line.status is not Status.SKIPPED]
    if shown and not json:
        headings = ("id", "status", "language", "pages", "file or reason")
        print_table(headings, map(_row, shown))
    skipped = len(report.lines) - len(shown)
    say(
        f"{counted(len(made), 'letter')} made in {report.folder}, "
        f"{len(failed)} failed, {counted(skipped, 'record')} left out."
    )
    if report.kept:
        one, many = "letter is unchanged and was kept", "letters are unchanged and were kept"
        say(f"{counted(report.kept, one, many)}.")
    if report.superseded:
        say(f"Moved to {report.folder / 'superseded'}: {', '.join(report.superseded)}.")
    if failed:
        show_next(FIX_AND_REPEAT)
    elif not made:
        say("No record is selected.")
        show_next(plan)
    else:
        show_next(f"look at the letters in {report.folder}; manifest.jsonl there lists them")


def _row(line: Line) -> tuple[str, ...]:
    pages = str(line.pages or "")
    return line.id or "?", str(line.status), line.language, pages, line.file or line.reason
