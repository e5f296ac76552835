"""The handling marks of a letter: those the world knows, and the office's own.

A mark that nobody knows is a slip of the pen on every page, so it is refused. A plain word is
said in the letter's language; the caveat of a government stands as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pydantic import Field as Setting

from lettergen.errors import LetterError, Problem, did_you_mean
from lettergen.facts.reading import Facts
from lettergen.files.paths import PACKAGE
from lettergen.files.settings_file import Settings, read_toml
from lettergen.l10n.languages import ENGLISH, language_name
from lettergen.l10n.phrases import languages, phrases
from lettergen.merge.findings import Finding
from lettergen.office.settings import FILE, Office, Translated, translated

MARKS = "handling.toml"
SEPARATOR = re.compile(r"[\s\-\u2010-\u2015]+")
DRAFT, FILE_COPY = "DRAFT", "File copy"
OPTIONS = {DRAFT: "--draft", FILE_COPY: "--file-copy"}
"""Phrases that are no handling marks, and the option that prints each."""


class MarkRow(Settings):
    """One ``[[mark]]``."""

    text: str = Setting(min_length=1)
    translated: bool
    source: str = Setting(min_length=1)


class MarksFile(Settings):
    """``handling.toml``."""

    mark: tuple[MarkRow, ...]


@cache
def known_marks() -> tuple[MarkRow, ...]:
    """Return the marks that every office has."""
    return read_toml(PACKAGE / "merge" / MARKS, MarksFile, MARKS).mark


def handling_marks(facts: Facts, office: Office, language: str) -> Finding[tuple[str, ...]]:
    """Return the marks of a letter as it prints them; yield what is wrong with one."""
    said: list[str] = []
    for path in facts.items("mark"):
        try:
            said.append(_said(facts.text(path), office, language))
        except LetterError as error:
            yield from (replace(one, data=facts.place(path)) for one in error.problems)
    return tuple(said)


def _said(typed: str, office: Office, language: str) -> str:
    """Return the mark *typed* as a letter in *language* says it.

    Raises:
        LetterError: It is no mark, or there is none of that meaning in the language.
    """
    key = _key(typed)
    for own in office.settings.marks:
        if key in {_key(text) for text in _texts(own)}:
            text = own if isinstance(own, str) else translated(own, language, ENGLISH)
            if text is None:
                raise LetterError([_untranslated(typed, language)])
            return text
    caveats = (row.text for row in known_marks() if not row.translated)
    if caveat := next((one for one in caveats if key == _key(one)), ""):
        return caveat
    word = _plain_word(typed, key, language)
    if not word:
        raise LetterError([_unknown(typed, office)])
    return phrases(language)(word)


def _plain_word(typed: str, key: str, language: str) -> str:
    """Return the English mark that *typed* is, in whatever language; empty for none.

    Raises:
        LetterError: It is a word that an option prints.
    """
    for tongue in dict.fromkeys((language, *languages())):
        say = phrases(tongue)
        for row in known_marks():
            if row.translated and key in {_key(row.text), _key(say(row.text))}:
                return row.text
        for phrase, option in OPTIONS.items():
            if key in {_key(phrase), _key(say(phrase))}:
                raise LetterError([_printed_by_option(typed, option)])
    return ""


def _key(text: str) -> str:
    """Return *text* as marks are compared: case, spaces and dashes are forgiven."""
    return SEPARATOR.sub("", text.casefold())


def _texts(mark: Translated) -> tuple[str, ...]:
    return (mark,) if isinstance(mark, str) else tuple(mark.values())


def _unknown(typed: str, office: Office) -> Problem:
    own = [text for mark in office.settings.marks for text in _texts(mark)]
    known = [*(row.text for row in known_marks()), *own]
    near = did_you_mean(typed.upper(), known)
    hint = f"{near} Or add it to {FILE}: marks = [{_quoted(typed)}].".strip()
    return Problem("unknown-mark", f"{typed!r} is no handling mark that is known.", hint)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _printed_by_option(typed: str, option: str) -> Problem:
    message = f"{typed!r} is no handling mark of a record."
    hint = f"Take it out, and call lettergen with {option}, which prints it on every page."
    return Problem("unknown-mark", message, hint)


def _untranslated(typed: str, language: str) -> Problem:
    message = f"The office's mark {typed!r} is not given in {language_name(language)}."
    return Problem("untranslated", message, f"Add that language to it under 'marks' in {FILE}.")
