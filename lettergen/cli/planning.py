"""`plan`: who gets a letter, who does not, and why."""

from __future__ import annotations

import shlex

from lettergen.cli.call import Call, again
from lettergen.cli.desk import Desk, exit_status, refuse_undated
from lettergen.cli.telling import (
    Told,
    counted,
    problems_json,
    say,
    tell_json,
    tell_next,
    tell_problems,
    tell_table,
)
from lettergen.plan import Entry, Verdict


def plan(call: Call, name: str, where: str) -> int:
    """Say for every record whether it gets a letter, and why not; return the exit status."""
    desk = Desk(call)
    if call.letterhead:
        from lettergen.cli.gathering import gather_letterhead

        gather_letterhead(desk)  # a plan needs none; one that is not there is refused now
    entries = desk.plan(desk.template(name), where)
    refuse_undated(entries)
    problems = [
        (entry.record.id, problem)
        for entry in entries
        if entry.verdict is not Verdict.LEFT_OUT
        for problem in (*entry.record.problems, *entry.problems)
    ]
    if call.json:
        tell_json(_plan_document(entries, problems))
    else:
        tell_table(
            ("id", "letter", "date", "language", "why"),
            ((*_row(entry), entry.reason) for entry in entries),
        )
    tell_problems(problems)
    count = sum(entry.verdict is Verdict.CHOSEN for entry in entries)
    say(f"{counted(count, 'letter')} of {counted(len(entries), 'record')}.")
    if count:
        look = f" --letterhead {shlex.quote(call.letterhead)}" if call.letterhead else ""
        tell_next(
            f"lettergen check {name}{again(call)}{look}",
            f"lettergen batch {name}{again(call, where)}{look} -o out",
        )
    return exit_status([problem for _, problem in problems])


def _row(entry: Entry) -> tuple[str, str, str, str]:
    day = entry.date.isoformat() if entry.date else ""
    return entry.record.id or f"? ({entry.record.place})", str(entry.verdict), day, entry.language


def _plan_document(entries: tuple[Entry, ...], problems: Told) -> dict[str, object]:
    return {
        "records": [
            {
                "id": entry.record.id,
                "verdict": str(entry.verdict),
                "date": entry.date.isoformat() if entry.date else None,
                "language": entry.language,
                "reason": entry.reason or None,
            }
            for entry in entries
        ],
        "problems": problems_json(problems),
    }
