"""The two versions of a letter in two languages, and the check that they are one letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lettergen.errors import DataPlace, Problem
from lettergen.l10n.languages import same_language
from lettergen.letter.letter import Letter, renumbered
from lettergen.office.passages import Passages, passage_of
from lettergen.plan.entries import Entry

AUTHORITATIVE, UNOFFICIAL = "Authoritative text", "Unofficial translation"


def second_version(letter: Letter, after: int) -> Letter:
    """Return *letter* as the second of two, its origins numbered on from the number *after*."""
    subject, body = renumbered(letter.subject, after), renumbered(letter.body, after)
    return replace(letter, version=UNOFFICIAL, subject=subject, body=body)


def unlike(entry: Entry, language: str, passages: Passages, place: DataPlace) -> Iterator[Problem]:
    """Yield a problem for each reason why the two versions are not one letter."""
    if same_language(language, entry.language):
        message = f"The translation is in {language!r}, which is the letter's own language."
        hint = "Choose another language, or remove 'translation'."
        yield Problem("same-language", message, hint, data=place)
        return
    own, other = (passage_of(passages, entry.record.id, one) for one in (entry.language, language))
    places = [set(one.texts) if one else set() for one in (own, other)]
    if places[0] != places[1]:
        having, lacking = (entry.language, language) if own else (language, entry.language)
        message = f"A passage is written in {having} but not in {lacking}."
        hint = "Write it in both languages of the letter, for the same places."
        yield Problem("untranslated", message, hint, data=place)
