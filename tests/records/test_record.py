"""A record is data: it cannot be changed, and it survives the way to a worker."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest

from tests.records.files import read


def test_frozen(tmp_path: Path) -> None:
    """A record or a value cannot be changed."""
    (record,) = read(tmp_path, "a.yaml", "- id: XAA")

    with pytest.raises(dataclasses.FrozenInstanceError):
        record.id = "XAB"  # type: ignore[misc]  # this is what must fail
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.values["id"].text = "XAB"  # type: ignore[misc]  # as above


def test_pickle(tmp_path: Path) -> None:
    """A record, its problems included, is equal on both sides of a worker pool."""
    (record,) = read(tmp_path, "a.yaml", "- {name: 'a\u202eb', name: c}")

    assert len(record.problems) == 3
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 (our own bytes)
