"""`check`: every problem of templates, letterheads and data, in one run."""

from __future__ import annotations

from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, print_json, problems_json, say, show_next, show_problems
from lettergen.errors import has_errors
from lettergen.workspace import Office


def check(call: Call, name: str) -> int:
    """Show every problem of the office; return the exit status.

    Args:
        name: The template to check; all templates if empty.

    Raises:
        CallError: The call is wrong, or there is no office.
    """
    findings = Office(call.office, call.request).check(name)
    if call.json:
        print_json({"problems": problems_json(findings.found)})
    show_problems(findings.found)
    errors = sum(problem.is_error for problem in findings.problems)
    warnings = len(findings.problems) - errors
    say(
        f"Checked {counted(len(findings.templates), 'template')} and "
        f"{counted(findings.records, 'record')}: "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."
    )
    if not errors:
        show_next(f"lettergen plan {findings.templates[0]}{again(call)}")
    return int(has_errors(findings.problems))
