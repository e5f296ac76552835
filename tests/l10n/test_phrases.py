"""Tests of the fixed phrases."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from lettergen.errors import LetterError
from lettergen.l10n.phrases import CATALOGUES, PHRASES, languages, phrases
from tests.checkout import PACKAGE

NOTE = "To translators:"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def read(file: Path) -> Catalog:
    """Return a catalogue as Babel reads it."""
    with file.open("rb") as source:
        return read_po(source)


def test_template_holds_the_phrases() -> None:
    """What translators start from holds every phrase, and says where each is printed."""
    messages = [message for message in read(CATALOGUES / "lettergen.pot") if message.id]

    assert [message.id for message in messages] == list(PHRASES)
    assert all(message.auto_comments for message in messages)


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_catalogue_is_complete(language: str) -> None:
    """Every catalogue that ships is whole: nothing missing, nothing fuzzy, nothing extra."""
    catalogue = read(CATALOGUES / f"{language}.po")
    say = phrases(language)

    assert [message.id for message in catalogue if message.id] == list(PHRASES)
    assert not any(message.fuzzy for message in catalogue)
    assert all(say(phrase).strip() for phrase in PHRASES)


def test_shipped_languages() -> None:
    """The catalogues of ten languages ship; nothing compiled does."""
    assert languages() == ("en", "ar", "az", "de", "es", "fr", "ka", "pt", "ru", "uk")
    assert list(CATALOGUES.rglob("*.mo")) == []


@pytest.mark.parametrize(
    ("language", "phrase", "said"),
    [
        ("en", "Enclosures", "Enclosures"),
        ("en-GB", "for", "for"),
        ("fr", "Enclosures", "Pièces jointes"),
        ("fr-CA", "for", "pour"),
        ("es-419", "DRAFT", "BORRADOR"),
        ("pt-BR", "Enclosures", "Anexos"),
        ("de", "Our reference", "Unser Zeichen"),
        ("ar", "cc", "نسخة إلى"),
        ("az", "DRAFT", "LAYİHƏ"),
        ("ru", "Enclosure", "Приложение"),
        ("uk", "DRAFT", "ПРОЄКТ"),
        ("ka", "Page", "გვერდი"),
        ("de", "CONFIDENTIAL", "VERTRAULICH"),
        ("fr-CH", "(Signed)", "(Signé)"),
        ("ar", "by e-mail", "بالبريد الإلكتروني"),
        ("en", "P.S.", "P.S."),
    ],
)
def test_said_in_the_letters_language(language: str, phrase: str, said: str) -> None:
    """A phrase is said in the letter's language; a region uses its language's words."""
    assert phrases(language)(phrase) == said


def test_language_without_phrases() -> None:
    """A language without a catalogue is refused, with those there are."""
    with pytest.raises(LetterError) as error:
        phrases("it")

    assert str(error.value) == (
        "There are no fixed phrases in Italian (it). Choose one of these languages: "
        "en, ar, az, de, es, fr, ka, pt, ru, uk."
    )


@pytest.mark.parametrize(
    "entry",
    [
        "",
        'msgid "cc"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "cc"\nmsgstr "Kopie"\n',
        '#~ msgid "cc"\n#~ msgstr "Kopie"\n',
    ],
    ids=["missing", "empty", "fuzzy", "obsolete"],
)
def test_never_a_silent_english_word(tmp_path: Path, entry: str) -> None:
    """A phrase without a finished translation stops the letter and names the catalogue."""
    (tmp_path / "de.po").write_text(HEADER + entry, encoding="utf-8")

    with pytest.raises(LetterError) as error:
        phrases("de", tmp_path)("cc")

    (problem,) = error.value.problems
    assert problem.code == "missing-phrase"
    assert problem.message == "'cc' is not translated into German."
    assert str(problem.template) == "de.po"


def test_broken_catalogue(tmp_path: Path) -> None:
    """A catalogue that cannot be read is a problem, not a traceback."""
    (tmp_path / "de.po").write_bytes(b'msgid "cc"\nmsgstr "Kopie\xff"\nnonsense\n')

    with pytest.raises(LetterError, match=r"The phrases in German cannot be read"):
        phrases("de", tmp_path)


def test_the_code_declares_what_translators_get() -> None:
    """What `make phrases` takes from the code is what is declared there, note by note."""
    source = (PACKAGE / "l10n" / "phrases.py").read_bytes()
    found = list(extract("python", BytesIO(source), keywords={"phrase": None}, comment_tags=[NOTE]))
    template = {one.id: one.auto_comments for one in read(CATALOGUES / "lettergen.pot") if one.id}

    assert [message for _, message, _, _ in found] == list(PHRASES)
    assert {
        message: [comment.removeprefix(NOTE).strip() for comment in comments]
        for _, message, comments, _ in found
    } == template


@pytest.mark.parametrize("language", languages())
def test_places_stay_in_place(language: str) -> None:
    """A translation keeps the places of its phrase."""
    said = phrases(language)("Page {page} of {pages}")

    assert said.format(page=2, pages=3).count("2") == 1
    assert "3" in said.format(page=2, pages=3)
    assert "Anna" in phrases(language)("Signature of {name}").format(name="Anna")
