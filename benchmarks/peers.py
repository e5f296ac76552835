"""Compare lettergen with other ways to make the same letters, and print a table in Markdown.

Every tool writes the words of letter.html on one page for each recipient, in Noto Serif. They
run in turn, A B C, A B C, each in a separate process, after a round of a few letters that warms
the disk cache. Every run is checked: one file for each letter, with one page and all its words.

The exit status is 1 if lettergen is not faster than every tool that it must beat.
Usage: peers.py [LETTERS [ROUNDS [PEER ...]]]. PEER is the name of a script, such as typst or fpdf2.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from os import getloadavg
from pathlib import Path
from statistics import median

from cpu_time import adopt_orphans, descendants_seconds
from letter_check import Traits, check_letters, traits
from letter_words import LETTER_NAME, Letter, Mailing, letter_to
from peer_tools import PYTHON, font_file, versions
from racing import LOOP, ROOT, SAMPLE, batch, machine, seconds, spread
from suspended_office import make_office, people

LETTERS = 200
ROUNDS = 3
WARMING = 10
# A tool that starts a program for each letter makes one letter where the others make this many.
ONE_BY_ONE = 10


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to make letters.

    Attributes:
        script: The name of its script, between ``peer_`` and ``.py``.
        parts: The programs and libraries whose versions matter.
        must_lose: Whether lettergen must be faster.
        sparing: Whether it makes only a few letters, since each takes long.
    """

    name: str
    script: str
    parts: tuple[str, ...]
    options: tuple[str, ...] = ()
    must_lose: bool = True
    sparing: bool = False


