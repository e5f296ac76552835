"""Nothing is made twice, and nothing that has changed is taken for what it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.batch.keeping import Keeping
from lettergen.batch.report import Report
from lettergen.errors import Problem, Severity
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.plan.entries import Entry
from lettergen.produce import Job, Outcome
from lettergen.records import Record
from tests.batch.batches import ENCLOSURE, SEVEN, TWO, batch, name_of, statuses
from tests.offices import Changes, Desk, changed, codes, ogp
from tests.processes import contents


def again(
    folder: Path, records: Iterable[Record], desk: Desk | None = None, *, fresh: bool = False
) -> tuple[list[str], Report]:
    """Run a batch into *folder*; return the ids whose letters were really made, and the report."""
    made: list[str] = []

    def make(
        jobs: Iterable[tuple[int, Job]], materials: Materials, letterhead: Letterhead
    ) -> Generator[tuple[int, Outcome]]:
        noted = list(jobs)
        made.extend(job.entry.record.id for _, job in noted)
        yield from TWO(noted, materials, letterhead)

    report = batch(folder, records, desk, make=make, fresh=fresh)
    return sorted(made), report


def with_change(changes: Changes, record_id: str = "XAB") -> list[Record]:
    """Return the sample's records, one of them changed."""
    return [changed(one, changes) if one.id == record_id else one for one in ogp().records]


def test_nothing_has_changed(done: Path) -> None:
    """No letter is made again, all are in the report, and no byte of the folder is other."""
    before = contents(done)
    made, report = again(done, ogp().records)

    assert made == []
    assert report.kept == len(report.made) == len(SEVEN)
    assert contents(done) == before


def test_fresh(done: Path) -> None:
    """All letters are made again where that is asked for, with the same bytes."""
    before = contents(done)
    made, report = again(done, ogp().records, fresh=True)

    assert made == SEVEN
    assert report.kept == 0
    assert contents(done) == before


@pytest.mark.parametrize(
    ("changes", "made"),
    [
        ({"concern": "delays"}, ["XAB"]),
        ({"bcc.1.name": "Chico Lini"}, []),
    ],
)
def test_one_record_has_changed(done: Path, changes: Changes, made: list[str]) -> None:
    """A changed fact makes one letter again; a blind copy makes none."""
    assert again(done, with_change(changes))[0] == made


def test_a_blind_copy_that_is_wrong(done: Path) -> None:
    """What is wrong with a blind copy is told, though no letter's key knows of it."""
    _, report = again(done, with_change({"bcc": None, "bcc.1.nmae": "Chico Lini"}))

    assert statuses(report.lines)["XAB"] == "failed"


def test_the_letterhead_has_changed(done: Path) -> None:
    """Another letterhead of the same name makes all letters again."""
    desk = replace(ogp(), letterhead=replace(ogp().letterhead, mark_text="A ring"))

    assert again(done, ogp().records, desk)[0] == SEVEN


def spoil(file: Path) -> None:
    """Change the last byte."""
    file.write_bytes(file.read_bytes()[:-1] + b"?")


@pytest.mark.parametrize("name", [name_of("XAB"), ENCLOSURE])
@pytest.mark.parametrize("change", [spoil, Path.unlink], ids=["spoilt", "gone"])
def test_a_file_has_changed(done: Path, name: str, change: Callable[[Path], None]) -> None:
    """A letter that is not, byte for byte, what was written is made again, enclosures and all."""
    before = contents(done)
    change(done / name)

    assert again(done, ogp().records)[0] == ["XAB"]
    assert contents(done) == before


def test_a_letter_with_a_warning(tmp_path: Path) -> None:
    """A letter of which anything was said is made again, so that it is said again."""
    records = with_change({"favourite_colour": "blue"})
    batch(tmp_path, records)
    made, report = again(tmp_path, records)

    assert made == ["XAB"]
    told = {line.id: codes(line.problems) for line in report.lines if line.problems}
    assert told == {"XAB": ["unknown-field"]}


WARNING = Problem("x", "Look at it.", severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        (lambda entry: entry, True),
        (lambda entry: replace(entry, problems=(WARNING,)), False),
        (lambda entry: replace(entry, record=replace(entry.record, problems=(WARNING,))), False),
        (lambda entry: replace(entry, record=replace(entry.record, id="XAZ")), False),
    ],
    ids=["nothing", "said of the plan", "said of the record", "another record"],
)
def test_what_a_key_does_not_hold(
    done: Path, sample: tuple[Path, Report], change: Callable[[Entry], Entry], is_kept: bool
) -> None:
    """With the same key, a letter is made again when something is to be said, or for another id."""
    # It has no blind copies, for whose sake a letter is merged and all is found out again.
    line = next(one for one in sample[1].lines if one.id == "XAA")
    keeping = Keeping(done, {line.file: line}, ogp().materials)

    found = keeping.kept(change(ogp().entry(ogp().record("XAA"))), line.file, line.key)

    assert (found is not None) is is_kept


def test_after_a_kill(done: Path) -> None:
    """What a journal without its end tells of is not made again."""
    manifest = done / "manifest.jsonl"
    lines = manifest.read_bytes().splitlines(keepends=True)
    told = [line for line in lines if json.loads(line)["id"] in SEVEN[:3]]
    manifest.write_bytes(b"".join(told) + b'{"id": "XA')

    assert again(done, ogp().records)[0] == SEVEN[3:]
