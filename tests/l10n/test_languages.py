"""Tests of language tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.l10n.languages import (
    best_match,
    language_name,
    locale_of,
    same_language,
    script_of,
    tag_of,
    text_direction,
)
from tests.tags import ALL, CHOSEN, TAGS


@pytest.mark.parametrize(
    ("given_tag", "locale", "tag"),
    [
        ("en", "en", "en"),
        ("en-GB", "en_GB", "en-GB"),
        ("EN-gb", "en_GB", "en-GB"),
        ("fr_FR", "fr_FR", "fr-FR"),
        ("az", "az", "az"),
        ("pt-BR", "pt_BR", "pt-BR"),
        ("sr-latn", "sr_Latn", "sr-Latn"),
        ("es-419", "es_419", "es-419"),
        ("zh-TW", "zh_Hant_TW", "zh-TW"),
    ],
)
def test_known_tag(given_tag: str, locale: str, tag: str) -> None:
    """A tag names its locale, and is written as BCP 47 writes it."""
    assert str(locale_of(given_tag)) == locale
    assert tag_of(given_tag) == tag


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("English", "Did you mean 'en'?"),
        ("portugese", "Did you mean 'pt'?"),
        ("eng", "Did you mean 'en'?"),
        ("en-UK", "Did you mean 'en-GB'?"),
        ("en-AZ", "Write 'en' alone, without a script or region."),
        ("en-ZZ", "Write 'en' alone, without a script or region."),
        ("en-Cyrl", "Did you mean 'en'?"),
        ("klingon", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
        ("", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
        ("en_US.UTF-8", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
        ("en-x-office", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
        ("x-office", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
        ("en-GB ", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
    ],
)
def test_unknown_tag(tag: str, hint: str) -> None:
    """A tag that is not known is refused with what to write instead, never repaired."""
    with pytest.raises(CallError) as error:
        locale_of(tag)

    (problem,) = error.value.problems
    assert problem.code == "unknown-language"
    assert problem.message == f"Unknown language {tag!r}."
    assert problem.hint == hint


@given(st.text(max_size=12))
def test_any_text_is_known_or_refused(text: str) -> None:
    """Whatever is typed as a language is either that language or a problem."""
    try:
        locale = locale_of(text)
    except CallError:
        return
    assert locale.language == text[: len(locale.language)].lower()


def test_chosen_tags_are_of_cldr() -> None:
    """Each of the sample tags is one of all tags."""
    assert CHOSEN.keys() - set(ALL) == set()


def test_every_locale_has_its_tag() -> None:
    """Every locale of CLDR can be named, in the script and direction it is written in."""
    rtl = {"Arab", "Hebr", "Thaa", "Nkoo", "Adlm", "Rohg", "Syrc"}
    wrong = [
        tag
        for tag in TAGS
        if locale_of(tag_of(tag)) != locale_of(tag)
        or (text_direction(tag) == "rtl") != (script_of(tag) in rtl)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("en", "Latn", "ltr"),
        ("ar", "Arab", "rtl"),
        ("ru", "Cyrl", "ltr"),
        ("az", "Latn", "ltr"),
        ("az-Cyrl", "Cyrl", "ltr"),
        ("sr-ME", "Latn", "ltr"),
        ("he", "Hebr", "rtl"),
        ("zh-TW", "Hant", "ltr"),
    ],
)
def test_script_and_direction(tag: str, script: str, direction: str) -> None:
    """The script follows from language and region, and so does the direction."""
    assert (script_of(tag), text_direction(tag)) == (script, direction)


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("en-GB", ["en", "en-GB"], "en-GB"),
        ("en-GB", ["fr", "en"], "en"),
        ("en", ["en-GB"], None),
        ("en-GB", ["en-US"], None),
        ("fr", ["en"], None),
        ("fr-FR", ["fr_FR"], "fr_FR"),
        ("az-Cyrl", ["az"], None),
        ("sr-Latn-ME", ["sr", "sr-Latn"], "sr-Latn"),
        ("sr-ME", ["sr"], None),
        ("zh-TW", ["zh"], None),
        ("en", [], None),
    ],
)
def test_best_match(wanted: str, offered: list[str], found: str | None) -> None:
    """A region falls back to its language; nothing falls back to another language or script."""
    assert best_match(wanted, offered) == found


@given(st.sampled_from(ALL), st.lists(st.sampled_from(ALL), max_size=4))
def test_never_another_language(wanted: str, offered: list[str]) -> None:
    """Whatever is offered, what is chosen is the language asked for, in its script."""
    found = best_match(wanted, offered)

    assert found is None or same_language(found, wanted)


def test_same_language() -> None:
    """Regions may differ; languages and scripts may not."""
    assert same_language("en", "en-GB")
    assert not same_language("en", "fr")
    assert not same_language("sr", "sr-Latn")


def test_language_name() -> None:
    """Problems name languages in English words."""
    assert language_name("pt-BR") == "Portuguese (Brazil)"
