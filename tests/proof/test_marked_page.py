"""A letter as a page, with what is new in it marked."""

from __future__ import annotations

import re
from functools import cache

import pytest

from lettergen.compose.document import compose_html
from lettergen.proof.marked_page import marked
from tests.offices import changed, ogp

HEAD = "<!DOCTYPE html>\n<html><head><style>a > b {}</style></head>\n<body>\n"


@cache
def letter(record_id: str, **changes: str) -> str:
    """Return a letter of the sample office as the preview shows it."""
    desk = ogp()
    merged = desk.merged(changed(desk.record(record_id), changes))
    assert merged.letter is not None
    return compose_html(merged.letter, desk.letterhead, preview=True)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>In 2021.</p>", "<p>In 2022.</p>", "<p>In <del>2021.</del> <ins>2022.</ins></p>"),
        ("<p>Dear you,</p>", "<p>Dear all of you,</p>", "<p>Dear <ins>all of</ins> you,</p>"),
        ("<p>A b.</p><p>C</p>", "<p>A b.</p>", "<p>A b.</p><del>C</del>"),
        ("<p>R&amp;D</p>", "<p>R&amp;E</p>", "<p><del>R&amp;D</del> <ins>R&amp;E</ins></p>"),
        ('<p>a <b class="x">b</b></p>', "<p>a <i>b</i></p>", "<p>a <i>b</i></p>"),
        (
            "<p>x</p>",
            "<p>&#x27;a<br>b</p>",
            "<p><del>x</del> <ins>&#x27;a</ins><br><ins>b</ins></p>",
        ),
    ],
)
def test_changed_words_are_marked(old: str, new: str, shown: str) -> None:
    """Words that are new stand in ins, words that are gone in del; markup alone is no change."""
    assert marked(page_of(old), page_of(new)) == page_of(shown)


def page_of(body: str) -> str:
    """Return a page with that body."""
    return f"{HEAD}{body}</body>\n</html>\n"


@pytest.mark.parametrize("record_id", ["AZE", "XAB", "XAE"])
def test_the_same_letter_has_no_marks(record_id: str) -> None:
    """A page compared with itself is itself, to the letter."""
    assert marked(letter(record_id), letter(record_id)) == letter(record_id)


def test_without_its_marks_it_is_the_letter() -> None:
    """Marking adds ins and del and changes nothing else, whatever the two letters say."""
    page = marked(letter("XAB"), letter("AZE"))

    without = re.sub(r"<del>.*?</del> ?", "", page, flags=re.DOTALL)
    assert re.sub(r"</?ins>", "", without) == letter("AZE")
    assert page.count("<ins>") > 5


def test_a_changed_fact_is_marked_where_it_stands() -> None:
    """One fact changed: exactly the places that print it are marked."""
    page = marked(letter("AZE"), letter("AZE", **{"assessment.year": "2023"}))

    assert re.findall("<del>.*?</del> <ins>.*?</ins>", page) == ["<del>2022</del> <ins>2023</ins>"]


def test_nothing_of_a_letter_can_break_out() -> None:
    """Markup in a fact stays text, in what is added and in what is removed."""
    hostile = letter("AZE", concern="<img src=x> & </ins><script>alert(1)</script>")

    for page in (marked(letter("AZE"), hostile), marked(hostile, letter("AZE"))):
        assert "<script" not in page
        assert "<img src=x" not in page
