"""Make a thousand letters, make them again, change one: print a table in Markdown.

Two processes make tagged, archivable letters. The reference is the tutorials' loop: one process,
untagged letters. Each round makes all letters, then makes none, then makes the one whose record
has changed, and then runs the loop. Only times of one round are compared.

The exit status is 1 if a goal is missed. Usage: thousand.py [LETTERS [ROUNDS]].
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from racing import LOOP, SAMPLE, batch, machine, milliseconds, seconds, spread
from suspended_office import make_office

LETTERS = 1000
ROUNDS = 5
CHANGED = "civic space constraints"

TIMES_THE_LOOP = 4.0
TIMES_THE_FIRST = 40.0
MORE_FOR_ONE = 1.5  # seconds


@dataclass(frozen=True, slots=True)
class Round:
    """The seconds that each step of one round took."""

    first: float
    again: float
    changed: float
    loop: float


def rounds(folder: Path, letters: int, count: int) -> Iterator[Round]:
    """Run *count* rounds, each in a separate folder."""
    for number in range(count):
        place = folder / f"round-{number}"
        data = make_office(SAMPLE, place / "office", letters)
        command = [*batch(place / "office", data), str(place / "out")]
        first, again = seconds(command), seconds(command)
        before = made(place / "out", letters)
        change_one(data)
        changed = seconds(command)
        if sum(a != b for a, b in zip(before, made(place / "out", letters), strict=True)) != 1:
            raise SystemExit("A change in one record must make one letter again.")
        yield Round(first, again, changed, seconds([*LOOP, str(letters), str(place / "loop")]))


def change_one(data: Path) -> None:
    """Change a fact of the first record only."""
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace(CHANGED, "restrictions", 1), encoding="utf-8")


def made(out: Path, letters: int) -> list[tuple[int, str]]:
    """Return the time and SHA-256 of each letter's file, and check that all were made."""
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    found = [((out / one["file"]).stat().st_mtime_ns, one["sha256"]) for one in lines]
    if len(found) != letters or any(one["pages"] != 1 for one in lines):
        message = f"The batch made {len(found)} letters of one page, not {letters}."
        raise SystemExit(message)
    return found


def table(done: list[Round], letters: int) -> tuple[list[str], bool]:
    """Return the lines of the table, and whether every goal was reached."""
    to_loop = [one.loop / one.first for one in done]
    to_first = [one.first / one.again for one in done]
    more = [one.changed - one.again for one in done]
    rows = (
        (f"{letters:,} letters: the loop's time / lettergen's", to_loop, f"{TIMES_THE_LOOP:g}"),
        ("again, nothing changed: the first run's time / this", to_first, f"{TIMES_THE_FIRST:g}"),
        ("one record changed: seconds more than unchanged", more, f"under {MORE_FOR_ONE:g}"),
    )
    good = (
        median(to_loop) >= TIMES_THE_LOOP,
        median(to_first) >= TIMES_THE_FIRST,
        median(more) < MORE_FOR_ONE,
    )
    lines = [
        f"| {what} | {spread(found)} | {goal} | {'yes' if reached else '**no**'} |"
        for (what, found, goal), reached in zip(rows, good, strict=True)
    ]
    return lines, all(good)


def main() -> int:
    """Run all rounds and print the table."""
    letters, count = (*map(int, sys.argv[1:3]), *(LETTERS, ROUNDS)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as name:
        done = list(rounds(Path(name), letters, count))
    steps = ("first", "again", "changed", "loop")
    times = (f"{step} {milliseconds([getattr(one, step) for one in done])} ms" for step in steps)
    print(f"{machine()} Medians: {', '.join(times)}. Median (range) over {count} rounds.\n")
    print("| what | found | at least | reached |\n| --- | ---: | ---: | --- |")
    lines, good = table(done, letters)
    print("\n".join(lines))
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
