"""`proof`: a whole batch in one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.pdf.page_text import text_of_pages
from tests.cli.sample import NAME, SUSPENDED, change, stand_in_office
from tests.cli.typed import document, next_commands, run
from tests.processes import contents


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def test_a_proof_of_all_letters() -> None:
    """All selected letters stand in one PDF; the next command makes them."""
    result = run("proof", NAME, "-o", "proof.pdf")
    words = text_of_pages(Path("proof.pdf").read_bytes(), "proof.pdf")

    assert [name for name in SUSPENDED if name in words] == SUSPENDED
    assert "9 records left out" in words
    assert "Made proof.pdf: 7 letters of 7." in result.stderr
    assert next_commands(result) == [["batch", NAME, "-o", "out"]]


def test_a_selection_as_json() -> None:
    """With --where it is a proof of these; the document says of each whether it was made."""
    found = document("proof", NAME, "-o", "p.html", "--where", 'id in ["AZE", "XAB", "XAE"]')

    assert found["file"] == "p.html"
    assert [(one["id"], one["pages"], one["status"]) for one in found["letters"]] == [
        ("AZE", 1, "made"),
        ("XAB", 2, "made"),
        ("XAE", 1, "made"),
    ]
    assert found["letters"][1]["differs"][:2] == ["delivery", "our reference"]
    assert "close" in found["letters"][1]["differs"]
    assert [one["failed"] for one in found["checks"]] == [[]] * 6
    assert found["problems"] == []


def test_unreviewed_translation() -> None:
    """Words that were not reviewed are named when they are those of the second language."""
    call = ("proof", NAME, "-o", "p.html", "--where", 'id == "AZE"', "--force")
    reviewed = run(*call)
    result = run(*call, "--set", "translation=ar")

    assert "unreviewed-body" not in reviewed.stderr
    assert "templates/suspension-update/ar.md.j2 has not been reviewed." in result.stderr
    assert "ar.md.j2" in Path("p.html").read_text(encoding="utf-8")


def test_a_letter_that_cannot_be_made(office: Path) -> None:
    """One bad record costs no other its row: it is shown with its problem, and the status is 1."""
    change(office / "members.yaml", "concern: restrictions on public assembly", "concern:")
    result = run("proof", NAME, "-o", "p.html", status=1)
    page = Path("p.html").read_text(encoding="utf-8")

    assert "Made p.html: 6 letters of 7." in result.stderr
    assert "XAA: &#39;concern&#39;" not in page
    assert "&#39;concern&#39; is empty, and the letter needs it." in page
    assert "Not so: XAA" in page


def test_only_the_proof_is_written(office: Path) -> None:
    """A proof makes no letter, no manifest and no copy of an enclosure."""
    before = contents(office)
    run("proof", NAME, "-o", "p.html")

    assert contents(office).keys() - before.keys() == {"p.html"}


def test_blind_copies_stay_blind() -> None:
    """The proof shows what the addressees get."""
    run("proof", NAME, "-o", "p.html")

    assert "Chico Lini" not in Path("p.html").read_text(encoding="utf-8")


def test_no_letter_at_all() -> None:
    """Where no letter can be made, not even dated, the proof says so of each of them."""
    result = run("proof", NAME, "-o", "p.pdf", "--set", "date=soon", status=1)

    assert "Made p.pdf: 0 letters of 12." in result.stderr
    assert "no letter" in text_of_pages(Path("p.pdf").read_bytes(), "p.pdf")
