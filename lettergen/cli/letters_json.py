"""The JSON document of `render` and `batch`: letters, and all their problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lettergen.batch.manifest import Line
from lettergen.cli.telling import Told, problems_json


def letters_document(lines: Sequence[Line], told: Told, folder: Path = Path()) -> dict[str, Any]:
    """Return the document; *folder* is where the files named in *lines* stand."""
    letters = [
        {
            "id": line.id,
            "file": str(folder / line.file) if line.file else None,
            "sha256": line.sha256 or None,
            "pages": line.pages or None,
            "language": line.language,
            "status": str(line.status),
            "reason": line.reason or None,
        }
        for line in lines
    ]
    return {"letters": letters, "problems": problems_json(told)}
