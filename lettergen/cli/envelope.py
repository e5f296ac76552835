"""`envelope`: the envelopes of one letter or of all selected records, in one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    FIX_AND_REPEAT,
    counted,
    letters_document,
    print_json,
    say,
    show_next,
    show_problems,
)
from lettergen.envelope.address_block import Cover, covers_of
from lettergen.envelope.envelopes import Envelopes, make_envelopes
from lettergen.envelope.sizes import envelope_called
from lettergen.errors import CallError, LettergenError, Problem, first_error
from lettergen.files.writing import refuse_output, write_whole
from lettergen.letterhead import Letterhead
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.pdf.weasyprint_log import MissingGlyph
from lettergen.plan.entries import Entry, Verdict, refusal
from lettergen.produce import fault
from lettergen.workspace import Office

UNDATED = date(1970, 1, 1)  # the date of a file without envelopes, which is not written


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the call asks for, as typed; *size* may be empty."""

    template: str
    record_id: str
    where: str
    size: str
    output: Path


@dataclass
class _Work:
    """The problems and envelopes of each record, by its number in the plan."""

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
            found: tuple[Problem, ...] = ()
            try:
                merged = merge(entry, materials)
                found = merged.problems
                if merged.letter and merged.facts:
                    covers, warnings = covers_of(merged.letter, merged.facts, letterhead, materials)
                    self.covers[number] = covers
                    found = (*found, *warnings)
            except LettergenError as error:
                found = (*found, *error.problems)
            except Exception as error:  # noqa: BLE001 - other records keep their envelopes
                found = (*found, fault(error, entry))
            self.problems[number] = found

    def note(self, envelopes: Envelopes) -> None:
        """Record whose envelopes could not be made, and the place of the reason."""
        for number, problems in envelopes.failed.items():
            del self.covers[number]
            located = tuple(_located(one, self.entries[number]) for one in problems)
            self.problems[number] = (*self.problems[number], *located)

    def lines(self, file: Path, pdf: bytes | None) -> list[Line]:
        """Return the result of each record, as `batch` reports it of letters."""
        digest = sha256(pdf).hexdigest() if pdf else ""
        return [self._line(number, str(file), digest) for number in range(len(self.entries))]

    def _line(self, number: int, file: str, digest: str) -> Line:
        entry, problems = self.entries[number], self.problems.get(number, ())
        record_id, language = entry.record.id, entry.language
        if entry.verdict is Verdict.LEFT_OUT and not problems:
            return Line(record_id, Status.SKIPPED, language, reason=entry.reason)
        if number not in self.covers:
            reason = first_error(problems) or entry.reason
            return Line(record_id, Status.FAILED, language, reason=reason, problems=problems)
        pages = len(self.covers[number])
        return Line(record_id, Status.MADE, language, file, digest, pages, problems=problems)


def envelope(call: Call, wanted: Wanted) -> int:
    """Make the envelopes of the selected records; return the exit status.

    Raises:
        CallError: The call or the office is wrong.
    """
    if wanted.record_id and wanted.where:
        message = "--id and --where cannot be used together."
        raise CallError([Problem("bad-call", message, "Use one of them.")])
    refuse_output(wanted.output, "envelopes", [".pdf"], force=call.force)
    office, name = Office(call.office, call.request), wanted.template
    materials, letterhead = office.materials(name), office.letterhead
    size = envelope_called(wanted.size, letterhead.paper.name)
    if wanted.record_id:
        entries: tuple[Entry, ...] = (office.entry(name, wanted.record_id),)
    else:
        entries = office.plan(name, wanted.where)
    work = _Work(entries)
    work.read(materials, letterhead)
    if wanted.record_id and (refused := refusal(entries[0])):
        work.problems[0] = refused
    days = (entries[number].date or UNDATED for number in work.covers)
    made = make_envelopes(work.covers, size, letterhead, max(days, default=UNDATED))
    work.note(made)
    if made.pdf:
        write_whole(wanted.output, made.pdf, replace=call.force)
    lines = work.lines(wanted.output, made.pdf)
    _show(lines, call, wanted)
    return int(any(line.status is Status.FAILED for line in lines))


def _located(problem: Problem, entry: Entry) -> Problem:
    """Return *problem* with its place in the data, or that of its record."""
    if problem.data or problem.template:
        return problem
    place = entry.record.place
    if isinstance(problem, MissingGlyph):
        for path, value in entry.record.values.items():
            if path.startswith("addressee") and problem.character in value.text:
                place = value.place
    return replace(problem, data=place)


def _show(lines: Sequence[Line], call: Call, wanted: Wanted) -> None:
    found = [(line.id, problem) for line in lines for problem in line.problems]
    if call.json:
        print_json(letters_document(lines, found))
    show_problems(found)
    made = [line for line in lines if line.status is Status.MADE]
    failed = [line for line in lines if line.status is Status.FAILED]
    pages = sum(line.pages for line in made)
    if made:
        letters = counted(len(made), "letter")
        say(f"Made {wanted.output}: {counted(pages, 'envelope')} for {letters}.")
    if failed:
        say(f"No envelope was made for {', '.join(line.id or '?' for line in failed)}.")
        show_next(FIX_AND_REPEAT)
    elif made:
        show_next(f"print {wanted.output} on envelopes, at actual size")
    else:
        say("No record is selected.")
        show_next(f"lettergen plan {wanted.template}{again(call, wanted.where)}")
