"""Tests of what a declared type allows."""

from __future__ import annotations

import pytest

from tests.template import found


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "{{ day }}",
            "'day' is a date and cannot be printed as it is.",
            "Write it as {{ … | long_date }}.",
        ),
        (
            "{{ ends }}",
            "'ends' is a month and cannot be printed as it is.",
            "Write it as {{ … | month_year }}.",
        ),
        (
            "{{ met }}",
            "'met' is a yes/no and cannot be printed as it is.",
            "Test it with {% if … %}.",
        ),
        (
            "{% for m in milestones %}{{ m.due }}{% endfor %}",
            "'milestones.*.due' is a date and cannot be printed as it is.",
            "Write it as {{ … | long_date }}.",
        ),
        (
            "{{ (milestones | last).due }}",
            "'milestones.*.due' is a date and cannot be printed as it is.",
            "Write it as {{ … | long_date }}.",
        ),
        (
            "{% set d = day %}{{ d }}",
            "'day' is a date and cannot be printed as it is.",
            "Write it as {{ … | long_date }}.",
        ),
        (
            "{{ concern if met else day }}",
            "'day' is a date and cannot be printed as it is.",
            "Write it as {{ … | long_date }}.",
        ),
        (
            "{{ day | month }}",
            "'day' is a month and cannot be printed as it is.",
            "Write it as {{ … | month_year }}.",
        ),
        (
            "{% for d in milestones | map(attribute='due') %}{{ d }}{% endfor %}",
            "'milestones.*.due' is a date and cannot be printed as it is.",
            "Write it as {{ … | long_date }}.",
        ),
        ("{{ true }}", "A yes/no cannot be printed as it is.", "Test it with {% if … %}."),
        ("{{ day < day }}", "A condition cannot be printed.", "Test it with {% if … %}."),
        ("{{ not met }}", "A condition cannot be printed.", "Test it with {% if … %}."),
        ("{{ role is defined }}", "A condition cannot be printed.", "Test it with {% if … %}."),
        (
            "{{ role if met }}",
            "There is nothing to print here if the condition is false.",
            "Add 'else …' to it.",
        ),
        (
            "{{ budget }}",
            "'budget' is several facts, not one.",
            "Name one of them, or loop over them with {% for … %}.",
        ),
        (
            "{{ words }}",
            "'words' is several facts, not one.",
            "Name one of them, or loop over them with {% for … %}.",
        ),
        (
            "{% for m in milestones | selectattr('met') %}{{ m }}{% endfor %}",
            "'m' is several facts, not one.",
            "Name one of them, or loop over them with {% for … %}.",
        ),
    ],
)
def test_unprintable(text: str, message: str, hint: str) -> None:
    """What can never be printed as it is is refused before any record is read."""
    (problem,) = found(text)

    assert (problem.code, problem.message, problem.hint) == ("unprintable", message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "{{ ends | long_date }}",
            "The filter 'long_date' does not accept a month, but 'ends' is one.",
            "Use it with one of these types: date.",
        ),
        (
            "{{ visits | possessive }}",
            "The filter 'possessive' does not accept a number, but 'visits' is one.",
            "Use it with one of these types: text, one of.",
        ),
        (
            "{{ year | ordinal }}",
            "The filter 'ordinal' does not accept a year, but 'year' is one.",
            "Use it with one of these types: integer.",
        ),
        (
            "{{ day | lower }}",
            "The filter 'lower' does not accept a date, but 'day' is one.",
            "Use it with one of these types: text, one of.",
        ),
        (
            "{% if concern | month < ends %}x{% endif %}",
            "The filter 'month' does not accept a text, but 'concern' is one.",
            "Use it with one of these types: date.",
        ),
        (
            "{{ concern | list_and }}",
            "The filter 'list_and' does not accept a text, but 'concern' is one.",
            "Use it with one of these types: list of text.",
        ),
        (
            "{{ concern | reverse }}",
            "The filter 'reverse' needs a list, but 'concern' is not one.",
            "Remove the filter.",
        ),
        (
            "{{ day | month | long_date }}",
            "The filter 'long_date' does not accept a month, but 'day' is one.",
            "Use it with one of these types: date.",
        ),
        (
            "{{ (concern ~ role) | long_date }}",
            "The filter 'long_date' does not accept a text, but this is one.",
            "Use it with one of these types: date.",
        ),
        (
            "{% for m in milestones %}{{ m.due | default('x') | upper }}{% endfor %}",
            "The filter 'upper' does not accept a date, but 'milestones.*.due' is one.",
            "Use it with one of these types: text, one of.",
        ),
    ],
)
def test_wrong_filter(text: str, message: str, hint: str) -> None:
    """A filter after a field it cannot read is refused before any record is read."""
    (problem,) = found(text)

    assert (problem.code, problem.message, problem.hint) == ("wrong-filter", message, hint)


def test_filter_without_a_rule() -> None:
    """A filter that has no rule for the body's language is refused before any record is read."""
    (problem,) = found("{{ concern | possessive }}", language="fr")

    assert str(problem) == (
        "templates/t/en.md.j2:1: The filter 'possessive' has no rule for French. "
        "Reword the sentence so that it does not need the filter."
    )


