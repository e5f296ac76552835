"""`plan`: which records get a letter, and why the others do not."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    Found,
    counted,
    print_json,
    print_table,
    problems_json,
    say,
    show_next,
    show_problems,
)
from lettergen.errors import has_errors
from lettergen.merge.passages import filled_places
from lettergen.office.passages import Passages, load_passages
from lettergen.plan.entries import Entry, Verdict
from lettergen.workspace import Office


def plan(call: Call, name: str, where: str) -> int:
    """Show which records get a letter, and why the others do not; return the exit status."""
    office = Office(call.office, call.request)
    if call.request.letterhead:
        _ = office.letterhead  # a plan needs none, but an unknown one is refused here
    entries = office.plan(name, where)
    passages = load_passages(name, office.loaded)
    filled = [_filled(entry, passages) for entry in entries]
    problems = [
        (entry.record.id, problem)
        for entry in entries
        if entry.verdict is not Verdict.LEFT_OUT
        for problem in (*entry.record.problems, *entry.problems)
    ]
    if call.json:
        print_json(_plan_document(entries, filled, problems))
    else:
        _print_plan(entries, filled)
    show_problems(problems)
    count = sum(entry.verdict is Verdict.CHOSEN for entry in entries)
    say(f"{counted(count, 'letter')} of {counted(len(entries), 'record')}.")
    if count:
        letterhead = call.request.letterhead
        look = f" --letterhead {shlex.quote(letterhead)}" if letterhead else ""
        show_next(
            f"lettergen check {name}{again(call)}{look}",
            f"lettergen batch {name}{again(call, where)}{look} -o out",
        )
    return int(has_errors(problem for _, problem in problems))


def _filled(entry: Entry, passages: Passages) -> tuple[str, ...]:
    """Return the places of a letter that the office's passages fill."""
    is_chosen = entry.verdict is Verdict.CHOSEN
    return filled_places(passages, entry) if is_chosen else ()


def _print_plan(entries: Sequence[Entry], filled: Sequence[tuple[str, ...]]) -> None:
    """Print the plan, with a column for passages if there are any."""
    heading = ("passages",) if any(filled) else ()
    rows = (
        (*_row(entry), entry.reason, *((", ".join(places),) if heading else ()))
        for entry, places in zip(entries, filled, strict=True)
    )
    print_table(("id", "letter", "date", "language", "why", *heading), rows)


def _row(entry: Entry) -> tuple[str, str, str, str]:
    day = entry.date.isoformat() if entry.date else ""
    return entry.record.id or f"? ({entry.record.place})", str(entry.verdict), day, entry.language


def _plan_document(
    entries: Sequence[Entry], filled: Sequence[tuple[str, ...]], problems: Found
) -> dict[str, object]:
    return {
        "records": [
            {
                "id": entry.record.id,
                "verdict": str(entry.verdict),
                "date": entry.date.isoformat() if entry.date else None,
                "language": entry.language,
                "passages": list(places),
                "reason": entry.reason or None,
            }
            for entry, places in zip(entries, filled, strict=True)
        ],
        "problems": problems_json(problems),
    }
