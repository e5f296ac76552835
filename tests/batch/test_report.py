"""What a batch's report says of it."""

from __future__ import annotations

from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report

LINES = (
    Line("A", Status.MADE, "en", kept=True),
    Line("B", Status.FAILED, "en"),
    Line("C", Status.SKIPPED, "en"),
    Line("D", Status.MADE, "en"),
)


def test_what_became_of_the_records() -> None:
    """Letters that are there, letters that failed, and letters that stood already are counted."""
    report = Report(Path("out"), LINES)

    assert [line.id for line in report.made] == ["A", "D"]
    assert [line.id for line in report.failed] == ["B"]
    assert report.kept == 1
