"""Compare what a letter costs in other languages with what it costs in English.

One process makes the same record's letter as a PDF in both languages in turn, A B A B,
after rounds that only warm it up, so that what starting costs does not hide the
difference. A ratio is the median of the one language's processor times by that of English's.
Prints a table in Markdown; the exit status is 1 when a ratio is above its goal.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import process_time

from lettergen.forms import load_forms
from lettergen.letterhead.reading import load_letterhead
from lettergen.merge import Materials
from lettergen.office import load_office
from lettergen.plan import Request, find_record, make_plan
from lettergen.produce import Format, Job, produce
from lettergen.records import read_records
from lettergen.states import load_states
from lettergen.template import load_template

OFFICE = Path(__file__).resolve().parent.parent / "examples" / "ogp"
TEMPLATE = "suspension-update"
RECORD = "AZE"
DAY = date(2021, 4, 27)
WARMING, ROUNDS = 5, 40
GOALS: dict[str, float | None] = {"ar": 1.3, "fr": None, "es": None, "az": None, "ru": None}
"""Language to the largest ratio that is good enough; None for one that is only shown."""

HEAD = """\
| language | English, ms | this language, ms | ratio | goal | reached |
|---|---|---|---|---|---|"""


def maker(language: str) -> Callable[[], bytes]:
    """Return what makes the record's letter in *language* as a PDF."""
    office, template = load_office(OFFICE), load_template(TEMPLATE, OFFICE)
    materials = Materials(template, office, load_states(OFFICE), load_forms(OFFICE), {})
    record = find_record(read_records(OFFICE / "members.yaml"), RECORD)
    request = Request(language=language)
    (entry,) = make_plan([record], template, office, request, today=lambda: DAY)
    letterhead = load_letterhead("ogp", OFFICE)

    def make() -> bytes:
        outcome = produce(Job(entry, Format.PDF), materials, letterhead)
        if outcome.content is None:
            raise SystemExit("\n".join(map(str, outcome.problems)))
        return outcome.content

    return make


def seconds(make: Callable[[], bytes]) -> float:
    """Return the processor time that one letter took."""
    start = process_time()
    make()
    return process_time() - start


def compared(language: str) -> tuple[float, float]:
    """Return the median seconds of an English letter and of one in *language*."""
    english, other = maker("en"), maker(language)
    times = [(seconds(english), seconds(other)) for _ in range(WARMING + ROUNDS)][WARMING:]
    return median(one for one, _ in times), median(one for _, one in times)


def main() -> int:
    """Print the table; return 1 when a goal is missed."""
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {ROUNDS} rounds\n")
    print(HEAD)
    missed = False
    for language, goal in GOALS.items():
        english, other = compared(language)
        ratio = other / english
        good = goal is None or ratio <= goal
        missed |= not good
        said = ("yes" if good else "**no**") if goal else "-"
        times = f"{english * 1000:.0f} | {other * 1000:.0f}"
        print(f"| {language} | {times} | {ratio:.2f} | {goal or '-'} | {said} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
