"""The desk: the office, its records and its plan, as one call sees them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.cli.desk import Desk, exit_status, refuse_undated
from lettergen.cli.options import Call
from lettergen.errors import CallError, Problem, Severity
from lettergen.plan.entries import Verdict
from tests.cli.sample import NAME, change
from tests.offices import OGP, codes


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the sample office."""
    return shutil.copytree(OGP, tmp_path / "office")


@pytest.mark.parametrize("kind", ["in the office", "by a full path", "beside it", "by the call"])
def test_places_name_the_file_as_typed(office: Path, kind: str) -> None:
    """A place names the data file as the office or the call names it, wherever it stands."""
    data = office / "members.yaml"
    names = {
        "in the office": "members.yaml",
        "by a full path": str(data),
        "beside it": "../office/members.yaml",
        "by the call": str(data),
    }
    change(office / "lettergen.toml", '"members.yaml" ', f'"{names[kind]}" ')
    call = Call(office, data if kind == "by the call" else None)

    assert Desk(call).records[0].place.file == names[kind]


def test_one_record() -> None:
    """One record is found by its id and decided on as in the plan of all."""
    desk = Desk(Call(OGP))
    template = desk.template(NAME)

    assert desk.entry(template, "XAG") == next(
        entry for entry in desk.plan(template) if entry.record.id == "XAG"
    )


@pytest.mark.parametrize(
    "file", ["enclosures/gone.txt", "../members.yaml", "enclosures", "x" * 300]
)
def test_missing_enclosures(office: Path, file: str) -> None:
    """A file to enclose that is not the office's is told with the plan, before any letter."""
    change(office / "members.yaml", "enclosures/resolution-freedonia.txt", file)
    desk = Desk(Call(office))

    entry = desk.entry(desk.template(NAME), "XAB")

    assert codes(entry.problems) == ["missing-enclosure"]
    (problem,) = entry.problems
    assert problem.data is not None
    assert problem.data.path == "enclosure.1.file"


def test_refuse_undated() -> None:
    """A call of which no letter has a date is wrong; one undated among others is its own fault."""
    desk = Desk(Call(OGP))
    dated, *_ = entries = desk.plan(desk.template(NAME))
    left_out = next(one for one in entries if one.verdict is Verdict.LEFT_OUT)
    undated = replace(dated, date=None, problems=(Problem("no-date", "The letter has no date."),))
    misread = replace(dated, date=None, problems=(Problem("wrong-type", "It is no date."),))

    for fine in ([], [dated], [dated, undated], [misread], [undated, misread], [left_out]):
        refuse_undated(fine)
    for wrong in ([undated], [undated, undated, left_out]):
        with pytest.raises(CallError, match="no date"):
            refuse_undated(wrong)


@pytest.mark.parametrize(
    ("severities", "status"),
    [([], 0), ([Severity.WARNING], 0), ([Severity.WARNING, Severity.ERROR], 1)],
)
def test_exit_status(severities: list[Severity], status: int) -> None:
    """Warnings alone are no failure."""
    assert exit_status([Problem("x", "X.", severity=one) for one in severities]) == status
