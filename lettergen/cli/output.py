"""How results and problems are told: to a person, or as one JSON document.

Results go to standard output, prose and progress to standard error. In a pipe there is
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
Told = list[tuple[str, Problem]]


def say(text: str = "") -> None:
    """Tell a person something that is not the result."""
    typer.echo(text, err=True)


def tell_json(document: Any) -> None:  # noqa: ANN401 - any JSON document
    """Print the one JSON document of the call."""
    typer.echo(json_text.dumps(document, ensure_ascii=False, indent=2))


def tell_next(*commands: str) -> None:
    """Say which command is useful next."""
    say()
    say("Next:")
    for command in commands:
        say(f"  {command}")


def tell_failure(
    problems: Sequence[Problem], document: Mapping[str, object], *, json: bool
) -> None:
    """Tell the problems that ended a call; *document* is what there is beside them."""
    told = [("", problem) for problem in problems]
    if json:
        tell_json({**document, "problems": problems_json(told)})
    tell_problems(told)


def problems_json(told: Iterable[tuple[str, Problem]]) -> list[dict[str, Any]]:
    """Return problems as JSON data, each with the id of the one record it concerns, else null."""
    return [
        {**problem_json(problem), "id": ids[0] if len(ids) == 1 else None}
        for problem, ids in _concerned(told).items()
    ]


def tell_problems(problems: Iterable[tuple[str, Problem]]) -> None:
    """Tell problems, each with the ids of the records it concerns; the same one only once."""
    for problem, ids in _concerned(problems).items():
        _tell(problem, ids)


def _concerned(told: Iterable[tuple[str, Problem]]) -> dict[Problem, list[str]]:
    """Return each problem once, with the ids of the records that have it.

    What was found without looking at any record is nobody's in particular.
    """
    concerned: dict[Problem, list[str]] = {}
    for record_id, problem in told:
        concerned.setdefault(problem, []).append(record_id)
    return {
        problem: [] if "" in ids else list(dict.fromkeys(ids)) for problem, ids in concerned.items()
    }


def _tell(problem: Problem, ids: Sequence[str]) -> None:
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
        say(f"  do        {problem.hint}")


def tell_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: fitted to the terminal, or unbroken into a pipe."""
    if not sys.stdout.isatty():
        _tell_columns([headings, *rows])
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        # The first column holds names that people copy: they stay in one piece.
        table.add_column(heading, overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def _tell_columns(rows: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len, set_cell_size

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that hears how many letters are done, and of how many.

    On a terminal it moves a bar, unless it is to be *quiet*.
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


def letters_document(lines: Sequence[Line], told: Told, folder: Path = Path()) -> dict[str, Any]:
    """Return the document; *folder* is where the files named in *lines* stand."""
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
    return {"letters": letters, "problems": problems_json(told)}
