"""Time the preview in a real browser and print a table in Markdown.

A save is a write to the template's body. The time measured is the time that a person waits: from
the write until the browser shows the new HTML, and until it shows the pictures of the new pages.
The goal for the pages is relative to the median time of one letter in this process.

The exit status is 1 if a goal is missed. Run from the checkout: python -m benchmarks.preview
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, sleep

from playwright.sync_api import Page

from lettergen.preview.choice import Choice
from lettergen.preview.office_reader import read_sources
from lettergen.produce import Job, produce
from lettergen.workspace import Office
from tests.browser import chromium
from tests.processes import forked

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "suspension-update"
SAVES = 30
REST = 0.3  # seconds between two saves
GOAL_HTML = 250.0  # milliseconds
GOAL_PAGES = (1.5, 300.0)  # times one letter in this process, plus milliseconds
STORM = 200
STORM_SECONDS = 10.0
MOST_RENDERS = 2
SHOWN = """(words) => document.querySelector("#stage iframe:not(.is-coming)")
    ?.contentDocument?.body?.innerText.includes(words)"""
PICTURED = """(before) => {
    const picture = document.querySelector("#sheets img");
    return picture && picture.complete && picture.src !== before;
}"""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table."""

    what: str
    found: str
    goal: str
    is_good: bool

    def __str__(self) -> str:
        return f"| {self.what} | {self.found} | {self.goal} | {'yes' if self.is_good else 'NO'} |"


class Words:
    """The body of the template: each save changes its first sentence."""

    def __init__(self, office: Path) -> None:
        self.file = office / "templates" / TEMPLATE / "en.md.j2"
        self.text = self.file.read_text(encoding="utf-8")
        self.saved = 0

    def save(self) -> str:
        """Save the body; return its new words."""
        self.saved += 1
        new = f"I am writing for the {self.saved}th time"
        self.file.write_text(self.text.replace("I am writing", new), encoding="utf-8")
        return new


@contextmanager
def preview(office: Path) -> Iterator[tuple[int, str]]:
    """Give a running preview's process and address."""
    command = [sys.executable, "-m", "lettergen", "preview", TEMPLATE, "--id", "AZE", "--no-open"]
    with subprocess.Popen(
        [*command, "--office", str(office)], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None  # noqa: S101 - for the type checker
        try:
            lines = (re.search(r"http\S+", line) for line in process.stderr)
            yield process.pid, next(found[0] for found in lines if found)
        finally:
            process.terminate()


def letter_maker(office: Path) -> Callable[[], object]:
    """Return a function that makes one letter in this process, after a warm-up."""
    sources = read_sources(Office(office), "", Choice(TEMPLATE))
    job = Job(sources.entries[0])

    def make() -> object:
        return produce(job, sources.materials, sources.letterhead)

    make()
    return make


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that *work* takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def until_html(page: Page, words: Words) -> float:
    """Return the milliseconds from a save until the browser shows its words."""
    start = perf_counter()
    page.wait_for_function(SHOWN, arg=words.save(), polling="raf")
    return (perf_counter() - start) * 1000


def until_pages(page: Page, words: Words) -> float:
    """Return the milliseconds from a save until the browser shows the new page's picture."""
    before = page.locator("#sheets img").get_attribute("src")
    absolute = page.evaluate("(path) => new URL(path, location).href", before)
    start = perf_counter()
    words.save()
    page.wait_for_function(PICTURED, arg=absolute, polling="raf")
    return (perf_counter() - start) * 1000


def storm(page: Page, words: Words, process: int) -> Result:
    """Save 200 times in ten seconds; count the busy processes, and wait for the last save."""
    most: list[int] = [0]
    over = Event()

    def count() -> None:
        while not over.is_set():
            most.append(len(forked(process)))
            sleep(0.01)

    counting = Thread(target=count)
    counting.start()
    start = perf_counter()
    for number in range(STORM):
        last = words.save()
        sleep(max(0.0, start + (number + 1) * STORM_SECONDS / STORM - perf_counter()))
    end = perf_counter()
    page.wait_for_function(SHOWN, arg=last, polling="raf")
    shown = (perf_counter() - end) * 1000
    page.wait_for_selector("#made:text('PDF: 1 page')")
    made = (perf_counter() - end) * 1000
    over.set()
    counting.join()
    found = f"{max(most)} renders at most; last HTML after {shown:.0f} ms, its PDF {made:.0f} ms"
    what = f"{STORM} saves in {end - start:.1f} s"
    goal = f"{MOST_RENDERS} renders, the last shown"
    return Result(what, found, goal, max(most) <= MOST_RENDERS)


def shown(times: list[float]) -> str:
    """Return a median and its range."""
    return f"{median(times):.0f} ms ({min(times):.0f} to {max(times):.0f})"


def results(office: Path) -> Iterator[Result]:
    """Yield the lines of the table."""
    make = letter_maker(office)
    words = Words(office)
    with preview(office) as (process, address), chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("html[data-pages]")
        _, times = in_turn(lambda: until_html(page, words), make)
        goal = f"under {GOAL_HTML:.0f} ms"
        yield Result("from a save to the HTML", shown(times), goal, median(times) < GOAL_HTML)
        page.click("#tab-pdf")
        page.wait_for_selector("#sheets img")
        alone, times = in_turn(lambda: until_pages(page, words), make)
        most = GOAL_PAGES[0] * median(alone) + GOAL_PAGES[1]
        goal = f"under {most:.0f} ms (one letter here: {median(alone):.0f} ms)"
        yield Result("from a save to the page", shown(times), goal, median(times) < most)
        page.click("#tab-html")
        yield storm(page, words, process)


def in_turn(
    wait: Callable[[], float], make: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Time a letter in this process and *wait*, in turn, since a machine's speed drifts."""
    alone, waited = [], []
    for _ in range(SAVES):
        sleep(REST)
        alone.append(timed(make))
        waited.append(wait())
    return alone, waited


def main() -> int:
    """Print the table; return 1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        office = shutil.copytree(ROOT / "examples" / "ogp", Path(folder) / "office")
        shutil.copytree(ROOT / "templates", office / "templates")
        print("| preview | found | goal | reached |\n|---|---|---|---|")
        reached = []
        for result in results(office):
            print(result, flush=True)
            reached.append(result.is_good)
    return int(not all(reached))


if __name__ == "__main__":
    sys.exit(main())
