"""Tests of the built-in forms of address: ten ranks in six languages."""

from __future__ import annotations

import pytest

from lettergen.errors import LetterError
from lettergen.protocol.forms_of_address import (
    address_line,
    complimentary_close,
    load_forms,
    salutation,
)

FORMS = load_forms(None)
RANKS = FORMS.names
EVERYTHING = {
    "name": "Flavia Elphberg",
    "name_dative": "Флавии Эльфберг",
    "surname": "Elphberg",
    "honorific": "Ms.",
    "function": "Director",
}


@pytest.mark.parametrize("language", ["en", "en-GB", "fr", "es", "ar", "az", "ru"])
@pytest.mark.parametrize("gender", ["m", "f"])
def test_six_languages_are_complete(language: str, gender: str) -> None:
    """Every rank has its form in the six languages, for both genders, with where it is from."""
    assert len(RANKS) == 10
    for rank in RANKS:
        form = FORMS.find(rank, language, gender)
        assert language.startswith(form.language[:2])
        greeted = [(form, EVERYTHING)]
        said = salutation(greeted, language)
        assert said[0] == said[0].upper()
        assert "{" not in said + complimentary_close(greeted, language)
        assert "{" not in address_line(form, EVERYTHING, 1)
        assert form.source.endswith(".")


@pytest.mark.parametrize("language", ["fr", "es", "ar", "az", "ru"])
@pytest.mark.parametrize("rank", sorted(set(RANKS) - {"unknown-person", "collective"}))
def test_no_gender_is_guessed(rank: str, language: str) -> None:
    """Where the words depend on the gender, a record that declares none is refused."""
    with pytest.raises(LetterError, match="needs a gender"):
        FORMS.find(rank, language)


@pytest.mark.parametrize(
    ("rank", "gender", "language", "line"),
    [
        ("ambassador", "f", "en", "Her Excellency Flavia Elphberg"),
        ("ambassador", "", "en", "Flavia Elphberg"),
        ("ambassador", "m", "fr", "Son Excellence Monsieur Flavia Elphberg"),
        ("named-person", "f", "ru", "Г-же Флавии Эльфберг"),
        ("head-of-state", "m", "az", "Zati-aliləri cənab Флавии Эльфберг"),
        ("head-of-state", "m", "ar", "فخامة السيد Flavia Elphberg"),
    ],
)
def test_address_line(rank: str, gender: str, language: str, line: str) -> None:
    """The address names the person as the form of address prescribes."""
    assert address_line(FORMS.find(rank, language, gender), EVERYTHING, 1) == line


def test_address_line_without_its_fact() -> None:
    """A missing form of a name that the address line needs is reported by its field."""
    with pytest.raises(LetterError, match=r"needs addressee\.2\.name_dative"):
        address_line(FORMS.find("minister", "ru", "m"), {"name": "Ali"}, 2)


@pytest.mark.parametrize(
    ("people", "language", "line"),
    [
        ([("minister", "m"), ("minister", "m")], "fr", "Messieurs les Ministres,"),
        (
            [("minister", "f"), ("ambassador", "m")],
            "fr",
            "Madame la Ministre, Monsieur l'Ambassadeur,",
        ),
        ([("named-person", "f")] * 2, "fr", "Mesdames,"),
        (
            [("minister", "m"), ("ambassador", "f")],
            "es",
            "Excelentísimo señor Ministro y excelentísima señora Embajadora:",
        ),
        ([("minister", "m")] * 2, "ru", "Уважаемые господа министры!"),
        ([("minister", "m")] * 2, "ar", "أصحاب المعالي الوزراء، تحية طيبة وبعد،"),
        ([("minister", "m")] * 2, "az", "Hörmətli cənab nazirlər,"),
    ],
)
def test_several_in_other_languages(
    people: list[tuple[str, str]], language: str, line: str
) -> None:
    """Several addressees are greeted as their language greets several."""
    forms = [(FORMS.find(rank, language, gender), EVERYTHING) for rank, gender in people]

    assert salutation(forms, language) == line


def test_french_close_repeats_the_salutation() -> None:
    """The French close holds the greeting, also one that the record gives itself."""
    form = FORMS.find("minister", "fr", "f")

    assert complimentary_close([(form, {})], "fr") == (
        "Je vous prie, Madame la Ministre, d'agréer l'expression de ma haute considération."
    )
    said = complimentary_close([(form, {})], "fr", "Madame la Vice-Présidente,")
    assert said.startswith("Je vous prie, Madame la Vice-Présidente, d'agréer")
    with pytest.raises(LetterError, match="repeats the greeting"):
        complimentary_close([(form, {})], "fr", "Chère amie !")
