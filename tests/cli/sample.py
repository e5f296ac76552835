"""The sample office as a test of the command line has it: a copy to spoil."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.offices import OGP

NAME = "suspension-update"
LETTER = f"2021-04-27_{NAME}_AZE_en.pdf"
SUSPENDED = ["AZE", "XAA", "XAB", "XAC", "XAD", "XAE", "XAF"]
BLIND = ("Chico Lini", "Legal Counsel")  # the blind copy of XAB
PROBLEM_KEYS = ["code", "severity", "message", "hint", "template", "data", "id"]
LETTER_KEYS = ["id", "file", "sha256", "pages", "language", "status", "reason"]


def stand_in_office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a copy of the sample office in *folder* and go there."""
    office = shutil.copytree(OGP, folder / "office")
    monkeypatch.chdir(office)
    return office


def change(path: Path, old: str, new: str) -> None:
    """Replace what stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def members() -> list[dict[str, Any]]:
    """Return the records of the sample office as plain data, every value a text."""
    data = yaml.load((OGP / "members.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    found: list[dict[str, Any]] = data["members"]
    return found


def many(folder: Path, count: int) -> Path:
    """Make an office in *folder* whose data are *count* records like the first one."""
    office = shutil.copytree(OGP, folder)
    records = [members()[0] | {"id": f"R{number:03}"} for number in range(count)]
    (office / "members.json").write_text(json.dumps(records), encoding="utf-8")
    change(office / "lettergen.toml", '"members.yaml" ', '"members.json" ')
    shutil.rmtree(office / "passages")
    return office


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return everything below *folder*, with what would show that it was written to."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }
