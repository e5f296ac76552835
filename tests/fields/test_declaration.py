"""Tests of declared fields and of the reading of typed values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import TemplatePlace
from lettergen.fields.declaration import (
    READERS,
    Field,
    FieldType,
    Month,
    Typed,
    clashes,
    clashing,
    option_key,
    pattern,
    read_value,
    wrong_names,
)

STAGE = Field("stage", FieldType.ONE_OF, options=("ahead", "under way", "published"))
WIDE = "\uff12\uff10\uff12\uff11"  # 2021 in full-width digits
PLACE = TemplatePlace("templates/t/template.toml")


def of(kind: str) -> Field:
    """Return a field of a type by its name in template.toml."""
    return STAGE if kind == "one of" else Field("x", FieldType(kind))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "NO", "NO"),
        ("text", "00420", "00420"),
        ("text", "1e5", "1e5"),
        ("integer", "12", 12),
        ("integer", "-3", -3),
        ("integer", "+007", 7),
        ("date", "2021-04-27", date(2021, 4, 27)),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("month", "2021-08", Month(2021, 8)),
        ("year", "2022", 2022),
        ("yes/no", "yes", True),
        ("yes/no", "YES", True),
        ("yes/no", "True", True),
        ("yes/no", "No", False),
        ("yes/no", "false", False),
        ("one of", "published", "published"),
        ("one of", "  Under   WAY ", "under way"),
    ],
)
def test_read(kind: str, text: str, value: Typed) -> None:
    """What a person types for a type is understood, case and spaces forgiven for words."""
    read = read_value(of(kind), text)

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("integer", "1,000", "'1,000' is not a whole number: type digits only, such as 12."),
        ("integer", "2.0", "'2.0' is not a whole number: type digits only, such as 12."),
        ("integer", "٣", "'٣' is not a whole number: type digits only, such as 12."),
        ("integer", "1" * 16, f"'{'1' * 16}' is not a whole number: type digits only, such as 12."),
        ("date", "2021-02-30", "'2021-02-30' is not a day of the calendar."),
        ("date", "2021-13-01", "'2021-13-01' is not a day of the calendar."),
        (
            "date",
            "44313",
            (
                "'44313' is a plain number. If it is Excel's number for 2021-04-27, "
                "format the cell as a date or type 2021-04-27."
            ),
        ),
        (
            "date",
            "27.04.2021",
            "'27.04.2021' is not a date: type year-month-day, such as 2021-04-27.",
        ),
        ("date", "20210427", "'20210427' is not a date: type year-month-day, such as 2021-04-27."),
        (
            "date",
            "0021-04-27",
            "'0021-04-27' is not a date: type year-month-day, such as 2021-04-27.",
        ),
        (
            "date",
            "٢٠٢١-٠٤-٢٧",
            "'٢٠٢١-٠٤-٢٧' is not a date: type year-month-day, such as 2021-04-27.",
        ),
        ("month", "2021-13", "'2021-13' is not a month: type year-month, such as 2021-08."),
        ("month", "2021-8", "'2021-8' is not a month: type year-month, such as 2021-08."),
        ("month", "0000-01", "'0000-01' is not a month: type year-month, such as 2021-08."),
        ("month", "२०२१-०८", "'२०२१-०८' is not a month: type year-month, such as 2021-08."),
        ("year", "21", "'21' is not a year: type four digits, such as 2021."),
        ("year", WIDE, f"'{WIDE}' is not a year: type four digits, such as 2021."),
        ("yes/no", "maybe", "'maybe' is neither yes nor no: type yes, no, true or false."),
        ("yes/no", "1", "'1' is neither yes nor no: type yes, no, true or false."),
        ("one of", "done", "'done' is not one of ahead, under way, published."),
    ],
)
def test_refuse(kind: str, text: str, sentence: str) -> None:
    """What is not of its type is refused with a message for the person who typed it."""
    with pytest.raises(ValueError, match=r"^'") as error:
        read_value(of(kind), text)

    assert str(error.value) == sentence


@given(st.sampled_from(sorted(READERS)), st.text(max_size=12))
def test_read_or_refuse(kind: FieldType, text: str) -> None:
    """Any text is either read or refused with its own words in the sentence."""
    try:
        value = read_value(Field("x", kind), text)
    except ValueError as error:
        assert str(error).startswith(repr(text))  # noqa: PT017 - both ends are right
    else:
        words = (FieldType.TEXT, FieldType.PARAGRAPHS)
        assert kind in words or str(value).lstrip("-").isascii()


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read(day: date) -> None:
    """Each day, month and year of ten or more centuries is read as it is written."""
    month = Month(day.year, day.month)

    assert read_value(of("date"), day.isoformat()) == day
    assert read_value(of("month"), str(month)) == month
    assert read_value(of("year"), f"{day.year}") == day.year


def test_months_are_ordered() -> None:
    """Months compare by the calendar."""
    assert Month(2020, 12) < Month(2021, 1) < Month(2021, 2)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("concern", "concern"),
        ("cc.1.name", "cc.*.name"),
        ("addressee.12.line.3", "addressee.*.line.*"),
        ("cc.01.name", "cc.01.name"),
        ("cc.0.name", "cc.0.name"),
        ("cc.².name", "cc.².name"),
        ("cc.٣.name", "cc.٣.name"),
    ],
)
def test_pattern(path: str, name: str) -> None:
    """An item's number is written in one way only: digits from 1, no zero before them."""
    assert pattern(path) == name


