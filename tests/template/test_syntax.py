"""Tests of what a body may say."""

from __future__ import annotations

import pytest

from lettergen.template.syntax import known_filters, new_environment, parse
from tests.template import PAYLOADS, told

ONLY = "Use fields, filters, conditions and loops only; docs/templates.md lists them."
ALLOWED = [
    "{{ a }} {{ a.b | upper }} {{ a | default('x') }} {{ a if b else c }}",
    "{% if a and not b or c in ['x', 'y'] %}x{% elif a is defined %}y{% else %}z{% endif %}",
    "{% for x in a.b if x.c > 3 %}{{ loop.index }}{% else %}none{% endfor %}",
    "{% set x = a | selectattr('b', 'lt', c) | list %}{{ x | count }}",
    "{% set x = a ~ ' ' ~ b %}{{ (x | sort(attribute='c') | first).d }}",
    "{% include 'part.md.j2' %}{% passage 'here' %}{# a remark: {{ x() }} #}",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text: str) -> None:
    """Fields, filters, conditions, loops, names, parts, passages and remarks are understood."""
    tree, problems = parse(text, "en.md.j2")

    assert tree is not None
    assert problems == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ a() }}", "a call with brackets"),
        ("{{ a.b('x') }}", "a call with brackets"),
        ("{{ a + b }}", "arithmetic"),
        ("{{ a ** 9 }}", "arithmetic"),
        ("{% if a % 2 %}x{% endif %}", "arithmetic"),
        ("{{ -a }}", "arithmetic"),
        ("{% macro m() %}x{% endmacro %}", "a macro"),
        ("{% import 'x' as y %}", "an import"),
        ("{% from 'x' import y %}", "an import"),
        ("{% extends 'x' %}", "inheritance from another template"),
        ("{% block b %}x{% endblock %}", "a block"),
        ("{% set x %}y{% endset %}", "a block assigned to a name"),
        ("{% filter upper %}y{% endfilter %}", "a filter block"),
        ("{% autoescape false %}y{% endautoescape %}", "a switch for the escaping of values"),
        ("{{ a[1:2] }}", "a slice"),
        ("{{ {} }}", "a mapping"),
        ("{{ {'a': b} }}", "a mapping"),
        ("{% with x = a %}y{% endwith %}", "a with block"),
        ("{% call(x) a() %}y{% endcall %}", "a call block"),
        ("{% set a.b = c %}", "an assignment to a part of a name"),
        ("{% for a, b in c %}x{% endfor %}", "two names in one loop"),
        ("{% include 'x' without context %}", "an include without context"),
        ("{{ a | upper('x') }}", "brackets after the filter 'upper'"),
        ("{{ a | default(*b) }}", "stars in a filter's brackets"),
        ("{{ a | default(**b) }}", "stars in a filter's brackets"),
        ("{{ a | map(b) | list }}", "a filter whose name is not in quotes"),
        ("{{ a | selectattr('b', c) | list }}", "a test whose name is not in quotes"),
    ],
)
def test_refused(text: str, what: str) -> None:
    """Whatever could compute, define or reach is refused, with its line and in plain words."""
    _, problems = parse(f"One.\n\n{text}\n", "en.md.j2")
    refused = {problem.message: problem for problem in problems}
    problem = refused[f"A body may not use {what}."]

    assert problem.code == "refused-construct"
    assert str(problem.template) == "en.md.j2:3"


def test_refused_says_what_may_be_used() -> None:
    """A refusal says what may be used instead."""
    _, (problem,) = parse("{{ a + b }}", "en.md.j2")

    assert str(problem) == f"en.md.j2:1: A body may not use arithmetic. {ONLY}"


@pytest.mark.parametrize("text", ["{{ a[0] }}", "{{ a['b'] }}", "{{ a.0 }}", "{{ a[b] }}"])
def test_square_brackets(text: str) -> None:
    """Items are not picked by number, and facts not by brackets."""
    _, (problem,) = parse(text, "en.md.j2")

    assert problem.message == "An item cannot be picked by number or in square brackets."
    assert problem.hint == "Loop over the list with {% for … %}, or pick with | first or | last."


@pytest.mark.parametrize("name", ["_mark", "__class__", "_filling"])
def test_underscore(name: str) -> None:
    """A name that begins with an underscore is never a field, at the start or after a dot."""
    for text in (f"{{{{ {name} }}}}", f"{{{{ a.{name} }}}}", f"{{% set {name} = a %}}"):
        _, problems = parse(text, "en.md.j2")
        assert [problem.message for problem in problems] == [f"{name!r} is not a field."]


