"""Write docs/problems.md from the registry of problem codes.

python tools/problems.py [FILE]        the default FILE is docs/problems.md
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lettergen.errors.registry import known_problems

PAGE = Path(__file__).resolve().parent.parent / "docs" / "problems.md"
HEAD = """\
# Problems

<!-- Made from lettergen/errors/problems.toml: make problems -->

Every problem has a code, which stays the same. On the terminal it is in brackets after the message;
with `--json` it is the [key `code`](command-line.md#problems-as-json).

A letter with an error is not made. A letter with a warning is made. Where the severity is *either*,
the meaning says on what it depends. The place of a problem shows which file it is in."""


def main() -> None:
    """Write the page into the file on the command line."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    target.write_text("\n".join(_lines()) + "\n", encoding="utf-8")


def _lines() -> Iterator[str]:
    yield HEAD
    for area, found in groupby(known_problems().items(), lambda item: item[1].area):
        yield f"\n## {area}\n\n| code | severity | what it means | what to do |\n|---|---|---|---|"
        for code, known in found:
            yield f"| `{code}` | {known.severity} | {known.means} | {known.fix} |"


if __name__ == "__main__":
    main()
