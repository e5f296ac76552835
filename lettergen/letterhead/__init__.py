"""Letterheads: the sender's look, read from its folder into one frozen value.

A letterhead is in `letterheads/<name>/`, its house style in `letterheads/_styles/<style>/`.
The office's folder wins over the built-in one of the same name. Everything that the layout
needs is read here, once, into plain data that can be sent to a worker. No file outside those
two folders is opened, not even through a link.
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
