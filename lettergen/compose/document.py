"""Compose a letter and a letterhead into HTML for the browser, HTML for print or plain text.

The house style's skeleton orders the parts and gets plain data only. In an addressee's copy,
the blind copies are removed before the skeleton is filled.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from markupsafe import Markup

from lettergen.compose.parts import AddressOf, Context, Labels, need_shown, parts
from lettergen.compose.skeleton import failed, filled
from lettergen.compose.stylesheet import one_stylesheet, stylesheets
from lettergen.errors import Problem
from lettergen.l10n.phrases import phrases
from lettergen.l10n.spacing import spaced
from lettergen.letter.letter import Letter
from lettergen.letter.parts import OF_THE_WORDS
from lettergen.letterhead import ASSET, Asset, Letterhead, StyleText
from lettergen.letterhead.house_style import HouseStyle
from lettergen.markdown import (
    Appendix,
    Words,
    body_html,
    body_text,
    body_warnings,
    line_html,
    line_text,
)


def compose_html(letter: Letter, letterhead: Letterhead, *, preview: bool) -> str:
    """Return the letter as one HTML document that needs no other file and no network.

    In a *preview* each value in the body carries the number of its origin.

    Raises:
        LetterError: The body cannot be shown, a phrase is missing, or the skeleton fails.
    """
    styles = stylesheets(letterhead, letter.language, screen=True)
    css = one_stylesheet(styles, letterhead.assets, _inline)
    screen: Context = {
        # The stylesheet is trusted and contains no "</": reading it checks that.
        "css": Markup(css),  # noqa: S704  it contains no text of a letter
        "css_hash": b64encode(sha256(css.encode()).digest()).decode(),
    }
    return _page(letter, letterhead, _inline, marks=preview, screen=screen)


def compose_print(letter: Letter, letterhead: Letterhead) -> str:
    """Return the letter's HTML for print: without its stylesheet, with images by name.

    Raises:
        LetterError: As for `compose_html`.
    """
    return _page(letter, letterhead, _named, marks=False, screen=None)


def compose_text(letter: Letter, letterhead: Letterhead) -> str:
    """Return the letter as plain text, draft and handling marks first.

    Raises:
        LetterError: As for `compose_html`.
    """
    versions = [_text_version(one, letterhead) for one in letter.laid_out.versions]
    context = versions[0] | {"versions": versions}
    _need_versions(letter, letterhead.text)
    text = filled(letterhead.text, letterhead.includes, context, escaping=False)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n") + "\n"


def letter_warnings(letter: Letter) -> list[Problem]:
    """Return the warnings about the body of a letter, in each of its languages.

    Raises:
        LetterError: The body cannot be shown.
    """
    found = (body_warnings(one.body, language=one.language) for one in letter.laid_out.versions)
    return list(dict.fromkeys(problem for problems in found for problem in problems))


def _need_versions(letter: Letter, skeleton: StyleText) -> None:
    """Refuse a house style that would leave out the second language."""
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
    """Refuse a house style that would leave out the appendices or footnotes of the body."""
    need_shown((part for part in OF_THE_WORDS if getattr(words, part)), letterhead)


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
        for one in letter.laid_out.versions
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
    # A page in a browser needs a first heading; on paper a letter without a subject has none.
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
    """Yield each appendix with the label before its title: a number when there are several."""
    word = phrases(language)("Appendix") if len(words.appendices) > 1 else ""
    for number, appendix in enumerate(words.appendices, start=1):
        yield spaced(f"{word} {number}: ", language) if word else "", appendix


def _quotes(letter: Letter, letterhead: Letterhead) -> bool:
    """Return whether to set typographic quotation marks, which are right in English only."""
    return letterhead.typographic_quotes and letter.language.partition("-")[0] == "en"


def _title(letter: Letter, quotes: bool) -> str:
    if subject := line_text(letter.subject, quotes=quotes):
        return subject
    word = phrases(letter.language)("Letter to")
    return f"{word} {letter.addressees[0].address[0]}, {letter.date_text}"


def _notes(notes: str, letter: Letter, house: HouseStyle) -> Context:
    return {"label": Labels(letter.language, house).of("notes") if notes else "", "text": notes}
