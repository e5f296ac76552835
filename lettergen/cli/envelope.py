"""`envelope`: the envelopes of one letter or of all records selected, in one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.cli.desk import Desk, refuse_undated
from lettergen.cli.gathering import gather_letterhead, gather_materials
from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, letters_document, say, tell_json, tell_next, tell_problems
from lettergen.envelope.address_block import Cover, covers_of
from lettergen.envelope.envelopes import Envelopes, make_envelopes
from lettergen.envelope.sizes import envelope_called
from lettergen.errors import CallError, LettergenError, Problem
from lettergen.files.writing import file_exists, stands, write_whole
from lettergen.letterhead import Letterhead
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.pdf.weasyprint_log import MissingGlyph
from lettergen.plan.entries import Entry, Verdict, refusal
from lettergen.produce import fault

UNDATED = date(1970, 1, 1)  # of a file without any envelope, which is not written


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call asks for, as typed; *size* may be empty."""

    template: str
    record_id: str
    where: str
    size: str
    output: Path


@dataclass
class _Work:
    """What is known of each record, by its number in the plan."""

    entries: Sequence[Entry]
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    covers: dict[int, tuple[Cover, ...]] = field(default_factory=dict)

    def read(self, materials: Materials, letterhead: Letterhead) -> None:
        """Merge each letter, and take its envelopes from it."""
        for number, entry in enumerate(self.entries):
            if entry.verdict is Verdict.LEFT_OUT:
                continue
            if entry.verdict is Verdict.UNDECIDED:
                self.problems[number] = (*entry.record.problems, *entry.problems)
                continue
            told: tuple[Problem, ...] = ()
            try:
                merged = merge(entry, materials)
                told = merged.problems
                if merged.letter and merged.facts:
                    covers, warnings = covers_of(merged.letter, merged.facts, letterhead, materials)
                    self.covers[number] = covers
                    told = (*told, *warnings)
            except LettergenError as error:
                told = (*told, *error.problems)
            except Exception as error:  # noqa: BLE001 - one record's fault costs no other its envelope
                told = (*told, fault(error, entry))
            self.problems[number] = told

    def note(self, envelopes: Envelopes) -> None:
        """Note whose envelopes could not be made, and where the reason stands."""
        for number, problems in envelopes.failed.items():
            del self.covers[number]
            located = tuple(_located(one, self.entries[number]) for one in problems)
            self.problems[number] = (*self.problems[number], *located)

    def lines(self, file: Path, pdf: bytes | None) -> list[Line]:
        """Return what became of each record, as `batch` says it of letters."""
        digest = sha256(pdf).hexdigest() if pdf else ""
        return [self._line(number, str(file), digest) for number in range(len(self.entries))]

    def _line(self, number: int, file: str, digest: str) -> Line:
        entry, problems = self.entries[number], self.problems.get(number, ())
        record_id, language = entry.record.id, entry.language
        if entry.verdict is Verdict.LEFT_OUT and not problems:
            return Line(record_id, Status.SKIPPED, language, reason=entry.reason)
        if number not in self.covers:
            reason = next((one.message for one in problems if one.is_error), entry.reason)
            return Line(record_id, Status.FAILED, language, reason=reason, problems=problems)
        pages = len(self.covers[number])
        return Line(record_id, Status.MADE, language, file, digest, pages, problems=problems)


def envelope(call: Call, wanted: Wanted, *, force: bool) -> int:
    """Make the envelopes of the records selected; return the exit status.

    Raises:
        CallError: The call or the office is wrong.
    """
    _refuse(wanted, force=force)
    desk = Desk(call)
    template = desk.template(wanted.template)
    letterhead = gather_letterhead(desk)
    materials = gather_materials(desk, template, letterhead.house)
    size = envelope_called(wanted.size, letterhead.paper.name)
    if wanted.record_id:
        entries: tuple[Entry, ...] = (desk.entry(template, wanted.record_id),)
    else:
        entries = desk.plan(template, wanted.where)
    refuse_undated(entries)
    work = _Work(entries)
    work.read(materials, letterhead)
    if wanted.record_id and (refused := refusal(entries[0])):
        work.problems[0] = refused
    days = (entries[number].date or UNDATED for number in work.covers)
    made = make_envelopes(work.covers, size, letterhead, max(days, default=UNDATED))
    work.note(made)
    if made.pdf:
        write_whole(wanted.output, made.pdf, replace=force)
    lines = work.lines(wanted.output, made.pdf)
    _tell(lines, call, wanted)
    return int(any(line.status is Status.FAILED for line in lines))


def _refuse(wanted: Wanted, *, force: bool) -> None:
    """Refuse what can be seen to be wrong before anything is read."""
    if wanted.record_id and wanted.where:
        message = "--id names one record and --where selects several."
        raise CallError([Problem("bad-call", message, "Give one of the two.")])
    if wanted.output.suffix.lower() != ".pdf":
        message = f"Envelopes cannot become {str(wanted.output)!r}."
        raise CallError([Problem("bad-output", message, "End its name in .pdf.")])
    if not wanted.output.parent.is_dir():
        message = f"There is no folder {str(wanted.output.parent)!r} to put the envelopes into."
        raise CallError([Problem("no-folder", message, "Make it, or choose another with -o.")])
    if stands(wanted.output) and not force:
        raise CallError([file_exists(wanted.output)])


def _located(problem: Problem, entry: Entry) -> Problem:
    """Return *problem* with the place in the data that it comes from, as far as that is known."""
    if problem.data or problem.template:
        return problem
    place = entry.record.place
    if isinstance(problem, MissingGlyph):
        for path, value in entry.record.values.items():
            if path.startswith("addressee") and problem.character in value.text:
                place = value.place
    return replace(problem, data=place)


def _tell(lines: Sequence[Line], call: Call, wanted: Wanted) -> None:
    told = [(line.id, problem) for line in lines for problem in line.problems]
    if call.json:
        tell_json(letters_document(lines, told))
    tell_problems(told)
    made = [line for line in lines if line.status is Status.MADE]
    failed = [line for line in lines if line.status is Status.FAILED]
    pages = sum(line.pages for line in made)
    if made:
        letters = counted(len(made), "letter")
        say(f"Made {wanted.output}: {counted(pages, 'envelope')} for {letters}.")
    if failed:
        say(f"No envelope was made for {', '.join(line.id or '?' for line in failed)}.")
        tell_next("mend what is named above, then run the same command again")
    elif made:
        tell_next(f"print {wanted.output} on envelopes, at its actual size")
    else:
        say("No record is selected.")
        tell_next(f"lettergen plan {wanted.template}{again(call, wanted.where)}")
