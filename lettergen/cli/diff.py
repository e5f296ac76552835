"""`diff`: what one letter says otherwise than another, word by word."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

import typer

from lettergen.cli.desk import Desk, refuse_undated
from lettergen.cli.gathering import gather_letterhead, gather_materials
from lettergen.cli.options import Call
from lettergen.cli.output import counted, say, tell_json, tell_problems
from lettergen.errors import CallError, LetterError, Problem
from lettergen.fields.declaration import TODAY
from lettergen.files.writing import file_exists, stands, write_whole
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.pdf.layout_process import LayoutProcess
from lettergen.pdf.page_text import text_of_pages
from lettergen.plan.entries import refusal
from lettergen.produce import Format, Job, Outcome, produce
from lettergen.proof.difference import Kind, Part, difference
from lettergen.proof.document import difference_html

PDF = ".pdf"
IN_A_PIPE = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
COLOURS = {Kind.REMOVED: typer.colors.RED, Kind.ADDED: typer.colors.GREEN}


@dataclass(frozen=True, slots=True)
class Sides:
    """The two letters to compare, as they were named: files, ids of records, or dates."""

    a: str
    b: str
    template: str
    record_id: str

    @property
    def with_pdf(self) -> bool:
        """Whether one of them is a finished PDF: then the other one is compared as one too."""
        return any(side.lower().endswith(PDF) for side in (self.a, self.b))


def diff(call: Call, sides: Sides, output: Path | None, *, force: bool) -> int:
    """Tell the difference of two letters; return the exit status.

    Raises:
        CallError: A side cannot be understood or read.
        LetterError: A letter cannot be made.
    """
    _refuse_target(output, force=force)
    old, new = (_text(call, sides, side) for side in (sides.a, sides.b))
    parts = difference(old, new)
    if output is not None:
        write_whole(output, difference_html(sides.a, sides.b, parts), replace=force)
        say(f"Made {output}.")
    if call.json:
        tell_json({"parts": [_as_json(part) for part in parts], "problems": []})
    elif output is None:
        typer.echo("".join(map(_shown, parts)).rstrip())
    runs = groupby(part.kind is not Kind.SAME for part in parts)
    places = sum(is_changed for is_changed, _ in runs)
    say(f"{counted(places, 'place differs', 'places differ')}." if places else "No word differs.")
    return 0


def _refuse_target(output: Path | None, *, force: bool) -> None:
    if output is None:
        return
    if output.suffix.lower() != ".html":
        message = f"A difference cannot become {str(output)!r}."
        raise CallError([Problem("bad-output", message, "End its name in .html.")])
    if stands(output) and not force:
        raise CallError([file_exists(output)])


def _text(call: Call, sides: Sides, side: str) -> str:
    """Return the words of one side.

    Raises:
        CallError: It is no file that can be read, no record and no date.
        LetterError: Its letter cannot be made.
    """
    if side.lower().endswith(PDF):
        return text_of_pages(_content(Path(side)), side)
    if not sides.template:
        hint = "Name the template with --template, or end the names of two PDFs in .pdf."
        raise CallError([Problem("bad-call", f"{side!r} is not the name of a PDF.", hint)])
    day = _is_day(side)
    if day and not sides.record_id:
        message = f"{side!r} is a date, and no record is named."
        raise CallError([Problem("bad-call", message, "Name the record with --id.")])
    record_id = sides.record_id if day else side
    call = replace(call, date=side) if day else call
    kind = Format.PDF if sides.with_pdf else Format.TEXT
    content = _made(Desk(call), sides.template, record_id, kind)
    return text_of_pages(content, side) if sides.with_pdf else content.decode()


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
        hint = "Look at its name and permissions."
        raise CallError([Problem("unreadable-file", message, hint)]) from error


def _made(desk: Desk, name: str, record_id: str, kind: Format) -> bytes:
    """Return the finished letter to one record; its warnings are told."""
    template = desk.template(name)
    entry = desk.entry(template, record_id)
    refuse_undated([entry])
    refused = refusal(entry)
    outcome = Outcome(record_id, entry.language, None, problems=refused)
    if not refused:
        job = Job(entry, kind)
        letterhead = gather_letterhead(desk)
        materials = gather_materials(desk, template, letterhead.house)
        outcome = _produced(job, materials, letterhead)
    if outcome.content is None:
        raise LetterError(outcome.problems)
    tell_problems((record_id, problem) for problem in outcome.problems)
    return outcome.content


def _produced(job: Job, materials: Materials, letterhead: Letterhead) -> Outcome:
    if job.format is not Format.PDF:
        return produce(job, materials, letterhead)
    limits = materials.office.settings.limits
    with LayoutProcess() as layout:
        apart = partial(layout.lay_out, seconds=limits.seconds, megabytes=limits.megabytes)
        return produce(job, materials, letterhead, apart)


def _shown(part: Part) -> str:
    """Return *part* as a terminal shows it, or a pipe takes it."""
    words = part.text.rstrip()
    blanks = part.text[len(words) :]
    if not sys.stdout.isatty() or part.kind is Kind.SAME:
        return IN_A_PIPE[part.kind].format(words) + blanks
    is_gone = part.kind is Kind.REMOVED
    colour = COLOURS[part.kind]
    return typer.style(words, fg=colour, strikethrough=is_gone, bold=not is_gone) + blanks


def _as_json(part: Part) -> dict[str, str]:
    return {"kind": str(part.kind), "text": part.text}
