"""`diff`: the difference of two letters, word by word."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

import typer

from lettergen.cli.options import Call
from lettergen.cli.output import Found, counted, print_json, problems_json, say, show_problems
from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import TODAY
from lettergen.files.writing import refuse_output, write_whole
from lettergen.pdf.layout_process import LayoutProcess
from lettergen.pdf.page_text import text_of_pages
from lettergen.produce import Outcome
from lettergen.proof.difference import Kind, Part, difference
from lettergen.proof.document import difference_html
from lettergen.workspace import Office

PDF = ".pdf"
IN_A_PIPE = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
COLOURS = {Kind.REMOVED: typer.colors.RED, Kind.ADDED: typer.colors.GREEN}


@dataclass(frozen=True, slots=True)
class Sides:
    """The two letters to compare, as typed: files, ids of records, or dates."""

    a: str
    b: str
    template: str
    record_id: str

    @property
    def with_pdf(self) -> bool:
        """Whether one of them is a PDF file; then the other letter is made as a PDF too."""
        return any(side.lower().endswith(PDF) for side in (self.a, self.b))


def diff(call: Call, sides: Sides, output: Path | None) -> int:
    """Show the difference of two letters; return the exit status.

    Raises:
        CallError: A side is invalid or cannot be read.
        LetterError: A letter cannot be made.
    """
    if output is not None:
        refuse_output(output, "difference", [".html"], force=call.force)
    (old, found), (new, others) = (_text(call, sides, side) for side in (sides.a, sides.b))
    found += others
    show_problems(found)
    parts = difference(old, new)
    if output is not None:
        write_whole(output, difference_html(sides.a, sides.b, parts), replace=call.force)
        say(f"Made {output}.")
    if call.json:
        print_json({"parts": [_as_json(part) for part in parts], "problems": problems_json(found)})
    elif output is None:
        typer.echo("".join(map(_shown, parts)).rstrip())
    runs = groupby(part.kind is not Kind.SAME for part in parts)
    places = sum(is_changed for is_changed, _ in runs)
    say(f"{counted(places, 'place differs', 'places differ')}." if places else "No word differs.")
    return 0


def _text(call: Call, sides: Sides, side: str) -> tuple[str, Found]:
    """Return the words of one side, and the warnings of its letter.

    Raises:
        CallError: It is neither a readable file, nor a record, nor a date.
        LetterError: Its letter cannot be made.
    """
    if side.lower().endswith(PDF):
        return text_of_pages(_content(Path(side)), side), []
    if not sides.template:
        hint = "Give the template with --template, or give two files that end in .pdf."
        raise CallError([Problem("bad-call", f"{side!r} is not the name of a PDF.", hint)])
    day = _is_day(side)
    if day and not sides.record_id:
        message = f"{side!r} is a date, but no record is given."
        raise CallError([Problem("bad-call", message, "Give the record with --id.")])
    record_id = sides.record_id if day else side
    request = replace(call.request, date=side) if day else call.request
    office = Office(call.office, request)
    if not sides.with_pdf:
        outcome = office.letter(sides.template, record_id, "txt")
        return outcome.finished().decode(), _warnings(outcome)
    with LayoutProcess() as layout:
        outcome = office.letter(sides.template, record_id, layout=layout)
    return text_of_pages(outcome.finished(), side), _warnings(outcome)


def _is_day(side: str) -> bool:
    try:
        date.fromisoformat(side)
    except ValueError:
        return side == TODAY
    return True


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"{str(file)!r} cannot be read: {error.strerror}."
        hint = "Check its name and permissions."
        raise CallError([Problem("unreadable-file", message, hint)]) from error


def _warnings(outcome: Outcome) -> Found:
    return [(outcome.id, problem) for problem in outcome.problems]


def _shown(part: Part) -> str:
    """Return *part* in colour for a terminal, or with brackets for a pipe."""
    words = part.text.rstrip()
    blanks = part.text[len(words) :]
    if not sys.stdout.isatty() or part.kind is Kind.SAME:
        return IN_A_PIPE[part.kind].format(words) + blanks
    is_gone = part.kind is Kind.REMOVED
    colour = COLOURS[part.kind]
    return typer.style(words, fg=colour, strikethrough=is_gone, bold=not is_gone) + blanks


def _as_json(part: Part) -> dict[str, str]:
    return {"kind": str(part.kind), "text": part.text}
