"""Checking an office: everything at once, in an order that a reader can follow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lettergen.errors import CallError, Problem, Severity
from lettergen.plan.request import Request
from lettergen.workspace.check import Findings, check
from lettergen.workspace.reading import OfficeReader
from tests.cli.sample import NAME, change, listing
from tests.offices import OGP, codes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample office."""
    return shutil.copytree(OGP, tmp_path / "office")


def test_each_problem_once() -> None:
    """A problem of several records is one problem, found with each of them."""
    late = Problem("late", "It is late.")
    warning = Problem("old", "It is old.", severity=Severity.WARNING)
    findings = Findings((NAME,), 2, (("A", late), ("B", late), ("", warning)))

    assert findings.problems == (late, warning)


def test_nothing_hides_the_rest(folder: Path) -> None:
    """A broken letterhead, data that cannot be read and a broken template are found together."""
    change(folder / "lettergen.toml", 'letterhead = "ogp"', 'letterhead = "gone"')
    (folder / "members.yaml").write_text("members: [", encoding="utf-8")
    (folder / "templates" / "new").mkdir(parents=True)
    (folder / "templates" / "new" / "template.toml").write_text("title = 5\n", encoding="utf-8")
    before = listing(folder)

    findings = check(OfficeReader(folder))

    assert {"unknown-letterhead", "bad-syntax", "bad-setting"} <= set(codes(findings.problems))
    assert findings.records == 0
    assert "new" in findings.templates
    assert listing(folder) == before


@pytest.mark.parametrize(
    ("name", "request_", "code"),
    [
        ("suspension-updat", Request(), "unknown-template"),
        ("", Request(letterhead="ogpp"), "unknown-letterhead"),
        ("", Request(date="2021-02-30"), "bad-date"),
        ("", Request(values={"concrn": "x"}), "unknown-field"),
    ],
)
def test_a_wrong_request_is_refused(name: str, request_: Request, code: str) -> None:
    """What the request has wrong is no problem of the office."""
    with pytest.raises(CallError) as error:
        check(OfficeReader(OGP, request_), name)

    assert codes(error.value.problems) == [code]


def test_without_a_letterhead_letters_are_merged(folder: Path) -> None:
    """Where the letterhead is broken a letter's missing fact is found all the same."""
    change(folder / "members.yaml", "    concern: restrictions on public assembly\n", "")
    change(folder / "lettergen.toml", 'letterhead = "ogp"', 'letterhead = "gone"')

    found = check(OfficeReader(folder), NAME).found

    assert ("XAA", "missing-field") in [(record, problem.code) for record, problem in found]


def test_unused_reviews(folder: Path) -> None:
    """A review of a template or language that does not exist is a warning with its line."""
    row = "by = 'Ada Roe'\non = 2021-04-20\n"
    (folder / "reviews.toml").write_text(
        f"[review.suspension-updat.en]\n{row}[review.{NAME}.fra]\n{row}[review.{NAME}.fr]\n{row}",
        encoding="utf-8",
    )

    def unused(name: str) -> list[tuple[str, Severity]]:
        found = check(OfficeReader(folder), name).problems
        return [(str(one), one.severity) for one in found if one.code == "unused-review"]

    of_the_language = (
        f"reviews.toml:4: The template '{NAME}' has no body in 'fra', so this review has "
        "no effect. Did you mean 'fr'?"
    )
    of_the_template = (
        "reviews.toml:1: No template is called 'suspension-updat', so this review has no effect. "
        f"Did you mean '{NAME}'?"
    )
    warning = Severity.WARNING
    assert unused("") == [(of_the_template, warning), (of_the_language, warning)]
    assert unused(NAME) == [(of_the_language, warning)]
    assert unused("note-verbale") == []
