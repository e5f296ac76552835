"""The registry of problem codes agrees with the code, with the tests and with its page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from lettergen.errors import Severity
from lettergen.errors.registry import EITHER, known_problems
from tests.checkout import PACKAGE, ROOT, shown, text_of
from tests.errors.source_codes import named_codes
from tests.problem_watch import Seen, complaints, how_to_add

SOURCES = {shown(path): text_of(path) for path in PACKAGE.rglob("*.py")}
NAMED = named_codes(SOURCES)


def test_every_code_is_registered() -> None:
    """Each code that the package names is in the registry; if not, this says what to add."""
    missing = [
        f"{place} {how_to_add(code)}"
        for code, place in NAMED.items()
        if not any(fnmatchcase(known, code) for known in known_problems())
    ]

    if missing:
        pytest.fail("\n\n".join(missing))


def test_every_registered_code_is_named() -> None:
    """Each code of the registry is one that the package names."""
    unused = [
        code
        for code in known_problems()
        if not any(fnmatchcase(code, pattern) for pattern in NAMED)
    ]

    assert unused == []


def test_every_code_is_explained() -> None:
    """Each code has a severity, and says what it means and what to do in whole sentences."""
    sentence = re.compile(r"[A-Z`].*\.")
    for code, known in known_problems().items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert known.severity in {*Severity, EITHER}
        assert sentence.fullmatch(known.means), code
        assert sentence.fullmatch(known.fix), code


def test_codes_are_in_one_area() -> None:
    """No code is listed twice, and every area has a title."""
    text = text_of(PACKAGE / "errors" / "problems.toml")
    listed = re.findall(r"^\[\w+\.([\w-]+)\]$", text, re.MULTILINE)

    assert sorted(listed) == sorted(known_problems())


def test_page_is_up_to_date(tmp_path: Path) -> None:
    """docs/problems.md is what `make problems` writes."""
    made = tmp_path / "problems.md"
    subprocess.run([sys.executable, "tools/problems.py", made], cwd=ROOT, check=True)

    assert text_of(ROOT / "docs" / "problems.md") == text_of(made), "Run: make problems"


HELPER = "def refusal(code, message): raise CallError([Problem(code, message)])\n"


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("Problem('no-date', 'It has none.')", {"no-date"}),
        ("Problem(message='It has none.', code='no-date')", {"no-date"}),
        ("class Own(Problem): ...\nOwn('no-date', 'It has none.')", {"no-date"}),
        ("errors.Problem('no-date' if late else 'stopped', '')", {"no-date", "stopped"}),
        (f"{HELPER}records.refusal('no-date', 'It has none.')", {"no-date"}),
        (f"{HELPER}refusal('It has none.', 'no-date')", set()),
        ("NO_DATE = 'no-date'\nProblem(NO_DATE, '')", {"no-date"}),
        ("code, hint = 'no-date', 'Give one.'\nProblem(code, '', hint)", {"no-date"}),
        ("def flaw(): return 'no-date', f'{it} has none.', hint", {"no-date"}),
        ("def unknown(kind): return Problem(f'unknown-{kind}', '')", {"unknown-*"}),
        ("any(problem.code == 'no-date' for problem in problems)", {"no-date"}),
        ("UNDATED = {'no-date', 'stopped'}\nproblem.code in UNDATED", {"no-date", "stopped"}),
        ("window('us-10', 'us-letter'), other('no-date')", set()),
    ],
)
def test_codes_are_found(source: str, codes: set[str]) -> None:
    """A code is found in the source on whichever way it reaches a problem, and nothing else is."""
    assert named_codes({"one.py": source}).keys() == codes


ALL = {(code, known.severity.replace(EITHER, "error")) for code, known in known_problems().items()}


@pytest.mark.parametrize(
    ("seen", "whole", "told"),
    [
        (set(), False, []),
        (ALL, True, []),
        (ALL | {("unknown-field", "warning")}, True, []),
        (ALL - {("no-date", "error")}, True, ["No test produces 'no-date'."]),
        (
            {("no-date", "warning")},
            False,
            ["'no-date' is registered as error; it was warning here."],
        ),
        ({("new-code", "error")}, False, [how_to_add("new-code")]),
    ],
)
def test_a_run_is_watched(seen: Seen, whole: bool, told: list[str]) -> None:
    """A run fails on a code or severity that is not registered; a whole run on one left out."""
    assert list(complaints(seen, all_of=seen if whole else None)) == told


SUITE = """
import pytest
from lettergen.errors import DataPlace
from lettergen.records.source import refusal

def test_first():
    refusal("data-empty", "", "", DataPlace("members.csv"))

@pytest.mark.slow
def test_second():
    refusal("data-shape", "", "", DataPlace("members.csv"))
"""
CONFTEST = """
from tests.problem_watch import ProblemWatch

def pytest_configure(config):
    config.pluginmanager.register(ProblemWatch())
"""
INI = "[pytest]\ntestpaths = test_all.py\nmarkers = slow: takes long\n"


def test_all_tests_in_two_halves(tmp_path: Path) -> None:
    """Two halves of the tests count as all of them, in worker processes too; one alone does not."""
    (tmp_path / "test_all.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(INI, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")

    def run(*options: str) -> tuple[int, set[str]]:
        command = [sys.executable, "-m", "pytest", *options]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, set(re.findall("No test produces '(.+)'", done.stdout))

    left_out = set(known_problems()) - {"data-empty", "data-shape"}
    assert run("-m", "slow") == (0, set())
    assert run("-m", "not slow") == (0, set())
    assert run("-m", "slow", "-n", "1") == (1, left_out)
    assert run() == (1, left_out)
