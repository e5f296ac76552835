"""Tests of the passages of one letter, from its file and from its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN
from lettergen.merge.passages import ONLY_PLACE, filled_places, insertions
from lettergen.office.passages import Passage
from lettergen.plan.entries import Entry
from lettergen.records import read_records
from tests.offices import SMALL_FACTS, codes, record_of, small_office
from tests.records.files import as_csv, write

FILE = Passage("passages/note/XAA.en.md", {"first": "From *file*."})
PLACES = ["first", "second"]


def marked(text: str) -> str:
    """Return *text* between the marks of the first passage."""
    return f"{MARK_OPEN}01{MARK_NUMBER_END}{text}{MARK_CLOSE}"


@pytest.mark.parametrize(
    ("facts", "passage", "places", "expected"),
    [
        ({"passage.text": "A *b*"}, None, ["only"], {"only": marked(r"A \*b\*")}),
        (
            {"passage.text": "A\nb\n \n\n# c"},
            None,
            ["only"],
            {"only": f"{marked('A b')}\n\n{marked(chr(92) + '# c')}"},
        ),
        (
            {"passage.place": "second", "passage.text": "A"},
            FILE,
            PLACES,
            {"first": "From *file*.", "second": marked("A")},
        ),
        ({"passage.place": "first", "passage.text": "A"}, FILE, PLACES, "duplicate-place"),
        ({"passage.place": "frist", "passage.text": "A"}, None, PLACES, "unknown-place"),
        ({"passage.text": "A"}, None, PLACES, "unknown-place"),
        ({"passage.text": "A"}, None, [], "unknown-place"),
    ],
)
def test_insertions(
    tmp_path: Path,
    facts: dict[str, str],
    passage: Passage | None,
    places: list[str],
    expected: dict[str, str] | str,
) -> None:
    """A record's passage is plain text at a place of its own; all else is a problem."""
    found = small_office(tmp_path, "Text.").merged(record_of(SMALL_FACTS | facts)).facts
    assert found is not None

    texts, problems = insertions(found, passage, places)

    if isinstance(expected, str):
        assert codes(problems) == [expected]
        assert all(one.data for one in problems)
    else:
        assert (texts, problems) == (expected, [])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("first",)),
        ({"passage.place": "last", "passage.text": "A"}, ("first", "last")),
        ({"passage.1.text.en": "A", "passage.1.place": "last"}, ("first", "last")),
        ({"passage.2.place": "b", "passage.1.text": "A"}, ("first", "b", ONLY_PLACE)),
        ({"passage.text": ""}, ("first",)),
    ],
)
def test_filled_places(facts: dict[str, str], expected: tuple[str, ...]) -> None:
    """What is told of a letter before it is made names each place that somebody fills."""
    passages = {("XAB", "en"): Passage("passages/note/XAB.en.md", {"first": "Text."})}
    entry = Entry(record_of({"id": "XAB"} | facts), None, "en", "en")

    assert filled_places(passages, entry) == expected


def test_places_filled_in_the_second_language() -> None:
    """A place that only the second language fills is named too, and each place once."""
    texts = {"en": {"first": "Text."}, "fr": {"first": "Texte.", "last": "Fin."}}
    passages = {("XAB", tag): Passage(f"XAB.{tag}.md", said) for tag, said in texts.items()}
    record = record_of({"id": "XAB"})

    assert filled_places(passages, Entry(record, None, "en", "en")) == ("first",)
    assert filled_places(passages, Entry(record, None, "en", "en", "fr")) == ("first", "last")


def test_on_the_page(tmp_path: Path) -> None:
    """The record's words are printed as typed, paragraph by paragraph."""
    desk = small_office(tmp_path, "Before.\n\n{% passage 'own' %}\n\nAfter.\n")
    facts = {"passage.text": "1. <b>One\n\n{{ two }}", "close": "Yours,"}

    merged = desk.merged(record_of(SMALL_FACTS | facts))

    assert merged.problems == ()
    assert merged.letter is not None
    origins = [(mark.number, mark.paths) for mark in merged.letter.body.origins]
    assert origins == [(1, ("passage.1.text",)), (2, ("passage.1.text",))]
    assert "Before.\n\n1. <b>One\n\n{{ two }}\n\nAfter." in desk.text(
        record_of(SMALL_FACTS | facts)
    )


def test_an_empty_passage(tmp_path: Path) -> None:
    """A place without words is a problem."""
    desk = small_office(tmp_path, "{% passage 'own' %}")
    record = record_of(SMALL_FACTS | {"passage.1.place": "own", "close": "Yours,"})

    assert codes(desk.merged(record).problems) == ["missing-field"]


def test_blank_lines_from_a_file(tmp_path: Path) -> None:
    """A blank line that was typed into the data file parts paragraphs; a line end does not."""
    given = {**SMALL_FACTS, "passage.text": "One\nand the same.\n\nAnother.\n"}
    (record,) = read_records(write(tmp_path, "data.csv", as_csv([given])))
    office = small_office(tmp_path, "{% passage 'here' %}")

    assert "\n\nOne and the same.\n\nAnother.\n\n" in office.text(record)
