"""What a batch survives, and what it costs in the long run: poison, full disks, many letters."""

from __future__ import annotations

import csv
import os
import random
import resource
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from lettergen.batch import workers
from lettergen.batch.workers import make_all
from lettergen.errors import CallError
from lettergen.office.settings import Limits
from lettergen.produce import Job
from lettergen.records import Record, Value
from tests.batch.batches import batch, busy_workers, statuses
from tests.cli.sample import NAME, many
from tests.conftest import Scale
from tests.offices import Desk, aze, codes, ogp
from tests.processes import (
    contents,
    descendants,
    enlarge,
    lettergen,
    letters,
    most_memory,
    small_disk,
    started,
    wait_until,
)

HERE = os.getpid()
SECONDS = 5
MEGABYTES = 400
PATIENCE = 120  # seconds
OTHERS = {"ar", "az", "es", "fr", "ru", "Arab", "Cyrl"}  # languages and scripts
LAYOUT_BOMB = {"cc.1.name": "restrictions " * 300_000}  # takes far longer than a letter may


def crash() -> None:
    """End as a fault in a library ends a process."""
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    """End without a word."""
    os._exit(0)


def hang() -> None:
    """Do nothing for ever."""
    while True:
        time.sleep(3600)


def eat() -> None:
    """Ask for more memory than a letter may have."""
    bytearray(10 * MEGABYTES * 1024 * 1024)


@dataclass(frozen=True)
class Poison(Mapping[str, Value]):
    """Facts that do harm when a worker reads them; to this process they are ordinary."""

    facts: Mapping[str, Value]
    harm: Callable[[], None]

    def __getitem__(self, path: str) -> Value:
        if os.getpid() != HERE:
            self.harm()
        return self.facts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def __reduce__(self) -> tuple[Any, ...]:
        return _poison, (HERE, dict(self.facts), self.harm)


def _poison(home: int, facts: dict[str, Value], harm: Callable[[], None]) -> Poison:
    global HERE  # noqa: PLW0603 - in a worker, where the harm is to be done
    HERE = home
    return Poison(facts, harm)


HARMS: dict[str, tuple[Callable[[], None] | None, str]] = {
    "crash": (crash, "worker-died"),
    "leave": (leave, "out-of-time"),  # nothing tells such a death from a long work
    "hang": (hang, "out-of-time"),
    "eat": (eat, "internal-fault"),
    "layout": (None, "out-of-time"),
}


def poisoned(name: str) -> Record:
    """Return a record that does harm."""
    harm, _ = HARMS[name]
    if harm is None:
        return replace(aze(LAYOUT_BOMB), id=name)
    record = aze()
    return replace(record, id=name, values=Poison(record.values, harm))


def limited(**limits: float) -> Desk:
    """Return the sample office with other limits for a letter."""
    return ogp().with_settings(limits=Limits.model_validate(limits))


