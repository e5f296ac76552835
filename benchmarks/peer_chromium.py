"""Write letters with Chromium: one browser, one page, one letter after the other.

Playwright controls the Chromium that is installed on the system. With the option
``plain`` the PDFs are not tagged, which is Playwright's default.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from letter_words import Mailing
from peer_command import command_line
from playwright.sync_api import sync_playwright

PLAIN = "plain"


def write(mailing: Mailing, folder: Path, *, tagged: bool) -> None:
    """Write every letter with one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        for letter in mailing.letters:
            page.set_content(letter.page)
            page.pdf(path=folder / f"{letter.stem}.pdf", prefer_css_page_size=True, tagged=tagged)
        browser.close()


if __name__ == "__main__":
    options, mailing, folder = command_line()
    write(mailing, folder, tagged=PLAIN not in options)
