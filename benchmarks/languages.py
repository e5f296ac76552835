"""Compare the time for a letter in other languages with that in English.

One process makes the same record's letter as a PDF in both languages in turn, A B A B, after
warm-up rounds, so that the time to start does not hide the difference. A ratio is the median
of the other language's processor times divided by the median of English.
Prints a table in Markdown. The exit status is 1 if a ratio is above its goal.
"""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime

from one_letter import ROUNDS, maker, medians

GOALS: dict[str, float | None] = {"ar": 1.3, "fr": None, "es": None, "az": None, "ru": None}
"""The largest allowed ratio of each language; None if it is only shown."""

HEAD = """\
| language | English, ms | this language, ms | ratio | goal | reached |
|---|---|---|---|---|---|"""


def main() -> int:
    """Print the table; return 1 if a goal is missed."""
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
