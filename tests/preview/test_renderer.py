"""Finished letters for the page, made in at most two processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from threading import Thread
from time import sleep

import pytest

from lettergen.office.settings import Limits
from lettergen.plan.entries import Entry
from lettergen.preview.choice import Sources
from lettergen.preview.renderer import MOST_AT_ONCE, Finished, Renders
from lettergen.produce import Format
from tests.offices import aze, codes, ogp, record_of
from tests.preview.sources import sample, sources_of
from tests.processes import forked, wait_until

ENDLESS = "\n\n".join(f"> {'word ' * 40}" for _ in range(1500))


@pytest.fixture(scope="module")
def renders() -> Iterator[Renders]:
    """Two processes for all tests."""
    one = Renders(Limits(seconds=20))
    yield one
    one.close()


def first(sources: Sources) -> Entry:
    """Return the first entry of a plan."""
    return sources.entries[0]


def slow() -> Sources:
    """Return what a letter is made from that takes many seconds."""
    words = ogp().materials.template.bodies["en"].source.text
    desk = ogp().with_body(f"{words}\n\n{ENDLESS}").with_settings(limits=Limits(pages=500))
    return sources_of(desk, [aze()])


def test_what_is_previewed_is_what_is_printed(renders: Renders) -> None:
    """The PDF has the very bytes that `render` writes, and each page is a picture."""
    made = renders.finish("a", first(sample()), sample())

    rendered = ogp().outcome(aze(), Format.PDF)
    assert made.outcome == rendered
    assert [picture[:4] for picture in made.pictures] == [b"\x89PNG"]


def test_a_newer_letter_ends_the_older(renders: Renders) -> None:
    """Who asks for a newer letter gets it at once, and the older one ends without a result."""
    old: list[Finished] = []
    asking = Thread(target=lambda: old.append(renders.finish("b", first(slow()), slow())))
    asking.start()
    sleep(0.3)

    new = renders.finish("b", first(sample()), sample())
    asking.join(timeout=15)

    assert new.outcome.content
    assert not new.is_superseded
    assert [one.is_superseded for one in old] == [True]
    assert old[0].pictures == ()


def test_two_pages_do_not_disturb_each_other(renders: Renders) -> None:
    """Two windows ask for letters of their own at the same time, and both get them."""
    sources = sample()
    with ThreadPoolExecutor() as threads:
        asked = [
            threads.submit(renders.finish, owner, sources.entries[place], sources)
            for place, owner in enumerate("cde")
        ]
        made = [one.result() for one in asked]

    assert [one.outcome.id for one in made] == ["AZE", "XAA", "XAB"]
    assert len({sha256(one.outcome.content or b"").digest() for one in made}) == 3


def test_no_storm_of_letters_starts_a_third_process(renders: Renders) -> None:
    """Fifty requests in half a second: never more than two at work, and the last is answered."""
    sources = sample()
    most = 0
    with ThreadPoolExecutor(max_workers=60) as threads:
        asked = []
        for _ in range(50):
            asked.append(threads.submit(renders.finish, "f", first(sources), sources))
            sleep(0.01)
            most = max(most, len(forked(os.getpid())))
        made = [one.result() for one in asked]

    assert made[-1].outcome.content
    assert 1 <= most <= MOST_AT_ONCE


def test_a_fault_of_layout_is_told(renders: Renders) -> None:
    """What shows only on the page, such as a character that no font has, is a problem here too."""
    sources = sources_of(ogp(), [aze({"concern": "\U0001f600 matters"})])
    made = renders.finish("g", first(sources), sources)

    assert codes(made.outcome.problems) == ["missing-glyph"]
    assert made.pictures == ()


def test_a_letter_without_end_is_given_up() -> None:
    """The office's limit on time ends a layout, and the next letter is made."""
    renders = Renders(Limits(seconds=1))
    try:
        made = renders.finish("h", first(slow()), slow())
        assert codes(made.outcome.problems) == ["out-of-time"]
        wait_until(
            lambda: renders.finish("h", first(sample()), sample()).outcome.content is not None
        )
    finally:
        renders.close()


def test_a_letter_with_a_hole_starts_no_process(renders: Renders) -> None:
    """What is found before the layout is told without one."""
    sources = sources_of(ogp(), [record_of({"id": "X", "date": "2021-04-27"})])
    made = renders.finish("i", replace(first(sources)), sources)

    assert made.outcome.content is None
    assert "missing-field" in codes(made.outcome.problems)
