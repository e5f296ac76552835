"""`batch`: the letters of all records selected.

What makes letters is imported when there are any to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lettergen.batch.folder import kind_of
from lettergen.batch.letter_keys import Keys
from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.cli.cluster import Makers, open_to_all
from lettergen.cli.desk import Desk, refuse_undated
from lettergen.cli.exports import Together, tell_together
from lettergen.cli.gathering import (
    body_warnings,
    gather_inputs,
    gather_letterhead,
    gather_materials,
)
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    counted,
    letters_document,
    say,
    tell_json,
    tell_next,
    tell_problems,
    tell_table,
)
from lettergen.machine.fingerprint import fingerprint
from lettergen.plan.entries import Entry, Verdict


def batch(
    call: Call,
    name: str,
    where: str,
    folder: Path,
    *,
    makers: Makers,
    together: Together,
    force: bool,
    fresh: bool,
) -> int:
    """Make the letters of all records selected; return the exit status."""
    makers.refuse()
    together.refuse(folder, force=force)
    desk = Desk(call)
    template = desk.template(name)
    letterhead = gather_letterhead(desk)
    materials = gather_materials(desk, template, letterhead.house)
    keys = Keys(materials, letterhead, fingerprint(letterhead.fonts))
    inputs = gather_inputs(desk, materials, keys, where)
    report = None if fresh else inputs.standing(folder, kind_of(materials, letterhead))
    if report is None:
        makers.get_ready()  # while the records are read
        from lettergen.batch.run import Batch

        entries = desk.plan(template, where)
        refuse_undated(entries)
        with makers.making(letterhead) as make, _progress(entries, quiet=call.json) as advance:
            run = Batch(
                entries, materials, letterhead, folder, keys, inputs, make, force=force, fresh=fresh
            )
            report = run.run(advance)
    files, lacking = together.write(report, force=force)
    warnings = (*open_to_all(makers.cluster), *body_warnings(template, report.languages))
    told = [("", warning) for warning in warnings]
    told += [(line.id, problem) for line in report.lines for problem in line.problems]
    told += lacking
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


@contextmanager
def _progress(entries: Sequence[Entry], *, quiet: bool) -> Iterator[Callable[[Line], None]]:
    """Give a function that hears of each record done; on a terminal it moves a bar."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _line: None
        return
    total = sum(entry.verdict is Verdict.CHOSEN for entry in entries)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Letters", total=total)
        yield lambda line: bar.advance(task, int(line.status is not Status.SKIPPED))
