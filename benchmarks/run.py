"""Compare lettergen with plain WeasyPrint and print a table in Markdown.

A machine's speed drifts, so ratios count and milliseconds do not. The two commands of a line
run in turn, A B A B, each in a separate process, after one round that warms the disk cache.
A ratio is the median over the rounds of lettergen's wall time divided by that of WeasyPrint.

The exit status is 1 if a ratio is above its goal.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from racing import (
    LETTERGEN,
    LOOP,
    SAMPLE,
    TEMPLATE,
    Command,
    batch,
    machine,
    milliseconds,
    seconds,
    spread,
)
from suspended_office import make_office

IMPORT = [sys.executable, "-c", "import weasyprint"]
BATCH = 200


@dataclass(frozen=True, slots=True)
class Race:
    """Two commands that do the same work.

    Attributes:
        goal: The largest allowed ratio of wall times, lettergen's to the reference's.
        rounds: The number of runs of each, after the warm-up round.
        check: Checks that a run of lettergen made all its output.
    """

    title: str
    lettergen: Command
    reference: Command
    goal: float
    rounds: int = 9
    check: Callable[[Path], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Result:
    """The seconds each command took, round by round."""

    race: Race
    lettergen: tuple[float, ...]
    reference: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """Lettergen's time divided by the reference's, for each round."""
        return [ours / theirs for ours, theirs in zip(self.lettergen, self.reference, strict=True)]

    @property
    def is_good(self) -> bool:
        """Whether the median ratio reaches the goal."""
        return median(self.ratios) <= self.race.goal

    def __str__(self) -> str:
        times = f"{milliseconds(self.lettergen)} | {milliseconds(self.reference)}"
        verdict = "yes" if self.is_good else "**no**"
        ratios = spread(self.ratios)
        return f"| {self.race.title} | {times} | {ratios} | {self.race.goal} | {verdict} |"


def races(folder: Path) -> Iterator[Race]:
    """Yield all races; their input is made in *folder*."""
    yield Race(
        "`lettergen --help` / `import weasyprint`",
        lambda _: [LETTERGEN, "--help"],
        lambda _: IMPORT,
        goal=0.5,
    )
    yield Race(
        "`lettergen plan` / `import weasyprint`",
        lambda _: [LETTERGEN, "plan", TEMPLATE, "--office", str(SAMPLE)],
        lambda _: IMPORT,
        goal=0.5,
    )
    render = [LETTERGEN, "render", TEMPLATE, "--office", str(SAMPLE), "--id", "AZE", "-o"]
    yield Race(
        "one letter / the bare script",
        lambda out: [*render, str(out.with_suffix(".pdf"))],
        lambda out: [*LOOP, "1", str(out)],
        goal=1.0,
    )
    office = folder / "office"
    data = make_office(SAMPLE, office, BATCH)
    yield Race(
        f"{BATCH} letters on 2 cores / the tutorials' loop",
        lambda out: [*batch(office, data), str(out)],
        lambda out: [*LOOP, str(BATCH), str(out)],
        goal=0.5,
        rounds=5,
        check=check_batch,
    )


def check_batch(out: Path) -> None:
    """Check that a batch made every letter, each with one page, as the loop does."""
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    one_page = [line for line in map(json.loads, lines) if line.get("pages") == 1]
    files = len(list(out.glob("*.pdf")))
    if len(one_page) != BATCH or files != BATCH:
        message = f"The batch made {files} files, {len(one_page)} of one page, not {BATCH}."
        raise SystemExit(message)


def run(race: Race, folder: Path) -> Result:
    """Run both commands in turn; the first round does not count."""
    places = (folder / f"run-{number}" for number in count())
    folder.mkdir()
    times: list[tuple[float, float]] = []
    for _ in range(race.rounds + 1):
        out = next(places)
        ours = seconds(race.lettergen(out))
        race.check(out)
        times.append((ours, seconds(race.reference(next(places)))))
    ours_all, theirs_all = zip(*times[1:], strict=True)
    return Result(race, ours_all, theirs_all)


def heading() -> str:
    """Return the machine and versions of the run, and the first lines of the table."""
    return (
        f"{machine()} Wall times in ms, "
        "medians; ratio: median (range) over the rounds; lower is better.\n\n"
        "| lettergen / reference | lettergen | reference | ratio | at most | reached |\n"
        "| --- | ---: | ---: | ---: | ---: | --- |"
    )


def main() -> int:
    """Run every race and print its line when it ends."""
    good = True
    print(heading(), flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, race in enumerate(races(folder)):
            result = run(race, folder / f"race-{number}")
            good = good and result.is_good
            print(result, flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
