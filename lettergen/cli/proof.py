"""`proof`: one document in which a signatory sees a whole batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from lettergen.batch.workers import make_all, processors
from lettergen.cli.desk import Desk, refuse_undated
from lettergen.cli.gathering import body_warnings, gather_letterhead, gather_materials
from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, problems_json, say, tell_json, tell_next, tell_problems
from lettergen.errors import CallError, Problem
from lettergen.files.writing import file_exists, stands, write_whole
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.plan.entries import Entry, Verdict, languages_of
from lettergen.produce import Job, Outcome
from lettergen.proof.page import proof_html, proof_pdf
from lettergen.proof.sheet import ProofSheet, make_sheet

SUFFIXES = (".html", ".pdf")
UNDATED = date(1970, 1, 1)  # in the file of a proof of which no letter has a date that can be read


def proof(call: Call, name: str, where: str, output: Path, *, force: bool) -> int:
    """Write the proof of the letters that a batch would make; return the exit status.

    Raises:
        CallError: The call or the office is wrong, or no record is selected.
    """
    _refuse_target(output, force=force)
    desk = Desk(call)
    template = desk.template(name)
    letterhead = gather_letterhead(desk)
    materials = gather_materials(desk, template, letterhead.house)
    entries = desk.plan(template, where)
    refuse_undated(entries)
    wanted = [entry for entry in entries if entry.verdict is not Verdict.LEFT_OUT]
    if not wanted:
        hint = f"See why not: lettergen plan {name}{again(call, where)}"
        raise CallError([Problem("no-record", "No record is selected.", hint)])
    outcomes = _outcomes(wanted, materials, letterhead, quiet=call.json)
    warnings = body_warnings(template, {tag for entry in wanted for tag in languages_of(entry)})
    left_out = len(entries) - len(wanted)
    sheet = make_sheet(wanted, outcomes, materials, letterhead.name, warnings, left_out=left_out)
    day = max((entry.date for entry in wanted if entry.date), default=UNDATED)
    write_whole(output, _document(sheet, letterhead, day, output), replace=force)
    told = [("", one) for one in warnings]
    told += [(row.id, problem) for row in sheet.rows for problem in row.problems]
    if call.json:
        tell_json(_as_json(sheet, output) | {"problems": problems_json(told)})
    tell_problems(told)
    say(f"Made {output}: {counted(len(sheet.made), 'letter')} of {len(sheet.rows)}.")
    tell_next(f"lettergen batch {name}{again(call, where)} -o out")
    return int(len(sheet.made) < len(sheet.rows))


def _refuse_target(output: Path, *, force: bool) -> None:
    if output.suffix.lower() not in SUFFIXES:
        message = f"A proof cannot become {str(output)!r}."
        raise CallError([Problem("bad-output", message, "End its name in .html or .pdf.")])
    if not output.parent.is_dir():
        message = f"There is no folder {str(output.parent)!r} to put the proof into."
        raise CallError([Problem("no-folder", message, "Make it, or choose another with -o.")])
    if stands(output) and not force:
        raise CallError([file_exists(output)])


def _outcomes(
    entries: Sequence[Entry], materials: Materials, letterhead: Letterhead, *, quiet: bool
) -> list[Outcome]:
    """Make every letter as `batch` would, in the order of the plan; none is written."""
    made: dict[int, Outcome] = {}
    jobs: dict[int, Job] = {}
    for number, entry in enumerate(entries):
        if entry.verdict is Verdict.CHOSEN:
            jobs[number] = Job(entry)
        else:
            problems = (*entry.record.problems, *entry.problems)
            made[number] = Outcome(entry.record.id, entry.language, None, problems=problems)
    with _progress(len(jobs), quiet=quiet) as advance:
        for number, outcome in make_all(jobs.items(), materials, letterhead, processors()):
            made[number] = outcome
            advance()
    return [made[number] for number in range(len(entries))]


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Give a function that moves a bar on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("Letters", total=total)
        yield lambda: bar.advance(task)


def _document(sheet: ProofSheet, letterhead: Letterhead, day: date, output: Path) -> bytes:
    if output.suffix.lower() == ".html":
        return proof_html(sheet)
    return proof_pdf(sheet, letterhead, day).pdf


def _as_json(sheet: ProofSheet, output: Path) -> dict[str, object]:
    return {
        "file": str(output),
        "letters": [
            {
                "id": row.id,
                "language": row.language,
                "pages": row.pages or None,
                "status": "made" if row.letter else "failed",
                "differs": row.differs,
            }
            for row in sheet.rows
        ],
        "checks": [{"check": one.what, "failed": list(one.failed)} for one in sheet.checks],
    }
