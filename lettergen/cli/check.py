"""`check`: everything that is wrong with templates, letterheads and data, in one run."""

from __future__ import annotations

from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, problems_json, say, tell_json, tell_next, tell_problems
from lettergen.errors import has_errors
from lettergen.workspace import Office


def check(call: Call, name: str) -> int:
    """Show everything that is wrong with the office; return the exit status.

    Args:
        name: The template to look at; all of them unless it is given.

    Raises:
        CallError: The call is wrong, or there is no office to look at.
    """
    findings = Office(call.office, call.request).check(name)
    if call.json:
        tell_json({"problems": problems_json(findings.found)})
    tell_problems(findings.found)
    errors = sum(problem.is_error for problem in findings.problems)
    warnings = len(findings.problems) - errors
    say(
        f"Checked {counted(len(findings.templates), 'template')} and "
        f"{counted(findings.records, 'record')}: "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."
    )
    if not errors:
        tell_next(f"lettergen plan {findings.templates[0]}{again(call)}")
    return int(has_errors(findings.problems))
