"""`render`: one letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from lettergen.batch.enclosures import enclosure_copies
from lettergen.batch.file_names import letter_name
from lettergen.batch.manifest import Line, Status
from lettergen.cli.desk import Desk, exit_status, refuse_undated
from lettergen.cli.gathering import body_warnings, gather_letterhead, gather_materials
from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, letters_document, say, tell_json, tell_next, tell_problems
from lettergen.cli.overlay import measured, refuse_overlay
from lettergen.errors import CallError, LetterError, Problem, did_you_mean
from lettergen.files.writing import file_exists, stands, write_whole
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.pdf.layout_process import LayoutProcess
from lettergen.plan.entries import Entry, languages_of, refusal
from lettergen.produce import Format, Job, Outcome, produce

Layout = LayoutProcess | None
FILE_COPY = "_file-copy"


@dataclass(frozen=True, slots=True)
class Files:
    """What is written: the letter, and a picture of its first page with its measures."""

    letter: Path | None = None
    overlay: Path | None = None


def render(
    call: Call,
    name: str,
    record_id: str,
    files: Files,
    layout: Layout,
    *,
    file_copy: bool = False,
    force: bool,
) -> int:
    """Make one letter; return the exit status. For a PDF, *layout* is the process it needs.

    Args:
        file_copy: Whether it is the office's own copy, which shows the blind copies.
    """
    desk = Desk(call)
    template = desk.template(name)
    entry = desk.entry(template, record_id)
    refuse_undated([entry])
    target, kind = _target(files.letter, entry, name, file_copy=file_copy)
    refuse_overlay(files.overlay, kind, target)
    _refuse_taken([target, *([files.overlay] if files.overlay else [])], force=force)
    letterhead = gather_letterhead(desk)
    materials = gather_materials(desk, template, letterhead.house)
    job = Job(entry, kind, file_copy)
    outcome = _one(job, materials, letterhead, layout)
    extra = {}
    if files.overlay:
        shown = outcome.content
        if any(problem.code.startswith("window-") for problem in outcome.problems):
            # The letter to look at; it was laid out within the limits, only to be refused.
            shown = _one(job, materials, replace(letterhead, window=None), None).content
        picture = measured(shown, entry, materials, letterhead)
        extra = {files.overlay: picture} if picture else {}
    outcome = _written(outcome, target, desk, extra, force=force)
    line = _line(outcome, target)
    warnings = body_warnings(template, tuple(languages_of(entry)))
    told = [(record_id, one) for one in (*warnings, *outcome.problems)]
    if call.json:
        tell_json(letters_document([line], told))
    tell_problems(told)
    if line.status is Status.MADE:
        pages = f", {counted(line.pages, 'page')}" if line.pages else ""
        say(f"Made {target}{pages}.")
        tell_next(f"lettergen plan {name}{again(call)}")
    else:
        say(f"No letter was made for {record_id}.")
    if extra:
        say(f"Drew its measures into {files.overlay}.")
    return exit_status(outcome.problems)


def _target(
    output: Path | None, entry: Entry, template: str, *, file_copy: bool
) -> tuple[Path, Format]:
    """Return where the letter goes and what it becomes, by the suffix of *output*."""
    if output is None:
        day = entry.date or date.min  # without a date there will be no letter to name
        name = Path(letter_name(day, template, entry.record.id, entry.language, Format.PDF))
        return name.with_stem(f"{name.stem}{FILE_COPY}") if file_copy else name, Format.PDF
    suffix = output.suffix.lower().lstrip(".")
    if suffix not in set(Format):
        kinds = [f".{kind}" for kind in Format]
        hint = did_you_mean(output.suffix, kinds) or f"End its name in {', '.join(kinds)}."
        message = f"A letter cannot become {str(output)!r}."
        raise CallError([Problem("bad-output", message, hint)])
    if not output.parent.is_dir():
        message = f"There is no folder {str(output.parent)!r} to put the letter into."
        raise CallError([Problem("no-folder", message, "Make it, or choose another with -o.")])
    return output, Format(suffix)


def _refuse_taken(targets: Iterable[Path], *, force: bool) -> None:
    taken = [path for path in targets if stands(path)]
    if taken and not force:
        raise CallError([file_exists(path) for path in taken])


def _one(job: Job, materials: Materials, letterhead: Letterhead, layout: Layout) -> Outcome:
    """Make one letter; the process started for it lays it out, within the office's limits."""
    entry = job.entry
    if refused := refusal(entry):
        return Outcome(entry.record.id, entry.language, None, problems=refused)
    limits = materials.office.settings.limits
    if layout is None:
        return produce(job, materials, letterhead)
    apart = partial(layout.lay_out, seconds=limits.seconds, megabytes=limits.megabytes)
    return produce(job, materials, letterhead, apart)


def _written(
    outcome: Outcome, target: Path, desk: Desk, extra: dict[Path, bytes], *, force: bool
) -> Outcome:
    """Write the letter, its enclosures and *extra*, all or none.

    A letter that cannot be is not made; *extra* is, since it shows why.
    """
    written: list[Path] = []
    try:
        files = dict(extra)
        if outcome.content is not None:
            copies = enclosure_copies(target.name, outcome.enclosures, desk.office.folder)
            files = {target.with_name(copy.file): content for copy, content in copies}
            _refuse_taken(files, force=force)
            files |= {**extra, target: outcome.content}
        for path, content in files.items():
            write_whole(path, content, replace=force)
            written.append(path)
    except LetterError as error:
        for path in written:
            path.unlink(missing_ok=True)
        return replace(outcome, content=None, problems=(*outcome.problems, *error.problems))
    return outcome


def _line(outcome: Outcome, target: Path) -> Line:
    if outcome.content is None:
        reason = next((one.message for one in outcome.problems if one.is_error), "")
        return Line(outcome.id, Status.FAILED, outcome.language, reason=reason)
    digest = sha256(outcome.content).hexdigest()
    return Line(outcome.id, Status.MADE, outcome.language, str(target), digest, outcome.pages)
