"""The office as it stands on disk now."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.errors import CallError, Problem
from lettergen.letterhead.reading import letterhead_names
from lettergen.letterhead.styles import style_names
from lettergen.plan.entries import Verdict
from lettergen.preview.choice import Choice, Sources
from lettergen.preview.office_reader import MOST_KEPT, Reading, chosen_entry, read_sources
from lettergen.workspace import Office
from tests.cli.sample import NAME, SUSPENDED
from tests.offices import aze, ogp
from tests.preview.conftest import make_office
from tests.preview.sources import sample, sources_of

AZE = Choice("suspension-update", "AZE")


class Disk:
    """An office that is read, or cannot be; counts how often."""

    def __init__(self) -> None:
        self.reads = 0
        self.sources: Sources | CallError = sample()

    def read(self, choice: Choice) -> Sources:
        """Read it."""
        assert choice.template
        self.reads += 1
        if isinstance(self.sources, CallError):
            raise self.sources
        return self.sources


def test_files_are_read_once_until_one_changes() -> None:
    """Any number of letters costs one reading; a change costs one more, and has a new number."""
    disk = Disk()
    reading = Reading(disk.read)
    for record in ("AZE", "XAA", "AZE"):
        assert reading.view(Choice("suspension-update", record)).entry.record.id == record
    assert (disk.reads, reading.version) == (1, 1)

    reading.forget()

    assert reading.view(AZE).html
    assert (disk.reads, reading.version) == (2, 2)


def test_what_cannot_be_read_is_told_until_it_can() -> None:
    """A half-written file is a problem each time somebody asks, and gone when it is mended."""
    disk = Disk()
    reading = Reading(disk.read)
    disk.sources = CallError([Problem("bad-syntax", "Half a file.")])
    for _ in range(2):
        with pytest.raises(CallError, match="Half a file"):
            reading.view(AZE)
    assert disk.reads == 1

    disk.sources = sample()
    reading.forget()

    assert reading.view(AZE).html


def test_pages_are_kept_by_name() -> None:
    """The HTML of a view can be had by its name, that of the latest ones at least."""
    disk = Disk()
    reading = Reading(disk.read)
    first = reading.view(AZE)
    assert reading.page(first.digest) == first.html
    assert reading.page("") is None

    for number in range(MOST_KEPT):
        disk.sources = sources_of(ogp(), [aze({"assessment.year": str(2022 + number)})])
        reading.forget()
        last = reading.view(AZE)

    assert reading.page(last.digest) == last.html
    assert reading.page(first.digest) == first.html  # 2022 again: it was used lately
    reading.forget()
    disk.sources = sources_of(ogp(), [aze({"assessment.year": "1999"})])
    reading.view(AZE)
    assert len([one for one in reading._pages if reading.page(one)]) == MOST_KEPT  # noqa: SLF001


def test_without_a_record_the_first_letter_is_shown() -> None:
    """Who names no record sees the first one that gets a letter."""
    assert chosen_entry(Choice("suspension-update"), sample()).record.id == "AZE"


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice("suspension-update", "GONE"), "no-such-id"),
        (Choice("suspension-update"), "no-record"),
    ],
)
def test_no_record_matches(choice: Choice, code: str) -> None:
    """A record that is gone, and a plan that selects none, are told with the next step."""
    sources = sources_of(ogp(), [])

    with pytest.raises(CallError) as refused:
        chosen_entry(choice, sources)

    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.hint


def sources(office: Path, where: str = "", **chosen: str) -> Sources:
    """Read the office for one choice."""
    return read_sources(Office(office), where, Choice(NAME, **chosen))


def test_it_reads_what_the_letters_are_made_from(tmp_path: Path) -> None:
    """Plan, words and look are read as `render` reads them, and what may be chosen is offered."""
    found = sources(make_office(tmp_path))

    chosen = [one.record.id for one in found.entries if one.verdict is Verdict.CHOSEN]
    assert chosen == SUSPENDED
    assert found.letterhead.name == "ogp"
    assert found.offered["letterhead"] == letterhead_names(None)
    assert found.offered["style"] == style_names(None)
    assert found.offered["paper"] == ("a4", "letter")
    assert found.offered["language"][0] == "en"


def test_a_choice_wins_over_the_office(tmp_path: Path) -> None:
    """What is chosen at the page wins, as the command's options do; --where selects as in plan."""
    office = make_office(tmp_path)
    found = sources(office, 'id == "XAA"', letterhead="plain", paper="a4", date="2021-06-01")

    assert (found.letterhead.name, found.letterhead.paper.name) == ("plain", "a4")
    assert {str(one.date) for one in found.entries} == {"2021-06-01"}
    assert [one.record.id for one in found.entries if one.verdict is Verdict.CHOSEN] == ["XAA"]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"letterhead": "opg"}, "unknown-letterhead"),
        ({"style": "../x"}, "unknown-style"),
        ({"date": "soon"}, "bad-date"),
        ({"language": "xx-yy-zz-q"}, "unknown-language"),
    ],
)
def test_a_wrong_choice_is_told(tmp_path: Path, chosen: dict[str, str], code: str) -> None:
    """What cannot be chosen is a problem with its code."""
    with pytest.raises(CallError) as refused:
        sources(make_office(tmp_path), **chosen)

    assert code in [problem.code for problem in refused.value.problems]
