"""Texts kept per language, names kept per script: the one that a letter uses.

A letter in `en-GB` uses the text in `en` if there is none in `en-GB`; no letter ever uses a
text in another language, or in another region's form of its language. A name is not
translated: it has a form per script, and a form given once is used in every letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import Field, pattern
from lettergen.fields.names import Declared, base_name
from lettergen.l10n.languages import ENGLISH, SCRIPT, best_match, locale_of, script_of
from lettergen.records import Value

Given = Mapping[str, Value]  # full path -> value
ONCE = ""
"""The tag of a text that is given once, without a language."""


def texts_in_language(
    given: Given, declared: Declared, language: str, record_language: str
) -> tuple[dict[str, Value], list[Problem]]:
    """Choose each text kept per language in *language*; drop empty ones."""
    chosen: dict[str, Value] = {}
    texts: dict[str, dict[str, Value]] = {}
    problems: list[Problem] = []
    for path, value in given.items():
        name = pattern(path)
        if not value.text:
            continue
        base = base_name(name, declared)
        if base == name and not _kept_apart(declared.by_name[name]):
            chosen[path] = value
            continue
        stem, _, tag = path.rpartition(".")
        stem, tag = (path, ONCE) if base == name else (stem, tag)
        problems += [replace(one, data=value.place) for one in _unknown(tag)]
        texts.setdefault(stem, {})[tag] = value
    for path, by_tag in texts.items():
        kept = _Kept(path, declared.by_name[pattern(path)], by_tag, record_language)
        if best := kept.best(language):
            chosen[path] = best
        elif kept.is_missed:
            problems.append(kept.missing(language))
    return chosen, problems


def _kept_apart(field: Field) -> bool:
    return field.per_language or field.per_script


@dataclass(frozen=True, slots=True)
class _Kept:
    """One text of a record, in all its languages or scripts."""

    path: str
    field: Field
    by_tag: Mapping[str, Value]
    record_language: str

    def best(self, language: str) -> Value | None:
        """Return the text that a letter in *language* uses, if there is one."""
        texts = {self._full_tag(tag): value for tag, value in self.by_tag.items()}
        known = [tag for tag in texts if not SCRIPT.fullmatch(tag) and not _unknown(tag)]
        chosen = best_match(language, known)
        if chosen is None and self.field.per_script:
            chosen = script_of(language)
            return self.by_tag.get(chosen) or self.by_tag.get(ONCE)
        if chosen is not None:
            return texts[chosen]
        once = self.by_tag.get(ONCE)
        return once if once is not None and self.field.is_fixed(once.text) else None

    def _full_tag(self, tag: str) -> str:
        return self.record_language if tag == ONCE else tag

    @property
    def is_missed(self) -> bool:
        """Whether no letter can be written without it."""
        known = any(not _unknown(tag) for tag in self.by_tag)
        return known and not self.field.grammar

    def missing(self, language: str) -> Problem:
        """Return the problem that the text is missing in *language*."""
        tags = ", ".join(self._full_tag(tag) for tag in self.by_tag)
        wanted = script_of(language) if self.field.per_script else language
        what = "the script" if self.field.per_script else "the language"
        message = f"{self.path!r} is given in {tags}, not in {wanted}, {what} of this letter."
        hint = f"Fill in '{self.path}.{wanted}', or write the letter in {tags}."
        if self.field.per_script:
            hint = f"Fill in '{self.path}.{wanted}'."
        place = replace(next(iter(self.by_tag.values())).place, path=f"{self.path}.{wanted}")
        return Problem("untranslated", message, hint, data=place)


def _unknown(tag: str) -> Sequence[Problem]:
    """Return why *tag* is neither a language nor a script; nothing for one that is."""
    if tag == ONCE:
        return ()
    if SCRIPT.fullmatch(tag):
        if tag in locale_of(ENGLISH).scripts:
            return ()
        hint = "Use the four letters of ISO 15924, such as Latn, Cyrl or Arab."
        return (Problem("unknown-script", f"Unknown script {tag!r}.", hint),)
    try:
        locale_of(tag)
    except CallError as error:
        return error.problems
    return ()
