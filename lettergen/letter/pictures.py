"""A picture in a letter or a letterhead, as plain data that the layout needs no file for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

IMAGES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""Suffix of a picture file to its media type."""

ASSET = "asset:"
"""Begins the address of a picture in HTML or in a stylesheet."""

LARGEST_FILE = 2_000_000  # bytes; a logo for print is far smaller


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture with its name: from the letterhead's folder, or made from its content."""

    name: str
    mime: str
    data: bytes


def named_by_content(stem: str, suffix: str, data: bytes) -> Asset:
    """Return a picture under a name that no other picture has: ``signature.<SHA-256>.png``.

    The same picture has the same name in every letter.
    """
    return Asset(f"{stem}.{sha256(data).hexdigest()}{suffix}", IMAGES[suffix], data)
