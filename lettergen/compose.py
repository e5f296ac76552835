"""A letter and a letterhead become a page: as HTML, as HTML for print, as plain text.

The house style's skeleton orders the parts and is given plain data only. Whoever
lays out gets the addressee's copy: a blind copy is gone before a skeleton sees
anything. No text of a letter stands in a stylesheet, so a stylesheet is the same
for every letter of a letterhead, paper and language, and is parsed once.
"""

from __future__ import annotations

import re
import traceback
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from unicodedata import bidirectional

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, pass_context
from jinja2.runtime import Context as JinjaContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from lettergen.address import Signatory
from lettergen.errors import LetterError, Problem, TemplatePlace
from lettergen.l10n.languages import text_direction
from lettergen.l10n.phrases import phrases
from lettergen.letter import Letter
from lettergen.letterhead import ASSET, Asset, Letterhead, Source
from lettergen.markdown import body_html, body_text, line_html, line_text

CONTINUATION_ROOM = 22  # millimetres below the top margin for the heading of later pages
Context = dict[str, object]


def compose_html(letter: Letter, letterhead: Letterhead, *, preview: bool) -> str:
    """Return the letter as one HTML document that needs nothing else: no file, no network.

    In a *preview* each value that was filled into the body carries its mark's number.

    Raises:
        LetterError: The body cannot be shown, a phrase is missing, or the skeleton fails.
    """
    css = _one_sheet(stylesheets(letterhead, letter.language), letterhead.assets)
    picture = _inline(letterhead.mark) if letterhead.mark else ""
    screen: Context = {
        # The stylesheet is trusted and holds no "</": that was seen to when it was read.
        "css": Markup(css),  # noqa: S704  no text of a letter stands in it
        "css_hash": b64encode(sha256(css.encode()).digest()).decode(),
    }
    return _page(letter, letterhead, picture, marks=preview, screen=screen)


def compose_print(letter: Letter, letterhead: Letterhead) -> str:
    """Return the letter's HTML for print: without its stylesheet, pictures by their names.

    Raises:
        LetterError: As for `compose_html`.
    """
    picture = f"{ASSET}{letterhead.mark.name}" if letterhead.mark else ""
    return _page(letter, letterhead, picture, marks=False, screen=None)


