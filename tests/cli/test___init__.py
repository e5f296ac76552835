"""The way in: quick, in any locale, and out by an exit status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sample import NAME, change, stand_in_office
from tests.processes import lettergen

HEAVY = (
    "lettergen.errors.registry",
    "weasyprint",
    "babel",
    "jinja2",
    "pydantic",
    "pebble",
    "openpyxl",
)
LOADED_BY_HELP = f"""
import sys
from lettergen.cli import main
sys.argv = ["lettergen", "--help"]
try:
    main()
except SystemExit:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""
STOPPED_AT_ONCE = """
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "lettergen.cli.commands":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from lettergen.cli import main
main()
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program."""
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )


def test_help_is_cheap() -> None:
    """--help loads nothing that only letters need."""
    assert python(LOADED_BY_HELP).stderr.strip() == "[]"


def test_stopped_before_it_began() -> None:
    """Ctrl-C while the program still loads ends it without a traceback."""
    result = python(STOPPED_AT_ONCE)

    assert (result.returncode, result.stdout, result.stderr) == (1, "", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """Names in any script are told where the terminal was set up for other letters."""
    office = stand_in_office(tmp_path, monkeypatch)
    change(office / "members.yaml", "  - id: XAE\n", "  - id: ფლავია\n")

    environment = {"PYTHONIOENCODING": encoding}
    result = lettergen("plan", NAME, "--json", environment=environment)

    assert result.returncode == 0, result.stderr
    assert '"id": "ფლავია"' in result.stdout


def test_version() -> None:
    """--version says what is installed."""
    assert lettergen("--version").stdout.startswith("lettergen 0.")
