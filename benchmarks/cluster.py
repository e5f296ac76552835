"""Compare a Dask cluster of two workers with the pool of two, on this machine, letter by letter.

The same command makes the same letters on both, in turn, in a separate process. The time to
reach the cluster and send data to it counts; the time to start the cluster does not. The ratio
is the median over the rounds of the pool's wall time divided by the cluster's: the cluster's
letters per second relative to the pool's. Every letter's SHA-256 must be the same.

The exit status is 1 if the ratio is below its goal or a letter differs.
"""

from __future__ import annotations

import json
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from distributed import LocalCluster
from racing import SAMPLE, batch, machine, milliseconds, seconds, spread
from suspended_office import make_office

LETTERS = 200
ROUNDS = 5
WORKERS = 2
GOAL = 0.8


def main() -> int:
    """Run the rounds and print the table."""
    with (
        tempfile.TemporaryDirectory() as name,
        LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as cluster,
    ):
        near, far = compare(Path(name), cluster.scheduler_address)
    ratios = [ours / theirs for ours, theirs in zip(near, far, strict=True)]
    good = median(ratios) >= GOAL
    print(heading())
    print(
        f"| {LETTERS} letters | {milliseconds(near)} | {milliseconds(far)} | {spread(ratios)} "
        f"| {GOAL} | {'yes' if good else '**no**'} |"
    )
    return 0 if good else 1


def compare(folder: Path, scheduler: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the seconds of the pool and of the cluster in each round, after a warm-up round."""
    office = folder / "office"
    data = make_office(SAMPLE, office, LETTERS)
    pool, cluster = batch(office, data, jobs=WORKERS), batch(office, data, cluster=scheduler)
    times = []
    for number in range(ROUNDS + 1):
        near, far = folder / f"near-{number}", folder / f"far-{number}"
        times.append((seconds([*pool, str(near)]), seconds([*cluster, str(far)])))
        if not letters(near) == letters(far) != {} or len(letters(near)) != LETTERS:
            raise SystemExit("The cluster's letters differ from the pool's.")
    pools, clusters = zip(*times[1:], strict=True)
    return pools, clusters


def letters(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every letter by its id."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["id"]: line["sha256"] for line in map(json.loads, lines) if "sha256" in line}


def heading() -> str:
    """Return the machine and versions of the run, and the first lines of the table."""
    return (
        f"{machine()} distributed {version('distributed')}. The same SHA-256 for every letter. "
        "Wall times in ms, medians; ratio: letters per second on the cluster to those of the pool, "
        "median (range) over the rounds; higher is better.\n\n"
        f"| what | pool of {WORKERS} | cluster of {WORKERS} | ratio | at least | reached |\n"
        "| --- | ---: | ---: | ---: | ---: | --- |"
    )


if __name__ == "__main__":
    raise SystemExit(main())