def compose_text(letter: Letter, letterhead: Letterhead) -> str:
    """Return the letter as plain text, draft and handling marks first.

    Raises:
        LetterError: As for `compose_html`.
    """
    copy = letter.addressee_copy
    quotes = _quotes(copy, letterhead)
    words = body_text(copy.body, quotes=quotes)
    context = _parts(copy, letterhead) | {
        "subject": line_text(copy.subject, quotes=quotes),
        "body": words.text,
        "notes": _notes(words.notes, copy.language),
    }
    lines = [line.rstrip() for line in _filled(letterhead.text, False, context).split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def stylesheets(letterhead: Letterhead, language: str) -> tuple[Source, ...]:
    """Return the stylesheets for this letterhead, its paper and letters in *language*, in order.

    Raises:
        LetterError: The word for a page is not translated into *language*.
    """
    paper, edge = letterhead.paper, letterhead.margins
    families = ", ".join(f'"{family}"' for family in letterhead.fonts)
    sides = f"{edge.right:g}mm {edge.bottom:g}mm {edge.left:g}mm"
    sheet = (
        f"@page {{ size: {paper.width:g}mm {paper.height:g}mm; "
        f"margin: {edge.top + CONTINUATION_ROOM:g}mm {sides} }}\n"
        f"@page :first {{ margin-top: {edge.top:g}mm }}\n"
        f"html {{ font-family: {families} }}\n"
        f"body {{ string-set: page-word {_css_string(phrases(language)('Page'))} }}\n"
        f"@media screen {{ .sheet {{ width: {paper.width:g}mm; min-height: {paper.height:g}mm; "
        f"padding: {edge.top:g}mm {sides} }} }}\n"
    )
    return (Source(letterhead.place.file, sheet), *letterhead.css)


def _one_sheet(sheets: Iterable[Source], assets: Iterable[Asset]) -> str:
    """Return the stylesheets as one, the pictures they name within it."""
    # A browser hashes what it reads, with every end of line as a line feed.
    css = re.sub("\r\n?", "\n", "\n".join(sheet.text for sheet in sheets))
    for asset in assets:
        css = re.sub(rf"\b{ASSET}{re.escape(asset.name)}(?![\w.-])", _inline(asset), css)
    return css


def _inline(picture: Asset) -> str:
    return f"data:{picture.mime};base64,{b64encode(picture.data).decode()}"


def _css_string(text: str) -> str:
    """Return *text* as a CSS string: whatever is not a letter or digit is written as a code."""
    escaped = "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in text)
    return f'"{escaped}"'


def _page(
    letter: Letter, letterhead: Letterhead, picture: str, *, marks: bool, screen: Context | None
) -> str:
    copy = letter.addressee_copy
    quotes = _quotes(copy, letterhead)
    # A browser's reader wants a first heading; on paper a letter without a subject has none.
    has_heading = bool(copy.subject.markdown) or screen is not None
    words = body_html(copy.body, quotes=quotes, marks=marks, first_heading=1 + has_heading)
    context = _parts(copy, letterhead) | {
        "screen": screen,
        "mark": {"source": picture, "text": letterhead.mark_text} if picture else None,
        "title": _title(copy, quotes),
        "subject": Markup(line_html(copy.subject, quotes=quotes, marks=marks)),  # noqa: S704  escaped there
        "body": Markup(words.text),  # noqa: S704  escaped in lettergen.markdown
        "notes": _notes(Markup(words.notes), copy.language),  # noqa: S704  escaped there too
    }
    return _filled(letterhead.html, True, context)


def _quotes(letter: Letter, letterhead: Letterhead) -> bool:
    """Return whether quotation marks are set; the English ones are wrong in other languages."""
    return letterhead.typographic_quotes and letter.language.partition("-")[0] == "en"


def _title(letter: Letter, quotes: bool) -> str:
    if subject := line_text(letter.subject, quotes=quotes):
        return subject
    word = phrases(letter.language)("Letter to")
    return f"{word} {letter.addressees[0].address[0]}, {letter.date_text}"


def _parts(letter: Letter, letterhead: Letterhead) -> Context:
    """Return what every skeleton is given; a part that the letter has not is empty."""
    say = _Phrases(letter.language)
    return {
        "language": letter.language,
        "direction": text_direction(letter.language),
        "sender": letterhead.sender,
        "sender_lines": letterhead.sender_lines,
        "contacts": [
            {"label": say.label(contact.label), "text": contact.text}
            for contact in letterhead.contacts
        ],
        "marks": letter.marks,
        "delivery": letter.delivery,
        "references": [
            {"label": say.label(label), "text": text}
            for label, text in (
                ("Our reference", letter.reference),
                ("Your reference", letter.your_reference),
            )
            if text
        ],
        "date": letter.date_text,
        "addressees": [addressee.address for addressee in letter.addressees],
        "salutation": letter.salutation,
        "close": letter.close,
        "signatories": [_signatory(signatory, say) for signatory in letter.signatories],
        "enclosures": _enclosures(letter, say),
        "copies": {
            "label": say.label("cc") if letter.copies else "",
            "lines": [person.one_line for person in letter.copies],
        },
    }


def _signatory(signatory: Signatory, say: _Phrases) -> dict[str, str]:
    absent = f"{say('for')} {signatory.signing_for}" if signatory.signing_for else ""
    return {
        "on_behalf_of": signatory.on_behalf_of,
        "name": signatory.name,
        "title": signatory.title,
        "signing_for": absent,
    }


def _enclosures(letter: Letter, say: _Phrases) -> Context:
    titles = [enclosure.title for enclosure in letter.enclosures]
    word = "Enclosure" if len(titles) == 1 else "Enclosures"
    return {"label": say.label(word) if titles else "", "titles": titles}


def _notes(notes: str, language: str) -> Context:
    return {"label": _Phrases(language).label("Footnotes") if notes else "", "text": notes}


class _Phrases:
    """Says fixed phrases in one language; only the phrases a letter needs are asked for."""

    def __init__(self, language: str) -> None:
        self._say = phrases(language)
        french = language.partition("-")[0] == "fr"
        self._colon = "\N{NO-BREAK SPACE}:" if french else ":"

    def __call__(self, phrase: str) -> str:
        return self._say(phrase)

    def label(self, phrase: str) -> str:
        """Return the phrase with the colon that introduces what it names."""
        return self._say(phrase) + self._colon


# Skeletons


def _filled(skeleton: Source, escaping: bool, context: Mapping[str, object]) -> str:
    """Return *skeleton* filled with *context*.

    Raises:
        LetterError: The skeleton is not valid Jinja, or fails as it is filled.
    """
    try:
        return _compiled(skeleton, escaping).render(context)
    except TemplateSyntaxError as error:
        place = TemplatePlace(skeleton.file, error.lineno)
        message = f"The skeleton is not valid Jinja: {error.message}."
        raise _failed(message, place) from error
    except Exception as error:  # a skeleton is a program: it can raise anything
        message = f"The skeleton cannot be filled: {error} ({type(error).__name__})."
        raise _failed(message, TemplatePlace(skeleton.file, _line(error, skeleton))) from error


def _failed(message: str, place: TemplatePlace) -> LetterError:
    hint = "Mend the house style, or choose another with --style."
    return LetterError([Problem("bad-skeleton", message, hint, template=place)])


def _line(error: Exception, skeleton: Source) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (frame.lineno for frame in reversed(frames) if frame.filename == skeleton.file), None
    )


@lru_cache(maxsize=32)
def _compiled(skeleton: Source, escaping: bool) -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=escaping, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["isolated"] = _isolated
    code = environment.compile(skeleton.text, filename=skeleton.file)
    return Template.from_code(environment, code, environment.globals)


@pass_context
def _isolated(context: JinjaContext, text: str) -> Markup | str:
    """Return *text* in an element with its own direction, unless it runs as the letter does.

    The direction is that of its first letter (Unicode Standard Annex 9, P2 and P3).
    """
    kinds = [bidirectional(char) for char in text]
    letters = [kind for kind in kinds if kind in {"L", "R", "AL"}]
    strangers = {"R", "AL", "AN"} if context["direction"] == "ltr" else {"L", "EN"}
    if strangers.isdisjoint(kinds):
        return text
    direction = "ltr" if not letters or letters[0] == "L" else "rtl"
    return Markup('<bdi dir="{}">{}</bdi>').format(direction, text)
