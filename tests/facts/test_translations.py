"""Tests of texts kept per language."""

from __future__ import annotations

import pytest

from lettergen.errors import Problem
from lettergen.facts.translations import texts_in_language
from lettergen.fields.declaration import Field
from lettergen.fields.names import Declared, full_path
from tests.offices import codes, record_of, told

DECLARED = Declared(
    (Field("id"), Field("concern", per_language=True), Field("to.*.title", per_language=True)), {}
)


def chosen(
    facts: dict[str, str], language: str, record_language: str = "en"
) -> tuple[dict[str, str], list[Problem]]:
    """Return the texts that a letter in *language* uses, by full path, and what is wrong."""
    given = {
        full_path(path, DECLARED) or "": value for path, value in record_of(facts).values.items()
    }
    values, problems = texts_in_language(given, DECLARED, language, record_language)
    return {path: value.text for path, value in values.items()}, problems


TITLE = {"to.title": "Chief"}
TITLES = {"to.title.en": "Chief", "to.title.fr": "Chef", "to.title.en-GB": "Head"}


@pytest.mark.parametrize(
    ("facts", "language", "text"),
    [
        (TITLE, "en", "Chief"),
        (TITLE, "en-GB", "Chief"),
        (TITLES, "en", "Chief"),
        (TITLES, "en-GB", "Head"),
        (TITLES, "en-US", "Chief"),
        (TITLES, "fr", "Chef"),
        (TITLES, "fr-CA", "Chef"),
        ({"to.title.FR": "Chef"}, "fr", "Chef"),
        ({"to.title.fr_CA": "Chef"}, "fr-CA", "Chef"),
    ],
)
def test_text_in_the_letters_language(facts: dict[str, str], language: str, text: str) -> None:
    """Of a text kept per language, the one for the letter's language is used."""
    assert chosen(facts, language) == ({"to.1.title": text}, [])


@pytest.mark.parametrize(
    ("facts", "language", "given"),
    [
        (TITLE, "fr", "en"),
        (TITLE, "az", "en"),
        ({"to.title.en-GB": "Head", "to.title.fr": "Chef"}, "en", "en-GB, fr"),
        ({"to.title.en-GB": "Head"}, "en-US", "en-GB"),
        ({"to.title.sr-Latn": "Načelnik"}, "sr-Cyrl", "sr-Latn"),
    ],
)
def test_text_that_is_not_there(facts: dict[str, str], language: str, given: str) -> None:
    """A text missing in the letter's language stops it: no other language replaces it."""
    texts, (problem,) = chosen(facts, language)

    assert texts == {}
    assert problem.message == (
        f"'to.1.title' is given in {given}, not in {language}, the language of this letter."
    )
    assert problem.hint == f"Fill in 'to.1.title.{language}', or write the letter in {given}."
    assert str(problem.data) == f"members.yaml:2 (to.1.title.{language})"


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("zz", "Write a tag such as 'en', 'en-GB' or 'pt-BR'."),
        ("eng", "Did you mean 'en'?"),
    ],
)
def test_text_in_no_language(tag: str, hint: str) -> None:
    """A text in an unknown language is reported, and raises nothing."""
    texts, problems = chosen({f"concern.{tag}": "press law", "to.title": "Chief"}, "en")

    assert texts == {"to.1.title": "Chief"}
    assert told(problems) == [
        (f"error: members.yaml:2 (concern.{tag}): Unknown language {tag!r}. {hint}")
    ]


def test_text_of_the_records_language() -> None:
    """A text given once is in the record's language, and in no other."""
    assert chosen(TITLE, "fr", record_language="fr") == ({"to.1.title": "Chief"}, [])

    texts, (problem,) = chosen(TITLE, "en", record_language="fr")
    assert texts == {}
    assert problem.message.startswith("'to.1.title' is given in fr, not in en")


def test_what_has_no_language() -> None:
    """A fact that is the same in every language is kept as it is; an empty text is none."""
    facts = {"id": "XAA", "concern": "", "to.title": ""}

    assert chosen(facts, "fr") == ({"id": "XAA"}, [])


NAMES = Declared(
    (Field("id"), Field("name", per_script=True), Field("gift", per_language=True, grammar=True)),
    {},
)
FORMS = {"name.Latn": "Huseynov", "name.Cyrl": "Гусейнов", "name.az": "Hüseynov"}


@pytest.mark.parametrize(
    ("facts", "language", "name"),
    [
        (FORMS, "en", "Huseynov"),
        (FORMS, "fr-CA", "Huseynov"),
        (FORMS, "ru", "Гусейнов"),
        (FORMS, "uk", "Гусейнов"),
        (FORMS, "az", "Hüseynov"),
        ({"name": "Huseynov"}, "ar", "Huseynov"),
        ({"name": "Huseynov"}, "ru", "Huseynov"),
    ],
)
def test_name_in_the_letters_script(facts: dict[str, str], language: str, name: str) -> None:
    """A letter uses its language's spelling of a name, else its script's, else the only one."""
    values = record_of(facts).values
    texts, problems = texts_in_language(values, NAMES, language, "en")

    assert ({path: value.text for path, value in texts.items()}, problems) == ({"name": name}, [])


def test_name_that_is_not_there() -> None:
    """A name that is written in other scripts only stops the letter, and the form is named."""
    _, (problem,) = texts_in_language(record_of(FORMS).values, NAMES, "ar", "en")

    assert problem.message == (
        "'name' is given in Latn, Cyrl, az, not in Arab, the script of this letter."
    )
    assert problem.hint == "Fill in 'name.Arab'."


def test_unknown_script() -> None:
    """An unknown script is reported."""
    _, problems = texts_in_language(record_of({"name.Abcd": "x"}).values, NAMES, "en", "en")

    assert codes(problems) == ["unknown-script"]


def test_grammar_is_asked_for_where_it_is_used() -> None:
    """A form of a word that the letter's language lacks is no problem by itself."""
    texts, problems = texts_in_language(record_of({"gift.ru": "x"}).values, NAMES, "en", "en")

    assert (texts, problems) == ({}, [])
