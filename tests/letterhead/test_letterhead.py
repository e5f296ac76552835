"""The look as plain data."""

from __future__ import annotations

import pickle

import pytest

from lettergen.letterhead.reading import letterhead_names, load_letterhead


@pytest.mark.parametrize("name", letterhead_names(None))
def test_look_travels(name: str) -> None:
    """A letterhead reaches a worker unchanged, whatever pictures it holds."""
    look = load_letterhead(name, None)

    assert pickle.loads(pickle.dumps(look)) == look  # noqa: S301 - our own bytes
