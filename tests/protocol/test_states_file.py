"""Tests of reading `states.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.protocol.states_file import NameRow, read_rows


def read(folder: Path, text: str) -> list[NameRow]:
    """Return the rows of a file that holds *text*."""
    file = folder / "states.yaml"
    file.write_text(text, encoding="utf-8")
    return read_rows(file, "states.yaml", known={"AZE"})


def test_row(tmp_path: Path) -> None:
    """A row gives its names per language, each with its line."""
    file = tmp_path / "own.yaml"
    file.write_text(
        "- code: XAA\n  from: 2020-01-01\n  en: {short: Gambol, formal: ' F ', article: the}\n"
        "  fr_FR: {short: G, formal: F}\n",
        encoding="utf-8",
    )

    first_day = date(2020, 1, 1)
    assert read_rows(file, "own.yaml") == [
        NameRow("XAA", "en", first_day, 3, "Gambol", "F", "the"),
        NameRow("XAA", "fr-FR", first_day, 4, "G", "F"),
    ]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("-{}[]:,\n abcdeforsthlmXA&*!|>'\"#?%@`0123\x00\x85\ufeff", max_size=60))
def test_any_text_is_rows_or_problems(tmp_path: Path, text: str) -> None:
    """Any file gives rows, or problems with the file's name."""
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8", newline="")

    try:
        rows = read_rows(file, "own.yaml")
    except CallError as error:
        assert all(str(problem).startswith("own.yaml") for problem in error.problems)  # noqa: PT017 - both ends are right
        return
    assert all(row.short and row.formal for row in rows)


ROW = "- {code: XAA, en: {short: A, formal: B}}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "code: XAA",
            "states.yaml: The file is not a list of rows. Write each row as '- code",
        ),
        ("- XAA\n- ]", "states.yaml:2: The file is not YAML; line 2, column 3"),
        ("- \x07", "states.yaml:1: The file is not YAML; line 1, column 3: the character U+0007"),
        ("- &a [*a]", "states.yaml:1: The file uses the YAML anchor '&a'"),
        ("- " * 99, "states.yaml:1: Lists and groups are nested more than 50 deep"),
        ("- XAA", "states.yaml:1: The value is not a group of keys."),
        (ROW + "- {en: {short: A, formal: B}}", "states.yaml:2: The row has no code."),
        ("- code: XAA", "states.yaml:1: The row has no names."),
        (
            "- code: AZR\n  en: {short: A, formal: B}",
            "states.yaml:1: 'AZR' is not a state code. Did you mean",
        ),
        (
            "- code: Ruritania\n  en: {short: A, formal: B}",
            "states.yaml:1: 'Ruritania' is not a state code. Use an ISO 3166-1 alpha-3",
        ),
        (
            "- code: XAA\n  form: 2020-01-01\n  en: {short: A, formal: B}",
            "states.yaml:2: Unknown setting 'form'. Did you mean 'from'?",
        ),
        (
            "- code: XAA\n  from: 1.1.2020\n  en: {short: A, formal: B}",
            "states.yaml:2: '1.1.2020' is not a date. Write year-month-day",
        ),
        (
            "- code: XAA\n  from: 2020-02-30\n  en: {short: A, formal: B}",
            "states.yaml:2: '2020-02-30' is not a date.",
        ),
        (
            "- code: XAA\n  en:\n    shrt: A\n    formal: B",
            "states.yaml:3: Unknown setting 'shrt'. Did you mean 'short'?",
        ),
        ("- {code: XAA, en: {short: A}}", "states.yaml:1: The formal name is missing."),
        ("- {code: XAA, en: {short: '', formal: B}}", "states.yaml:1: The short name is missing."),
        ("- {code: XAA, en: {short: [A], formal: B}}", "states.yaml:1: 'short' is not a text."),
        ("- {code: XAA, en: Ruritania}", "states.yaml:1: The value is not a group of keys."),
        ("- {code: XAA, code: XAB, en: {short: A, formal: B}}", "The key 'code' is given twice"),
        (ROW + ROW, "states.yaml:2: XAA in en from that day is already in line 1."),
    ],
)
def test_malformed_file(tmp_path: Path, text: str, told: str) -> None:
    """What is wrong in an office's file is reported with its line and what to do."""
    with pytest.raises(CallError) as error:
        read(tmp_path, text)

    assert told in str(error.value)


def test_all_problems_in_one_run(tmp_path: Path) -> None:
    """Every wrong row is reported, not only the first."""
    with pytest.raises(CallError) as error:
        read(tmp_path, "- XAA\n- {code: XAB}\n- {code: XAC, en: {short: A, frmal: B}}\n")

    told = [(problem.template.line, problem.code) for problem in error.value.problems
            if problem.template]  # fmt: skip
    assert told == [(1, "bad-row"), (2, "bad-row"), (3, "unknown-setting"), (3, "bad-row")]


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is a problem, not a traceback."""
    (tmp_path / "states.yaml").write_bytes(b"- {code: XAA, en: {short: \xff, formal: B}}")

    with pytest.raises(CallError, match=r"The file is not UTF-8 text\. Save it as UTF-8"):
        read_rows(tmp_path / "states.yaml", "states.yaml")
