"""Which values a letter may print, and how they are written as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Undefined

from lettergen.errors import DataPlace, Problem, TemplatePlace
from lettergen.facts.context import Missing
from lettergen.fields.declaration import Month
from lettergen.l10n.casing import UPPER
from lettergen.l10n.languages import language_name, locale_of
from lettergen.letter.characters import REFUSED, name_of
from lettergen.letter.paragraphs import Paragraphs

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
LINE_BREAK = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that print nothing: Hangul fillers and the empty Braille pattern."""
KINDS: Mapping[type, str] = {
    bool: "A yes/no",
    date: "A date",
    Month: "A month",
    float: "A decimal number",
    list: "A list",
    tuple: "A list",
    dict: "A group of facts",
    Paragraphs: "A text of several paragraphs",
}


def escaped(text: str) -> str:
    """Return plain *text* as Markdown that prints it as it is, on one line."""
    return PUNCTUATION.sub(r"\\\1", LINE_BREAK.sub(" ", text))


class UnprintableError(UndefinedError):
    """A condition uses a value that a filter refused; the error's text is the reason."""


class Unprintable(StrictUndefined):
    """The result of a filter for a value that it refuses, with the reason."""

    __slots__ = ()

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(hint=reason, name=name, exc=UnprintableError)

    @property
    def reason(self) -> str:
        """Why the value cannot be printed, as a sentence."""
        return str(self._undefined_hint)


def unprintable(value: object, at: TemplatePlace, data: DataPlace | None) -> Problem | None:
    """Return the problem of printing *value* in a letter, or None."""
    code, hint = "unprintable", "Add a filter, or name the fact that you mean."
    if isinstance(value, Missing):
        return absent(value.path, at, data)
    if isinstance(value, Unprintable):
        code, message, hint = "wrong-filter", value.reason, "Fix the value, or remove the filter."
    elif isinstance(value, str):
        return _unfit(value, at, data)
    elif isinstance(value, int) and not isinstance(value, bool):
        return None
    elif value is None or isinstance(value, Undefined):
        message, hint = "There is nothing to print here.", "Print it inside {% if … %} only."
    else:
        kind = next((text for kind, text in KINDS.items() if isinstance(value, kind)), "This")
        message = f"{kind} cannot be printed as it is."
    return Problem(code, message, hint, template=at, data=data)


def _unfit(text: str, at: TemplatePlace, data: DataPlace | None) -> Problem | None:
    """Return the problem of a *text* that shows nothing, or does not fit on one line."""
    if refused := REFUSED.search(text):
        code = "control-character"
        message = f"The value has the character {name_of(refused[0])}, which no letter may have."
        hint = "Type the value again by hand; such characters come with copied text."
    elif LINE_BREAK.search(text):
        code, message = "line-break", "The value has several lines; a sentence has one."
        hint = "Write it on one line, or use a list of texts."
    elif not any(map(_has_ink, text)):
        code, message = "empty-text", "The value has no visible character."
        hint = "Make the sentence depend on it with {% if … %}."
    else:
        return None
    return Problem(code, message, hint, template=at, data=data)


def _has_ink(sign: str) -> bool:
    return not (sign.isspace() or sign in BLANKS or unicodedata.category(sign) == "Cf")


def absent(path: str, at: TemplatePlace | None, data: DataPlace | None) -> Problem:
    """Return the problem of a fact that a template needs but a record does not give."""
    message = f"The template needs {path!r} here, but the record does not give it."
    given = path.replace("standing.", "history.*.", 1) if path.startswith("standing.") else path
    hint = f"Fill in {given!r}, or make the sentence depend on it with {{% if … %}}."
    return Problem("missing-field", message, hint, template=at, data=data)


def lower(value: str, language: str) -> str:
    """Return the text in lower case.

    Raises:
        ValueError: It is not a text, or *language* has special rules for capitals, which
            cannot be reversed.
    """
    if not isinstance(value, str):
        msg = "'lower' needs a text."
        raise ValueError(msg)  # noqa: TRY004 - a filter's refusals are ValueErrors
    if locale_of(language).language in UPPER:
        msg = f"'lower' has no rule for {language_name(language)}: type the text in lower case."
        raise ValueError(msg)
    return value.lower()
