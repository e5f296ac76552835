"""A letter and a letterhead become a page: as HTML, as HTML for print, as plain text.

The house style's skeleton orders the parts and is given plain data only. Whoever
lays out gets the addressee's copy: a blind copy is gone before a skeleton sees
anything. No text of a letter stands in a stylesheet, so a stylesheet is the same
for every letter of a letterhead, paper and language, and is parsed once.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

from markupsafe import Markup

from lettergen.compose.parts import AddressOf, Context, Labels, not_shown, parts
from lettergen.compose.skeleton import failed, filled
from lettergen.errors import LetterError, Problem
from lettergen.l10n.phrases import phrases
from lettergen.l10n.spacing import spaced
from lettergen.letter.letter import Letter
from lettergen.letter.numbering import css_string, numbering_css
from lettergen.letterhead import ASSET, Asset, Letterhead, Margins, Printed, StyleText
from lettergen.letterhead.house_style import HouseStyle
from lettergen.markdown import (
    NOTES_CSS,
    Appendix,
    Words,
    body_html,
    body_text,
    body_warnings,
    line_html,
    line_text,
)

CONTINUATION_ROOM = 22  # millimetres below the top margin for the heading of later pages
PRINTED_GAP = 5  # millimetres between what the paper bears already and the letter
# How a browser shows where the paper is printed already; there is nothing of it in print.
NARROW = 880  # pixels; base.css shows a sheet no wider than this without its measures
HATCHING = "repeating-linear-gradient(135deg, #f3f3f3 0 1.5mm, #e4e4e4 1.5mm 3mm)"


def compose_html(letter: Letter, letterhead: Letterhead, *, preview: bool) -> str:
    """Return the letter as one HTML document that needs nothing else: no file, no network.

    In a *preview* each value that was filled into the body carries its mark's number.

    Raises:
        LetterError: The body cannot be shown, a phrase is missing, or the skeleton fails.
    """
    sheets = stylesheets(letterhead, letter.language, screen=True)
    css = _one_sheet(sheets, letterhead.assets)
    screen: Context = {
        # The stylesheet is trusted and holds no "</": that was seen to when it was read.
        "css": Markup(css),  # noqa: S704  no text of a letter stands in it
        "css_hash": b64encode(sha256(css.encode()).digest()).decode(),
    }
    return _page(letter, letterhead, _inline, marks=preview, screen=screen)


def compose_print(letter: Letter, letterhead: Letterhead) -> str:
    """Return the letter's HTML for print: without its stylesheet, pictures by their names.

    Raises:
        LetterError: As for `compose_html`.
    """
    return _page(letter, letterhead, _named, marks=False, screen=None)


def compose_text(letter: Letter, letterhead: Letterhead) -> str:
    """Return the letter as plain text, draft and handling marks first.

    Raises:
        LetterError: As for `compose_html`.
    """
    versions = [_text_version(one, letterhead) for one in _versions(letter)]
    context = versions[0] | {"versions": versions}
    _need_versions(letter, letterhead.text)
    text = filled(letterhead.text, letterhead.includes, context, escaping=False)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n") + "\n"


def letter_warnings(letter: Letter) -> list[Problem]:
    """Return what the words of a letter, in each of its languages, say and had better not.

    Raises:
        LetterError: The body cannot be shown.
    """
    found = (body_warnings(one.body, language=one.language) for one in _versions(letter))
    return list(dict.fromkeys(problem for problems in found for problem in problems))


def _versions(letter: Letter) -> tuple[Letter, ...]:
    """Return the letter as the addressee gets it, and its translation if there is one."""
    copy = letter.laid_out
    return (copy, copy.translation) if copy.translation else (copy,)


def _need_versions(letter: Letter, skeleton: StyleText) -> None:
    """Refuse a house style that would leave the second language out."""
    if letter.translation and "versions" not in skeleton.text:
        raise failed("The house style cannot show a letter in two languages.", skeleton.place)


def _text_version(letter: Letter, letterhead: Letterhead) -> Context:
    quotes, language = _quotes(letter, letterhead), letter.language
    numbering = letterhead.house.numbering
    words = body_text(letter.body, quotes=quotes, language=language, numbering=numbering)
    _need_words_shown(words, letterhead)
    return parts(letter, letterhead, None) | {
        "subject": line_text(letter.subject, quotes=quotes, language=language),
        "body": words.text,
        "appendices": [
            {"title": f"{label}{one.title}", "text": one.text}
            for label, one in _labelled(words, language)
        ],
        "notes": _notes(words.notes, letter, letterhead.house),
    }


def _need_words_shown(words: Words, letterhead: Letterhead) -> None:
    """Refuse a house style that would leave out what the words have beside the body."""
    has = {"notes": words.notes, "appendices": words.appendices}
    lost = [part for part, given in has.items() if given and not letterhead.house.shows(part)]
    if lost:
        raise LetterError([not_shown(part, letterhead) for part in lost])


def stylesheets(
    letterhead: Letterhead, language: str, *, screen: bool = False
) -> tuple[StyleText, ...]:
    """Return the stylesheets for this letterhead, its paper and letters in *language*, in order.

    Args:
        screen: Whether they are for a browser, which knows no foot of a page.

    Raises:
        LetterError: The word for a page is not translated into *language*.
    """
    families = ", ".join(f'"{family}"' for family in letterhead.fonts)
    sheet = (
        f"{_page_rules(letterhead)}"
        f"html {{ font-family: {families} }}\n"
        f"html {{ string-set: page-word {css_string(phrases(language)('Page'))} }}\n"
        f"{numbering_css(letterhead.house.numbering)}"
    )
    if letterhead.house.notes_at_foot and not screen:
        sheet += NOTES_CSS
    return (StyleText(letterhead.place.file, sheet), *letterhead.css)


def _page_rules(letterhead: Letterhead) -> str:
    """Return the size of the sheet and its margins, which keep clear of what it bears already."""
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
    """Return the margins of a page whose paper is printed down from *top* and up from *bottom*."""
    return (
        max(edge.top, top + PRINTED_GAP if top else 0),
        max(edge.bottom, bottom + PRINTED_GAP if bottom else 0),
    )


def _one_sheet(sheets: Iterable[StyleText], assets: Iterable[Asset]) -> str:
    """Return the stylesheets as one, the pictures they name within it."""
    # A browser hashes what it reads, with every end of line as a line feed.
    css = re.sub("\r\n?", "\n", "\n".join(sheet.text for sheet in sheets))
    for asset in assets:
        css = re.sub(rf"\b{ASSET}{re.escape(asset.name)}(?![\w.-])", _inline(asset), css)
    return css


def _named(picture: Asset) -> str:
    return f"{ASSET}{picture.name}"


def _inline(picture: Asset) -> str:
    return f"data:{picture.mime};base64,{b64encode(picture.data).decode()}"


def _page(
    letter: Letter,
    letterhead: Letterhead,
    address_of: AddressOf,
    *,
    marks: bool,
    screen: Context | None,
) -> str:
    versions = [
        _page_version(one, letterhead, address_of, marks=marks, screen=screen is not None)
        for one in _versions(letter)
    ]
    _need_versions(letter, letterhead.html)
    mark = letterhead.mark
    context = versions[0] | {
        "screen": screen,
        "mark": mark and {"source": address_of(mark), "text": letterhead.mark_text},
        "title": _title(letter, _quotes(letter, letterhead)),
        "versions": versions,
        "beside": letter.beside,
    }
    return filled(letterhead.html, letterhead.includes, context, escaping=True)


def _page_version(
    letter: Letter, letterhead: Letterhead, address_of: AddressOf, *, marks: bool, screen: bool
) -> Context:
    quotes, language = _quotes(letter, letterhead), letter.language
    # A browser's reader wants a first heading; on paper a letter without a subject has none.
    first = 1 + (bool(letter.subject.markdown) or screen)
    words = body_html(
        letter.body,
        quotes=quotes,
        marks=marks,
        first_heading=first,
        language=language,
        ties=not screen,
        notes_at_foot=letterhead.house.notes_at_foot and not screen,
    )
    _need_words_shown(words, letterhead)
    subject = line_html(letter.subject, quotes=quotes, marks=marks, language=language)
    return parts(letter, letterhead, address_of) | {
        "subject": Markup(subject),  # noqa: S704  escaped there
        "subject_text": line_text(letter.subject, quotes=quotes, language=language),
        "appendices": [
            {"title": label + Markup(one.title), "text": Markup(one.text)}  # noqa: S704  the same
            for label, one in _labelled(words, language)
        ],
        "body": Markup(words.text),  # noqa: S704  escaped in lettergen.markdown
        "blocks": [Markup(block) for block in words.blocks],  # noqa: S704  the same
        "notes": _notes(Markup(words.notes), letter, letterhead.house),  # noqa: S704  escaped there too
    }


def _labelled(words: Words, language: str) -> Iterator[tuple[str, Appendix]]:
    """Yield each appendix with what stands before its title: a number when there are several."""
    word = phrases(language)("Appendix") if len(words.appendices) > 1 else ""
    for number, appendix in enumerate(words.appendices, start=1):
        yield spaced(f"{word} {number}: ", language) if word else "", appendix


def _quotes(letter: Letter, letterhead: Letterhead) -> bool:
    """Return whether quotation marks are set; the English ones are wrong in other languages."""
    return letterhead.typographic_quotes and letter.language.partition("-")[0] == "en"


def _title(letter: Letter, quotes: bool) -> str:
    if subject := line_text(letter.subject, quotes=quotes):
        return subject
    word = phrases(letter.language)("Letter to")
    return f"{word} {letter.addressees[0].address[0]}, {letter.date_text}"


def _notes(notes: str, letter: Letter, house: HouseStyle) -> Context:
    return {"label": Labels(letter.language, house).of("notes") if notes else "", "text": notes}
