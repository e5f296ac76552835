"""What a test does at the desk page, again and again."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser import letter_of


def says(page: Page, sentence: str) -> None:
    """Wait until the letter in the frame says *sentence*."""
    page.wait_for_function(
        """(sentence) => document.querySelector("#stage iframe:not(.is-coming)")
            ?.contentDocument?.body?.innerText.replace(/\\s+/g, " ").includes(sentence)""",
        arg=sentence,
    )


def click_mark(page: Page, number: str) -> None:
    """Click the first word of a filled-in value in the letter."""
    box = letter_of(page).locator(f'[data-mark="{number}"]').first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 4, box["y"] + 6)
