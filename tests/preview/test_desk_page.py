"""The desk page as people use it: in a browser, with a mouse or with the keyboard alone."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser import PATIENCE, letter_of, serious_faults
from tests.cli.sample import SUSPENDED
from tests.preview.conftest import Preview, make_office, running
from tests.preview.looking import click_mark, says

expect.set_options(timeout=PATIENCE)
QUIET = 500  # milliseconds in which a late answer would be shown
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_the_letter_is_there(shared: Preview, browser: Browser) -> None:
    """The page opens with the letter, the plan, no problem, and the facts with their origins."""
    page = shared.open(browser)

    says(page, "Dear Mr. Huseynov,")
    expect(page.locator("#list button")).to_have_count(len(SUSPENDED))
    expect(page.locator("#problem-count")).to_have_text("none")
    expect(page.locator("#made")).to_have_text("PDF: 1 page")
    expect(page.locator("#live")).to_have_text("Live")
    expect(page.locator("#fields")).to_contain_text(
        re.compile(r"members\.yaml:\d+ \(assessment\.year\)")
    )
    assert page.url == f"http://127.0.0.1:{shared.port}/"  # the token is gone from the address


def test_no_request_leaves_the_machine(shared: Preview, browser: Browser) -> None:
    """Whatever is shown, the page asks this server alone, and the console stays silent."""
    page = browser.new_page()
    hosts: set[str] = set()
    said: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(shared.address)
    page.wait_for_selector("html[data-pages]")
    for view in ("#tab-pdf", "#tab-diff", "#tab-html"):
        page.click(view)
    page.wait_for_timeout(300)

    assert hosts == {f"127.0.0.1:{shared.port}"}
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [{}, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    shared: Preview, browser: Browser, scheme: str, window: dict[str, object]
) -> None:
    """Landmarks, names and contrast serve everybody: light and dark, on a desk and on a phone."""
    page = shared.open(browser, color_scheme=scheme, **window)
    page.wait_for_selector("html[data-pages]")
    assert serious_faults(page) == []
    page.click("#tab-diff")
    page.locator("#fields button").first.click()
    assert serious_faults(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0  # nothing to scroll sideways


def test_records_by_keyboard(shared: Preview, browser: Browser) -> None:
    """With the keyboard alone: search, down into the list, through the records."""
    page = shared.open(browser)
    page.focus("#search")
    page.keyboard.type("ruri")
    expect(page.locator("#list li:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    says(page, "Ruritania")
    page.fill("#search", "nobody of that name")
    expect(page.locator("#none")).to_have_text("No record matches.")
    page.fill("#search", "")
    page.keyboard.press("ArrowDown")
    for name in SUSPENDED[1:4]:
        page.keyboard.press("ArrowDown")
        expect(page.locator("#list [aria-current]")).to_have_attribute("data-id", name)
        expect(page.locator("#title")).to_have_text(f"Preview of {name}")
    page.keyboard.press("Home")
    says(page, "Dear Mr. Huseynov,")
    page.keyboard.press("End")
    expect(page.locator("#title")).to_have_text(f"Preview of {SUSPENDED[-1]}")
    assert "record=XAF" in page.url
    page.reload()
    expect(page.locator("#title")).to_have_text(f"Preview of {SUSPENDED[-1]}")


def test_everything_is_reached_by_keyboard(shared: Preview, browser: Browser) -> None:
    """The Tab key leads from the choices to the records, the views, the letter and the fields."""
    page = shared.open(browser)
    page.wait_for_selector("html[data-pages]")
    reached = []
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.id || document.activeElement.name"
                " || document.activeElement.dataset.id || document.activeElement.dataset.path"
            )
        )
    expected = ["template", "search", "AZE", "tab-html", "mark-values", "download", "scroller"]

    assert [one for one in reached if one in expected] == expected
    assert "state.with_article" in reached


def test_a_value_leads_to_its_cell(tmp_path: Path, browser: Browser) -> None:
    """A value clicked names its line of the template, its field, its sheet and cell."""
    office = make_office(tmp_path)
    with running(office, "--data", str(office / "members.xlsx")) as preview:
        page = preview.open(browser)
        click_mark(page, "10")
        origin = page.locator("#origin")
        expect(origin).to_contain_text("templates/suspension-update/en.md.j2:61")
        expect(origin).to_contain_text("assessment.year")
        expect(origin).to_contain_text(
            re.compile(r"members\.xlsx members![A-Z]+2 \(assessment\.year\)")
        )
        expect(letter_of(page).locator("[data-lit]")).to_have_text(["2022"])
        expect(page.locator("#fields [aria-current] code")).to_have_text("assessment.year")
        page.context.close()


def test_a_field_leads_to_its_places(shared: Preview, browser: Browser) -> None:
    """A field clicked lights up every place that prints it, and brings one into sight."""
    page = shared.open(browser)
    page.click('#fields [data-path="concern"]')
    expect(letter_of(page).locator("[data-lit]")).to_have_text(["civic space constraints"] * 2)
    expect(page.locator("#origin")).to_contain_text("Appears in the letter 2 times")
    page.click('#fields [data-path="cc.1.name"]')
    lit = letter_of(page).locator("[data-lit]")
    expect(lit).to_contain_text("Hikmat Hajiyev")
    expect(lit).to_be_in_viewport()


def test_the_pages_of_the_pdf(shared: Preview, browser: Browser) -> None:
    """The second view shows the finished pages, says that it does, and gives the PDF."""
    page = shared.open(browser)
    expect(page.locator("#which")).to_contain_text("check the PDF pages")
    page.wait_for_selector("html[data-pages]")
    page.focus("#tab-html")
    page.keyboard.press("ArrowRight")
    picture = page.get_by_alt_text("Page 1 of 1 of the finished PDF")
    expect(picture).to_be_visible()
    expect(page.locator("#which")).to_contain_text("the finished PDF")
    assert picture.evaluate("(one) => one.naturalWidth") == 1224
    with page.expect_download() as download:
        page.click("#download")
    content = Path(download.value.path()).read_bytes()
    assert f"/pdf/{sha256(content).hexdigest()}" in (page.get_attribute("#download", "href") or "")
    assert download.value.suggested_filename == "2021-04-27_suspension-update_AZE_en.pdf"


def test_the_difference_to_another_letter(shared: Preview, browser: Browser) -> None:
    """The letter is compared word by word with that of another record, or of another day."""
    page = shared.open(browser)
    page.click("#tab-diff")
    page.select_option("#against select", "XAA")
    letter = page.frame_locator("#stage iframe:not(.is-coming)")
    expect(letter.locator("del").filter(has_text="Ruritania's").first).to_be_visible()
    expect(letter.locator("ins").filter(has_text="Azerbaijan's").first).to_be_visible()
    page.select_option("#against select", "")
    page.fill("#against input", "2021-10-01")
    expect(letter.locator("del").filter(has_text="October 1,")).to_be_visible()
    page.fill("#against input", "1999-01-01")
    expect(page.locator("#which")).to_contain_text("The other letter cannot be made")


def test_the_letter_chosen_last_is_compared(shared: Preview, browser: Browser) -> None:
    """An answer that comes late, about a letter chosen before, is not shown as the one chosen."""
    page = shared.open(browser)
    held: list[Route] = []
    page.route(
        re.compile(r"/letter\?"),
        lambda route: held.append(route),  # noqa: PLW0108 - Playwright marks what it calls
    )
    page.click("#tab-diff")
    page.select_option("#against select", "XAA")
    while len(held) < 2:  # that with itself, that with XAA
        page.wait_for_timeout(QUIET / 10)
    late, last = held
    changed = page.frame_locator("#stage iframe:not(.is-coming)").locator("del")

    last.continue_()
    expect(changed.filter(has_text="Ruritania's").first).to_be_visible()
    late.continue_()

    page.wait_for_timeout(QUIET)
    expect(changed.filter(has_text="Ruritania's").first).to_be_visible()


def test_choices_at_the_page(shared: Preview, browser: Browser) -> None:
    """Letterhead, paper and date are chosen at the page, and the letter follows."""
    page = shared.open(browser)
    page.select_option("#choices [name=letterhead]", "plain")
    page.fill("#choices [name=date]", "2021-05-03")
    says(page, "May 3, 2021")
    page.select_option("#choices [name=paper]", "a4")
    expect(page.locator("#problem-count")).to_have_text("none")
    assert "letterhead=plain" in page.url


def test_the_letter_runs_no_script(shared: Preview, browser: Browser) -> None:
    """The letter stands in a frame without scripts, and may load nothing."""
    page = shared.open(browser)
    frame = page.locator("#stage iframe")

    assert frame.get_attribute("sandbox") == "allow-same-origin"
    assert (
        page.evaluate(
            """() => {
            const inside = document.querySelector("#stage iframe").contentDocument;
            const script = inside.createElement("script");
            script.textContent = "document.body.dataset.ran = 'yes'";
            inside.body.append(script);
            return inside.body.dataset.ran ?? "no";
        }"""
        )
        == "no"
    )
