"""Run a batch: workers make, this process names and writes, the manifest remembers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lettergen.batch.enclosures import enclosure_copies
from lettergen.batch.file_names import letter_name
from lettergen.batch.folder import BatchFolder, kind_of
from lettergen.batch.keeping import Keeping
from lettergen.batch.letter_keys import Keys
from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.batch.unchanged import Inputs
from lettergen.errors import LetterError, Problem, first_error
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.merge.passages import filled_places
from lettergen.plan.entries import Entry, Verdict, languages_in
from lettergen.produce import Format, Job, Outcome

Make = Callable[[Iterable[tuple[int, Job]], Materials, Letterhead], Generator[tuple[int, Outcome]]]
"""Yields the number and the outcome of each job as it comes; on this machine, or on many."""


@dataclass
class Batch:
    """One run over a plan into one folder.

    Attributes:
        keys: What decides the bytes of each letter.
        inputs: What decides the whole batch.
        make: Makes the letters.
        force: Whether files that no batch made may be replaced.
        fresh: Whether letters are made again though nothing has changed.
    """

    entries: Sequence[Entry]
    materials: Materials
    letterhead: Letterhead
    path: Path
    keys: Keys
    inputs: Inputs
    make: Make
    force: bool = False
    fresh: bool = False

    def __post_init__(self) -> None:
        kind = kind_of(self.materials, self.letterhead)
        self.folder = BatchFolder(self.path, kind, self.force)

    def run(self, progress: Callable[[Line], None]) -> Report:
        """Make all letters; *progress* hears of each as it is done.

        Raises:
            CallError: The folder belongs to another batch or cannot be written.
        """
        with self.folder.opened():
            lines = self._lines(progress)
            superseded = self.folder.supersede(lines)
            self.folder.manifest.write(lines)
            languages = languages_in(self.entries)
            self.inputs.remember(self.path, self.entries, lines)
        return Report(self.path, lines, languages, superseded)

    def _lines(self, progress: Callable[[Line], None]) -> tuple[Line, ...]:
        """Return what became of each record, in the order of the plan."""
        lines: dict[int, Line] = {}
        keys: dict[int, str] = {}
        earlier = () if self.fresh else self.folder.manifest.lines
        keeping = Keeping(self.path, {line.file: line for line in earlier}, self.materials)
        for number, entry in enumerate(self.entries):
            if entry.verdict is Verdict.CHOSEN:
                keys[number] = self.keys.key(entry)
                line = keeping.kept(entry, self._name(entry), keys[number])
            else:
                line = _without_letter(entry)
            if line is not None:
                lines[number] = line
                progress(line)
        wanted = [number for number in keys if number not in lines]
        for number, line in self._made({number: keys[number] for number in wanted}):
            lines[number] = line
            progress(line)
        return tuple(lines[number] for number in range(len(self.entries)))

    def _made(self, keys: Mapping[int, str]) -> Iterator[tuple[int, Line]]:
        """Make the letters of the entries with these numbers; yield what became of each."""
        self.folder.claim(filter(None, (self._name(self.entries[number]) for number in keys)))
        jobs = ((number, Job(self.entries[number], Format.PDF)) for number in keys)
        with closing(self.make(jobs, self.materials, self.letterhead)) as made:
            for number, outcome in made:
                line = self._written(self.entries[number], outcome, keys[number])
                self.folder.manifest.add(line)
                yield number, line

    def _name(self, entry: Entry) -> str:
        """Return the name of the letter of *entry*; empty when it has no date."""
        if entry.date is None:
            return ""
        template = self.materials.template.name
        return letter_name(entry.date, template, entry.record.id, entry.language, Format.PDF)

    def _written(self, entry: Entry, outcome: Outcome, key: str) -> Line:
        """Write a finished letter and its enclosures, or say why there is none."""
        if outcome.content is None or entry.date is None:
            return _failed(outcome, outcome.problems)
        name = self._name(entry)
        try:
            copies = enclosure_copies(name, outcome.enclosures, self.materials.office.folder)
            files = {copy.file: content for copy, content in copies} | {name: outcome.content}
            self.folder.write(files)
        except LetterError as error:
            return _failed(outcome, (*outcome.problems, *error.problems))
        return Line(
            outcome.id,
            Status.MADE,
            outcome.language,
            file=name,
            sha256=sha256(outcome.content).hexdigest(),
            pages=outcome.pages,
            enclosures=tuple(copy for copy, _ in copies),
            problems=outcome.problems,
            key=key,
            passages=filled_places(self.materials.passages, entry),
        )


def _without_letter(entry: Entry) -> Line:
    record_id, language = entry.record.id, entry.language
    if entry.verdict is Verdict.LEFT_OUT:
        return Line(record_id, Status.SKIPPED, language, reason=entry.reason)
    problems = (*entry.record.problems, *entry.problems)
    reason = first_error(problems) or entry.reason
    return Line(record_id, Status.FAILED, language, reason=reason, problems=problems)


def _failed(outcome: Outcome, problems: tuple[Problem, ...]) -> Line:
    reason = first_error(problems)
    return Line(outcome.id, Status.FAILED, outcome.language, reason=reason, problems=problems)
