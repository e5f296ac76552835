"""Tests of the mention of enclosures."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.letter.letter import Body, Enclosure
from lettergen.merge.enclosures import enclosures_of, unmentioned
from tests.offices import SMALL_FACTS, aze, codes, ogp, record_of, small_office, told

ANNEXES = (Enclosure("The plan"), Enclosure("List *A* of milestones"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We enclose the  PLAN and\nlist \\*A\\* of milestones.", []),
        ("See enclosure 1 and Enclosure (2).", []),
        ("See Enclosure 12 and Enclosure 2.", ["enclosure-not-mentioned"]),
        ("See Enclosure 2, and the plan.", ["enclosure-order"]),
        ("The plan, then Enclosure 2, then the plan again.", []),
        ("The plans are made.", ["enclosure-not-mentioned"] * 2),
        ("Enclosure \u0661 and Enclosure \u0662.", []),
    ],
)
def test_mentions(tmp_path: Path, words: str, expected: list[str]) -> None:
    """An enclosure is mentioned by title or number, in the order of the list."""
    facts = small_office(tmp_path, "Text.").merged(record_of(SMALL_FACTS)).facts
    assert facts is not None

    problems = list(unmentioned(facts, ANNEXES, [Body(""), Body(words)], "Enclosure"))

    assert codes(problems) == expected
    assert all(one.is_error and one.data for one in problems)


def test_enclosures_in_order() -> None:
    """Enclosures keep their order; a file is not needed."""
    facts = (
        ogp()
        .merged(
            aze({"enclosure.1.title": "A", "enclosure.2.title": "B", "enclosure.2.file": "b.pdf"})
        )
        .facts
    )
    assert facts is not None

    assert enclosures_of(facts) == (Enclosure("A"), Enclosure("B", "b.pdf"))


def test_two_mentioned_at_one_place(tmp_path: Path) -> None:
    """Two enclosures that one word mentions, since their titles begin alike, are in order."""
    facts = small_office(tmp_path, "Text.").merged(record_of(SMALL_FACTS)).facts
    assert facts is not None
    annexes = (Enclosure("Plan"), Enclosure("Plan of 2021"))

    assert not [*unmentioned(facts, annexes, [Body("See the plan of 2021.")], "Enclosure")]


def test_a_letter_that_forgets(tmp_path: Path) -> None:
    """A letter whose words do not know its enclosure is not made, and the place is named."""
    desk = small_office(tmp_path, "We greet you.\n")
    record = record_of(SMALL_FACTS | {"enclosure.title": "The plan", "close": "Yours,"})

    merged = desk.merged(record)

    assert merged.letter is None
    assert [one for one in told(merged.problems) if "mention" in one] == [
        (
            "error: members.yaml:7 (enclosure.title): The text does not mention 'The plan' "
            "(enclosure 1). Write its title or 'Enclosure 1' where it belongs in the body or in a "
            "passage, or remove the enclosure."
        )
    ]
