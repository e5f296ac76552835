"""The office as it stands on disk now."""

from __future__ import annotations

import pytest

from lettergen.errors import CallError, Problem
from lettergen.preview.choice import Choice, Sources
from lettergen.preview.office_reader import MOST_KEPT, Reading, chosen_entry
from tests.offices import aze, ogp
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