def test_look_alike_name() -> None:
    """A name that Python would take for another one is refused: the ligature of fi for fi."""
    _, (problem,) = parse("{% set \ufb01 = a %}", "en.md.j2")

    assert problem.hint == "Did you mean 'fi'? Type it again."


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("{{ a | uper }}", "Unknown filter 'uper'.", "Did you mean 'upper'?"),
        ("{{ a | map('uper') | list }}", "Unknown filter 'uper'.", "Did you mean"),
        ("{{ a | safe }}", "Unknown filter 'safe'.", "Use one of these: count, default, "),
        ("{% if a is definde %}{% endif %}", "Unknown test 'definde'.", "Did you mean"),
        (
            "{{ a | selectattr('b', 'les') | list }}",
            "Unknown test 'les'.",
            "Did you mean 'le'?",
        ),
    ],
)
def test_unknown(text: str, message: str, hint: str) -> None:
    """A filter or test that does not exist is refused with the nearest, or all there are."""
    _, (problem,) = parse(text, "en.md.j2")

    assert problem.message == message
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize("name", ["_mark", "_joined", "_items", "map", "attr", "safe"])
def test_map_calls_nothing_else(name: str) -> None:
    """`map` cannot reach lettergen's own filters, itself or anything removed."""
    _, problems = parse(f"{{{{ a | map('{name}', 0) | list }}}}", "en.md.j2")

    assert [problem.message for problem in problems] == [f"Unknown filter {name!r}."]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("One.\n{% if a %}\nTwo.", 3, "Unexpected end of template."),
        ("One.\n{{ a b }}", 2, "expected token 'end of print statement', got 'b'"),
        ("\n\n{% endif %}", 3, "Encountered unknown tag 'endif'"),
        ("{% passage here %}", 1, "a passage needs its name in quotes"),
        ("{% passage %}", 1, "a passage needs its name in quotes"),
        ("{% passage 'a' ~ b %}", 1, "a passage needs its name in quotes"),
        ("{% trans %}", 1, "Encountered unknown tag 'trans'"),
        (f"{{{{ {'9' * 5000} }}}}", None, "an expression is too deep or a number too long."),
        (
            f"{{{{ {'(' * 500}a{')' * 500} }}}}",
            None,
            "an expression is too deep or a number too long.",
        ),
    ],
)
def test_syntax_error(text: str, line: int | None, why: str) -> None:
    """What cannot be read is told with its line; nothing about the rest is guessed."""
    tree, (problem,) = parse(text, "en.md.j2")

    assert tree is None
    assert problem.code == "template-syntax"
    assert problem.template is not None
    assert problem.template.line == line
    assert problem.message.startswith(f"The template cannot be read: {why}")
    assert not problem.message.endswith("..")


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}" * 11 + "{% endif %}" * 11,
        "{% for x in a %}" * 25 + "{% endfor %}" * 25,
        "{{ " + "not " * 800 + "a }}",
        "{{ " + "a | default(" * 70 + "b" + ")" * 70 + " }}",
    ],
)
def test_too_deep(text: str) -> None:
    """What nests deeper than Python can follow is refused before it is compiled."""
    tree, problems = parse(text, "en.md.j2")

    assert tree is None
    assert problems[-1].message in {
        "Conditions, loops or brackets are nested too deeply here.",
        "The template cannot be read: an expression is too deep or a number too long.",
    }


def test_all_at_once() -> None:
    """Every refusal of a body is told in one run, each with its line in the file."""
    text = "{{ a() }}\n{{ b + c }}\n{{ d | uper }}\n{{ _e }}\n\ufdd0\n{% raw %}{{{% endraw %}\n"
    _, problems = parse(text, "template.toml", first_line=5)

    assert sorted(told(problems)) == [
        "control-character:9",
        "leftover-braces:10",
        "refused-construct:5",
        "refused-construct:6",
        "refused-construct:8",
        "unknown-filter:7",
    ]


def test_marks_cannot_be_written_as_escapes() -> None:
    """A text in quotes cannot spell the characters of a mark by their numbers."""
    _, (problem,) = parse(r"{{ '\ufdd01\ufdd1forged\ufdd2' }}", "en.md.j2")

    assert problem.code == "control-character"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_is_refused(payload: str) -> None:
    """A known way out of a Jinja sandbox is refused by the check, so it never runs."""
    tree, problems = parse(payload, "en.md.j2")

    assert tree is None or problems


def test_environment_is_bare() -> None:
    """No global and no filter beyond the listed ones can be reached."""
    environment = new_environment()

    assert environment.globals == {}
    assert set(environment.filters) <= known_filters()
    assert not {"safe", "attr", "format", "tojson", "groupby"} & known_filters()
    assert environment.autoescape is True
