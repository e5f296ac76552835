"""A batch that nothing has changed is known without reading a record."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.batch.folder import kind_of
from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.batch.staleness import MEMORY
from lettergen.batch.unchanged import Inputs
from lettergen.errors import Problem, Severity
from tests.batch.batches import SEVEN, batch, name_of, named, statuses
from tests.offices import OGP, ogp
from tests.processes import contents

KIND = kind_of(ogp().materials, ogp().letterhead)
FILE = "enclosures/resolution-freedonia.txt"


def inputs(digest: str = "abc", day: str = "", office: Path = OGP) -> Inputs:
    """Return the inputs of a call; somebody has written the word today if there is a *day*."""
    return Inputs(digest, office, lambda: day, lambda: bool(day))


@pytest.fixture
def remembered(done: Path, sample: tuple[Path, Report]) -> Path:
    """The folder of the sample's batch, which remembers what it was made from."""
    inputs().remember(done, ogp().plan(ogp().records), sample[1].lines)
    return done


def test_unchanged(remembered: Path, sample: tuple[Path, Report]) -> None:
    """All lines come back as they were told, each letter as one that stood."""
    before = contents(remembered)
    report = inputs().unchanged(remembered, KIND)

    assert report is not None
    assert tuple(replace(line, kept=False) for line in report.lines) == sample[1].lines
    assert [line.id for line in report.lines if line.kept] == SEVEN
    assert report.languages == sample[1].languages
    assert contents(remembered) == before


def test_other_inputs(remembered: Path) -> None:
    """Where anything else went in, the records are looked at again."""
    assert inputs("abd").unchanged(remembered, KIND) is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (name_of("AZE"), b"%PDF", b"%PDf"),
        ("manifest.jsonl", b'"pages": 1', b'"pages": 2'),
        (MEMORY, b"{", b"["),
    ],
)
def test_another_file(remembered: Path, name: str, old: bytes, new: bytes) -> None:
    """Where a file is not as it was written, the records are looked at again."""
    file = remembered / name
    assert old in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(old, new))

    assert inputs().unchanged(remembered, KIND) is None


def test_nothing_remembered(done: Path) -> None:
    """A folder that remembers nothing is looked at in full."""
    assert inputs().unchanged(done, KIND) is None


@pytest.mark.parametrize(
    ("first", "second", "is_known"),
    [
        ("2021-04-27", "2021-04-27", True),
        ("2021-04-27", "2021-04-28", False),
        ("", "2021-04-28", True),
    ],
)
def test_today(
    done: Path, sample: tuple[Path, Report], first: str, second: str, is_known: bool
) -> None:
    """The word today means another day tomorrow; where nobody wrote it no day is remembered."""
    inputs(day=first).remember(done, ogp().plan(ogp().records), sample[1].lines)
    report = inputs(day=second).unchanged(done, KIND)

    assert (report is not None) is is_known


def test_another_enclosure(done: Path, sample: tuple[Path, Report], tmp_path: Path) -> None:
    """A file of the office that goes along is looked at, each time."""
    office = shutil.copytree(OGP, tmp_path / "office")
    now = inputs(office=office)
    now.remember(done, ogp().plan(ogp().records), sample[1].lines)
    assert now.unchanged(done, KIND) is not None

    (office / FILE).write_text("Another resolution.", encoding="utf-8")

    assert now.unchanged(done, KIND) is None


def test_something_was_said(remembered: Path, sample: tuple[Path, Report]) -> None:
    """A batch of which a warning was shown is not remembered: the next run shows it again."""
    first, *others = sample[1].lines
    warning = Problem("x", "Look at it.", severity=Severity.WARNING)
    lines = [replace(first, problems=(warning,)), *others]
    inputs().remember(remembered, ogp().plan(ogp().records), lines)

    assert inputs().unchanged(remembered, KIND) is None


def test_something_was_wrong(tmp_path: Path) -> None:
    """A batch with a failed letter is not remembered, and what was remembered is forgotten."""
    entries = ogp().plan(named("AZE"))
    made = batch(tmp_path, named("AZE")).lines
    inputs().remember(tmp_path, entries, made)
    assert inputs().unchanged(tmp_path, KIND) is not None

    inputs().remember(tmp_path, entries, [Line("AZE", Status.FAILED, "en")])

    assert statuses(made) == {"AZE": "made"}
    assert not (tmp_path / MEMORY).exists()
