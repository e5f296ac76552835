"""One letter as the page shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser

from lettergen.compose.document import compose_html
from lettergen.errors import Problem, Severity
from lettergen.files import paths
from lettergen.letter.parts import PARTS
from lettergen.letterhead import StyleText
from lettergen.preview.view import View, view_of
from tests.browser import serious_faults
from tests.offices import aze, codes, ogp
from tests.one_part import FULL
from tests.preview.sources import sample, sources_of


def shown(record_id: str) -> View:
    """Return the letter of one record of the sample office."""
    sources = sample()
    entry = next(one for one in sources.entries if one.record.id == record_id)
    return view_of(entry, sources)


def field(document: dict[str, Any], path: str) -> dict[str, Any]:
    """Return what is said of one field."""
    (found,) = (one for one in document["fields"] if one["path"] == path)
    return dict(found)


def place_of(path: str) -> str:
    """Return where a fact of the reference letter stands in the sample data."""
    return str(ogp().record("AZE").values[path].place)


@pytest.mark.parametrize("layout", ["after", "beside"])
def test_a_letter_in_two_languages(layout: str) -> None:
    """Each value of either language leads to the words of its own language."""
    sources = sources_of(ogp(), [aze({"translation": "fr", "translation_layout": layout})])
    view = view_of(sources.entries[0], sources)
    marks = view.as_json()["marks"]

    numbers = re.findall(r'data-mark="(\d+)"', view.html)
    bodies = [marks[number]["template"].partition(":")[0] for number in dict.fromkeys(numbers)]
    assert set(numbers) == set(marks)
    assert {body.rpartition("/")[2].split(".")[-3] for body in bodies} == {"en", "fr"}
    assert len(numbers) == len(set(numbers))


def test_every_mark_in_the_page_is_known() -> None:
    """Each value in the letter has its line of the template, its fields, and where they stand."""
    view = shown("AZE")
    document = view.as_json()

    numbers = set(re.findall(r'data-mark="(\d+)"', view.html))
    assert numbers == set(document["marks"])
    assert document["marks"]["10"] == {
        "template": "templates/suspension-update/en.md.j2:61",
        "paths": ["assessment.year"],
        "data": [place_of("assessment.year")],
    }


def test_fields_know_their_values_and_places() -> None:
    """A field of the body names its marks, one outside it the part of the letter it stands in."""
    document = shown("AZE").as_json()

    assert field(document, "assessment.year") == {
        "path": "assessment.year",
        "value": "2022",
        "data": place_of("assessment.year"),
        "marks": ["10"],
        "part": "",
    }
    assert field(document, "addressee.1.name")["part"] == "addressee"
    assert field(document, "cc.1.name")["value"] == "Hikmat Hajiyev"


def test_every_part_has_its_fields() -> None:
    """Whatever field the letter shows outside its words is listed, with the part it is in."""
    facts = {
        "delivery": "By hand",
        "reference": "OGP 1",
        "your_reference": "X 12",
        "mark": "URGENT",
        "via": "Sapt",
        "subject": "Review",
        "subject_line": "Second phase",
        "salutation": "Sir,",
        "close": "Yours,",
        "signatory": "ceo",
        "postscript": "Please reply.",
        "enclosure": "civic space",
        "distribution": "All members",
        "bcc": "Chico Lini",
    }
    sources = sources_of(ogp(), [aze(facts)])
    document = view_of(sources.entries[0], sources).as_json()
    fields = {field for part in PARTS for field in part.fields if not part.for_file}

    assert {one["part"] for one in document["fields"]} == fields | {""}


def test_the_page_finds_every_part() -> None:
    """The page has a place to light up for each field outside the words, and for no other."""
    script = (paths.PACKAGE / "preview" / "page" / "letter.js").read_text(encoding="utf-8")
    table = script.partition("const PARTS = {\n")[2].partition("};")[0]
    fields = [field for part in PARTS for field in part.fields if not part.for_file]

    assert re.findall(r"^ *(\w+): ", table, re.MULTILINE) == fields
    html = compose_html(FULL, ogp().letterhead, preview=True)
    classes = {name for found in re.findall(r'class="(.*?)"', html) for name in found.split()}
    assert set(re.findall(r"\.(\w+)", table)) <= classes


@pytest.mark.parametrize(
    ("language", "bodies"), [("en", ["en"]), ("en-GB", ["en"]), ("fr", ["fr", "ar"])]
)
def test_words_of_every_language_are_reviewed(language: str, bodies: list[str]) -> None:
    """Unreviewed words are told whichever language of the letter they are in."""
    second = {"translation": bodies[1]} if len(bodies) > 1 else {}
    sources = sources_of(ogp(), [aze({"language": language, **second})])
    warnings = {
        tag: (Problem("unreviewed-body", tag, severity=Severity.WARNING),)
        for tag in ("ar", "en", "fr")
    }
    view = view_of(sources.entries[0], replace(sources, warnings=warnings))

    assert [one.message for one in view.problems if one.code == "unreviewed-body"] == bodies


def test_blind_copies_are_not_among_the_fields() -> None:
    """What the letter does not print is not said to stand in it: least of all a blind copy."""
    view = shown("XAB")

    assert not [one for one in view.as_json()["fields"] if one["path"].startswith("bcc")]
    assert "Chico Lini" not in f"{view.html}{view.as_json()}"


def test_a_hole_is_a_problem_and_no_page() -> None:
    """A letter that cannot be made has no HTML; the problem has its places, in words."""
    sources = sources_of(ogp(), [aze({"concern": None})])
    view = view_of(sources.entries[0], sources)
    document = view.as_json()

    assert (view.html, view.digest, document["view"]) == ("", "", "")
    assert view.counts == (1, 0)
    assert document["problems"][0]["code"] == "missing-field"
    assert document["problems"][0]["where"] == [
        "templates/suspension-update/en.md.j2:53",
        "members.yaml:5 (concern)",
    ]


def test_a_record_that_gets_no_letter_says_why() -> None:
    """A record that the template is not for is refused, with the reason."""
    (problem,) = shown("XAG").problems

    assert problem.code == "not-for-this-record"
    assert "the template is for" in problem.message


def test_warnings_of_the_words_stand_beside_the_letter() -> None:
    """What is to be said of every letter in a language is said, and the letter is shown."""
    warning = Problem("unreviewed-body", "Nobody has read it.", severity=Severity.WARNING)
    sources = replace(sample(), warnings={"en": (warning,), "fr": (warning, warning)})
    view = view_of(sources.entries[0], sources)

    assert codes(view.problems) == ["unreviewed-body"]
    assert view.html
    assert view.counts == (0, 1)


def test_a_broken_house_style_is_a_problem() -> None:
    """A skeleton that cannot be filled is told like everything else."""
    sources = sample()
    broken = replace(sources.letterhead, html=StyleText("letter.html.j2", "{% if %}"))
    view = view_of(sources.entries[0], replace(sources, letterhead=broken))

    assert codes(view.problems) == ["bad-skeleton"]
    assert not view.html


def test_a_fault_of_ours_is_told() -> None:
    """Whatever fails in lettergen itself is a problem of that letter, to be reported."""
    sources = sample()
    unsound = replace(sources, materials=replace(sources.materials, forms=None))  # type: ignore[arg-type]  # the fault
    (problem,) = view_of(sources.entries[0], unsound).problems

    assert problem.code == "internal-fault"
    assert "lettergen itself failed" in problem.message


@pytest.mark.parametrize(("value", "said"), [("yes", "yes"), ("no", "no")])
def test_yes_and_no_are_said_as_typed(value: str, said: str) -> None:
    """A yes/no is not shown as Python writes it."""
    words = ogp().materials.template.bodies["en"].source.text
    desk = ogp().with_body(f"{words}\n{{{{ 'Yes.' if offer_meeting else 'No.' }}}}")
    sources = sources_of(desk, [aze({"offer_meeting": value})])
    document = view_of(sources.entries[0], sources).as_json()

    assert field(document, "offer_meeting")["value"] == said


@pytest.mark.parametrize("record_id", ["AZE", "XAB", "XAD", "XAF"])
def test_the_page_to_mail_is_for_everybody(browser: Browser, record_id: str) -> None:
    """Axe finds nothing serious in what `render -o letter.html` writes: landmarks, headings."""
    desk = ogp()
    letter = desk.merged(desk.record(record_id)).letter
    assert letter is not None
    page = browser.new_page()
    page.set_content(compose_html(letter, desk.letterhead, preview=False))

    assert page.locator("main").count() == page.locator("h1").count() == 1
    assert serious_faults(page) == []
    page.close()
