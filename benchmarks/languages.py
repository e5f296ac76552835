"""Compare what a letter costs in other languages with what it costs in English.

One process makes the same record's letter as a PDF in both languages in turn, A B A B,
after rounds that only warm it up, so that what starting costs does not hide the
difference. A ratio is the median of the one language's processor times by that of English's.
Prints a table in Markdown; the exit status is 1 when a ratio is above its goal.
"""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime

from one_letter import ROUNDS, maker, medians

GOALS: dict[str, float | None] = {"ar": 1.3, "fr": None, "es": None, "az": None, "ru": None}
"""Language to the largest ratio that is good enough; None for one that is only shown."""

HEAD = """\
| language | English, ms | this language, ms | ratio | goal | reached |
|---|---|---|---|---|---|"""


def main() -> int:
    """Print the table; return 1 when a goal is missed."""
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {ROUNDS} rounds\n")
    print(HEAD)
    missed = False
    for language, goal in GOALS.items():
        english, other = medians(maker(), maker(language=language))
        ratio = other / english
        good = goal is None or ratio <= goal
        missed |= not good
        said = ("yes" if good else "**no**") if goal else "-"
        times = f"{english * 1000:.0f} | {other * 1000:.0f}"
        print(f"| {language} | {times} | {ratio:.2f} | {goal or '-'} | {said} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
