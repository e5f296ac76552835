"""Problems as plain data, in the one shape that `--json` and manifests promise."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from lettergen.errors import Problem


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return *problem* as JSON data; a place that is not known is null."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "template": _known(asdict(problem.template)) if problem.template else None,
        "data": _known(asdict(problem.data)) if problem.data else None,
    }


def _known(place: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if value is not None}
