"""Compare the time for a letter in each house style with that in `ogp`.

The words, the letterhead and the paper are the same. A ratio is the median of a style's processor
times divided by that of `ogp`, measured in turn. Prints a table in Markdown. The exit status is 1
if a ratio is above the goal.
"""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime

from one_letter import ROUNDS, maker, medians

from lettergen.letterhead.styles import style_names

PAPER = "a4"  # every style supports it
BASELINE = "ogp"
GOAL = 1.3

HEAD = """\
| style | ogp, ms | this style, ms | ratio | goal | reached |
|---|---|---|---|---|---|"""


def main() -> int:
    """Print the table; return 1 if the goal is missed."""
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {ROUNDS} rounds\n")
    print(HEAD)
    missed = False
    for style in style_names(None):
        base, other = medians(*(maker(style=one, paper=PAPER) for one in (BASELINE, style)))
        ratio = other / base
        missed |= ratio > GOAL
        said = "**no**" if ratio > GOAL else "yes"
        times = f"{base * 1000:.0f} | {other * 1000:.0f}"
        print(f"| {style} | {times} | {ratio:.2f} | {GOAL} | {said} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
