"""What the scripts of all peers have in common: their command line.

Usage of each: peer_NAME.py [OPTION] WORDS FOLDER, where WORDS is the file that
``Mailing.write`` wrote. Into FOLDER, which must not exist, comes one PDF for each
letter.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path

from letter_words import Mailing, read_mailing

Write = Callable[[Mailing, Path], None]


def command_line() -> tuple[list[str], Mailing, Path]:
    """Return the options, the letters to write and the folder, which is made."""
    *options, words, out = sys.argv[1:]
    folder = Path(out)
    folder.mkdir(parents=True)
    return options, read_mailing(Path(words)), folder


def run_peer(write: Write) -> None:
    """Do what the command line asks for; the option is a number of processes, 1 without it.

    *write* makes the PDFs of a mailing in a folder. With more than one process each
    makes its share.
    """
    options, mailing, folder = command_line()
    if not options:
        write(mailing, folder)
        return
    processes = int(options[0])
    shares = [(mailing.part(number, processes), folder) for number in range(processes)]
    with multiprocessing.Pool(processes) as pool:
        pool.starmap(write, shares, chunksize=1)
