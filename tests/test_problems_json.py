"""Problems as JSON data: the shape that programs rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lettergen.errors import DataPlace, Problem, Severity, TemplatePlace
from lettergen.pdf.complaints import missing_glyph
from lettergen.problems_json import problem_json

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
    problem = Problem("x", "It is wrong.", "Mend it.", Severity.WARNING, template=place)

    shown = json.loads(json.dumps(problem_json(problem)))

    assert list(shown) == KEYS
    assert shown == {
        "code": "x",
        "severity": "warning",
        "message": "It is wrong.",
        "hint": "Mend it.",
        "template": {"file": "en.md.j2"} | ({"line": line} if line else {}),
        "data": None,
    }


def test_a_problem_of_its_own_kind() -> None:
    """A problem that knows more has the same keys as every other."""
    assert list(problem_json(missing_glyph(0x1F600))) == KEYS
