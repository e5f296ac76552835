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
            "Ask it with {% if … %}.",
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
        ("{{ true }}", "A yes/no cannot be printed as it is.", "Ask it with {% if … %}."),
        ("{{ day < day }}", "A condition cannot be printed.", "Ask it with {% if … %}."),
        ("{{ not met }}", "A condition cannot be printed.", "Ask it with {% if … %}."),
        ("{{ role is defined }}", "A condition cannot be printed.", "Ask it with {% if … %}."),
        (
            "{{ role if met }}",
            "Nothing stands here when the condition does not hold.",
            "Add 'else …' to it.",
        ),
        (
            "{{ budget }}",
            "'budget' is several facts, not one.",
            "Name one of them, or go through them with {% for … %}.",
        ),
        (
            "{{ words }}",
            "'words' is several facts, not one.",
            "Name one of them, or go through them with {% for … %}.",
        ),
        (
            "{% for m in milestones | selectattr('met') %}{{ m }}{% endfor %}",
            "'m' is several facts, not one.",
            "Name one of them, or go through them with {% for … %}.",
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
            "The filter 'long_date' does not take a month, and 'ends' is one.",
            "It takes: date.",
        ),
        (
            "{{ visits | possessive }}",
            "The filter 'possessive' does not take a number, and 'visits' is one.",
            "It takes: text, one of.",
        ),
        (
            "{{ year | ordinal }}",
            "The filter 'ordinal' does not take a year, and 'year' is one.",
            "It takes: integer.",
        ),
        (
            "{{ day | lower }}",
            "The filter 'lower' does not take a date, and 'day' is one.",
            "It takes: text, one of.",
        ),
        (
            "{% if concern | month < ends %}x{% endif %}",
            "The filter 'month' does not take a text, and 'concern' is one.",
            "It takes: date.",
        ),
        (
            "{{ concern | list_and }}",
            "The filter 'list_and' does not take a text, and 'concern' is one.",
            "It takes: list of text.",
        ),
        (
            "{{ concern | reverse }}",
            "The filter 'reverse' takes a list, and 'concern' is none.",
            "Take the filter out.",
        ),
        (
            "{{ day | month | long_date }}",
            "The filter 'long_date' does not take a month, and 'day' is one.",
            "It takes: date.",
        ),
        (
            "{{ (concern ~ role) | long_date }}",
            "The filter 'long_date' does not take a text, and this is one.",
            "It takes: date.",
        ),
        (
            "{% for m in milestones %}{{ m.due | default('x') | upper }}{% endfor %}",
            "The filter 'upper' does not take a date, and 'milestones.*.due' is one.",
            "It takes: text, one of.",
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
        "Reword the sentence so that it needs none."
    )


@pytest.mark.parametrize(
    ("condition", "message", "hint"),
    [
        (
            'day == "2021-04-27"',
            "'day' is a date and is compared with a text.",
            "Compare it with another date, such as the letter's: date.",
        ),
        (
            "ends < day",
            "'ends' is a month and is compared with a date.",
            "Compare it with another month, or with the month of a date: date | month.",
        ),
        (
            'year == "2022"',
            "'year' is a number and is compared with a text.",
            "Write the number without quotes.",
        ),
        ("concern == 3", "'concern' is a text and is compared with a number.", "Put the text"),
        (
            'met == "yes"',
            "'met' is a yes/no and is compared with a text.",
            "Ask it with {% if … %} or {% if not … %}.",
        ),
        ('"2022" in [concern, year]', "'year' is a number and is compared with a text.", "Write"),
        ("3 < visits < '9'", "'visits' is a number and is compared with a text.", "Write"),
        ("day is lt('2021')", "'day' is a date and is compared with a text.", "Compare it with"),
        ('stage == "Ahead"', "'stage' is never 'Ahead'.", "Did you mean 'ahead'?"),
        (
            'stage in ["ahead", "done"]',
            "'stage' is never 'done'.",
            "It is one of ahead, under way, published.",
        ),
        (
            'words | count == "2"',
            "'the number of entries' is a number and is compared with a text.",
            "Write the number without quotes.",
        ),
        ('role ~ "x" == 2', "A text is compared with a number.", "Compare two of a kind."),
        (
            "day < ends",
            "'day' is a date and is compared with a month.",
            "Compare it with another m",
        ),
        (
            'milestones | map(attribute="due") | first < "2021-04-27"',
            "'milestones.*.due' is a date and is compared with a text.",
            "Compare it with another date",
        ),
        (
            '"2021-04-27" in milestones | map(attribute="due") | list',
            "'milestones.*.due' is a date and is compared with a text.",
            "Compare it with another date",
        ),
        ("3 in words", "'words.*' is a text and is compared with a number.", "Put the text"),
        ("3 in concern", "'concern' is a text and is compared with a number.", "Put the text"),
        ("day in day", "Nothing can be in 'day', which is a date.", "Name a list or a text"),
        ('words == "law"', "'words' is a list and is compared with a text.", "Ask whether some"),
        ("role == [concern]", "'role' is a text and is compared with a list.", "Put the text"),
        ('milestones == "x"', "A list is compared with a text.", "Compare two of a kind."),
        (
            'visits | default("none") > 2',
            "A text is compared with a number.",
            "Compare two of a kind.",
        ),
        ("budget", "'budget' is several facts, not one.", "Ask for one of them: budget.items, "),
        (
            "words is defined",
            "'words' is a list, which is always defined.",
            "Ask for its entries: words | length > 0",
        ),
        (
            "role == none",
            "Something is compared with none, which no fact ever is.",
            "Ask whether a fact is given with {% if … %} or {% if not … %}.",
        ),
        (
            'milestones | selectattr("due", "lt", "2021-04-27") | list',
            "'milestones.*.due' is a date and is compared with a text.",
            "Compare it with another date, such as the letter's: date.",
        ),
        (
            'milestones | rejectattr("met", "eq", "no") | list',
            "'milestones.*.met' is a yes/no and is compared with a text.",
            "Ask it with {% if … %} or {% if not … %}.",
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
