"""What a call asks for."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lettergen.errors import CallError
from lettergen.plan.request import Request, refuse_unless
from tests.offices import codes


def test_nothing_is_asked_for_unless_said() -> None:
    """A request without arguments leaves everything to the office and its records."""
    request = Request()

    assert [one.name for one in fields(request) if getattr(request, one.name)] == []
    assert request.draft is None


def test_a_request_stays_as_it_is() -> None:
    """What was asked for cannot change while letters are made."""
    values = {"concern": "first"}
    request = Request(values=values)
    values["concern"] = "second"

    assert request.values == {"concern": "first"}
    with pytest.raises(FrozenInstanceError):
        request.date = "today"  # type: ignore[misc]  # what this test is about


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"data": "members.yaml"}, {"data": Path("members.yaml")}),
        ({"data": ""}, {"data": None}),
        ({"date": date(2021, 1, 2)}, {"date": "2021-01-02"}),
        ({"date": datetime(2021, 1, 2, 3, tzinfo=UTC)}, {"date": "2021-01-02"}),
        ({"date": "today", "draft": False}, {"date": "today", "draft": False}),
    ],
)
def test_normalised(given: dict[str, Any], kept: dict[str, Any]) -> None:
    """A path may be a text and a date a date; the request keeps one form of each."""
    request = Request(**given)

    assert {name: getattr(request, name) for name in kept} == kept
    assert replace(request, language="fr").date == request.date


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"data": 7}, "data is 7"),
        ({"date": 2021}, "date is 2021"),
        ({"language": None}, "language is None"),
        ({"letterhead": Path("ogp")}, "letterhead is"),
        ({"style": 1}, "style is 1"),
        ({"paper": b"a4"}, "paper is b'a4'"),
        ({"values": {"a": 3}}, "values['a'] is 3"),
        ({"values": {3: "a"}}, "values is {3:"),
        ({"values": "a=b"}, "values is 'a=b'"),
        ({"draft": "no"}, "draft is 'no'"),
    ],
)
def test_wrong_kind(given: dict[str, Any], named: str) -> None:
    """An argument of a wrong kind is refused where it is given, with what it should be."""
    with pytest.raises(CallError) as error:
        Request(**given)

    (problem,) = error.value.problems
    assert problem.code == "bad-call"
    assert named in problem.message
    assert problem.hint.startswith("It should be ")


def test_every_wrong_argument_is_named() -> None:
    """All that is wrong with a request is reported at once."""
    with pytest.raises(CallError) as error:
        Request(draft="no", paper=4)  # type: ignore[arg-type]  # what this test is about

    assert codes(error.value.problems) == ["bad-call", "bad-call"]


def test_refuse_unless() -> None:
    """An argument that fits passes; another is refused."""
    refuse_unless(True, "jobs", 2, "a whole number")
    with pytest.raises(CallError, match="jobs is 'two'"):
        refuse_unless(False, "jobs", "two", "a whole number")
