"""`render`: one letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from lettergen.batch.enclosures import enclosure_copies
from lettergen.batch.file_names import letter_name
from lettergen.batch.manifest import Line, Status
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    counted,
    letters_document,
    print_json,
    say,
    show_next,
    show_problems,
)
from lettergen.cli.overlay import measured, refuse_overlay
from lettergen.errors import CallError, LetterError, first_error, has_errors
from lettergen.files.writing import file_exists, is_taken, refuse_output, write_whole
from lettergen.pdf.layout_process import LayoutProcess
from lettergen.plan.entries import Entry
from lettergen.produce import Format, Job, Outcome, produce
from lettergen.workspace import Office

SUFFIXES = tuple(f".{kind}" for kind in Format)
FILE_COPY = "_file-copy"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the call asks for, as typed.

    Attributes:
        output: The letter's file; None for its name in a batch.
        overlay: The file for a picture of its first page with measurements.
        file_copy: Whether it is the office's own copy, which names the blind copies.
    """

    template: str
    record_id: str
    output: Path | None = None
    overlay: Path | None = None
    file_copy: bool = False


def render(call: Call, wanted: Wanted, layout: LayoutProcess | None) -> int:
    """Make one letter, a PDF in the process *layout*; return the exit status."""
    office = Office(call.office, call.request)
    entry = office.entry(wanted.template, wanted.record_id)
    target = wanted.output or _usual_name(entry, wanted)
    refuse_output(target, "letter", SUFFIXES, force=call.force)
    if wanted.overlay:
        refuse_overlay(wanted.overlay, target, force=call.force)
    kind = Format(target.suffix.lower().lstrip("."))
    outcome = office.letter(
        wanted.template,
        wanted.record_id,
        kind,
        file_copy=wanted.file_copy,
        with_letter=wanted.overlay is not None,
        layout=layout,
    )
    job = Job(entry, kind, wanted.file_copy, with_letter=True)
    extra = _picture(outcome, job, office, wanted)
    outcome = _written(outcome, target, call, extra)
    line = _line(outcome, target)
    found = [(wanted.record_id, one) for one in outcome.problems]
    if call.json:
        print_json(letters_document([line], found))
    show_problems(found)
    if line.status is Status.MADE:
        pages = f", {counted(line.pages, 'page')}" if line.pages else ""
        say(f"Made {target}{pages}.")
        show_next(f"lettergen plan {wanted.template}{again(call)}")
    else:
        say(f"No letter was made for {wanted.record_id}.")
    if extra:
        say(f"Drew its measurements into {wanted.overlay}.")
    return int(has_errors(outcome.problems))


def _usual_name(entry: Entry, wanted: Wanted) -> Path:
    """Return the name of the letter in a batch, in the current folder."""
    day = entry.date or date.min  # without a date no letter is made
    name = letter_name(day, wanted.template, entry.record.id, entry.language, Format.PDF)
    file = Path(name)
    return file.with_stem(f"{file.stem}{FILE_COPY}") if wanted.file_copy else file


def _picture(outcome: Outcome, job: Job, office: Office, wanted: Wanted) -> dict[Path, bytes]:
    """Return the file and content of the picture, if one is wanted and can be drawn."""
    if wanted.overlay is None:
        return {}
    materials, letterhead = office.materials(wanted.template), office.letterhead
    if any(problem.code.startswith("window-") for problem in outcome.problems):
        # The letter was laid out within the limits and then refused, so lay it out again here.
        outcome = produce(job, materials, replace(letterhead, window=None))
    picture = measured(outcome, letterhead)
    return {wanted.overlay: picture} if picture else {}


def _written(outcome: Outcome, target: Path, call: Call, extra: dict[Path, bytes]) -> Outcome:
    """Write the letter, its enclosures and *extra*, all or none.

    Without a letter *extra* is still written, since it shows why.
    """
    written: list[Path] = []
    try:
        files = dict(extra)
        if outcome.content is not None:
            copies = enclosure_copies(target.name, outcome.enclosures, call.office)
            files = {target.with_name(copy.file): content for copy, content in copies}
            if not call.force and (taken := [path for path in files if is_taken(path)]):
                raise CallError([file_exists(path) for path in taken])
            files |= {**extra, target: outcome.content}
        for path, content in files.items():
            write_whole(path, content, replace=call.force)
            written.append(path)
    except LetterError as error:
        for path in written:
            path.unlink(missing_ok=True)
        return replace(outcome, content=None, problems=(*outcome.problems, *error.problems))
    return outcome


def _line(outcome: Outcome, target: Path) -> Line:
    if outcome.content is None:
        reason = first_error(outcome.problems)
        return Line(outcome.id, Status.FAILED, outcome.language, reason=reason)
    digest = sha256(outcome.content).hexdigest()
    return Line(outcome.id, Status.MADE, outcome.language, str(target), digest, outcome.pages)
