"""`proof`: one document that shows a batch to its signatory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lettergen.batch.workers import make_all, processors
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    counted,
    print_json,
    problems_json,
    progress,
    say,
    show_next,
    show_problems,
)
from lettergen.errors import CallError, Problem
from lettergen.files.writing import refuse_output, write_whole
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.plan.entries import Entry, Verdict, languages_in
from lettergen.produce import Job, Outcome
from lettergen.proof.page import proof_html, proof_pdf
from lettergen.proof.sheet import ProofSheet, make_sheet
from lettergen.workspace import Office

SUFFIXES = (".html", ".pdf")
UNDATED = date(1970, 1, 1)  # the date of a proof whose letters have no valid date


def proof(call: Call, name: str, where: str, output: Path) -> int:
    """Write the proof of the letters of a batch; return the exit status.

    Raises:
        CallError: The call or the office is wrong, or no record is selected.
    """
    refuse_output(output, "proof", SUFFIXES, force=call.force)
    office = Office(call.office, call.request)
    materials, letterhead = office.materials(name), office.letterhead
    entries = office.plan(name, where)
    wanted = [entry for entry in entries if entry.verdict is not Verdict.LEFT_OUT]
    if not wanted:
        hint = f"See why: lettergen plan {name}{again(call, where)}"
        raise CallError([Problem("no-record", "No record is selected.", hint)])
    outcomes = _outcomes(wanted, materials, letterhead, quiet=call.json)
    warnings = office.warnings(name, languages_in(wanted))
    left_out = len(entries) - len(wanted)
    sheet = make_sheet(wanted, outcomes, materials, letterhead.name, warnings, left_out=left_out)
    day = max((entry.date for entry in wanted if entry.date), default=UNDATED)
    write_whole(output, _document(sheet, letterhead, day, output), replace=call.force)
    found = [("", one) for one in warnings]
    found += [(row.id, problem) for row in sheet.rows for problem in row.problems]
    if call.json:
        print_json(_as_json(sheet, output) | {"problems": problems_json(found)})
    show_problems(found)
    say(f"Made {output}: {counted(len(sheet.made), 'letter')} of {len(sheet.rows)}.")
    show_next(f"lettergen batch {name}{again(call, where)} -o out")
    return int(len(sheet.made) < len(sheet.rows))


def _outcomes(
    entries: Sequence[Entry], materials: Materials, letterhead: Letterhead, *, quiet: bool
) -> list[Outcome]:
    """Make every letter as `batch` does, in the order of the plan, and write none."""
    made: dict[int, Outcome] = {}
    jobs: dict[int, Job] = {}
    for number, entry in enumerate(entries):
        if entry.verdict is Verdict.CHOSEN:
            jobs[number] = Job(entry, with_letter=True)
        else:
            problems = (*entry.record.problems, *entry.problems)
            made[number] = Outcome(entry.record.id, entry.language, None, problems=problems)
    with progress(quiet=quiet) as advance:
        outcomes = make_all(jobs.items(), materials, letterhead, processors())
        for done, (number, outcome) in enumerate(outcomes, start=1):
            made[number] = outcome
            advance(done, len(jobs))
    return [made[number] for number in range(len(entries))]


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
