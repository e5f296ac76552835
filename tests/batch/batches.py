"""Batches of the sample office, for the tests of a batch's parts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from lettergen.batch.letter_keys import Keys
from lettergen.batch.manifest import Line
from lettergen.batch.report import Report
from lettergen.batch.run import Batch, Make
from lettergen.batch.unchanged import Inputs
from lettergen.batch.workers import make_all
from lettergen.records import Record
from tests.offices import OGP, Desk, ogp
from tests.processes import descendants

SEVEN = ["AZE", "XAA", "XAB", "XAC", "XAD", "XAE", "XAF"]
ENCLOSURE = "2021-04-27_suspension-update_XAB_en_enclosure-1.txt"
MINE = b"a file of somebody else's"
INPUTS = Inputs("", OGP, lambda: "", lambda: False)
TWO: Make = partial(make_all, workers=2)


def batch(
    folder: Path,
    records: Iterable[Record],
    desk: Desk | None = None,
    *,
    make: Make = TWO,
    force: bool = False,
    fresh: bool = False,
) -> Report:
    """Run a batch of the sample office."""
    desk = desk or ogp()
    heard: list[Line] = []
    keys = Keys(desk.materials, desk.letterhead, {})
    report = Batch(
        desk.plan(records),
        desk.materials,
        desk.letterhead,
        folder,
        keys,
        INPUTS,
        make,
        force=force,
        fresh=fresh,
    ).run(heard.append)
    assert sorted(heard, key=repr) == sorted(report.lines, key=repr)
    return report


def named(*ids: str) -> list[Record]:
    """Return records of the sample office."""
    return [ogp().record(one) for one in ids]


def name_of(record_id: str) -> str:
    """Return the file name of a record's letter."""
    return f"2021-04-27_suspension-update_{record_id}_en.pdf"


def manifest(folder: Path) -> list[dict[str, object]]:
    """Return the lines of the manifest."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def statuses(lines: Sequence[Line]) -> dict[str, str]:
    """Return what became of each record."""
    return {line.id: str(line.status) for line in lines}


def busy_workers() -> list[int]:
    """Return the ids of this process's workers: what the server of workers has started."""
    return [
        worker
        for server in descendants(os.getpid())
        if b"forkserver" in Path(f"/proc/{server}/cmdline").read_bytes()
        for worker in descendants(server)
    ]
