"""Tests of the filling of a body's placeholders."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2.exceptions import TemplateRuntimeError

from lettergen.errors import DataPlace, TemplatePlace
from lettergen.facts.context import Context
from lettergen.template.filling import OUTPUT_LIMIT, CompiledParts, Filling, joined
from lettergen.template.syntax import parse
from tests.template import FIELDS, FILE, RECORD, facts_of, filled, plain


def test_the_template_keeps_its_own_markdown() -> None:
    """The template's own quotation marks, entities and blockquotes stay as typed."""
    words, problems = filled("> \"{{ role }}\" & <b> &nbsp; '{{ role }}'")

    assert problems == []
    assert plain(words) == "> \"minister\" & <b> &nbsp; 'minister'"
    assert type(words.markdown) is str


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{ day | long_date }}, {{ ends | month_year }}", "April 27, 2021, August 2021"),
        ("{{ visits | ordinal }} of {{ visits }} in {{ year }}", "3rd of 3 in 2022"),
        ("{{ words | list_and }}", "law and order"),
        ("{{ people | map(attribute='name') | list_and }}", "Gloria Teasdale and Bob Roland"),
        ("{{ words | map('upper') | list_and }}", "LAW and ORDER"),
        ("{{ (milestones | sort(attribute='due') | first).text }}", "a law"),
        ("{{ milestones | selectattr('due', 'lt', day) | list | count }}", "1"),
        (
            "{% for m in milestones if not m.met %}{{ loop.index }} {{ m.text }}{% endfor %}",
            "1 a plan",
        ),
        ("{{ concern ~ ' and ' ~ role | upper }}", "civic space and MINISTER"),
        ("{% if met %}{% set w = 'a' %}{% else %}{% set w = 'b' %}{% endif %}{{ w }}", "a"),
        (
            "{{ budget.items }} {% for v in budget.values %}{{ v.name }}{% endfor %}",
            "chairs candour",
        ),
        ("{% if day | month < ends %}open{% else %}over{% endif %}", "open"),
        ("{{ 'x' if stage == 'ahead' else 'y' }}", "x"),
    ],
)
def test_fill(text: str, result: str) -> None:
    """Filters, loops and conditions do what they say."""
    words, problems = filled(text)

    assert problems == []
    assert plain(words) == result


def test_language_of_the_letter() -> None:
    """A filter writes in the letter's own language, not the body's."""
    words, problems = filled("{{ day | long_date }}", language="fr")

    assert problems == []
    assert plain(words) == "27 avril 2021"


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("{{ concern }}", [("concern",)]),
        ("{{ day | long_date }}", [("day",)]),
        ("{% set c = concern %}{{ c }} {{ c | upper }}", [("concern",), ("concern",)]),
        (
            "{% for m in milestones | sort(attribute='due') %}{{ m.text }}{% endfor %}",
            [("milestones.2.text",), ("milestones.1.text",)],
        ),
        (
            "{% for m in milestones | selectattr('met') %}{{ m.due | long_date }}{% endfor %}",
            [("milestones.2.due",)],
        ),
        ("{{ (milestones | selectattr('met') | first).text }}", [("milestones.2.text",)]),
        (
            "{% for p in people | reverse %}{% for l in p.line %}{{ l }}{% endfor %}{% endfor %}",
            [("people.2.line.1",), ("people.1.line.1",), ("people.1.line.2",)],
        ),
        ("{% for w in words %}{{ w | upper }}{% endfor %}", [("words.1",), ("words.2",)]),
        (
            "{% for n in people | map(attribute='name') %}{{ n }}{% endfor %}",
            [("people.1.name",), ("people.2.name",)],
        ),
        ("{{ words | list_and }}", [("words",)]),
        ("{% set due = milestones | list %}{{ due | count }}", [("milestones",)]),
        ("{{ concern ~ role }}", [("concern", "role")]),
        ("{{ concern if met else role }}", [("concern",)]),
        ("{{ 'a word' }}", [()]),
        ("{% for w in words %}{{ loop.index }}{% endfor %}", [(), ()]),
    ],
)
def test_marks_know_their_facts(text: str, paths: list[tuple[str, ...]]) -> None:
    """Each mark names the very fact it came from, whatever was sorted, chosen or renamed."""
    words, problems = filled(text)

    assert problems == []
    assert [mark.paths for mark in words.origins] == paths
    assert [mark.number for mark in words.origins] == list(range(1, len(paths) + 1))


