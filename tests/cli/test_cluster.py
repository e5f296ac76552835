"""`--cluster` as it is typed: the same letters, and a refusal in a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lettergen.cli.cluster import unencrypted_warnings
from tests.cli.sample import NAME, SUSPENDED, stand_in_office
from tests.cli.typed import document, run
from tests.clusters import RunningCluster
from tests.offices import OGP
from tests.processes import contents, lettergen


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def test_the_same_folder(cluster: RunningCluster, tmp_path: Path) -> None:
    """The same command on a cluster leaves the same letters, enclosures and manifest."""
    call = ("batch", NAME, "--office", OGP, "-o")
    far = lettergen(*call, tmp_path / "far", "--cluster", cluster.address)
    near = lettergen(*call, tmp_path / "near")

    assert (far.returncode, near.returncode) == (0, 0), far.stderr
    assert contents(tmp_path / "far") == contents(tmp_path / "near")
    assert len(contents(tmp_path / "far")) == len(SUSPENDED) + 2
    assert far.stdout == near.stdout
    assert far.stderr.replace("far", "near") == near.stderr


def test_refused_before_a_folder_is_made(cluster: RunningCluster, office: Path) -> None:
    """Where a worker would make other letters the call ends before anything is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lettergen.cli.cluster.fingerprint", lambda _: {"Pango": "9.9"})
        result = run("batch", NAME, "-o", "new", "--cluster", cluster.address, status=2)

    assert result.stderr.count("[other-versions]") == 2
    assert "would make other letters: " in result.stderr
    assert not (office / "new").exists()


def test_machines_side_by_side(cluster: RunningCluster, office: Path) -> None:
    """Doctor shows this machine and the workers, alike ones in one column, fonts too."""
    result = run("doctor", "--cluster", cluster.address)

    rows = [line.split("  ") for line in result.stdout.splitlines()]
    heading = [cell.strip() for cell in rows[0] if cell.strip()]
    assert heading[:2] == ["what", "here"]
    assert heading[2].endswith(" and 1 more")
    assert {"Pango", "weasyprint", "font Noto Serif"} <= {row[0].strip() for row in rows}
    assert "2 workers would make the same letters as this machine." in result.stderr
    assert office.exists()


def test_a_machine_that_differs(
    cluster: RunningCluster, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A difference is named, the document holds all versions, and the exit status is 1."""
    monkeypatch.setattr("lettergen.cli.cluster.fingerprint", lambda _: {"Pango": "9.9"})

    told = document("doctor", "--cluster", cluster.address, status=1)

    assert told["here"] == {"Pango": "9.9"}
    assert len(told["workers"]) == 2
    assert all(machine["Pango"] != "9.9" for machine in told["workers"].values())
    assert [problem["code"] for problem in told["problems"]] == ["other-versions"] * 2
    assert office.exists()


@pytest.mark.usefixtures("office")
def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Dask is not installed the sentence says how it is."""
    for name in [one for one in sys.modules if one.startswith("lettergen.cluster.connection")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("lettergen.cluster.connection", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)

    result = run("batch", NAME, "-o", "new", "--cluster", "tcp://x:1", status=2)

    assert "[no-dask]" in result.stderr
    assert "pip install 'lettergen[cluster]'" in result.stderr


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("tcp://scheduler:8786", True),
        ("tcp://localhost.example:8786", True),
        ("tcp://localhost:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://scheduler:8786", False),
        ("", False),
    ],
)
def test_unencrypted(address: str, is_open: bool) -> None:
    """Whose letters travel unencrypted to another machine is warned."""
    warned = [(problem.code, problem.is_error) for problem in unencrypted_warnings(address)]

    assert warned == [("open-cluster", False)] * is_open