def test_poison(
    tmp_path: Path, scale: Scale, record_property: Callable[[str, object], None]
) -> None:
    """Letters that crash, leave, hang, eat memory or never end are named; all others come out."""
    count = scale.pick(small=30, full=1000)
    records = [replace(aze(), id=f"M{number:04}") for number in range(count - len(HARMS))]
    start = time.monotonic()
    batch(tmp_path / "clean", records)
    record_property("clean_seconds", round(time.monotonic() - start, 1))
    for place, name in enumerate(HARMS):
        records.insert(place * count // len(HARMS), poisoned(name))

    start = time.monotonic()
    folder = tmp_path / "poisoned"
    report = batch(folder, records, limited(seconds=SECONDS, megabytes=MEGABYTES))
    record_property("poison_seconds", round(time.monotonic() - start, 1))

    told = {line.id: codes(line.problems) for line in report.failed}
    assert told == {name: [code] for name, (_, code) in HARMS.items()}
    assert len(letters(folder)) == count - len(HARMS)
    assert {*letters(folder).values()} == {*letters(tmp_path / "clean").values()}
    assert len({*letters(folder).values()}) == 1
    record_property("poison_letters", count)


def test_disk_that_fills_up(tmp_path: Path, scale: Scale) -> None:
    """A full disk ends the batch with a sentence and no torn file; with room it goes on."""
    count = scale.pick(small=20, full=200)
    records = [replace(aze(), id=f"R{number:03}") for number in range(count)]
    batch(tmp_path / "whole", records)
    with small_disk(tmp_path / "disk", count * 10) as disk:
        with pytest.raises(CallError, match="No space left on device"):
            batch(disk, records)
        assert 0 < len(letters(disk)) < count
        assert all(content.endswith(b"%%EOF\n") for content in letters(disk).values())
        enlarge(disk, count * 100)

        report = batch(disk, records)

        assert statuses(report.lines) == dict.fromkeys(statuses(report.lines), "made")
        assert report.kept > 0
        assert letters(disk) == letters(tmp_path / "whole")


def test_killed(
    tmp_path: Path,
    scale: Scale,
    chance: random.Random,
    record_property: Callable[[str, object], None],
) -> None:
    """Whichever process of a batch is killed, the same command leaves in the end what one run does.

    The batch itself, its workers and the server they are forked from take turns by chance.
    """
    count = scale.pick(small=16, full=60)
    office = many(tmp_path / "office", count)
    call = ("batch", NAME, "--office", office, "--jobs", "2", "-o")
    assert lettergen(*call, tmp_path / "undisturbed").returncode == 0
    whole = contents(tmp_path / "undisturbed")

    kills = 0
    for number in range(scale.pick(small=2, full=20)):
        folder = tmp_path / f"out{number}"
        for _ in range(2):
            kills += killed_once(call, folder, count, chance)
            for name, content in letters(folder).items():
                assert content == whole[name]
        assert lettergen(*call, folder).returncode == 0
        assert contents(folder) == whole
    record_property("kills", kills)


def killed_once(
    call: tuple[str | Path, ...], folder: Path, count: int, chance: random.Random
) -> bool:
    """Start a batch, kill one of its processes at some moment, and return whether one was there."""
    most = chance.randrange(1, count)
    with started(*call, folder) as process:
        wait_until(lambda: len(letters(folder)) >= most or process.poll() is not None)
        victim = chance.choice([process.pid, process.pid, *descendants(process.pid)])
        was_there = process.poll() is None
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        process.wait(timeout=PATIENCE)
    return was_there


def resident(process: int) -> int:
    """Return the bytes of memory that a process has."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def test_memory_is_flat(
    scale: Scale, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """A worker that has made many letters has hardly more memory than after the first ones."""
    few, many = scale.pick(small=64, full=192), scale.pick(small=256, full=2048)
    monkeypatch.setattr(workers, "LETTERS_PER_WORKER", 10 * many)
    desk, sizes = ogp(), dict[int, int]()
    jobs = ((number, Job(desk.entry(aze()))) for number in range(many + 1))

    for number, outcome in make_all(jobs, desk.materials, desk.letterhead, 1):
        assert outcome.content is not None
        if number + 1 in {few, many}:
            (worker,) = busy_workers()
            sizes[number + 1] = resident(worker)

    growth = (sizes[many] - sizes[few]) / (many - few)
    record_property("bytes_per_letter", round(growth))
    assert growth <= 20_000


def test_parent_is_small(
    tmp_path: Path, scale: Scale, record_property: Callable[[str, object], None]
) -> None:
    """However many records a batch is for, the process that reads and plans them stays small."""
    count = scale.pick(small=4_000, full=100_000)
    office = many(tmp_path / "office", 1)
    sheet(office / "members.csv", count)
    call = ("batch", NAME, "--office", office, "--data", office / "members.csv", "-o")

    with started(*call, tmp_path / "out") as process:
        wait_until(
            lambda: bool(letters(tmp_path / "out")) or process.poll() is not None, 2 * PATIENCE
        )
        assert process.poll() is None
        most = most_memory(process.pid)

    record_property("megabytes", most // 1_000_000)
    assert most <= 90_000_000 + count * 2_100  # 300 MB for 100,000


def sheet(file: Path, count: int) -> None:
    """Write *count* records like the first one, in English only, as CSV."""
    values = aze().values.items()
    row = {path: value.text for path, value in values if OTHERS.isdisjoint(path.split("."))}
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, row)
        writer.writeheader()
        writer.writerows(row | {"id": f"R{number:06}"} for number in range(count))
