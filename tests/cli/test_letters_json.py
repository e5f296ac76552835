"""The JSON document of letters: every key always there, what is not known null."""

from __future__ import annotations

import json
from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.cli.letters_json import letters_document
from lettergen.errors import Problem
from tests.cli.sample import LETTER_KEYS

MADE = Line("XAA", Status.MADE, "en", "a.pdf", "ab", 2)
FAILED = Line("XAB", Status.FAILED, "fr", reason="It is wrong.")
SKIPPED = Line("XAC", Status.SKIPPED, "en", reason="not: x")


def test_letters() -> None:
    """Each letter has the promised keys, and its file as the user would open it."""
    problem = Problem("x", "It is wrong.")

    told = letters_document([MADE, FAILED, SKIPPED], [("XAB", problem)], Path("out"))

    assert list(told) == ["letters", "problems"]
    assert all(list(letter) == LETTER_KEYS for letter in told["letters"])
    assert [list(letter.values()) for letter in json.loads(json.dumps(told))["letters"]] == [
        ["XAA", "out/a.pdf", "ab", 2, "en", "made", None],
        ["XAB", None, None, None, "fr", "failed", "It is wrong."],
        ["XAC", None, None, None, "en", "skipped", "not: x"],
    ]
    assert [(one["code"], one["id"]) for one in told["problems"]] == [("x", "XAB")]


def test_without_a_folder() -> None:
    """A single letter's file is named as it is."""
    assert letters_document([MADE], [])["letters"][0]["file"] == "a.pdf"
