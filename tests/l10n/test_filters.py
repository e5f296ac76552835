"""Tests of how a language writes a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lettergen.fields.declaration import FieldType, Month
from lettergen.l10n.filters import (
    FILTERS,
    list_and,
    number,
    ordinal,
    ordinal_word,
    possessive,
    sentence_start,
    upper,
)
from lettergen.l10n.rules import DIRECTION_MARKS
from tests.tags import ALL

NO_LISTS = {"ug", "ug-CN"}
VALUES = {
    "long_date": date(2021, 4, 27),
    "month_year": Month(2021, 8),
    "month_year_genitive": Month(2021, 8),
    "ordinal_year": 2021,
    "ordinal": 2,
    "ordinal_word": 2,
    "list_and": ["A", "B"],
    "possessive": "Freedonia",
    "number": 1234,
    "sentence_start": "freedonia",
    "upper": "freedonia",
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (111, "111th"),
        (1002, "1,002nd"),
    ],
)
def test_ordinal(value: int, text: str) -> None:
    """English ranks end as they are read aloud."""
    assert ordinal(value, "en") == text


def test_ordinal_word() -> None:
    """The first ten ranks have a word; from the eleventh on there is none."""
    assert [ordinal_word(rank, "en-GB") for rank in (1, 10)] == ["first", "tenth"]
    with pytest.raises(ValueError, match="'ordinal_word' needs a number from 1 to 10, not 11"):
        ordinal_word(11, "en")


@pytest.mark.parametrize(
    ("items", "language", "text"),
    [
        (["A"], "en", "A"),
        (["A", "B"], "en", "A and B"),
        (["A", "B", "C"], "en", "A, B, and C"),
        (["A", "B", "C"], "en-US", "A, B, and C"),
        (["A", "B", "C"], "en-GB", "A, B and C"),
        (["A", "B", "C"], "fr", "A, B et C"),
        (["A", "B", "C"], "az", "A, B və C"),
        (["A", "B", "C"], "ar", "A وB وC"),
        (["Francia", "Italia"], "es", "Francia e Italia"),
        (["Brasil", "Francia", "Hiria"], "es", "Brasil, Francia e Hiria"),
        (["agua", "hielo"], "es", "agua y hielo"),
        (["{0}", "{1}"], "en", "{0} and {1}"),
    ],
)
def test_list_and(items: list[str], language: str, text: str) -> None:
    """Texts are joined as the language joins them, and stay as typed."""
    assert list_and(items, language) == text


@pytest.mark.parametrize("language", sorted(NO_LISTS))
def test_no_english_and(language: str) -> None:
    """Uyghur, whose CLDR pattern holds the English word, is refused instead."""
    with pytest.raises(ValueError, match="CLDR cannot join a list in Uyghur"):
        list_and(["1", "2"], language)


@given(
    st.lists(st.text(min_size=1).filter(lambda text: text.strip()), min_size=1, max_size=6),
    st.sampled_from(["en", "en-GB", "fr", "es", "ar", "az", "ru"]),
)
def test_list_loses_nothing(items: list[str], language: str) -> None:
    """Each text is in the list, in order, unchanged."""
    rest = list_and(items, language)
    for item in items:
        assert item in rest
        rest = rest[rest.index(item) + len(item) :]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Azerbaijan", "Azerbaijan's"),
        ("Seychelles", "Seychelles'"),
        ("the United States", "the United States'"),
        ("the Netherlands", "the Netherlands'"),
        ("Côte d'Ivoire", "Côte d'Ivoire's"),
        ("Robert Jones Jr.", "Robert Jones Jr.'s"),
        ("AZERBAIJAN", "AZERBAIJAN's"),
    ],
)
def test_possessive(name: str, text: str) -> None:
    """A name takes an apostrophe, and an s unless it ends in one."""
    assert possessive(name, "en") == text


@pytest.mark.parametrize("name", ["", "Iran (Islamic Republic of)", "Peru's", "Wales'", "Peru "])
def test_no_possessive(name: str) -> None:
    """What cannot take the ending is refused with the way round it."""
    with pytest.raises(ValueError, match="cannot take a possessive ending: reword the sentence"):
        possessive(name, "en")


@pytest.mark.parametrize("name", ["possessive", "ordinal", "ordinal_word"])
def test_no_rule_for_the_language(name: str) -> None:
    """A language without a rule says so; it never gets the English form."""
    with pytest.raises(ValueError, match=rf"There is no '{name}' for French \(Canada\) \(fr-CA\)"):
        FILTERS[name](VALUES[name], "fr-CA")
    assert FILTERS[name].supports("en-GB")
    assert not FILTERS[name].supports("fr-CA")


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (0, "en", "0"),
        (1234567, "en", "1,234,567"),
        (-1234, "en", "-1,234"),
        (Decimal("1.50"), "en", "1.50"),
        (Decimal("1234.5678"), "az", "1.234,5678"),
        (Decimal("1E+5"), "en", "100,000"),
        (1234567, "fr", "1\u202f234\u202f567"),
        (1234567, "hi", "12,34,567"),
        (10**40, "en", "10" + ",000" * 13),
    ],
)
def test_number(value: int | Decimal, language: str, text: str) -> None:
    """A number is grouped as the language groups it, and every decimal given is kept."""
    assert number(value, language) == text


@settings(max_examples=50)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers())
def test_number_loses_no_digit(value: int | Decimal) -> None:
    """However long a number is, it can be read back exactly."""
    assert Decimal(number(value, "en").replace(",", "")) == value


@dataclass
class Bare:
    """A value of no type that a field can have."""


WRONG: list[object] = [None, "", True, Bare(), Decimal("NaN"), 1.5, [], [""], [1], 0, -1]


@given(
    st.sampled_from(ALL),
    st.sampled_from(sorted(FILTERS)),
    st.dates(min_value=date(1900, 1, 1)),
    st.integers(1, 3000),
    st.text(min_size=1, max_size=20),
)
def test_every_filter_in_every_locale(
    language: str, name: str, day: date, count: int, text: str
) -> None:
    """In any locale a filter gives words without hidden marks, or a sentence why it gives none."""
    value = {"long_date": day, "list_and": [text, text]}.get(
        name,
        day if name.startswith("month") else count if "integer" in FILTERS[name].takes else text,
    )
    if name in {"ordinal_year", "ordinal_word"}:
        value = count
    try:
        said = FILTERS[name](value, language)
    except ValueError as error:
        assert str(error).endswith((".", "'of'."))  # noqa: PT017 - both ends are right
        return
    assert isinstance(said, str)
    marks = {sign for sign in said if ord(sign) in DIRECTION_MARKS}
    assert marks <= set(text if isinstance(value, str | list) else "")


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_wrong_value(name: str, value: object) -> None:
    """A value of the wrong type is refused with a sentence, or is text that stays text."""
    try:
        text = FILTERS[name](value, "en")
    except ValueError as error:
        assert str(error).endswith((".", "'of'."))  # noqa: PT017 - both ends are right
        return
    assert (name, value) in [("number", 0), ("number", -1), ("upper", "")]
    assert isinstance(text, str)


def speaker(name: str) -> str:
    """Return a language that the filter has rules for."""
    return (FILTERS[name].languages or ("en",))[-1]


@pytest.mark.parametrize("name", FILTERS)
def test_filters_take_declared_types(name: str) -> None:
    """Each filter says which declared types it takes, in the words of a template's fields."""
    kinds = {*map(str, FieldType), "list of text"}

    assert FILTERS[name].name == name
    assert set(FILTERS[name].takes) <= kinds
    assert FILTERS[name](VALUES[name], speaker(name))


def test_a_year_is_never_grouped() -> None:
    """No filter that takes a year groups its digits: 2,021 is not a year."""
    takers = [one for one in FILTERS.values() if "year" in one.takes]

    assert [one.name for one in takers] == ["ordinal_year"]
    assert [one(2021, speaker(one.name)) for one in takers] == ["2021-ci"]


def test_casing_filters() -> None:
    """The filters for capitals follow the language."""
    assert sentence_start("the Gambia", "en") == "The Gambia"
    assert upper("Binəqədi", "az") == "BİNƏQƏDİ"
