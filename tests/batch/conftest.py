"""A batch that was made once, for the tests that begin where it ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lettergen.batch.report import Report
from tests.batch.batches import batch
from tests.offices import ogp


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The batch of all records of the sample office."""
    folder = tmp_path_factory.mktemp("sample") / "new" / "out"
    return folder, batch(folder, ogp().records)


@pytest.fixture
def done(sample: tuple[Path, Report], tmp_path: Path) -> Path:
    """A folder of a test's own in which that batch was made."""
    return shutil.copytree(sample[0], tmp_path / "out")
