"""The desk page while somebody saves files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PATIENCE, letter_of, serious_faults
from tests.cli.sample import SUSPENDED, change
from tests.preview.conftest import Preview, make_office, running
from tests.preview.looking import says

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def desk(preview: Preview, browser: Browser) -> Page:
    """The page, over files that the test may spoil."""
    return preview.open(browser)


def test_saved_words_are_seen(preview: Preview, desk: Page) -> None:
    """A template saved shows at once, the changed words marked; the scroll stays."""
    says(desk, "I am writing to provide")
    desk.evaluate("document.getElementById('scroller').scrollTop = 220")
    change(preview.words, "I am writing to provide", "We are writing to provide")
    says(desk, "We are writing to provide")

    letter = letter_of(desk)
    expect(letter.locator("ins")).to_have_text(["We are"])
    assert desk.evaluate("document.getElementById('scroller').scrollTop") == 220
    shade = "(one) => getComputedStyle(one).backgroundColor"
    assert letter.locator("ins").evaluate(shade) != "rgba(0, 0, 0, 0)"
    assert not letter.locator("del").is_visible()

    desk.uncheck("#mark-changes")
    assert letter.locator("ins").evaluate(shade) == "rgba(0, 0, 0, 0)"


def test_saved_facts_and_look_are_seen(preview: Preview, desk: Page) -> None:
    """Data, passage, letterhead and office file are followed as the words are."""
    office = preview.office
    change(office / "members.yaml", "civic space constraints", "new concerns")
    says(desk, "addressed the new concerns that led")

    passages = office / "passages" / "suspension-update"
    (passages / "AZE.en.md").write_text("[after-support]\n\nA word of mine.\n", encoding="utf-8")
    says(desk, "A word of mine.")

    change(office / "lettergen.toml", 'en = "Best wishes,"', 'en = "With regards,"')
    says(desk, "With regards,")

    change(office / "lettergen.toml", 'letterhead = "ogp"', 'letterhead = "own"')
    expect(desk.locator("#problems")).to_contain_text("There is no letterhead 'own'")
    own = office / "letterheads" / "own"
    own.mkdir(parents=True)
    (own / "letterhead.toml").write_text(
        'title = "Own"\nstyle = "ogp"\npapers = ["a4"]\nfonts = ["Noto Serif"]\n'
        '[sender]\nname = "The Other Office"\nlines = []\n',
        encoding="utf-8",
    )
    says(desk, "The Other Office")
    expect(desk.locator("#problem-count")).to_have_text("none")


def test_a_half_typed_template_shows_problems(preview: Preview, desk: Page) -> None:
    """While the words are half typed the problem stands there with its line, the letter dimmed."""
    says(desk, "I am writing")
    change(preview.words, "{% if role %}", "{% if role")
    expect(desk.locator("#problems .is-error")).to_have_count(1)
    expect(desk.locator("#problems")).to_contain_text("en.md.j2:6")
    expect(desk.locator("#stale")).to_contain_text("No letter can be made from the saved files")
    expect(desk.locator("#made")).to_have_text("PDF: cannot be made")
    expect(desk.locator("#download")).to_be_hidden()
    says(desk, "I am writing")
    assert serious_faults(desk) == []

    change(preview.words, "{% if role", "{% if role %}")
    expect(desk.locator("#stale")).to_be_hidden()
    expect(desk.locator("#problem-count")).to_have_text("none")
    expect(desk.locator("#made")).to_have_text("PDF: 1 page")


def test_data_half_written_or_gone(preview: Preview, desk: Page) -> None:
    """A data file that is half written or deleted is a problem that names it, until it is back."""
    data = preview.office / "members.yaml"
    whole = data.read_text(encoding="utf-8")
    expect(desk.locator("#list button")).to_have_count(len(SUSPENDED))
    for spoil in (lambda: data.write_text(whole[:4000] + "\n  - {", "utf-8"), data.unlink):
        spoil()
        expect(desk.locator("#problems")).to_contain_text("members.yaml")
        expect(desk.locator("#stale")).to_be_visible()
        expect(desk.locator("#list button")).to_have_count(len(SUSPENDED))
        data.write_text(whole, encoding="utf-8")
        expect(desk.locator("#stale")).to_be_hidden()
        expect(desk.locator("#problem-count")).to_have_text("none")


def test_a_letterhead_without_its_mark(tmp_path: Path, browser: Browser) -> None:
    """A letterhead whose mark is missing is refused by name; then its look is followed."""
    office = make_office(tmp_path)
    own = office / "letterheads" / "own"
    own.mkdir(parents=True)
    (own / "letterhead.toml").write_text(
        'title = "Own"\nstyle = "ogp"\npapers = ["a4"]\nfonts = ["Noto Serif"]\n'
        'mark = "crest.svg"\nmark_text = "Crest"\n[sender]\nname = "Own"\nlines = []\n',
        encoding="utf-8",
    )
    with running(office, "--letterhead", "own") as preview:
        page = preview.open(browser)
        expect(page.locator("#problems")).to_contain_text(
            "The logo 'crest.svg' is not an image file"
        )
        expect(page.locator("#empty")).to_have_text(re.compile("There is no letter to show"))
        (own / "crest.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
            encoding="utf-8",
        )
        says(page, "Dear Mr. Huseynov,")
        (own / "letterhead.css").write_text(".sender { color: rgb(1, 2, 3) }", encoding="utf-8")
        sender = page.frame_locator("#stage iframe:not(.is-coming)").locator(".sender")
        expect(sender).to_have_css("color", "rgb(1, 2, 3)")
        page.context.close()


def test_pages_follow_what_is_saved(preview: Preview, desk: Page) -> None:
    """The picture of the page is made anew when the words are saved."""
    desk.click("#tab-pdf")
    picture = desk.locator("#sheets img")
    expect(picture).to_be_visible()
    before = picture.get_attribute("src")
    change(preview.words, "I am writing", "We are writing")
    expect(picture).not_to_have_attribute("src", before or "")
    expect(picture).to_be_visible()


def test_a_stopped_preview_says_so(tmp_path: Path, browser: Browser) -> None:
    """When the preview has been stopped, the page says that it is not live any more."""
    with running(make_office(tmp_path)) as preview:
        page = preview.open(browser)
    expect(page.locator("#live")).to_have_text("Not live: the preview has stopped")
    page.context.close()
