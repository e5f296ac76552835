"""The command line that the scripts of all peers share.

Usage: peer_NAME.py [OPTION] WORDS FOLDER. WORDS is the file that ``Mailing.write`` wrote.
The script writes one PDF for each letter into FOLDER, which must not exist.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path

from letter_words import Mailing, read_mailing

Write = Callable[[Mailing, Path], None]


def command_line() -> tuple[list[str], Mailing, Path]:
    """Return the options, the letters to write, and the folder, which this makes."""
    *options, words, out = sys.argv[1:]
    folder = Path(out)
    folder.mkdir(parents=True)
    return options, read_mailing(Path(words)), folder


def run_peer(write: Write) -> None:
    """Write the letters with the number of processes in the option, or with one.

    *write* makes the PDFs of a mailing in a folder. Each of several processes makes its share.
    """
    options, mailing, folder = command_line()
    if not options:
        write(mailing, folder)
        return
    processes = int(options[0])
    shares = [(mailing.part(number, processes), folder) for number in range(processes)]
    with multiprocessing.Pool(processes) as pool:
        pool.starmap(write, shares, chunksize=1)