@pytest.mark.parametrize(
    ("name", "list_name"),
    [("concern", None), ("cc.*.name", "cc"), ("addressee.*.line.*", "addressee.*.line")],
)
def test_list_name(name: str, list_name: str | None) -> None:
    """A field has the innermost list that it belongs to."""
    assert Field(name).list_name == list_name


def test_type_label() -> None:
    """A type reads as a person says it."""
    assert STAGE.type_label == "one of ahead, under way, published"
    assert Field("x", FieldType.SWITCH).type_label == "yes/no"


def test_optional() -> None:
    """The optional form of a field asks for nothing, and is the same otherwise."""
    field = Field("cc.*.name", required=True, at_least=1, at_most=4)

    assert field.optional == Field("cc.*.name", at_most=4)


def test_option_key() -> None:
    """Options are compared without case and stray spaces."""
    assert option_key(" Under  REVIEW ") == option_key("under review")


@pytest.mark.parametrize(
    "name",
    ["", "a b", "action-plan", "_note", "1st", "a..b", "*", "*.a", "a.*.*", "a.1.b", "naïve", "a."],
)
def test_wrong_name(name: str) -> None:
    """A name that a placeholder could not ask for is no field's name."""
    (problem,) = wrong_names([Field(name)], lambda _: PLACE)

    assert problem.code == "bad-field-name"
    assert problem.message == f"{name!r} is not a valid field name."
    assert problem.template == PLACE


def test_reserved_name() -> None:
    """A word with another meaning in a body is not a valid field name, but may follow a dot."""
    (problem,) = wrong_names(
        [Field("loop.count"), Field("plan.if"), Field("cc.*.items")], lambda _: PLACE
    )

    assert problem.message == "'loop.count' is not a valid field name."
    assert problem.hint == "Rename the field: 'loop' has another meaning in a body."


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["a", "b", "c.*.x", "c.*.y", "d.x", "d.y", "e.*"], []),
        (["a", "a"], [("a", "a")]),
        (["plan", "plan.ends"], [("plan", "plan.ends")]),
        (["plan.ends", "plan"], [("plan", "plan.ends")]),
        (["cc.*", "cc.*.name"], [("cc.*", "cc.*.name")]),
        (["cc.*.name", "cc.count"], [("cc.*.name", "cc.count")]),
    ],
)
def test_clashes(names: list[str], pairs: list[tuple[str, str]]) -> None:
    """A fact cannot be a value and a group, nor a list and a group, nor declared twice."""
    fields = [Field(name) for name in names]

    assert list(clashes(fields)) == pairs


def test_clashing() -> None:
    """A clash is reported with both names."""
    twice, apart = clashing(
        [Field("date"), Field("date"), Field("plan"), Field("plan.ends")], lambda _: PLACE
    )

    assert twice.message == "The field 'date' is declared twice: here, or among the common fields."
    assert apart.message == "'plan' and 'plan.ends' cannot both be fields."
