"""The handling marks of a letter: those that every office has, and the office's own.

An unknown mark would be a typing error on every page, so it is refused. A plain word is
printed in the letter's language; the caveat of a government is printed as it is.
"""

from __future__ import annotations

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
from lettergen.office.settings import (
    FILE,
    PRINTED_BY_OPTION,
    LoadedOffice,
    Translated,
    mark_key,
    translated,
)

MARKS = "handling.toml"


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


def handling_marks(facts: Facts, office: LoadedOffice, language: str) -> Finding[tuple[str, ...]]:
    """Return the handling marks of a letter as it prints them; yield the problem of each other."""
    printed: list[str] = []
    for path in facts.items("mark"):
        try:
            printed.append(_printed(facts.text(path), office, language))
        except LetterError as error:
            yield from (replace(one, data=facts.place(path)) for one in error.problems)
    return tuple(printed)


def _printed(typed: str, office: LoadedOffice, language: str) -> str:
    """Return the mark *typed* as a letter in *language* prints it.

    Raises:
        LetterError: It is not a handling mark, or has no text in the language.
    """
    key = mark_key(typed)
    for own in office.settings.marks:
        if key in {mark_key(text) for text in _texts(own)}:
            text = own if isinstance(own, str) else translated(own, language, ENGLISH)
            if text is None:
                raise LetterError([_untranslated(typed, language)])
            return text
    caveats = (row.text for row in known_marks() if not row.translated)
    if caveat := next((one for one in caveats if key == mark_key(one)), ""):
        return caveat
    word = _plain_word(typed, key, language)
    if not word:
        raise LetterError([_unknown(typed, office)])
    return phrases(language)(word)


def _plain_word(typed: str, key: str, language: str) -> str:
    """Return the English text of the mark *typed* in any language, or an empty string.

    Raises:
        LetterError: It is a word that an option prints.
    """
    for tag in dict.fromkeys((language, *languages())):
        translate = phrases(tag)
        for row in known_marks():
            if row.translated and key in {mark_key(row.text), mark_key(translate(row.text))}:
                return row.text
        for option, phrase in PRINTED_BY_OPTION.items():
            if key in {mark_key(phrase), mark_key(translate(phrase))}:
                raise LetterError([_printed_by_option(typed, option)])
    return ""


def _texts(mark: Translated) -> tuple[str, ...]:
    return (mark,) if isinstance(mark, str) else tuple(mark.values())


def _unknown(typed: str, office: LoadedOffice) -> Problem:
    own = [text for mark in office.settings.marks for text in _texts(mark)]
    known = [*(row.text for row in known_marks()), *own]
    near = did_you_mean(typed.upper(), known)
    hint = f"{near} Or add it" if near else "Add it"
    hint += f" to {FILE}: marks = [{_quoted(typed)}]."
    return Problem("unknown-mark", f"Unknown handling mark {typed!r}.", hint)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _printed_by_option(typed: str, option: str) -> Problem:
    message = f"{typed!r} cannot be the handling mark of a record."
    hint = f"Remove it, and run lettergen with {option}, which prints it on every page."
    return Problem("unknown-mark", message, hint)


def _untranslated(typed: str, language: str) -> Problem:
    message = f"The office's handling mark {typed!r} has no text in {language_name(language)}."
    return Problem("untranslated", message, f"Add that language to it under 'marks' in {FILE}.")
