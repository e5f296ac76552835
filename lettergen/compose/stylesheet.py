"""The stylesheets of a letterhead: page, margins and fonts, then the rules of the house style.

A stylesheet contains no text of a letter. It is the same for every letter of a letterhead,
paper and language, and is parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lettergen.l10n.phrases import phrases
from lettergen.letter.numbering import css_string, numbering_css
from lettergen.letterhead import ASSET, Asset, Letterhead, Margins, Printed, StyleText
from lettergen.markdown import NOTES_CSS

CONTINUATION_ROOM = 22  # millimetres below the top margin for the heading of later pages
PRINTED_GAP = 5  # millimetres between the preprinted area and the letter
# The browser shows the preprinted areas hatched; nothing of that is printed.
NARROW = 880  # pixels; up to this width, base.css ignores the size and margins of the paper
HATCHING = "repeating-linear-gradient(135deg, #f3f3f3 0 1.5mm, #e4e4e4 1.5mm 3mm)"


def stylesheets(
    letterhead: Letterhead, language: str, *, screen: bool = False
) -> tuple[StyleText, ...]:
    """Return the stylesheets of *letterhead* on its paper for letters in *language*, in order.

    Args:
        screen: Whether they are for a browser, where a page has no foot.

    Raises:
        LetterError: The word for a page is not translated into *language*.
    """
    families = ", ".join(f'"{family}"' for family in letterhead.fonts)
    rules = (
        f"{_page_rules(letterhead)}"
        f"html {{ font-family: {families} }}\n"
        f"html {{ string-set: page-word {css_string(phrases(language)('Page'))} }}\n"
        f"{numbering_css(letterhead.house.numbering)}"
    )
    if letterhead.house.notes_at_foot and not screen:
        rules += NOTES_CSS
    return (StyleText(letterhead.place.file, rules), *letterhead.css)


def _page_rules(letterhead: Letterhead) -> str:
    """Return the size of the page and its margins, which keep clear of preprinted areas."""
    paper, edge, printed = letterhead.paper, letterhead.margins, letterhead.printed or Printed()
    sides = f"{edge.right:g}mm {{:g}}mm {edge.left:g}mm"
    top, bottom = _clear(edge, printed.top, printed.bottom)
    later_top, later_bottom = _clear(edge, printed.later_top, printed.later_bottom)
    rules = (
        f"@page {{ size: {paper.width:g}mm {paper.height:g}mm; "
        f"margin: {later_top + CONTINUATION_ROOM:g}mm {sides.format(later_bottom)} }}\n"
        f"@page :first {{ margin-top: {top:g}mm; margin-bottom: {bottom:g}mm }}\n"
        f"@media screen {{ .sheet {{ width: {paper.width:g}mm; min-height: {paper.height:g}mm; "
        f"padding: {top:g}mm {sides.format(bottom)} }} }}\n"
    )
    if letterhead.printed:
        areas = f"top / 100% {printed.top:g}mm, {HATCHING} bottom / 100% {printed.bottom:g}mm"
        rules += (
            f"@media screen {{ @media (min-width: {NARROW + 1}px) {{ div.sheet "
            f"{{ background: {HATCHING} {areas}, #fff; background-repeat: no-repeat }} }} }}\n"
        )
    return rules


def _clear(edge: Margins, top: float, bottom: float) -> tuple[float, float]:
    """Return the margins of a page that is preprinted in its upper *top* and lower *bottom*."""
    return (
        max(edge.top, top + PRINTED_GAP if top else 0),
        max(edge.bottom, bottom + PRINTED_GAP if bottom else 0),
    )


def one_stylesheet(
    styles: Iterable[StyleText], assets: Iterable[Asset], address_of: Callable[[Asset], str]
) -> str:
    """Return *styles* as one stylesheet; *address_of* returns the address of an image in them."""
    # A browser hashes the stylesheet after turning every line ending into a line feed.
    css = re.sub("\r\n?", "\n", "\n".join(style.text for style in styles))
    for asset in assets:
        css = re.sub(rf"\b{ASSET}{re.escape(asset.name)}(?![\w.-])", address_of(asset), css)
    return css
