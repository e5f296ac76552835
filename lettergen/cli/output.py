"""Show results and problems: as text for a person, or as one JSON document.

Results go to standard output, messages and progress to standard error. In a pipe there is
neither colour nor a progress bar.
"""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from lettergen.batch.manifest import Line
from lettergen.errors import Problem, Severity, problem_json

COLOURS = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW}
SHOWN_IDS = 3
FIX_AND_REPEAT = "fix the problems above, then run the same command again"
Found = list[tuple[str, Problem]]


def say(text: str = "") -> None:
    """Print a message that is not part of the result."""
    typer.echo(text, err=True)


def print_json(document: Any) -> None:  # noqa: ANN401 - any JSON document
    """Print the one JSON document of the call."""
    typer.echo(json_text.dumps(document, ensure_ascii=False, indent=2))


def show_next(*commands: str) -> None:
    """Show which commands are useful next."""
    say()
    say("Next:")
    for command in commands:
        say(f"  {command}")


def show_failure(
    problems: Sequence[Problem], document: Mapping[str, object], *, json: bool
) -> None:
    """Show the problems that ended a call; *document* holds the other keys of the JSON document."""
    found = [("", problem) for problem in problems]
    if json:
        print_json({**document, "problems": problems_json(found)})
    show_problems(found)


def problems_json(found: Iterable[tuple[str, Problem]]) -> list[dict[str, Any]]:
    """Return problems as JSON data, each with the id of its record if it has exactly one."""
    return [
        {**problem_json(problem), "id": ids[0] if len(ids) == 1 else None}
        for problem, ids in _concerned(found).items()
    ]


def show_problems(problems: Iterable[tuple[str, Problem]]) -> None:
    """Show each problem once, with the ids of the records that have it."""
    for problem, ids in _concerned(problems).items():
        _show_problem(problem, ids)


def _concerned(found: Iterable[tuple[str, Problem]]) -> dict[Problem, list[str]]:
    """Return each problem once, with the ids of the records that have it.

    A problem that was found without any record has no ids.
    """
    concerned: dict[Problem, list[str]] = {}
    for record_id, problem in found:
        concerned.setdefault(problem, []).append(record_id)
    return {
        problem: [] if "" in ids else list(dict.fromkeys(ids)) for problem, ids in concerned.items()
    }


def _show_problem(problem: Problem, ids: Sequence[str]) -> None:
    word = typer.style(str(problem.severity), fg=COLOURS[problem.severity], bold=True)
    shown = ", ".join(ids[:SHOWN_IDS])
    if len(ids) > SHOWN_IDS:
        shown += f" and {len(ids) - SHOWN_IDS} more"
    code = typer.style(f"[{problem.code}]", dim=True)
    say(f"{word}: {f'{shown}: ' if shown else ''}{problem.message} {code}")
    if problem.data:
        say(f"  data      {problem.data}")
    if problem.template:
        say(f"  file      {problem.template}")
    if problem.hint:
        say(f"  fix       {problem.hint}")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal, or without line breaks into a pipe."""
    if not sys.stdout.isatty():
        _print_columns([headings, *rows])
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        # People copy the names in the first column, so these are not wrapped.
        table.add_column(heading, overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def _print_columns(rows: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len, set_cell_size

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes the number of letters done and the number of all letters.

    On a terminal it moves a progress bar, unless *quiet*.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Letters", visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 letter`` or ``2 letters``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def letters_document(lines: Sequence[Line], found: Found, folder: Path = Path()) -> dict[str, Any]:
    """Return the document; *folder* holds the files that *lines* name."""
    letters = [
        {
            "id": line.id,
            "file": str(folder / line.file) if line.file else None,
            "sha256": line.sha256 or None,
            "pages": line.pages or None,
            "language": line.language,
            "status": str(line.status),
            "reason": line.reason or None,
        }
        for line in lines
    ]
    return {"letters": letters, "problems": problems_json(found)}
