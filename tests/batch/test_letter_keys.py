"""A letter's key: other when its bytes would be, the same when they would not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.batch.letter_keys import Keys, file_digest
from lettergen.letter.pictures import named_by_content
from lettergen.letterhead.house_style import HouseStyle
from lettergen.office.passages import Passage
from lettergen.plan.entries import Entry
from lettergen.plan.overrides import Request
from lettergen.records import Value
from tests.offices import OGP, Changes, Desk, aze, ogp

FILE = "enclosures/resolution-freedonia.txt"
ENCLOSED = {"enclosure.1.title": "Resolution", "enclosure.1.file": FILE}


def key(desk: Desk, entry: Entry) -> str:
    """Return the key of one letter."""
    return Keys(desk.materials, desk.letterhead, {"Pango": "1.50"}).key(entry)


def key_of(changes: Changes | None = None, request: Request | None = None) -> str:
    """Return the key of the reference letter with *changes*."""
    return key(ogp(), ogp().entry(aze(changes), request))


@pytest.mark.parametrize(
    ("changes", "request_"),
    [
        ({"assessment.year": "2023"}, None),
        ({"cc.1.name": None}, None),
        (None, Request(date="2021-04-28")),
        (None, Request(language="fr")),
        (ENCLOSED, None),
    ],
)
def test_another_letter(changes: Changes | None, request_: Request | None) -> None:
    """Another fact, day, language or enclosure makes another key."""
    assert key_of(changes, request_) != key_of()


@pytest.mark.parametrize(
    "changes",
    [{"bcc.1.name": "Chico Lini"}, {"assessment.year": aze().values["assessment.year"].text}],
    ids=["blind copy", "another line of the file"],
)
def test_the_same_letter(changes: Changes) -> None:
    """Neither a blind copy nor the place of a fact is in the key."""
    assert key_of(changes) == key_of()


def test_line_ends() -> None:
    """Other line ends in a text may make another letter, so they make another key."""
    desk, record = ogp(), aze()
    keys = set()
    for lines in ("", "civic\nspace", "civic\n\nspace"):
        value = Value("civic space", record.place, lines)
        given = replace(record, values={**record.values, "your_reference": value})
        keys.add(key(desk, desk.entry(given)))

    assert len(keys) == 3


def test_what_all_letters_share() -> None:
    """Other words, settings, looks or machines make other keys; a draft is another letter."""
    desk, entry = ogp(), ogp().entry(aze())
    one, other = (named_by_content("signature", ".png", pixels) for pixels in (b"a", b"b"))
    others = [
        desk.with_body("Hello."),
        desk.with_settings(name="Another Office"),
        replace(desk, letterhead=replace(desk.letterhead, mark_text="A ring")),
        replace(desk, materials=replace(desk.materials, draft=True)),
        replace(desk, materials=replace(desk.materials, house=HouseStyle(third_person=True))),
        replace(desk, materials=replace(desk.materials, signatures={"ceo": one})),
        replace(desk, materials=replace(desk.materials, signatures={"ceo": other})),
        replace(
            desk,
            materials=replace(
                desk.materials, passages={("AZE", "en"): Passage("x", {"after-support": "Yes."})}
            ),
        ),
    ]
    keys = {key(one, entry) for one in (desk, *others)}
    keys.add(Keys(desk.materials, desk.letterhead, {"Pango": "1.51"}).key(entry))

    assert len(keys) == len(others) + 2


def test_what_an_enclosure_says(tmp_path: Path) -> None:
    """An enclosure of another content makes another key, whatever it is called."""
    elsewhere = shutil.copytree(OGP, tmp_path / "office")
    office = replace(ogp().office, folder=elsewhere)
    desk = replace(ogp(), materials=replace(ogp().materials, office=office))
    entry = desk.entry(aze(ENCLOSED))
    before = key(desk, entry)
    (elsewhere / FILE).write_text("Another resolution.", encoding="utf-8")

    assert before == key_of(ENCLOSED)
    assert key(desk, entry) != before


@pytest.mark.parametrize("file", ["../secret", "/dev/zero", "gone", "enclosures", "a" * 5000])
def test_no_file_of_the_office(file: str) -> None:
    """What is no file of the office's folder is never read."""
    assert file_digest(OGP, file) == ""