@pytest.mark.parametrize(
    ("condition", "message", "hint"),
    [
        (
            'day == "2021-04-27"',
            "'day' is a date but is compared with a text.",
            "Compare it with another date, such as the letter's: date.",
        ),
        (
            "ends < day",
            "'ends' is a month but is compared with a date.",
            "Compare it with another month, or with the month of a date: date | month.",
        ),
        (
            'year == "2022"',
            "'year' is a number but is compared with a text.",
            "Write the number without quotes.",
        ),
        ("concern == 3", "'concern' is a text but is compared with a number.", "Put the text"),
        (
            'met == "yes"',
            "'met' is a yes/no but is compared with a text.",
            "Test it with {% if … %} or {% if not … %}.",
        ),
        ('"2022" in [concern, year]', "'year' is a number but is compared with a text.", "Write"),
        ("3 < visits < '9'", "'visits' is a number but is compared with a text.", "Write"),
        ("day is lt('2021')", "'day' is a date but is compared with a text.", "Compare it with"),
        ('stage == "Ahead"', "'stage' is never 'Ahead'.", "Did you mean 'ahead'?"),
        (
            'stage in ["ahead", "done"]',
            "'stage' is never 'done'.",
            "Use one of ahead, under way, published.",
        ),
        (
            'words | count == "2"',
            "'the number of entries' is a number but is compared with a text.",
            "Write the number without quotes.",
        ),
        (
            'role ~ "x" == 2',
            "A text is compared with a number.",
            "Compare values of the same type.",
        ),
        (
            "day < ends",
            "'day' is a date but is compared with a month.",
            "Compare it with another m",
        ),
        (
            'milestones | map(attribute="due") | first < "2021-04-27"',
            "'milestones.*.due' is a date but is compared with a text.",
            "Compare it with another date",
        ),
        (
            '"2021-04-27" in milestones | map(attribute="due") | list',
            "'milestones.*.due' is a date but is compared with a text.",
            "Compare it with another date",
        ),
        ("3 in words", "'words.*' is a text but is compared with a number.", "Put the text"),
        ("3 in concern", "'concern' is a text but is compared with a number.", "Put the text"),
        ("day in day", "Nothing can be in 'day', which is a date.", "Write a list or a text"),
        (
            'words == "law"',
            "'words' is a list but is compared with a text.",
            "Test whether a value",
        ),
        ("role == [concern]", "'role' is a text but is compared with a list.", "Put the text"),
        (
            'milestones == "x"',
            "A list is compared with a text.",
            "Compare values of the same type.",
        ),
        (
            'visits | default("none") > 2',
            "A text is compared with a number.",
            "Compare values of the same type.",
        ),
        ("budget", "'budget' is several facts, not one.", "Use one of them: budget.items, "),
        (
            "words is defined",
            "'words' is a list, which is always defined.",
            "Count its items: words | length > 0",
        ),
        (
            "role == none",
            "A value is compared with none, but no fact is ever none.",
            "Test whether a fact is given with {% if … %} or {% if not … %}.",
        ),
        (
            'milestones | selectattr("due", "lt", "2021-04-27") | list',
            "'milestones.*.due' is a date but is compared with a text.",
            "Compare it with another date, such as the letter's: date.",
        ),
        (
            'milestones | rejectattr("met", "eq", "no") | list',
            "'milestones.*.met' is a yes/no but is compared with a text.",
            "Test it with {% if … %} or {% if not … %}.",
        ),
    ],
)
def test_wrong_comparison(condition: str, message: str, hint: str) -> None:
    """A comparison that can never hold would choose the wrong words in silence: it is refused."""
    (problem,) = found(f"{{% if {condition} %}}x{{% endif %}}")

    assert (problem.code, problem.message) == ("wrong-comparison", message)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    "condition",
    [
        "day | month <= ends",
        "day < day",
        "year == 2022 and visits > year",
        'concern == "x" or concern == role or stage == concern',
        'stage in ["ahead", "under way"]',
        '"x" in concern',
        "met == true",
        "words | count > 1",
        'concern | lower == "x"',
        'milestones | selectattr("due", "lt", day) | list',
        'milestones | selectattr("met") | list',
        '"law" in words and "iv" in concern and words == words',
        '"ah" in stage',
        "visits | default(0) > 2",
        "day in milestones | map(attribute='due') | list",
        "budget.items and milestones and milestones | first and role is defined",
        'stage | lower == "Ahead"',
        "stage == 'AHEAD' | lower",
    ],
)
def test_right_comparison(condition: str) -> None:
    """Two of a kind are compared."""
    assert found(f"{{% if {condition} %}}x{{% endif %}}") == []


@pytest.mark.parametrize(
    "text",
    ["{{ 'x' if budget else 'y' }}", "{% for w in words if budget %}{{ w }}{% endfor %}"],
)
def test_always_true(text: str) -> None:
    """A group of facts is always there: asking for it is refused, wherever it is asked."""
    (problem,) = found(text)

    assert problem.message == "'budget' is several facts, not one."
