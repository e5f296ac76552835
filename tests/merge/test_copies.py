"""Tests of copies: to whom, how they go out, in which groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.letter.letter import Letter
from lettergen.letter.people import Person, Recipient
from lettergen.merge.letter import merge
from lettergen.merge.people import apart, way
from tests.offices import Changes, aze, codes, ogp, told


def letter(changes: Changes) -> Letter:
    """Return the reference letter with *changes* and without its own copy."""
    merged = ogp().merged(aze({"cc": None, **changes}))
    assert told(merged.problems) == []
    assert merged.letter is not None
    return merged.letter


def test_copies() -> None:
    """A copy may go to a name, a post or an office; a state is named by its formal name."""
    more = {"cc.2.title": "Director", "cc.2.state": "XAB", "cc.3.office": "Registry"}
    merged = ogp().merged(aze(more))
    assert merged.letter is not None

    assert [person.one_line for person in merged.letter.copies] == [
        (
            "Hikmat Hajiyev, Head of Foreign Policy Affairs, Presidential Administration, "
            "Republic of Azerbaijan"
        ),
        "Director, Republic of Freedonia",
        "Registry",
    ]
    assert merged.letter.blind_copies == ()


def test_plain_copy() -> None:
    """A copy typed as a plain text is a name."""
    found = letter({"bcc": "Rufus T. Firefly"})

    assert (found.copies, found.blind_copies) == ((), (Recipient("Rufus T. Firefly"),))


@pytest.mark.parametrize("name", ["cc", "bcc", "via", "distribution"])
def test_copy_to_nobody(name: str) -> None:
    """An entry that names nobody stops the letter."""
    merged = ogp().merged(aze({"cc": None, f"{name}.1.state": "XAB"}))

    assert [one for one in told(merged.problems) if "has neither" in one] == [
        (
            f"error: members.yaml:5 ({name}.1.name): '{name}.1' has neither a name nor a "
            f"title. Fill in '{name}.1.name' or '{name}.1.title'."
        )
    ]


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("courier", "en", "by courier"),
        ("E-Mail", "fr", "par courriel"),
        ("in the pouch", "en", "in the pouch"),
        ("", "en", ""),
    ],
)
def test_way(typed: str, language: str, said: str) -> None:
    """The two usual ways are said in the letter's language, any other as typed."""
    assert way(typed, language) == said


@pytest.mark.parametrize(
    ("groups", "numbers"),
    [
        (["", "A", "A", "B"], []),
        (["A", "B", "A"], [3]),
        (["A", ""], [2]),
        (["", "A", "", "A"], [3, 4]),
    ],
)
def test_apart(groups: list[str], numbers: list[int]) -> None:
    """Whoever stands apart from the others of the group is named."""
    people = [Recipient("Chico Lini", group=group) for group in groups]

    assert [number for number, _ in apart(people)] == numbers


def test_everything_a_record_says() -> None:
    """Officers passed through, groups, lines and ways reach the letter as they were given."""
    found = letter(
        {
            "via.1": "Sapt",
            "via.2.title": "Chancellor",
            "cc.1.name": "Vera",
            "cc.1.group": "Missions",
            "cc.1.by": "courier",
            "cc.1.line.1": "2 Castle Street",
            "distribution": "All members",
            "subject": "A plan",
            "subject_line.1": "Second line",
            "postscript": "More soon.",
        }
    )

    assert found.via == (Person("Sapt"), Person(title="Chancellor"))
    expected = Recipient("Vera", lines=("2 Castle Street",), group="Missions", by="by courier")
    assert found.copies == (expected,)
    assert found.distribution == (Person("All members"),)
    assert (found.subject_lines, found.postscript) == (("Second line",), "More soon.")


def test_groups_apart_stop_the_letter() -> None:
    """A group in two pieces is a problem of the entry that goes on with it."""
    changes = {
        f"cc.{number}.{part}": text
        for number, group in enumerate("ABA", start=1)
        for part, text in (("name", "Vera"), ("group", group))
    }
    merged = ogp().merged(aze({"cc": None, **changes}))

    assert codes(merged.problems) == ["group-apart"]


def test_words_for_every_language() -> None:
    """The usual ways need no translation; the record's own words do."""
    desk, record = ogp(), aze({"cc": None, "cc.1.name": "Vera", "cc.1.by": "courier"})
    french = replace(desk.entry(record), language="fr")
    assert not [one for one in merge(french, desk.materials).problems if "by" in str(one.data)]
