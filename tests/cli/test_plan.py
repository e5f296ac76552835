"""`plan`: every record, whether it gets the letter, and why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sample import (
    NAME,
    PROBLEM_KEYS,
    SUSPENDED,
    change,
    listing,
    members,
    stand_in_office,
)
from tests.cli.typed import document, next_commands, run

PLAN = ("plan", NAME)
RECORD_KEYS = ["id", "verdict", "date", "language", "passages", "reason"]
PASSAGES = {"XAB": ["after-support"]}
REASON = 'the template is for: status == "suspended"'


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def test_document(office: Path) -> None:
    """Each record is in or out, in the order of the data, with the reason; nothing is written."""
    before = listing(office)

    told = document(*PLAN)

    assert told == {
        "records": [
            {
                "id": one["id"],
                "verdict": "chosen" if one["id"] in SUSPENDED else "left out",
                "date": "2021-04-27",
                "language": "en",
                "passages": PASSAGES.get(one["id"], []),
                "reason": None if one["id"] in SUSPENDED else REASON,
            }
            for one in members()
        ],
        "problems": [],
    }
    assert listing(office) == before


def test_told_to_a_person() -> None:
    """A line for each record on standard output; the count and what to do next are told apart."""
    result = run(*PLAN)

    lines = result.stdout.splitlines()
    assert lines[0].split() == ["id", "letter", "date", "language", "why", "passages"]
    assert [line.split()[0] for line in lines[1:]] == [one["id"] for one in members()]
    assert all(line.endswith(REASON) for line in lines if "left out" in line)
    assert result.stderr.startswith("7 letters of 16 records.")


def test_undecided() -> None:
    """A record that the selection cannot decide on is a problem, with its place."""
    told = document(*PLAN, "--where", 'your_reference != "x"', status=1)

    undecided = [one for one in told["records"] if one["verdict"] == "undecided"]
    assert [list(one) for one in undecided] == [RECORD_KEYS] * 6
    assert [one["id"] for one in told["problems"]] == [one["id"] for one in undecided]
    for problem in told["problems"]:
        assert list(problem) == PROBLEM_KEYS
        assert problem["data"]["path"] == "your_reference"


def test_next_command_makes_these_letters() -> None:
    """The batch told next is of the same letters: data, date, selection and facts included."""
    where = 'id in ["AZE", "XAA"]'
    options = ["--where", where, "--date", "2021-05-01", "--set", 'concern=it\'s "late"']
    planned = run(*PLAN, *options, "--letterhead", "plain", "--data", "members.xlsx")
    _, command = next_commands(planned)

    told = document(*command)

    made = [one["file"] for one in told["letters"] if one["status"] == "made"]
    assert made == [f"out/2021-05-01_{NAME}_{one}_en.pdf" for one in ("AZE", "XAA")]
    assert '"letterhead": "plain"' in Path("out/manifest.jsonl").read_text(encoding="utf-8")


def test_a_record_without_an_id(office: Path) -> None:
    """A record that has no id is shown by its place."""
    change(office / "members.yaml", "  - id: XAA\n    _note", "  - _note")

    result = run(*PLAN, status=1)

    assert "? (members.yaml:79)" in result.stdout
    assert "members.yaml:79" in result.stderr
