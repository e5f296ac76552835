"""Typography of a text on the page: its language's spaces, its line breaks, its direction.

The result is escaped HTML with the same words in the same order.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

from lettergen.l10n.bidi import is_mixed, own_direction
from lettergen.l10n.casing import upper
from lettergen.l10n.languages import text_direction
from lettergen.l10n.spacing import spaced, ties

COMMA = re.compile("((?:,|\N{ARABIC COMMA}) )")
MARKUP = re.compile("(<[^>]*>)")


def tied(text: str, language: str) -> Markup:
    """Return *text* as HTML in which an abbreviation stays on one line with the next word."""
    pieces = []
    at = 0
    for found in ties(language).finditer(text):
        pieces += [escape(text[at : found.start()])]
        pieces += [f'<span class="whole">{escape(found[0])}</span>']
        at = found.end()
    return Markup("".join([*pieces, escape(text[at:])]))  # noqa: S704 - every piece is escaped


def isolated(text: str, language: str, *, ties: bool) -> Markup:
    """Return *text* as HTML, isolated if its direction differs from that of the language.

    Args:
        ties: Whether abbreviations stay on one line with the next word; not needed in a browser.
    """
    direction = own_direction(text, text_direction(language))
    inside = tied(text, language) if ties else Markup(escape(text))  # noqa: S704 - escaped
    if direction is None:
        return inside
    return Markup(f'<bdi dir="{direction}">{inside}</bdi>')  # noqa: S704 - escaped just above


def dressed(text: str, language: str, *, ties: bool) -> Markup:
    """Return a line of a letter, such as a line of the address, as HTML.

    In a line with letters of both directions, each part between commas is isolated, so that the
    line keeps the direction of the letter even if it begins with a foreign name.
    """
    text = spaced(text, language)
    if not is_mixed(text):
        return isolated(text, language, ties=ties)
    return Markup("").join(isolated(part, language, ties=ties) for part in COMMA.split(text))


def capitals(text: str, language: str) -> str:
    """Return *text* in capitals, by the rules of *language*; tags of HTML stay as they are."""
    if not isinstance(text, Markup):
        return upper(text, language)
    pieces = MARKUP.split(text)
    words = (Markup(piece).unescape() for piece in pieces[::2])  # noqa: S704 - it is HTML
    pieces[::2] = [escape(upper(word, language), quote=False) for word in words]
    return Markup("".join(pieces))  # noqa: S704 - tags as they were, words escaped
