"""Tests of problems, and of the errors that carry them."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from lettergen.errors import (
    CallError,
    DataPlace,
    LetterError,
    LettergenError,
    Problem,
    Severity,
    TemplatePlace,
    did_you_mean,
    first_error,
    has_errors,
    placed,
    problem_json,
)
from lettergen.pdf.weasyprint_log import missing_glyph

MISSING = Problem(
    "missing-field",
    "'concern' is missing, and the letter needs it.",
    "Fill it in.",
    template=TemplatePlace("templates/t/en.md.j2", 3),
    data=DataPlace("members.xlsx", row=4, cell="C4", sheet="Members", path="concern"),
)
WARNING = Problem("unknown-field", "Unknown field 'x'.", severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (TemplatePlace("en.md.j2"), "en.md.j2"),
        (TemplatePlace("en.md.j2", 12), "en.md.j2:12"),
        (DataPlace("m.yaml"), "m.yaml"),
        (DataPlace("m.yaml", line=7, path="cc.1.name"), "m.yaml:7 (cc.1.name)"),
        (DataPlace("m.csv", row=2, cell="B2"), "m.csv B2"),
        (DataPlace("m.csv", row=2), "m.csv row 2"),
        (DataPlace("m.xlsx", row=4, cell="C4", sheet="Members"), "m.xlsx Members!C4"),
        (DataPlace("--set", path="role"), "--set (role)"),
    ],
)
def test_place(place: TemplatePlace | DataPlace, text: str) -> None:
    """A place reads as an editor or a spreadsheet names it."""
    assert str(place) == text


def test_problem_in_one_line() -> None:
    """A problem says where, what and what to do, and leaves out what is unknown."""
    assert str(MISSING) == (
        "templates/t/en.md.j2:3 | members.xlsx Members!C4 (concern): "
        "'concern' is missing, and the letter needs it. Fill it in."
    )
    assert str(WARNING) == "Unknown field 'x'."


def test_warnings_stop_nothing() -> None:
    """Only an error keeps a letter from being made."""
    assert has_errors([WARNING, MISSING])
    assert not has_errors([WARNING])
    assert not has_errors([])


@pytest.mark.parametrize("kind", [LettergenError, CallError, LetterError])
def test_survives_the_pool(kind: type[LettergenError]) -> None:
    """An error raised in a worker says the same in the parent, problem for problem."""
    error = kind([MISSING, WARNING])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own error

    assert type(again) is kind
    assert again.problems == (MISSING, WARNING)
    assert str(again) == f"{MISSING}\n{WARNING}"


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("concren", ["concern", "role"], "Did you mean 'concern'?"),
        ("CONCERN", ["Concern"], "Did you mean 'Concern'?"),
        ("Azerbaijan", ["AZE", "XAA"], ""),
        ("x", [], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], answer: str) -> None:
    """A near word is named as it is written, whatever the case; a far one is not guessed at."""
    assert did_you_mean(word, known) == answer


KEYS = ["code", "severity", "message", "hint", "template", "data"]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (None, None),
        (DataPlace("a.yaml"), {"file": "a.yaml"}),
        (DataPlace("a.yaml", line=3, path="cc.1.name"), {"line": 3, "path": "cc.1.name"}),
        (DataPlace("a.csv", row=2, cell="C2", path="id"), {"row": 2, "cell": "C2", "path": "id"}),
        (DataPlace("a.xlsx", row=2, cell="C2", sheet="Facts"), {"row": 2, "sheet": "Facts"}),
    ],
)
def test_data(place: DataPlace | None, shown: dict[str, Any] | None) -> None:
    """A place in the data has what is known of it: file, line or row, cell, sheet and path."""
    data = problem_json(Problem("x", "It is wrong.", data=place))["data"]

    if shown is None:
        assert data is None
    else:
        assert shown.items() <= data.items()
        assert None not in data.values()
        assert data.keys() <= {"file", "line", "row", "cell", "sheet", "path"}


@pytest.mark.parametrize("line", [None, 12])
def test_whole_problem(line: int | None) -> None:
    """A problem has exactly the promised keys, in plain words that JSON can hold."""
    place = TemplatePlace("en.md.j2", line)
    problem = Problem("x", "It is wrong.", "Fix it.", Severity.WARNING, template=place)

    shown = json.loads(json.dumps(problem_json(problem)))

    assert list(shown) == KEYS
    assert shown == {
        "code": "x",
        "severity": "warning",
        "message": "It is wrong.",
        "hint": "Fix it.",
        "template": {"file": "en.md.j2"} | ({"line": line} if line else {}),
        "data": None,
    }


def test_a_problem_of_its_own_kind() -> None:
    """A problem with more details has the same keys as every other."""
    assert list(problem_json(missing_glyph(0x1F600))) == KEYS


def test_first_error() -> None:
    """The sentence of the first error, whatever warnings are before it."""
    other = Problem("x", "Other.")

    assert first_error([WARNING, MISSING, other]) == MISSING.message
    assert first_error([WARNING]) == first_error([]) == ""


def test_placed() -> None:
    """A problem without a place in a settings file gets one, and any other keeps its own."""
    here, there = TemplatePlace("a.toml", 1), TemplatePlace("b.toml", 2)
    found = CallError([Problem("bad-row", "A."), Problem("bad-row", "B.", template=there)])

    assert [one.template for one in placed(found, here).problems] == [here, there]
