"""The loop of every tutorial: write the letter N times with plain WeasyPrint, in one process.

Usage: tutorial_loop.py N FOLDER. With N = 1 it is the bare script for one letter.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML

LETTER = Path(__file__).parent / "letter.html"


def main(count: int, folder: Path) -> None:
    """Write *count* letters into *folder*."""
    folder.mkdir(parents=True)
    html = LETTER.read_text(encoding="utf-8")
    for number in range(count):
        HTML(string=html).write_pdf(folder / f"{number}.pdf")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
