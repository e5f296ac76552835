"""Tests of the built-in names of states against CLDR and ISO 3166-1, difference by difference.

CLDR comes through Babel; ISO 3166-1 and the translations of iso-codes through pycountry.
A difference that `state_differences` does not list, or that it lists and is gone, fails.
"""

from __future__ import annotations

import gettext
from datetime import date
from functools import cache

import pycountry
import pytest

from lettergen.l10n.languages import locale_of
from lettergen.protocol.states import BUILT_IN, State, built_in_languages, load_states
from lettergen.protocol.states_file import NameRow, read_rows
from tests.protocol.state_differences import (
    FORMAL_UNLIKE_ISO,
    NO_FORMAL_NAME_IN_ISO,
    NOT_IN_THE_UN,
    UNLIKE_CLDR,
)

LATELY = date(2026, 1, 1)
STATES = load_states(None)
WITH_GRAMMAR = ("fr", "es")


@cache
def rows(language: str) -> tuple[NameRow, ...]:
    """Return the built-in rows in *language*."""
    return tuple(read_rows(BUILT_IN / f"{language}.yaml", language, needed=("short",)))


def named(code: str, language: str) -> State:
    """Return a state's names of late."""
    return STATES.name(code, language, LATELY)


def straight(text: str) -> str:
    """Return *text* with straight apostrophes, as the tables are typed."""
    return text.replace("\u2019", "'")


@cache
def cldr(code: str, language: str) -> str:
    """Return CLDR's short name."""
    country = pycountry.countries.get(alpha_3=code)
    assert country is not None
    return straight(locale_of(language).territories[country.alpha_2])


@cache
def iso(code: str, language: str) -> tuple[str, frozenset[str]]:
    """Return ISO's official name, empty for none, and its short ones, in *language*."""
    country = pycountry.countries.get(alpha_3=code)
    assert country is not None
    english = [getattr(country, part, "") for part in ("official_name", "name", "common_name")]
    catalogue = (
        gettext.NullTranslations()
        if language == "en"
        else gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language])
    )
    official, *short = [straight(catalogue.gettext(text)) if text else "" for text in english]
    return official, frozenset(short)


@pytest.mark.parametrize("language", built_in_languages())
def test_every_member_and_observer(language: str) -> None:
    """All 193 members and both observers of the United Nations have a name, and no others."""
    codes = {country.alpha_3 for country in pycountry.countries}

    assert len(STATES.codes) == 195
    assert set(STATES.codes) == codes.difference(NOT_IN_THE_UN.split())
    assert codes.issuperset(NOT_IN_THE_UN.split())
    assert {row.code for row in rows(language)} == set(STATES.codes)


def test_six_languages() -> None:
    """States have names in the six languages of the shipped letters."""
    assert built_in_languages() == ("ar", "az", "en", "es", "fr", "ru")
    assert UNLIKE_CLDR.keys() == set(built_in_languages())


@pytest.mark.parametrize("language", built_in_languages())
def test_short_names_against_cldr(language: str) -> None:
    """A short name is CLDR's, but for the differences that are accepted."""
    differing = {
        code for code in STATES.codes if cldr(code, language) != named(code, language).short
    }

    assert differing == UNLIKE_CLDR[language].keys()


@pytest.mark.parametrize("language", FORMAL_UNLIKE_ISO)
def test_formal_names_against_iso(language: str) -> None:
    """A formal name is ISO's official one, but for the differences that are accepted."""
    differing = {
        code for code in STATES.codes if iso(code, language)[0] != named(code, language).formal
    }

    assert differing == FORMAL_UNLIKE_ISO[language].keys() | {
        *NO_FORMAL_NAME_IN_ISO.split(),
        *(("VAT",) if language != "en" and not iso("VAT", language)[0] else ()),
    }


@pytest.mark.parametrize("language", built_in_languages())
def test_each_row_says_its_sources(language: str) -> None:
    """A row says which of CLDR and ISO has its names; one without a second source says so."""
    wrong = [(row, sources(row)) for row in rows(language) if row.sources != sources(row)]

    assert wrong == []


