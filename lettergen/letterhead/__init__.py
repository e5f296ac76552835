"""Letterheads: the sender's look, read from its folder into one frozen value.

A letterhead is `letterheads/<name>/`, its house style `letterheads/_styles/<style>/`;
the office's own folder wins over the built-in one of the same name. Everything that
laying out needs is read here, once: what comes out is plain data that can travel to a
worker, and nothing outside those two folders is ever opened, not even through a link.
"""

from lettergen.letter.pictures import ASSET, Asset
from lettergen.letterhead.folder import StyleText
from lettergen.letterhead.letterhead import Contact, Letterhead, LetterheadSummary, Margins, Printed

__all__ = [
    "ASSET",
    "Asset",
    "Contact",
    "Letterhead",
    "LetterheadSummary",
    "Margins",
    "Printed",
    "StyleText",
]
