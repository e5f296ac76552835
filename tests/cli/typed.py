"""lettergen as a newcomer types it, and what it answers."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from lettergen.cli.commands import app


def run(*arguments: str | Path, status: int = 0) -> Result:
    """Run lettergen; it must end with that exit status."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == status, result.output
    return result


def document(*arguments: str | Path, status: int = 0) -> Any:
    """Run lettergen with --json and return the one document on its standard output."""
    return json.loads(run(*arguments, "--json", status=status).stdout)


def next_commands(result: Result) -> list[list[str]]:
    """Return the commands that *result* calls useful next, without lettergen's own name."""
    _, _, told = result.stderr.partition("\nNext:\n")
    return [shlex.split(line)[1:] for line in told.splitlines()]
