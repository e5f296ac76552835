"""`diff`: what one letter says otherwise than another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sample import NAME, stand_in_office
from tests.cli.typed import document, run

TEMPLATE = ("--template", NAME)
YEAR = "[-2022.-] {+2023.+}"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def made(name: str, *options: str) -> str:
    """Make a letter as a PDF; return its name."""
    run("render", NAME, "--id", "AZE", "-o", name, *options)
    return name


def test_two_records() -> None:
    """The letters to two members are compared word by word, paragraphs kept."""
    result = run("diff", "AZE", "XAA", *TEMPLATE)

    assert "status of [-Azerbaijan's-] {+Ruritania's+} participation in OGP." in result.stdout
    assert "\n\nBest wishes,\n" in result.stdout
    assert "places differ." in result.stderr


def test_two_dates() -> None:
    """What one member is told on two days: the plan that was to end has ended."""
    result = run("diff", "2021-04-27", "2021-10-01", *TEMPLATE, "--id", "AZE")

    assert "[-April 27,-] {+October 1,+} 2021" in result.stdout
    assert "that period has ended.+}" in result.stdout


def test_two_finished_letters() -> None:
    """Two PDFs are compared by their words, wherever a line ends."""
    old, new = made("old.pdf"), made("new.pdf", "--set", "assessment.year=2023")
    other_paper = made("a4.pdf", "--paper", "a4")

    changed = " ".join(run("diff", old, new).stdout.split())
    assert YEAR in changed
    assert changed.count("[-") == 1
    assert "No word differs." in run("diff", old, other_paper).stderr


def test_what_did_we_tell_them_last_time() -> None:
    """A letter that was sent is compared with the one that would be made now."""
    sent = made("sent.pdf", "--set", "assessment.year=2021")

    told = run("diff", sent, "AZE", *TEMPLATE)
    assert "[-2021.-] {+2022.+}" in " ".join(told.stdout.split())
    assert "1 place differs." in told.stderr
    assert "No word differs." in run("diff", made("now.pdf"), "AZE", *TEMPLATE).stderr


def test_unreviewed_words() -> None:
    """Unreviewed words of the two letters are shown once, and are in the JSON document."""
    compared = ("diff", "AZE", "AZE", *TEMPLATE, "--language", "fr")

    assert run(*compared).stderr.count("[unreviewed-body]") == 1
    assert [one["code"] for one in document(*compared)["problems"]].count("unreviewed-body") == 1


def test_as_json_and_as_a_page() -> None:
    """The parts come as data for programs, and as a page to be sent."""
    found = document("diff", "AZE", "AZE", *TEMPLATE, "-o", "same.html")
    assert [one["kind"] for one in found["parts"]] == ["same"]
    assert found["problems"] == []

    found = document("diff", "AZE", "XAA", *TEMPLATE, "-o", "d.html")
    assert {one["kind"] for one in found["parts"]} == {"same", "removed", "added"}
    assert "".join(one["text"] for one in found["parts"] if one["kind"] != "removed").startswith(
        "Open Government Partnership\n\n1100"
    )
    assert "<ins>Ruritania&#39;s </ins>" in Path("d.html").read_text(encoding="utf-8")


def test_a_letter_that_cannot_be_made() -> None:
    """A side with a hole is a letter that cannot be made: its problem is told, the status is 1."""
    result = run("diff", "AZE", "XAA", *TEMPLATE, "--set", "concern=", status=1)

    assert "[empty-field]" in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_no_pdf() -> None:
    """A file that only looks like one is refused by its name."""
    Path("fake.pdf").write_text("not one", encoding="utf-8")

    assert (
        "fake.pdf cannot be read as a PDF." in run("diff", "fake.pdf", "fake.pdf", status=2).stderr
    )


def test_a_record_that_gets_no_letter() -> None:
    """A record that the template is not for is refused as `render` refuses it."""
    assert "[not-for-this-record]" in run("diff", "AZE", "XAG", *TEMPLATE, status=1).stderr
