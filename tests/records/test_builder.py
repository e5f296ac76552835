"""What two facts with one path mean, how lists are counted, and what an id is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import DataPlace
from lettergen.records.builder import Fact, build_record, check_ids, field_name
from lettergen.records.record import Record
from tests.records.files import codes, texts

FILE = "a.csv"


def record(pairs: list[tuple[str, str]], line: int = 1) -> Record:
    """Return the record that these paths and texts make, each on its own line."""
    facts = [Fact(path, raw, line + number) for number, (path, raw) in enumerate(pairs)]
    return build_record(facts, DataPlace(FILE, line=line))


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("id", "id"),
        (" addressee . name ", "addressee.name"),
        ("\ufeffid", "id"),
        ("Full  name", "Full name"),
        ("cc.1.name", "cc.1.name"),
    ],
)
def test_field_name(raw: str, path: str) -> None:
    """Stray spaces and a byte order mark are no part of a field's name; case is."""
    assert field_name(raw).path == path
    assert field_name(raw).complaint == ""


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ("", "is empty"),
        (" \u00a0", "is empty"),
        (".", "has an empty part"),
        ("cc..name", "has an empty part"),
        ("name.", "has an empty part"),
        ("na\x07me", "has the character U+0007 <control-0007>"),
        (".".join("a" * 51), "has more than 50 levels"),
    ],
)
def test_bad_field_name(raw: str, complaint: str) -> None:
    """A heading or key that cannot name a field says why."""
    assert field_name(raw).complaint == complaint


def test_empty_items_vanish() -> None:
    """Empty items of a list are dropped, later ones move up and keep their place."""
    made = record(
        [
            ("id", "XAA"),
            ("cc.1.name", " "),
            ("cc.1.title", ""),
            ("cc.2.name", "Bo"),
            ("cc.2.title", ""),
            ("cc.3.name", ""),
            ("tags.1", ""),
            ("tags.2", "x"),
        ]
    )

    assert texts(made) == {"id": "XAA", "cc.1.name": "Bo", "cc.1.title": "", "tags.1": "x"}
    assert made.values["cc.1.name"].place == DataPlace(FILE, line=4, path="cc.1.name")


def test_empty_items_inside_items() -> None:
    """Lists inside lists are counted in the same way."""
    made = record([("id", "X"), ("a.1.b.1", ""), ("a.2.b.1", ""), ("a.2.b.2", "deep")])

    assert texts(made) == {"id": "X", "a.1.b.1": "deep"}


def test_items_are_counted_not_spelt() -> None:
    """The tenth item comes after the ninth."""
    pairs = [(f"cc.{number}", f"n{number}") for number in range(12, 0, -1)]
    made = record([("id", "X"), *pairs])

    assert list(texts(made).values())[1:] == [f"n{number}" for number in range(1, 13)]


def test_empty_values_stay() -> None:
    """An empty value outside a list is kept, so that a later check can name its cell."""
    assert texts(record([("id", "X"), ("date", ""), ("addressee.name", " ")])) == {
        "id": "X",
        "date": "",
        "addressee.name": "",
    }


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["a", "a"], "duplicate-field"),
        (["cc", "cc.1.name"], "value-and-group"),
        (["cc.1.name", "cc"], "value-and-group"),
        (["cc.1.name", "cc.1"], "value-and-group"),
        (["cc.0"], "list-numbers"),
        (["cc.1", "cc.3"], "list-numbers"),
        (["cc.01"], "list-numbers"),
        (["cc.1", "cc.name"], "list-numbers"),
        (["budget.2021"], "list-numbers"),
        (["2021"], "list-numbers"),
    ],
)
def test_contradictions(paths: list[str], code: str) -> None:
    """Facts that contradict each other are a problem; nothing is renumbered or dropped."""
    made = record([("id", "X"), *((path, "v") for path in paths)])

    assert codes(made) == [code]
    assert made.values[paths[0]].text == "v"


def test_refused_characters_have_their_place() -> None:
    """Each refused character is a separate problem, at its own field."""
    made = record([("id", "X"), ("name", "a\u202eb\x07"), ("title", "M\ufffdller")])

    assert codes(made) == ["control-character", "control-character", "lost-character"]
    assert made.problems[0].data == DataPlace(FILE, line=2, path="name")


@pytest.mark.parametrize(
    ("pairs", "hint"),
    [
        ([("ID", "X")], "Did you mean 'ID'?"),
        ([("name", "X")], "Give it a field 'id', such as the state's code."),
        ([("id", "\u00a0")], "Fill it in, for example with the state's code."),
        ([("id.x", "X")], "Did you mean 'id.x'?"),
    ],
)
def test_missing_id(pairs: list[tuple[str, str]], hint: str) -> None:
    """A record without an id has none, and says what to do."""
    made = record(pairs)

    assert made.id == ""
    assert [(problem.code, problem.hint) for problem in made.problems] == [("missing-id", hint)]


@pytest.mark.parametrize(
    ("ids", "collide"),
    [
        (["AZE", "aze"], [0, 1]),
        (["\u00e9", "E\u0301"], [0, 1]),
        (["straße", "STRASSE"], [0, 1]),
        (["A", "B"], []),
        (["A", "B", "a", "A"], [0, 2, 3]),
        (["", ""], []),
    ],
)
def test_duplicate_ids(ids: list[str], collide: list[int]) -> None:
    """Ids that would make one file name are a problem of each of their records."""
    made = check_ids([record([("id", each)], line=10 * n) for n, each in enumerate(ids, 1)])

    assert [n for n, each in enumerate(made) if "duplicate-id" in codes(each)] == collide


def test_duplicate_ids_name_each_other() -> None:
    """Each record with the same id names the place of the other."""
    first, second = check_ids([record([("id", "AZE")], 10), record([("id", "aze")], 20)])

    assert "a.csv:20 ('aze')" in first.problems[0].message
    assert "a.csv:10 ('AZE')" in second.problems[0].message


@given(st.lists(st.tuples(st.from_regex(r"[a-c12](\.[a-c12]){0,3}", fullmatch=True), st.text())))
def test_nothing_is_lost_in_silence(pairs: list[tuple[str, str]]) -> None:
    """Every text is in the record, or the record has a problem."""
    made = record([("id", "X"), *pairs])
    given = sorted(" ".join(text.split()) for _, text in pairs if text.isalnum() and text.isascii())
    kept = [value.text for path, value in made.values.items() if path != "id"]

    assert made.problems or all(text in kept for text in given)
