"""Nested nodes become flat records; what is wrong with one costs no other."""

from __future__ import annotations

import pytest

from lettergen.errors import CallError
from lettergen.files.nodes import Group, Items, Leaf, MappingEntry, Node
from lettergen.records.nodes import records_of
from tests.records.files import codes, texts


def group(*pairs: tuple[str, Node | str]) -> Group:
    """Return a group with each entry on a separate line."""
    entries = [
        MappingEntry(key, line, Leaf(node, line) if isinstance(node, str) else node)
        for line, (key, node) in enumerate(pairs, start=1)
    ]
    return Group(tuple(entries), 1)


def items(*nodes: Node | str) -> Items:
    """Return a list."""
    return Items(tuple(Leaf(node, 1) if isinstance(node, str) else node for node in nodes), 1)


def test_flattening() -> None:
    """Groups become dotted paths, lists count from 1, dotted keys are groups."""
    node = group(
        ("id", "XAA"),
        ("addressee", group(("name", "Ann"))),
        ("addressee.title", "Chief"),
        ("cc", items(group(("name", "Bo")), group(("name", "Cy")))),
        ("empty", items()),
        ("_note", "for us"),
    )
    (record,) = records_of(items(node), "a.yaml")

    assert texts(record) == {
        "id": "XAA",
        "addressee.name": "Ann",
        "addressee.title": "Chief",
        "cc.1.name": "Bo",
        "cc.2.name": "Cy",
    }
    assert record.problems == ()


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (group(("id", "X"), ("a", "1"), ("a", "1")), "duplicate-field"),
        (group(("id", "X"), ("a ", "1"), ("a", "2")), "duplicate-field"),
        (group(("id", "X"), ("a", group(("b", "1"))), ("a", group(("c", "2")))), "duplicate-field"),
        (group(("id", "X"), ("a", group(("b", "1"))), ("a.b", "2")), "duplicate-field"),
        (group(("id", "X"), ("a", "1"), ("a.b", "2")), "value-and-group"),
        (group(("id", "X"), ("", "1")), "bad-key"),
        (group(("id", "X"), ("a..b", "1")), "bad-key"),
        (group(("name", "X")), "missing-id"),
        (Leaf("XAA", 1), "not-a-record"),
        (Leaf("", 1), "not-a-record"),
        (items("XAA"), "not-a-record"),
    ],
)
def test_one_bad_record(node: Node, code: str) -> None:
    """A bad record has its problem, and the record after it is good."""
    bad, good = records_of(items(node, group(("id", "XAB"))), "a.yaml")

    assert codes(bad) == [code]
    assert good.id == "XAB"
    assert good.problems == ()


def test_one_key_may_hold_the_list() -> None:
    """A mapping with one key that holds the list is a list of records; notes do not count."""
    root = group(("_made_by", "Ann"), ("members", items(group(("id", "XAA")))))

    assert [record.id for record in records_of(root, "a.yaml")] == ["XAA"]


@pytest.mark.parametrize(
    ("root", "found"),
    [
        (Leaf("", 1), "nothing"),
        (Leaf("XAA", 1), "one text"),
        (group(("id", "XAA")), "a mapping with the keys 'id'"),
        (group(("a", items()), ("b", items())), "a mapping with the keys 'a', 'b'"),
        (group(), "a mapping with the keys none"),
    ],
)
def test_wrong_shape(root: Node, found: str) -> None:
    """Anything else is refused, and the problem says what was found."""
    with pytest.raises(CallError) as error:
        records_of(root, "a.yaml")

    (problem,) = error.value.problems
    assert problem.code == "data-shape"
    assert problem.message.endswith(f"it has {found}.")
