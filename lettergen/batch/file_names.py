"""File names of a batch: readable, safe, one per letter."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

KEPT = "-._"
# Bytes; with the longest language, suffix and enclosure number a name stays below the 255
# that file systems allow, with room for the number that a superseded file may get.
LONGEST_ID = 100
LONGEST_TEMPLATE = 50
LONGEST_SUFFIX = 20
HASH_DIGITS = 32
CUT = 20  # so much shorter is a text cut that its hash makes it longer than any uncut one


def letter_name(day: date, template: str, record_id: str, language: str, suffix: str) -> str:
    """Return ``2021-04-27_suspension-update_AZE_en.pdf``.

    Letters and digits of any script stay; every other character of an id is written as
    ``%XX``, as in web addresses. A very long id is cut and ends in a part of its hash. So
    two ids never share a name.
    """
    kind, who = _safe(template, LONGEST_TEMPLATE), _safe(record_id, LONGEST_ID)
    return f"{day.isoformat()}_{kind}_{who}_{language}.{suffix}"


def enclosure_name(letter: str, number: int, file: str) -> str:
    """Return the name of the copy of the enclosure *file* of the letter in the file *letter*."""
    stem = PurePosixPath(letter).stem
    return f"{stem}_enclosure-{number}{_safe(PurePosixPath(file).suffix, LONGEST_SUFFIX)}"


def _safe(text: str, longest: int) -> str:
    """Return *text* as a part of a file name; only a text that had to be cut is over *longest*."""
    safe = "".join(one if one.isalnum() or one in KEPT else quote(one, safe="") for one in text)
    if len(safe.encode()) <= longest:
        return safe
    start = safe.encode()[: longest - CUT].decode(errors="ignore")
    return f"{start}-{sha256(text.encode()).hexdigest()[:HASH_DIGITS]}"
