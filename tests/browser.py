"""Chromium without a window, as the tests and the benchmark drive it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ON_MACOS = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")
QUIET = (
    "--no-sandbox",  # which Chromium asks of root; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERIOUS = {"serious", "critical"}
PATIENCE = 20_000  # milliseconds


def chromium_file() -> str:
    """Return the browser that the system has; make setup installs it for `make test`."""
    found = next(filter(None, map(shutil.which, NAMES)), str(ON_MACOS))
    assert Path(found).exists(), "There is no Chromium. Run: make browser"
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser with an empty profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_file(), args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


def serious_faults(page: Page) -> list[str]:
    """Return what axe finds that keeps somebody from using *page*."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html']}"
        for fault in found
        if fault["impact"] in SERIOUS
    ]


def letter_of(page: Page) -> Frame:
    """Return the frame in which the letter stands."""
    (frame,) = (one for one in page.frames if one != page.main_frame)
    return frame
