"""Texts kept per language: of each, the one that a letter in one language takes.

A letter in `en-GB` takes the text in `en` where there is none of its own; no letter ever
takes a text in another language, or in another region's form of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lettergen.declared import Declared, base_name
from lettergen.errors import CallError, Problem
from lettergen.fields import pattern
from lettergen.l10n.languages import best_match, locale_of
from lettergen.records import Value

Given = Mapping[str, Value]  # full path -> value


def texts_in_language(
    given: Given, declared: Declared, language: str, record_language: str
) -> tuple[dict[str, Value], list[Problem]]:
    """Choose, of each text kept per language, the one in *language*; drop what is empty."""
    chosen: dict[str, Value] = {}
    texts: dict[str, dict[str, Value]] = {}
    problems: list[Problem] = []
    for path, value in given.items():
        name = pattern(path)
        if not value.text:
            continue
        if name in declared.by_name and not declared.by_name[name].per_language:
            chosen[path] = value
            continue
        base, _, tag = path.rpartition(".")
        base, tag = (path, record_language) if base_name(name, declared) == name else (base, tag)
        problems += [replace(one, data=value.place) for one in _unknown(tag)]
        texts.setdefault(base, {})[tag] = value
    for path, by_language in texts.items():
        known = [tag for tag in by_language if not _unknown(tag)]
        best = best_match(language, known)
        if best is not None:
            chosen[path] = by_language[best]
        elif known:
            problems.append(_untranslated(path, by_language, language))
    return chosen, problems


def _untranslated(path: str, by_language: Given, language: str) -> Problem:
    tags = ", ".join(by_language)
    message = f"{path!r} is given in {tags}, not in {language}, the language of this letter."
    hint = f"Fill in '{path}.{language}', or write the letter in {tags}."
    place = replace(next(iter(by_language.values())).place, path=f"{path}.{language}")
    return Problem("untranslated", message, hint, data=place)


def _unknown(tag: str) -> Sequence[Problem]:
    """Return why *tag* is no language; nothing for one that is."""
    try:
        locale_of(tag)
    except CallError as error:
        return error.problems
    return ()