def sources(row: NameRow) -> str:
    """Return what a row should have, computed again."""
    official, short = iso(row.code, row.language)
    has = ["CLDR"] * (row.short == cldr(row.code, row.language)) + ["ISO"] * (row.short in short)
    text = ", ".join(has) if len(has) > 1 else f"{(has or ['UN'])[0]} only"
    if not row.formal or row.formal == row.short:
        return text
    return f"{text}; formal: {'ISO' if row.formal == official else 'UN'} only"


@pytest.mark.parametrize("language", ["en", *WITH_GRAMMAR])
@pytest.mark.parametrize("code", NO_FORMAL_NAME_IN_ISO.split())
def test_formal_name_is_the_short_one(code: str, language: str) -> None:
    """Where ISO has no official name, the short name is the formal one too."""
    assert named(code, language).formal == named(code, language).short
    assert named(code, language).formal_article == named(code, language).article


def test_formal_names_carry_their_article() -> None:
    """In an English sentence, a republic or a kingdom has its article; a bare name has none."""
    words = {
        *("Republic", "Kingdom", "State", "States", "Commonwealth", "Principality", "Federation"),
        *("Emirates", "Sultanate", "Confederation", "Duchy", "Union", "See"),
    }
    wrong = [
        code
        for code in STATES.codes
        if (named(code, "en").formal_article == "the")
        != bool(words.intersection(named(code, "en").formal.split()))
    ]

    assert wrong == []


ARTICLES = (
    "ARE BHS BOL CAF COD COG COM DOM FSM GBR GMB IRN KOR LAO MDA MHL NER NLD PHL PRK PSE RUS SDN "
    "SYR TZA USA VAT VEN"
)


def test_short_names_with_article() -> None:
    """These short English names have the article in a sentence, and no other has."""
    having = [code for code in STATES.codes if named(code, "en").article]

    assert " ".join(having) == ARTICLES
    assert {named(code, "en").article for code in having} == {"the"}


JOINED = {
    "fr": {
        "l'": ("de l'", "à l'", {"en", "dans l'"}),
        "la": ("de la", "à la", {"en", "à la"}),
        "le": ("du", "au", {"au"}),
        "les": ("des", "aux", {"aux"}),
        "": ("de", "à", {"à", "en"}),
    },
    "es": {
        "el": ("del", "al", {"en el"}),
        "la": ("de la", "a la", {"en la"}),
        "los": ("de los", "a los", {"en los"}),
        "las": ("de las", "a las", {"en las"}),
        "": ("de", "a", {"en"}),
    },
}
"""Language to article to the words that join a name with that article."""
ELIDED = "ATG HTI ISR OMN"
"""French names without an article that begin with the sound of a vowel."""


@pytest.mark.parametrize("language", WITH_GRAMMAR)
def test_joining_words_go_with_the_article(language: str) -> None:
    """French and Spanish names bring "of", "to" and "in", each melted with their own article."""
    for row in rows(language):
        of, to, within = JOINED[language][row.article]
        elided = language == "fr" and row.code in ELIDED.split()
        assert (row.of, row.to) == ("d'" if elided else of, to)
        assert row.in_ in within
        assert bool(row.article == "l'") <= (row.short[0].casefold() in "aeiouéî")


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("AZE", "fr", ["de l'Azerbaïdjan", "à l'Azerbaïdjan", "en Azerbaïdjan"]),
        ("PER", "fr", ["du Pérou", "au Pérou", "au Pérou"]),
        ("CUB", "fr", ["de Cuba", "à Cuba", "à Cuba"]),
        ("HTI", "fr", ["d'Haïti", "à Haïti", "à Haïti"]),
        ("ISR", "fr", ["d'Israël", "à Israël", "en Israël"]),
        ("USA", "fr", ["des États-Unis", "aux États-Unis", "aux États-Unis"]),
        ("BRB", "fr", ["de la Barbade", "à la Barbade", "à la Barbade"]),
        ("PER", "es", ["del Perú", "al Perú", "en el Perú"]),
        ("SLV", "es", ["de El Salvador", "a El Salvador", "en El Salvador"]),
        ("AZE", "es", ["de Azerbaiyán", "a Azerbaiyán", "en Azerbaiyán"]),
    ],
)
def test_in_a_sentence(code: str, language: str, said: list[str]) -> None:
    """A name joins a French or Spanish sentence as people say it."""
    names = named(code, language).in_sentences

    assert [names["of"], names["to"], names["in"]] == said
