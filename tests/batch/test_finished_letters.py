"""Finished letters: all of them, as they were made, or none."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from lettergen.batch.finished_letters import complete, contents
from lettergen.batch.manifest import EnclosureCopy, Line, Status
from lettergen.batch.report import Report
from lettergen.errors import LetterError

LETTER, ANNEX = b"%PDF letter", b"annex"
COPY = EnclosureCopy("Annex", "a_enclosure-1.txt", sha256(ANNEX).hexdigest())
MADE = Line("XAA", Status.MADE, "en", "a.pdf", sha256(LETTER).hexdigest(), 1, enclosures=(COPY,))
FAILED = Line("XAB", Status.FAILED, "en", reason="It is wrong.")
SKIPPED = Line("XAC", Status.SKIPPED, "en", reason="left out")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """A batch of one letter with an enclosure, and of one record left out."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(LETTER)
    (folder / "a_enclosure-1.txt").write_bytes(ANNEX)
    return Report(folder, (SKIPPED, MADE))


def test_all_letters(report: Report, tmp_path: Path) -> None:
    """A record left out is not missing; a letter comes with its enclosures, as they were made."""
    assert complete(report, tmp_path / "all.pdf") == (MADE,)
    assert list(contents(report, MADE)) == [("a.pdf", LETTER), ("a_enclosure-1.txt", ANNEX)]


@pytest.mark.parametrize(
    ("lines", "why"),
    [((MADE, FAILED), "1 of 2 letters are missing"), ((SKIPPED,), "there is no letter")],
)
def test_one_is_missing(lines: tuple[Line, ...], why: str, report: Report, tmp_path: Path) -> None:
    """Where a letter is missing there is no file of them all, and the sentence says so."""
    with pytest.raises(LetterError) as error:
        complete(replace(report, lines=lines), tmp_path / "all.pdf")

    (problem,) = error.value.problems
    assert problem.code == "incomplete"
    assert problem.message == f"{tmp_path / 'all.pdf'} was not made: {why}."
    assert "earlier run" not in problem.hint


def test_an_old_file_stands_there(report: Report, tmp_path: Path) -> None:
    """Nobody takes the file of an earlier run for this one's."""
    (tmp_path / "all.pdf").write_bytes(b"old")

    with pytest.raises(LetterError, match=r"The existing file is from an earlier run\."):
        complete(replace(report, lines=(MADE, FAILED)), tmp_path / "all.pdf")


@pytest.mark.parametrize("name", ["a.pdf", "a_enclosure-1.txt"])
@pytest.mark.parametrize("content", [b"%PDF forged", None], ids=["changed", "gone"])
def test_not_what_was_made(name: str, content: bytes | None, report: Report) -> None:
    """A letter or an enclosure that was changed or taken away since it was made is refused."""
    (report.folder / name).unlink()
    if content:
        (report.folder / name).write_bytes(content)

    with pytest.raises(LetterError) as error:
        list(contents(report, MADE))

    (problem,) = error.value.problems
    assert problem.code == "changed-letter"
    assert str(report.folder / name) in problem.message