PEERS = (
    Peer("Chromium, one browser", "chromium", ("chromium", "playwright"), ("plain",)),
    Peer("Chromium, one browser, tagged", "chromium", ("chromium", "playwright")),
    Peer("LibreOffice, one call", "libreoffice", ("soffice", "docxtpl")),
    Peer("XeLaTeX, one call a letter", "xelatex", ("xelatex",), sparing=True),
    Peer("fpdf2", "fpdf2", ("fpdf2",)),
    Peer("fpdf2, 2 processes", "fpdf2", ("fpdf2",), ("2",)),
    Peer("ReportLab platypus", "reportlab", ("reportlab",), must_lose=False),
    Peer("ReportLab platypus, 2 processes", "reportlab", ("reportlab",), ("2",), must_lose=False),
    Peer("Typst", "typst", ("typst",), must_lose=False),
    Peer("Typst, 2 processes", "typst", ("typst",), ("2",), must_lose=False),
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A command that runs in each round.

    Attributes:
        command: Its command line, without the last word, a folder that must not exist.
        letters: The letters that it must make.
        files: The name of a letter's file, with its stem as a field.
    """

    name: str
    version: str
    command: tuple[str, ...]
    letters: tuple[Letter, ...]
    files: str = "{stem}.pdf"
    must_lose: bool = False


@dataclass(frozen=True, slots=True)
class Lap:
    """One run of a tool: wall and processor seconds for a letter, and the files' properties."""

    wall: float
    busy: float
    traits: Traits


@dataclass(frozen=True, slots=True)
class Laps:
    """The runs of a tool, round by round."""

    tool: Tool
    laps: tuple[Lap, ...]

    def against(self, other: Laps) -> list[float]:
        """Return the wall time of this tool divided by that of another, for each round."""
        return [mine.wall / its.wall for mine, its in zip(self.laps, other.laps, strict=True)]

    def effort_against(self, other: Laps) -> list[float]:
        """Return the same for processor times."""
        return [mine.busy / its.busy for mine, its in zip(self.laps, other.laps, strict=True)]


def tools(folder: Path, members: int, peers: Sequence[Peer]) -> list[Tool]:
    """Return the loop, lettergen and *peers*; their input is made in *folder*."""
    folder.mkdir()
    letters = tuple(letter_to(given, family, own_id) for own_id, given, family in people(members))
    office = folder / "office"
    data = make_office(SAMPLE, office, members)
    weasyprint = f"WeasyPrint {version('weasyprint')}"
    loop = Tool(
        "the tutorials' loop",
        weasyprint,
        (*LOOP, str(members)),
        tuple(letter_to(*LETTER_NAME, str(number)) for number in range(members)),
    )
    ours = Tool(
        "**lettergen, 2 workers**",
        weasyprint,
        tuple(batch(office, data)),
        letters,
        files="*_{stem}_en.pdf",
    )
    alone = replace(ours, name="lettergen, 1 worker", command=tuple(batch(office, data, jobs=1)))
    return [loop, ours, alone, *peer_tools(folder, letters, peers)]


def peer_tools(folder: Path, letters: tuple[Letter, ...], peers: Sequence[Peer]) -> Iterator[Tool]:
    """Yield *peers*, ready to write *letters*."""
    known = versions()
    everyone = Mailing(letters, font_file("Regular"), font_file("Bold"))
    for peer in peers:
        mailing = everyone.part(0, ONE_BY_ONE) if peer.sparing else everyone
        words = folder / f"{len(mailing.letters)}.json"
        mailing.write(words)
        script = str(ROOT / "benchmarks" / f"peer_{peer.script}.py")
        yield Tool(
            f"{peer.name} ({len(mailing.letters)} letters)" if peer.sparing else peer.name,
            ", ".join(known[part] for part in peer.parts),
            (str(PYTHON), script, *peer.options, str(words)),
            mailing.letters,
            must_lose=peer.must_lose,
        )


def run(tool: Tool, out: Path) -> Lap:
    """Make the letters once, and check the files."""
    print(f"{out.name}: {tool.name}", file=sys.stderr, flush=True)
    before = descendants_seconds()
    wall = seconds([*tool.command, str(out)])
    busy = descendants_seconds() - before
    check_letters(out, tool.letters, tool.files)
    return Lap(wall / len(tool.letters), busy / len(tool.letters), traits(out))


def race(folder: Path, members: int, rounds: int, peers: Sequence[Peer]) -> list[Laps]:
    """Run every tool in turn, *rounds* times."""
    for number, tool in enumerate(tools(folder / "warming", WARMING, peers)):
        run(tool, folder / f"warming-{number}")
    field = tools(folder / "racing", members, peers)
    results = [
        [run(tool, folder / f"round-{number}-{place}") for place, tool in enumerate(field)]
        for number in range(1, rounds + 1)
    ]
    return [Laps(tool, laps) for tool, laps in zip(field, zip(*results, strict=True), strict=True)]


def heading(members: int, rounds: int, load: float) -> str:
    """Return the machine and versions of the run, and the first lines of the table."""
    return (
        f"{machine()} {members} letters of one page, start of the process included; medians "
        f"(range) of the rounds, {rounds} in all; load before it {load:.1f}.\n\n"
        "| tool | version | letters a second | its time / the loop's | its time / lettergen's "
        "| lettergen ahead | its CPU time / the loop's | tagged | keeps | fonts inside | kB |\n"
        "| --- | --- | ---: | ---: | ---: | --- | ---: | --- | --- | --- | ---: |"
    )


def line(laps: Laps, loop: Laps, ours: Laps) -> str:
    """Return the line of the table for one tool."""
    tool, pace = laps.tool, 1 / median(lap.wall for lap in laps.laps)
    times = f"{spread(laps.against(loop))} | {spread(laps.against(ours))}"
    effort = f"{median(laps.effort_against(loop)):.2f}"
    ahead = "yes" if is_behind(laps, ours) else "**no**" if tool.must_lose else "no"
    verdict, made = "" if laps is ours else ahead, laps.laps[-1].traits
    return (
        f"| {tool.name} | {tool.version} | {pace:.1f} | {times} | {verdict} | {effort} | {made} |"
    )


def is_behind(laps: Laps, ours: Laps) -> bool:
    """Return whether a tool takes longer than lettergen."""
    return median(laps.against(ours)) > 1


def main() -> int:
    """Run the race and print its table."""
    given, names = [int(word) for word in sys.argv[1:3]], sys.argv[3:]
    members, rounds = [*given, *(LETTERS, ROUNDS)[len(given) :]]
    unknown = set(names) - {peer.script for peer in PEERS}
    if unknown:
        raise SystemExit(f"Unknown peer: {', '.join(sorted(unknown))}.")
    peers = [peer for peer in PEERS if not names or peer.script in names]
    load, _, _ = getloadavg()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        loop, ours, *others = race(Path(name), members, rounds, peers)
    print(heading(members, rounds, load))
    for laps in (loop, ours, *others):
        print(line(laps, loop, ours))
    lost = [laps for laps in others if laps.tool.must_lose and not is_behind(laps, ours)]
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
