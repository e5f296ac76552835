"""Clean a text as typed so that it can be printed, without changing its meaning.

It is composed to NFC and trimmed, and every run of white space, line breaks and
tabs included, becomes one space. A text of several lines is also kept line by
line, for the fields that need it. No-break spaces (U+00A0, U+202F) are
typography and stay inside a text. Four invisible characters are removed: U+200B,
U+2060, U+FEFF and U+00AD. Joiners (U+200C, U+200D) and direction marks
(U+200E, U+200F, U+061C) are spelling in several scripts and stay.

Characters that a letter may not have are never dropped silently: they are
reported, so that the record is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lettergen.letter.paragraphs import LINE_END, SPACES, read_paragraphs

REMOVED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
LOST = "\ufffd"
SHORT = 200  # characters

_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
REFUSED = re.compile(
    "["
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls that are no white space
    r"\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    r"\ud800-\udfff"  # lone surrogates
    r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # private use
    r"\ufdd0-\ufdef"  # noncharacters: these, and the last two of each plane
    f"{_PLANES}{LOST}]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, in which each of the *refused* characters is replaced by U+FFFD.

    Attributes:
        lines: The text with its line ends, a blank line between paragraphs; empty for one line.
    """

    text: str
    refused: tuple[str, ...] = ()
    lines: str = ""


def clean(raw: str) -> Cleaned:
    """Return *raw* cleaned, with the characters in it that must be refused.

    Most short texts are in many records of a file: each is cleaned once and cached.
    """
    return _cleaned(raw) if len(raw) <= SHORT else _cleaned.__wrapped__(raw)


@lru_cache(maxsize=8192)
def _cleaned(raw: str) -> Cleaned:
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return Cleaned(raw.strip())
    text = unicodedata.normalize("NFC", raw.translate(REMOVED))
    refused = tuple(dict.fromkeys(REFUSED.findall(text)))
    text = REFUSED.sub(LOST, text)
    lines = str(read_paragraphs(text)) if LINE_END.search(text) else ""
    return Cleaned(SPACES.sub(" ", text).strip(), refused, lines if "\n" in lines else "")


def name_of(character: str) -> str:
    """Return code point and name: ``U+202E RIGHT-TO-LEFT OVERRIDE``.

    A character without a name gets the label of The Unicode Standard, section 4.8.
    """
    code = f"{ord(character):04X}"
    labels = {"Cc": "control", "Cs": "surrogate", "Co": "private-use", "Cn": "noncharacter"}
    label = labels.get(unicodedata.category(character), "unnamed")
    return f"U+{code} {unicodedata.name(character, f'<{label}-{code}>')}"
