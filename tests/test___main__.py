"""`python -m lettergen` is lettergen."""

from __future__ import annotations

from tests.processes import lettergen


def test_runs_as_a_module() -> None:
    """The module is the command, under the command's own name."""
    result = lettergen("plan", "--help")

    assert result.returncode == 0
    assert "Usage: lettergen plan" in result.stdout
