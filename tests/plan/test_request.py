"""What a call asks for."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from lettergen.plan.request import Request


def test_nothing_is_asked_for_unless_said() -> None:
    """A request without arguments leaves everything to the office and its records."""
    request = Request()

    assert [one.name for one in fields(request) if getattr(request, one.name)] == []
    assert request.draft is None


def test_a_request_stays_as_it_is() -> None:
    """What was asked for cannot change while letters are made."""
    with pytest.raises(FrozenInstanceError):
        Request().date = "today"  # type: ignore[misc]  # what this test is about
