"""What previews of the sample office read, without a server."""

from __future__ import annotations

from collections.abc import Iterable

from lettergen.preview.choice import Sources
from lettergen.records import Record
from tests.offices import Desk, ogp


def sources_of(desk: Desk, records: Iterable[Record] | None = None) -> Sources:
    """Return what the letters of *desk* are made from."""
    entries = desk.plan(desk.records if records is None else records)
    return Sources(entries, desk.materials, desk.letterhead, {}, {})


def sample() -> Sources:
    """Return what the letters of the sample office are made from."""
    return sources_of(ogp())
