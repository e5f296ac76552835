"""The names of states in one language on one day.

Built-in tables (`state_names/`, a file for each language) name the members and observers
of the United Nations; an office adds or overrides names in its `states.yaml`. A missing name
is an error: the name in another language or of another time is never used instead. A table is
read when a letter first needs its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from babel.core import get_global

from lettergen.errors import LetterError, Problem
from lettergen.files.paths import PACKAGE
from lettergen.l10n.languages import ENGLISH, best_match, language_name, same_language
from lettergen.protocol.states_file import FILE, NameRow, read_rows

APOSTROPHES = ("'", "\u2019")
BUILT_IN = PACKAGE / "protocol" / "state_names"


@dataclass(frozen=True, slots=True)
class State:
    """A state as one letter names it.

    Attributes:
        code: ISO 3166-1 alpha-3, or user-assigned (XAA to XZZ).
        short: The name in a sentence, without its article: ``Gambia``.
        formal: The full name in an address: ``Republic of the Gambia``; empty if the tables
            do not have it.
        article: The article of the short name, or empty.
        formal_article: The article of the full name, or empty.
        of: The word that joins the short name to a noun, article included: ``de l'``, ``du``.
        to: The same for "to": ``à l'``, ``au``.
        in_: The same for "in": ``en``, ``au``.
    """

    code: str
    short: str
    formal: str
    article: str = ""
    formal_article: str = ""
    of: str = ""
    to: str = ""
    in_: str = ""

    @property
    def with_article(self) -> str:
        """The short name within a sentence: ``the Gambia``, ``Azerbaijan``."""
        return _joined(self.article, self.short)

    @property
    def formal_with_article(self) -> str:
        """The full name within a sentence: ``the Republic of the Gambia``."""
        return _joined(self.formal_article, self.formal)

    @property
    def in_sentences(self) -> Mapping[str, str]:
        """The names that a body may use after ``state.``, as far as the tables have them."""
        joined = {
            name: _joined(word, self.short) if word else ""
            for name, word in (("of", self.of), ("to", self.to), ("in", self.in_))
        }
        names = {"code": self.code, "short": self.short, "formal": self.formal}
        known = names | {"with_article": self.with_article} | joined
        return {name: text for name, text in known.items() if text}


def _joined(article: str, name: str) -> str:
    gap = "" if not article or article.endswith(APOSTROPHES) else " "
    return f"{article}{gap}{name}"


Names = Mapping[str, Mapping[str, tuple[NameRow, ...]]]
"""Code to language to the names in that language, the oldest first."""


@dataclass(frozen=True, slots=True)
class States:
    """All names of all states; those of the office win over the built-in ones."""

    own: Names

    @property
    def codes(self) -> tuple[str, ...]:
        """The known codes, sorted."""
        return tuple(sorted({*_built_in(ENGLISH), *self.own}))

    def name(self, code: str, language: str, on: date) -> State:
        """Return the names of the state *code* for a letter in *language* dated *on*.

        Raises:
            LetterError: The code is unknown, or has no name in that language on that day.
        """
        rows = self._rows(code, language)
        if not rows:
            problem = _no_name(code, language, self._languages(code))
            raise LetterError([problem if code in self.codes else self._unknown(code)])
        held = [row for row in rows if row.first_day is None or row.first_day <= on]
        if not held:
            raise LetterError([_no_name_yet(code, language, on)])
        row = held[-1]
        names = (row.short, row.formal, row.article, row.formal_article)
        return State(row.code, *names, of=row.of, to=row.to, in_=row.in_)

    def _rows(self, code: str, language: str) -> Sequence[NameRow]:
        """Return the rows of the nearest language; those of the office win."""
        own = self.own.get(code, {})
        near = (one for one in built_in_languages() if same_language(one, language))
        built_in = {one: _built_in(one)[code] for one in near if code in _built_in(one)}
        names = built_in | dict(own)
        chosen = best_match(language, names)
        return names[chosen] if chosen else ()

    def _languages(self, code: str) -> list[str]:
        built_in = [one for one in built_in_languages() if code in _built_in(one)]
        return sorted({*self.own.get(code, {}), *built_in})

    def _unknown(self, code: str) -> Problem:
        message = f"Unknown state code {code!r}."
        general = f"Use an ISO 3166-1 alpha-3 code, or add a row to {FILE}."
        meant = self._meant(code)
        hint = f"Did you mean {meant!r}? If not, add a row to {FILE}." if meant else general
        return Problem("unknown-state", message, hint)

    def _meant(self, word: str) -> str | None:
        """Return the code that *word*, a name or another code, may have meant."""
        alpha3 = _iso_alpha3().get(word.upper())
        if alpha3 in self.codes:
            return alpha3
        by_name = {
            name.lower(): row.code
            for row in self._all_rows()
            for name in (row.short, row.formal)
            if name
        }
        for name in get_close_matches(word.lower(), by_name, n=1, cutoff=0.8):
            return by_name[name]
        near = get_close_matches(word.upper(), self.codes, n=9)
        return max(near, key=lambda code: _agreement(code, word.upper()), default=None)

    def _all_rows(self) -> Iterator[NameRow]:
        for language in built_in_languages():
            yield from (row for rows in _built_in(language).values() for row in rows)
        yield from (row for one in self.own.values() for rows in one.values() for row in rows)


def _agreement(code: str, word: str) -> list[bool]:
    """Return which letters agree, in order: the start of a code matters most."""
    return [a == b for a, b in zip(code, word, strict=False)]


def load_states(office: Path | None) -> States:
    """Return the built-in names and those of the office in that folder.

    An office's rows for a state in a language replace all the built-in ones for that
    state in that language; its other languages stay.

    Raises:
        CallError: The office's file cannot be read or has wrong rows; with a problem for each.
    """
    file = office / FILE if office else None
    if file is None or not file.is_file():
        return States({})
    return States(_sorted_names(read_rows(file, FILE, known=_built_in(ENGLISH))))


@cache
def built_in_languages() -> tuple[str, ...]:
    """Return the languages of the built-in names, sorted."""
    return tuple(sorted(file.stem for file in BUILT_IN.glob("*.yaml")))


@cache
def _built_in(language: str) -> Mapping[str, tuple[NameRow, ...]]:
    """Return the built-in names in exactly *language*, by code."""
    if language not in built_in_languages():
        return {}
    file = BUILT_IN / f"{language}.yaml"
    names = _sorted_names(read_rows(file, file.name, needed=("short",)))
    return {code: languages[language] for code, languages in names.items()}


def _sorted_names(rows: Iterable[NameRow]) -> dict[str, dict[str, tuple[NameRow, ...]]]:
    names: dict[str, dict[str, tuple[NameRow, ...]]] = {}
    for row in sorted(rows, key=lambda row: row.first_day or date.min):
        languages = names.setdefault(row.code, {})
        languages[row.language] = (*languages.get(row.language, ()), row)
    return names


def _iso_alpha3() -> dict[str, str]:
    """Return the ISO three-letter code for each two-letter one, and for ``UK`` and the like."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    single = {old: new[0] for old, new in aliases.items() if len(new) == 1 and old.isalpha()}
    three = {new: old for old, new in single.items() if len(old) == len("AAA")}
    two = {old: three[new] for old, new in single.items() if len(old) == len("AA") and new in three}
    return three | two


def _no_name(code: str, language: str, known: Iterable[str]) -> Problem:
    message = f"The state {code} has no name in {language_name(language)} ({language})."
    hint = f"Add it to {FILE}. Available in: {', '.join(sorted(known))}."
    return Problem("missing-state-name", message, hint)


def _no_name_yet(code: str, language: str, on: date) -> Problem:
    message = f"The state {code} has no name in {language_name(language)} on {on}."
    hint = f"Add a row for the earlier time to {FILE}, or correct its 'from'."
    return Problem("missing-state-name", message, hint)
