"""A picture that a letter or a letterhead shows, as plain data that travels to whoever lays out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

IMAGES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""Suffix of a picture's file to its media type."""

ASSET = "asset:"
"""Begins the address of a picture, whether in HTML or in a stylesheet."""

LARGEST_FILE = 2_000_000  # bytes; a mark for print is far below


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture, by its name in the letterhead's folder, or by one of its own."""

    name: str
    mime: str
    data: bytes


def named_by_content(stem: str, suffix: str, data: bytes) -> Asset:
    """Return a picture under a name that no other picture has: ``signature.<SHA-256>.png``.

    Two letters that show the same picture name it alike.
    """
    return Asset(f"{stem}.{sha256(data).hexdigest()}{suffix}", IMAGES[suffix], data)
