"""Laying one letter out in a process of its own."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.errors import LetterError
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.layout_process import LayoutProcess
from tests.reference import REFERENCE, print_job, printed

OGP = load_letterhead("ogp", None)
SECONDS = 60
MEGABYTES = 1500


def test_same_bytes() -> None:
    """The other process gives the very bytes that this one gives."""
    with LayoutProcess() as process:
        result = process.lay_out(print_job(REFERENCE, OGP), seconds=SECONDS, megabytes=MEGABYTES)

    assert result == printed(REFERENCE, OGP)


def test_problems_come_back() -> None:
    """What is wrong with the layout is told as it is told here."""
    job = replace(print_job(REFERENCE, OGP), html="<html lang=en><title>x</title><p>\u0e17")

    with LayoutProcess() as process, pytest.raises(LetterError) as error:
        process.lay_out(job, seconds=SECONDS, megabytes=MEGABYTES)

    assert [problem.code for problem in error.value.problems] == ["missing-glyph"]


def test_time_is_limited() -> None:
    """A layout that takes too long is given up, and its process is gone."""
    with LayoutProcess() as process, pytest.raises(LetterError) as error:
        process.lay_out(print_job(REFERENCE, OGP), seconds=0.01, megabytes=MEGABYTES)

    assert [problem.code for problem in error.value.problems] == ["out-of-time"]
    assert is_gone(process)


def test_memory_is_limited() -> None:
    """A layout that wants too much memory is a problem, not a burden for the machine."""
    deep = "<div style='display: table'>" * 300 + "word " * 2_000_000
    job = replace(print_job(REFERENCE, OGP), html=f"<html lang=en><title>x</title>{deep}")

    with LayoutProcess() as process, pytest.raises(LetterError) as error:
        process.lay_out(job, seconds=SECONDS, megabytes=64)

    assert {problem.code for problem in error.value.problems} <= {"unlayable", "worker-died"}


def test_unused_process_is_ended() -> None:
    """A process that was got ready for nothing does not stay."""
    with LayoutProcess() as process:
        assert not is_gone(process)

    assert is_gone(process)


def test_current_folder_is_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that lies in the office's folder never runs."""
    trap = tmp_path / "trap"
    for name in ("yaml", "lettergen", "logging", "weasyprint"):
        (tmp_path / f"{name}.py").write_text(f"open({str(trap)!r}, 'w')")
    monkeypatch.chdir(tmp_path)

    with LayoutProcess() as process:
        process.lay_out(print_job(REFERENCE, OGP), seconds=SECONDS, megabytes=MEGABYTES)

    assert not trap.exists()


def is_gone(process: LayoutProcess) -> bool:
    """Return whether the process has ended and was reaped."""
    try:
        os.kill(process.number, 0)
    except ProcessLookupError:
        return True
    return False
