"""Two texts, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.proof.difference import Kind, changes, difference

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("one two three", "one two three", "one two three"),
        ("", "", ""),
        ("", "one", "{one}"),
        ("one", "", "[one]"),
        ("ends in 2021.", "ends in 2022.", "ends in [2021.] {2022.}"),
        ("one\ntwo", "one two", "one two"),
        ("w x y z up a b c", "w x y z to d b c", "w x y z [up a] {to d} b c"),
        ("k up the same a p", "k to the same d p", "k [up the same a] {to the same d} p"),
        ("k up in the same a p", "k to in the same d p", "k [up] {to} in the same [a] {d} p"),
        ("k l m up the a n o p", "k l m to the d n o p", "k l m [up the a] {to the d} n o p"),
    ],
)
def test_words_are_compared(old: str, new: str, shown: str) -> None:
    """What both say stays once; a word or two between two changes are a part of the change."""
    frames = {Kind.SAME: "{}", Kind.REMOVED: "[{}]", Kind.ADDED: "{{{}}}"}

    told = " ".join(frames[part.kind].format(part.text.strip()) for part in difference(old, new))

    assert told == shown


@given(WORDS, WORDS)
def test_nothing_is_lost(old: str, new: str) -> None:
    """Without what was added it is the old text, without what was removed the new one."""
    parts = difference(old, new)

    assert "".join(one.text for one in parts if one.kind is not Kind.REMOVED) == new
    kept = "".join(one.text for one in parts if one.kind is not Kind.ADDED)
    assert kept.split() == old.split()


def test_line_ends_are_kept() -> None:
    """Paragraphs stay paragraphs: the line ends of the new text are in the parts."""
    parts = difference("Dear you,\n\nIt ends in 2021.\n", "Dear you,\n\nIt ends in 2022.\n")

    assert [one.text for one in parts] == ["Dear you,\n\nIt ends in ", "2021.\n", "2022.\n"]


@given(WORDS, WORDS)
def test_changes_cover_both(old: str, new: str) -> None:
    """The runs follow each other without a gap, in both texts, and same runs are the same."""
    before, after = old.split(), new.split()
    found = list(changes(before, after))

    assert [place for one in found for place in one.old] == list(range(len(before)))
    assert [place for one in found for place in one.new] == list(range(len(after)))
    for one in found:
        if one.is_same:
            assert [before[i] for i in one.old] == [after[i] for i in one.new]
