"""How results and problems are shown: each once, in columns, without colour in a pipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lettergen.batch.manifest import Line, Status
from lettergen.cli.output import (
    counted,
    letters_document,
    print_json,
    print_table,
    problems_json,
    say,
    show_failure,
    show_next,
    show_problems,
)
from lettergen.errors import DataPlace, Problem, Severity, TemplatePlace
from tests.cli.sample import LETTER_KEYS

PLACED = Problem(
    "missing-field",
    "'concern' is missing.",
    "Fill it in.",
    template=TemplatePlace("en.md.j2", 3),
    data=DataPlace("members.yaml", line=7, path="concern"),
)
WARNING = Problem("odd", "It is odd.", severity=Severity.WARNING)


def test_problem(capsys: pytest.CaptureFixture[str]) -> None:
    """A problem is shown with its record, its places and what to do, a line each."""
    show_problems([("XAA", PLACED), ("", WARNING)])

    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.splitlines() == [
        "error: XAA: 'concern' is missing. [missing-field]",
        "  data      members.yaml:7 (concern)",
        "  file      en.md.j2:3",
        "  fix       Fill it in.",
        "warning: It is odd. [odd]",
    ]


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        (["XAA", "XAB", "XAA"], "XAA, XAB: "),
        (["XAA", "XAB", "XAC", "XAD", "XAE"], "XAA, XAB, XAC and 2 more: "),
        (["XAA", "", "XAB"], ""),  # found without looking at a record
    ],
)
def test_the_same_problem_once(
    capsys: pytest.CaptureFixture[str], ids: list[str], shown: str
) -> None:
    """A problem of several records is found once, with their ids."""
    show_problems((one, WARNING) for one in ids)

    assert capsys.readouterr().err == f"warning: {shown}It is odd. [odd]\n"


def test_problems_json() -> None:
    """In JSON each problem stands once; its id is that of the one record that has it."""
    found = problems_json([("XAA", PLACED), ("XAA", WARNING), ("XAB", WARNING), ("XAA", PLACED)])

    assert [(one["code"], one["id"]) for one in found] == [("missing-field", "XAA"), ("odd", None)]


@pytest.mark.parametrize("json_wanted", [True, False])
def test_failure(capsys: pytest.CaptureFixture[str], json_wanted: bool) -> None:
    """A failure is found to a person, and as the one document when that is asked for."""
    show_failure([PLACED], {"letters": []}, json=json_wanted)

    found = capsys.readouterr()
    assert "[missing-field]" in found.err
    if json_wanted:
        assert list(json.loads(found.out)) == ["letters", "problems"]
    else:
        assert found.out == ""


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """A document is printed as text that people can read, names in any script."""
    print_json({"name": "ფლავია"})

    assert capsys.readouterr() == ('{\n  "name": "ფლავია"\n}\n', "")


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe a table has columns that line up, wide characters included, and no end spaces."""
    print_table(
        ("id", "name", "why"), [("XAA", "日本", "x"), ("B", "Zoë", "a long reason"), ("C", "", "")]
    )

    assert capsys.readouterr().out == (
        "id   name  why\nXAA  日本  x\nB    Zoë   a long reason\nC\n"
    )


def test_prose(capsys: pytest.CaptureFixture[str]) -> None:
    """Prose and what comes next go to standard error."""
    say("Done.")
    show_next("lettergen check", "lettergen plan x")

    assert capsys.readouterr() == (
        "",
        "Done.\n\nNext:\n  lettergen check\n  lettergen plan x\n",
    )


@pytest.mark.parametrize(("number", "shown"), [(0, "0 letters"), (1, "1 letter"), (2, "2 letters")])
def test_counted(number: int, shown: str) -> None:
    """One letter, two letters."""
    assert counted(number, "letter") == shown
    assert counted(number, "child", "children") == shown.replace("letters", "children").replace(
        "letter", "child"
    )


MADE = Line("XAA", Status.MADE, "en", "a.pdf", "ab", 2)
FAILED = Line("XAB", Status.FAILED, "fr", reason="It is wrong.")
SKIPPED = Line("XAC", Status.SKIPPED, "en", reason="not: x")


def test_letters() -> None:
    """Each letter has the promised keys, and its file as the user would open it."""
    problem = Problem("x", "It is wrong.")

    found = letters_document([MADE, FAILED, SKIPPED], [("XAB", problem)], Path("out"))

    assert list(found) == ["letters", "problems"]
    assert all(list(letter) == LETTER_KEYS for letter in found["letters"])
    assert [list(letter.values()) for letter in json.loads(json.dumps(found))["letters"]] == [
        ["XAA", "out/a.pdf", "ab", 2, "en", "made", None],
        ["XAB", None, None, None, "fr", "failed", "It is wrong."],
        ["XAC", None, None, None, "en", "skipped", "not: x"],
    ]
    assert [(one["code"], one["id"]) for one in found["problems"]] == [("x", "XAB")]


def test_without_a_folder() -> None:
    """A single letter's file is named as it is."""
    assert letters_document([MADE], [])["letters"][0]["file"] == "a.pdf"
