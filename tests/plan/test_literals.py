"""Tests of the literals of a selection."""

from __future__ import annotations

from datetime import date

import pytest
from jinja2 import nodes
from jinja2.parser import Parser

from lettergen.errors import CallError
from lettergen.fields.declaration import Field, FieldType, Month, Typed
from lettergen.plan.literals import EXAMPLE, Literals
from lettergen.template.syntax import new_environment
from tests.offices import told

STATUSES = ("active", "under review")
FIELDS = (
    Field("id"),
    Field("status", FieldType.ONE_OF, options=STATUSES),
    Field("day", FieldType.DATE),
    Field("plan.ends", FieldType.MONTH),
    Field("plan.year", FieldType.YEAR),
    Field("count_of", FieldType.INTEGER),
    Field("met", FieldType.SWITCH),
    Field("step.*.due", FieldType.DATE),
    Field("step.*.met", FieldType.SWITCH),
    Field("days.*", FieldType.DATE),
)
DAY = date(2021, 4, 27)


def literals(text: str) -> Literals:
    """Return the literals of the expression *text*, typed."""
    expression = Parser(new_environment(), text, state="variable").parse_expression()
    found = Literals(FIELDS)
    assert isinstance(found.typed(expression), nodes.Expr)
    return found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('day < "2021-04-27"', [DAY]),
        ('"2021-04-27" < day', [DAY]),
        ('plan.ends == "2021-08"', [Month(2021, 8)]),
        ('"2021-01" <= plan.ends < "2021-09"', [Month(2021, 1), Month(2021, 9)]),
        ('plan.year == "2021"', [2021]),
        ("plan.year == 2021", [2021]),
        ("count_of > 3", [3]),
        ('status == "UNDER  review"', ["under review"]),
        ('status in ["active", "under review"]', ["active", "under review"]),
        ('status not in ("active", )', ["active"]),
        ('status | lower == "under Review"', ["under Review"]),
        ('"active" in status', ["active"]),
        ('met == "yes"', [True]),
        ("met == false", [False]),
        ('id == "007"', ["007"]),
        ('day | month == "2021-04"', [Month(2021, 4)]),
        ('(step | first).due < "2021-04-27"', [DAY]),
        ('(step | selectattr("met") | last).due < "2021-04-27"', [DAY]),
        ('(step | map(attribute="due") | first) < "2021-04-27"', [DAY]),
        ('"2021-04-27" in step | map(attribute="due") | list', [DAY]),
        ('"2021-04-27" in days', [DAY]),
        ('days | first == "2021-04-27"', [DAY]),
        ("step | length > 2", [2]),
        ('plan.ends | default("2021-01") < "2021-09"', [Month(2021, 1), Month(2021, 9)]),
        ('met | default("no")', [False]),
        ('not (day < "2021-04-27" or id == "a")', [DAY, "a"]),
    ],
)
def test_read_by_the_fields_type(text: str, values: list[Typed]) -> None:
    """A literal is read by the type of the field it is compared with, on either side."""
    assert list(literals(text).values.values()) == values


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        ('plan.ends < "2021-9"', "plan.ends", "'2021-9' is not a month"),
        ('plan.ends in ["2021-08", "x"]', "plan.ends", "'x' is not a month"),
        ('plan.ends < "2021-08" < "x"', "plan.ends", "'x' is not a month"),
        ('plan.ends | default("x") < "2021-09"', "plan.ends", "'x' is not a month"),
        ('day > "yesterday"', "day", "'yesterday' is not a date"),
        ('day | month == "2021-04-27"', "day", "'2021-04-27' is not a month"),
        ("plan.year > 21", "plan.year", "'21' is not a year"),
        ('status == "actve"', "status", "'actve' is not one of active, under review."),
        ("status == true", "status", "true does not fit its type, one of active"),
        ("id == none", "id", "none does not fit its type, text."),
        ("id == 7", "id", 'it is a text: write "7" in quotes.'),
        ("met == 1", "met", "'1' is neither yes nor no"),
        ('step | count > "x"', "the number of entries", "'x' is not a whole number"),
    ],
)
def test_literal_of_another_type(text: str, field: str, why: str) -> None:
    """A literal that its field's type cannot be is refused, with a sentence that says why."""
    with pytest.raises(CallError) as error:
        literals(text)

    (problem,) = error.value.problems
    assert problem.message.startswith(f"{field!r} cannot be compared with that: {why}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "day < plan.ends",
            (
                "'day' is a date but is compared with a month. Compare it with another month, or "
                "with the month of a date: date | month."
            ),
        ),
        (
            'days == "2021-04-27"',
            (
                "'days' is a list but is compared with a date. Test whether a value is in the "
                "list: … in …"
            ),
        ),
        (
            'status == ["active"]',
            "'status' is a text but is compared with a list. Put the text in quotes.",
        ),
        (
            '"2021-04-27" in day',
            "Nothing can be in 'day', which is a date. Write a list or a text after 'in'.",
        ),
        ('"a" == "a"', f"A comparison needs a field on at least one side. {EXAMPLE}"),
        ('(id if met) == "a"', f"Only a field can be compared with a field or a value. {EXAMPLE}"),
        ('id ~ "a" == "aa"', f"Only a field can be compared with a field or a value. {EXAMPLE}"),
    ],
)
def test_no_comparison(text: str, sentence: str) -> None:
    """A comparison that is always false, or has no type, is refused."""
    with pytest.raises(CallError) as error:
        literals(text)

    assert told(error.value.problems) == [f"error: {sentence}"]


def test_all_at_once() -> None:
    """Every wrong literal of an expression is reported."""
    with pytest.raises(CallError) as error:
        literals('day < "soon" and plan.ends > "later" and id == 3')

    assert len(error.value.problems) == 3


def test_lists_picked_from() -> None:
    """The lists of which an entry is picked are known, for records that have none."""
    text = '(step | first).met and days | last < "2021-04-27"'

    assert literals(text).picked == ["step", "days"]
    assert literals('step | map(attribute="due") | first < "2021-04-27"').picked == ["step"]
