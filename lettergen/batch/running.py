"""Run a batch: workers make, this process names and writes, the manifest remembers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lettergen.batch.enclosures import enclosure_copies
from lettergen.batch.manifest import NAME, Line, Manifest, Status
from lettergen.batch.names import letter_name
from lettergen.batch.workers import make_all
from lettergen.errors import CallError, LetterError, Problem
from lettergen.letterhead import Letterhead
from lettergen.limits import alone_in
from lettergen.merge import Materials
from lettergen.plan import Entry, Verdict
from lettergen.produce import Format, Job, Outcome
from lettergen.writing import (
    file_exists,
    make_folder,
    remove_leftovers,
    stands,
    unwritable,
    write_whole,
)

SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch did.

    Attributes:
        lines: One per record, in the order of the plan.
        superseded: Files of an earlier batch that this one did not make again.
    """

    folder: Path
    lines: tuple[Line, ...]
    superseded: tuple[str, ...]

    @property
    def failed(self) -> tuple[Line, ...]:
        """The records whose letter could not be made."""
        return tuple(line for line in self.lines if line.status is Status.FAILED)


@dataclass
class Batch:
    """One run over a plan into one folder."""

    entries: Sequence[Entry]
    materials: Materials
    letterhead: Letterhead
    folder: Path
    workers: int
    force: bool = False

    def __post_init__(self) -> None:
        kind = {
            "template": self.materials.template.name,
            "letterhead": self.letterhead.name,
            "style": self.letterhead.style,
        }
        self.manifest = Manifest(self.folder, kind)

    def run(self, progress: Callable[[Line], None]) -> Report:
        """Make all letters; *progress* hears of each as it is done.

        Raises:
            CallError: The folder belongs to another batch or cannot be written.
        """
        make_folder(self.folder)
        with _alone_in(self.folder):
            self.manifest.open()
            remove_leftovers(self.folder)
            lines = self._lines(progress)
            superseded = self._supersede(lines)
            self.manifest.write(lines)
        return Report(self.folder, lines, superseded)

    def _lines(self, progress: Callable[[Line], None]) -> tuple[Line, ...]:
        """Return what became of each record, in the order of the plan."""
        lines: dict[int, Line] = {}
        with closing(self._done()) as done:
            for number, line in done:
                lines[number] = line
                self.manifest.add(line)
                progress(line)
        return tuple(lines[number] for number in sorted(lines))

    def _done(self) -> Generator[tuple[int, Line]]:
        """Yield each record's number in the plan and what became of it."""
        jobs: dict[int, Job] = {}
        for number, entry in enumerate(self.entries):
            if entry.verdict is Verdict.CHOSEN:
                jobs[number] = Job(entry, Format.PDF)
            else:
                yield number, self._without_letter(entry)
        names = (self._name(job.entry) for job in jobs.values())
        self.manifest.claim(name for name in names if name and self._may_write(name))
        for number, outcome in make_all(
            jobs.items(), self.materials, self.letterhead, self.workers
        ):
            yield number, self._written(self.entries[number], outcome)

    @staticmethod
    def _without_letter(entry: Entry) -> Line:
        record_id, language = entry.record.id, entry.language
        if entry.verdict is Verdict.LEFT_OUT:
            return Line(record_id, Status.SKIPPED, language, reason=entry.reason)
        problems = (*entry.record.problems, *entry.problems)
        reason = _first_error(problems) or entry.reason
        return Line(record_id, Status.FAILED, language, reason=reason, problems=problems)

    def _name(self, entry: Entry) -> str:
        """Return the name of the letter of *entry*; empty when it has no date."""
        if entry.date is None:
            return ""
        template = self.materials.template.name
        return letter_name(entry.date, template, entry.record.id, entry.language, Format.PDF)

    def _written(self, entry: Entry, outcome: Outcome) -> Line:
        """Write a finished letter and its enclosures, or say why there is none."""
        if outcome.content is None or entry.date is None:
            return _failed(outcome, outcome.problems)
        name = self._name(entry)
        try:
            copies = enclosure_copies(name, outcome.enclosures, self.materials.office.folder)
            self._write({copy.file: content for copy, content in copies} | {name: outcome.content})
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
        )

    def _write(self, files: Mapping[str, bytes]) -> None:
        """Write a letter's files; only what earlier batches made here may be replaced."""
        foreign = [name for name in files if not self._may_write(name)]
        if foreign:
            raise LetterError([file_exists(self.folder / name) for name in foreign])
        self.manifest.claim(files)
        for name, content in files.items():
            replace = self.force or name in self.manifest.earlier
            write_whole(self.folder / name, content, replace=replace, settle=False)

    def _may_write(self, name: str) -> bool:
        own = name in self.manifest.earlier
        return own or self.force or not stands(self.folder / name)

    def _supersede(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """Move what is a batch's own but no letter of this one out of the way.

        Raises:
            CallError: The disk or the permissions do not allow it.
        """
        made = {name for line in lines for name in line.files}
        own = self.manifest.earlier | self.manifest.claimed
        moved = sorted(name for name in own - made if self._stands(name))
        target = self.folder / SUPERSEDED
        if moved:
            make_folder(target)
        for name in moved:
            try:
                (self.folder / name).rename(_free(target / name))
            except OSError as error:
                raise CallError([unwritable(target / name, error)]) from error
        return tuple(moved)

    def _stands(self, name: str) -> bool:
        """Return whether *name*, read from a manifest, is a plain file of this folder."""
        path = self.folder / name
        return "/" not in name and name != NAME and stands(path) and path.is_file()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    try:
        with alone_in(folder):
            yield
    except BlockingIOError:
        message = f"Another batch is writing into {folder}."
        hint = "Wait until it is done, or choose another folder with -o."
        raise CallError([Problem("batch-running", message, hint)]) from None


def _failed(outcome: Outcome, problems: tuple[Problem, ...]) -> Line:
    reason = _first_error(problems)
    return Line(outcome.id, Status.FAILED, outcome.language, reason=reason, problems=problems)


def _first_error(problems: Sequence[Problem]) -> str:
    return next((problem.message for problem in problems if problem.is_error), "")


def _free(path: Path) -> Path:
    """Return *path*, or the same with a number when something stands there."""
    candidate, number = path, 1
    while stands(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