def test_marks_know_their_places() -> None:
    """A mark knows the line that asked for it, in a part too, and the line of its fact."""
    text = (
        'One.\n{% for p in people %}\n{% include "p.md.j2" %}\n{% endfor %}\n{{ words | list_and }}'
    )
    words, problems = filled(text, shared={"p.md.j2": "\n{{ p.name }}\n"})

    assert problems == []
    assert [str(mark.template) for mark in words.origins] == [
        "templates/_shared/p.md.j2:2",
        "templates/_shared/p.md.j2:2",
        f"{FILE}:5",
    ]
    assert [[place.path for place in mark.data] for mark in words.origins] == [
        ["people.1.name"],
        ["people.2.name"],
        ["words.1", "words.2"],
    ]
    assert words.origins[0].data[0] == DataPlace("members.yaml", line=18, path="people.1.name")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ day ~ '' }}", "only texts and numbers can be joined"),
        ("{{ words ~ '' }}", "only texts and numbers can be joined"),
        ("{% for x in concern | lower %}{{ x }}{% endfor %}", "a loop needs a list"),
        ("{% for x in 'abc' %}{{ x }}{% endfor %}", "a loop needs a list"),
        ("{% for x in 3 %}{{ x }}{% endfor %}", "a loop needs a list"),
        (
            "{% if [day, concern] | sort %}x{% endif %}",
            "it compares, sorts or filters values of different types",
        ),
        (
            "{{ (milestones | selectattr('met') | rejectattr('met') | first).text }}",
            "it uses something that does not exist, such as the first item of an empty list",
        ),
        (
            "{% if not met %}{% set w = 'a' %}{% endif %}{% if w %}x{% endif %}",
            "it uses something that does not exist, such as the first item of an empty list",
        ),
    ],
)
def test_failure(text: str, why: str) -> None:
    """What goes wrong only with these facts is a problem with its line, never a traceback."""
    _, (problem,) = filled(f"One.\n{text}")

    assert str(problem) == (
        f"{FILE}:2: The template cannot be filled: {why}. "
        "Fix the placeholder or condition on that line."
    )


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        ("{{ role | possessive }}", "(acting)", "'(acting)' cannot take a possessive ending"),
        ("{{ role | sentence_start }}", "!?", "'!?' cannot start a sentence: it has no letter."),
        ("{{ people | list_and }}", "x", "The filter 'list_and' needs a list of texts."),
        ("{{ milestones | map(attribute='due') | list_and }}", "x", "The filter 'list_and' needs"),
        ("{{ (words, role) }}", "x", "A list cannot be printed as it is."),
        ("{{ words | map('upper') }}", "x", "This cannot be printed as it is."),
        ("{{ none }}", "x", "There is nothing to print here."),
        ("{{ 1.5 }}", "x", "A decimal number cannot be printed as it is."),
        ("{{ role | default('') }}{{ '' }}", "x", "The value has no visible character."),
        ("{{ role }}", "a\n\nb", "The value has several lines; a sentence has one."),
        ("{{ role }}", "\u200b", "The value has no visible character."),
        ("{{ role }}", "\ufdd01\ufdd1forged\ufdd2", "The value has the character U+FDD0"),
    ],
)
def test_refused_value(text: str, value: str, message: str) -> None:
    """A value that would leave a hole or nonsense is a problem with the template's line."""
    _, (problem,) = filled(text, {"role": value})

    assert problem.message.startswith(message)
    assert problem.template == TemplatePlace(FILE, 1)


def test_refused_value_decides_nothing() -> None:
    """What a filter refuses is not silently unequal in a condition."""
    _, (problem,) = filled("{% if role | possessive == 'x' %}y{% endif %}", {"role": "(acting)"})

    assert problem.code == "template-failure"
    assert "'(acting)' cannot take a possessive ending" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = role ~ role %}" + "{% set b = a ~ a %}{% set a = b ~ b %}" * 25 + "{{ a }}",
        "{% set a = [role, role] | list_and %}" + "{% set a = [a, a] | list_and %}" * 40,
        (
            "{% for a in words %}{% for b in words %}{% for c in words %}{% for d in words %}"
            "{% for e in words %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}"
        ),
        (
            "{% for a in words %}{% for b in words %}{% for c in words %}{{ role }}{% endfor %}"
            "{% endfor %}{% endfor %}"
        ),
    ],
)
def test_growth_is_stopped(text: str) -> None:
    """A body that would grow or run without bound is given up."""
    words = {f"words.{number}": "law" for number in range(1, 101)}
    body, problems = filled(text, words)

    assert [problem.message for problem in problems] == [
        "The template cannot be filled: the filled body is too long for a letter."
    ]
    assert len(body.markdown) <= OUTPUT_LIMIT


def test_every_turn_counts() -> None:
    """Text is given up after as many chunks as a letter may have characters, even empty ones."""
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for read in range(1, 3 * OUTPUT_LIMIT):  # noqa: B007 - counted
            yield ""

    with pytest.raises(TemplateRuntimeError, match="the filled body is too long for a letter"):
        joined(endless())

    assert read == OUTPUT_LIMIT + 1


def test_every_turn_gives_a_chunk() -> None:
    """A loop that prints nothing gives a chunk at every turn, so that the limit ends it."""
    tree, _ = parse("{% for a in words %}{% for b in words %}{% endfor %}{% endfor %}", FILE)
    assert tree is not None
    parts = CompiledParts({"body": tree}, {"body": FILE})
    facts = facts_of({f"words.{number}": "law" for number in range(1, 51)})
    filling = Filling("en", Context(FIELDS, facts.values), facts, {})

    assert len(list(parts.chunks("body", filling))) >= 50 * 50


def test_missing_place() -> None:
    """A fact that is absent is told with its record, and the path at which it belongs."""
    _, (problem,) = filled("{{ people | map(attribute='name') | list_and }}", None, "people.2.name")

    assert problem.data == DataPlace(RECORD.file, line=1, path="people.2.name")
