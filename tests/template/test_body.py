"""Tests of bodies as a whole: checked once, filled for each letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import DataPlace, Problem
from lettergen.fields.declaration import Field, FieldType
from lettergen.template.body import DERIVED, body_fields, compile_body
from lettergen.template.loading import load_template
from tests.template import (
    FIELDS,
    FILE,
    PAYLOADS,
    SETTINGS,
    VALUES,
    compiled,
    facts_of,
    filled,
    found,
    plain,
    template_of,
    told,
)

MOTTO = Field("motto", required=True, example="Onward")


def missing(problems: list[Problem]) -> list[tuple[str, int | None]]:
    """Return the path and the template's line of each fact that was missing."""
    assert {problem.code for problem in problems} <= {"missing-field"}
    return [
        (one.data.path or "", one.template.line)
        for one in problems
        if one.data is not None and one.template is not None
    ]


def test_the_shipped_body_is_sound() -> None:
    """The built-in template's body passes its own check."""
    template = load_template("suspension-update", None)

    assert compile_body(template, "en", template.known_fields).uses.problems == ()


def test_unused_field() -> None:
    """A field that the template declares and no placeholder asks for is told by its name."""
    (problem,) = found("{{ role }}", fields=[MOTTO])

    assert str(problem) == (
        f"{SETTINGS}: 'motto' is declared, but {FILE} never uses it. "
        "Use it in the body, or remove it from [fields]."
    )


@pytest.mark.parametrize(
    ("text", "subject", "part"),
    [
        ("{{ motto }}", "", ""),
        ("{% if motto %}x{% endif %}", "", ""),
        ("x", "On {{ motto }}", ""),
        ('{% include "p.md.j2" %}', "", "{{ motto }}"),
    ],
)
def test_used_field(text: str, subject: str, part: str) -> None:
    """A field is used in the body, in the subject or in a part that is included."""
    assert found(text, subject=subject, shared={"p.md.j2": part}, fields=[MOTTO]) == []


def test_all_problems_in_one_run() -> None:
    """Subject, body and parts are all checked, and everything is told at once."""
    text = "{{ concren }}\n{{ day }}\n{{ role | uper }}\n{{ a[0] }}{% include 'no' %}\n{{ 1 + 1 }}"
    problems = found(text, subject="{{ mottto }}", shared={"p.md.j2": "\n{{"}, fields=[MOTTO])

    assert sorted(told(problems)) == [
        "refused-construct:4",
        "refused-construct:5",
        "template-syntax:2",
        "undeclared-field:1",
        "undeclared-field:4",
        "undeclared-field:5",
        "unknown-filter:3",
        "unknown-include:4",
        "unprintable:2",
    ]


def test_subject_has_its_own_line() -> None:
    """A problem in the subject points to its line in template.toml."""
    (problem,) = found("x", subject="On {{ concren }}")

    assert str(problem.template) == f"{SETTINGS}:5"


def test_subject_is_filled() -> None:
    """The subject is filled with marks of its own."""
    body = compiled("{{ role }}", subject="On {{ concern }}")
    subject, words, problems = body.fill(facts_of(), "en", {})

    assert problems == []
    assert (plain(subject), plain(words)) == ("On civic space", "minister")
    assert [mark.number for mark in subject.origins] == [1]
    assert str(subject.origins[0].template) == f"{SETTINGS}:5"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_never_runs(payload: str) -> None:
    """A body with a known attack in it is refused, and cannot be filled at all."""
    body = compiled(payload)

    assert body.uses.problems
    assert body.parts is None
    assert [part.markdown for part in body.fill(facts_of(), "en", {})[:2]] == ["", ""]


def test_clashing_fields() -> None:
    """An office's field that clashes with the template's is a problem, not a crash."""
    template = template_of("{{ concern }}")
    fields = (*FIELDS, Field("concern.kind", source="office"))
    (problem,) = compile_body(template, "en", fields).uses.problems

    assert str(problem) == (
        f"{SETTINGS}: 'concern' and 'concern.kind' cannot both be fields. Rename one of the two."
    )


def test_bodies_are_kept() -> None:
    """The same body is compiled once, however many letters are made from it."""
    template = template_of("{{ concern }}")

    assert compile_body(template, "en", FIELDS) is compile_body(template, "en", FIELDS)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("{{ concern }}\n{{ role }}\n{{ day | long_date }}", ["concern:1", "role:2", "day:3"]),
        ("{% if stage == 'ahead' %}{% endif %}\n{{ role }}", ["stage:1", "role:2"]),
        ("{% if day < day %}{% endif %}\n{% if visits > 3 %}{% endif %}", ["day:1", "visits:2"]),
        ("{% if 'x' in concern %}{% endif %}\n{{ role | upper }}", ["concern:1", "role:2"]),
        ("{% if role in ['x'] %}{% endif %}\n{{ role }}", ["role:1"]),
        ("{{ role ~ '!' }}\n{{ 'x' ~ concern }}", ["role:1", "concern:2"]),
        ("{% if role is eq('x') %}{% endif %}", ["role:1"]),
        ("{% if role | count > 3 %}{% endif %}", ["role:1"]),
        ("{% if day | month < ends %}{% endif %}", ["day:1", "ends:1"]),
        ("{{ day | month | month_year }}", ["day:1"]),
        ("{{ role if met else concern }}\n{{ concern }}", ["concern:1", "concern:2"]),
        (
            "{% for m in milestones | sort(attribute='due') %}\n{{ m.text }}\n{% endfor %}",
            ["milestones.1.due:1", "milestones.2.text:2"],
        ),
        (
            "{% for m in milestones if m.due < day %}x{% endfor %}",
            ["milestones.1.due:1", "day:1"],
        ),
        (
            "{{ milestones | selectattr('due', 'lt', day) | list | count }}",
            ["milestones.1.due:1", "day:1"],
        ),
        ("{{ people | map(attribute='name') | list_and }}", ["people.2.name:1"]),
        ('{% include "p.md.j2" %}\n{{ role }}', ["concern:3", "role:2"]),
    ],
)
def test_everything_missing_is_found(text: str, absent: list[str]) -> None:
    """Every absent fact of a letter is told in one run, with its line and the place it belongs."""
    without = (
        *("concern", "role", "day", "ends", "year", "visits", "met", "stage"),
        *("milestones.1.due", "milestones.2.text", "people.2.name"),
    )
    _, problems = filled(text, None, *without, shared={"p.md.j2": "\n\n{{ concern }}"})

    assert [f"{path}:{line}" for path, line in missing(problems)] == absent
    assert all(one.data and one.data.line == 1 for one in problems)


def test_missing_says_what_to_do() -> None:
    """The problem of an absent fact names template, data and the way out."""
    _, (problem,) = filled("{{ role }}", None, "role")

    assert str(problem) == (
        f"{FILE}:1 | members.yaml:1 (role): "
        "The template needs 'role' here, but the record does not give it. "
        "Fill in 'role', or make the sentence depend on it with {% if … %}."
    )


def test_missing_standing() -> None:
    """A fact that is worked out from the history is asked for there."""
    template = template_of("{{ standing.instrument }}")
    _, _, (problem,) = compile_body(template, "en", FIELDS).fill(facts_of(), "en", {})

    assert problem.data == DataPlace("members.yaml", line=1, path="standing.instrument")
    assert problem.hint.startswith("Fill in 'history.*.instrument'")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{% if role %}a{% else %}b{% endif %}", "b"),
        ("{% if not role %}a{% endif %}", "a"),
        ("{% if role and concern %}a{% else %}b{% endif %}", "b"),
        ("{% if role is defined %}a{% else %}b{% endif %}", "b"),
        ("{{ role | default('somebody') }}", "somebody"),
        ("{{ role | default(concern) | upper }}", "CIVIC SPACE"),
        ("{{ concern if not role else role }}", "civic space"),
    ],
)
def test_absent_is_false(text: str, result: str) -> None:
    """A sentence may depend on a fact, or name what stands in for it."""
    words, problems = filled(text, None, "role")

    assert problems == []
    assert plain(words) == result


def test_empty_list() -> None:
    """A list that is not given is gone through without a turn."""
    words, problems = filled(
        "{% for w in words %}x{% else %}none{% endfor %}", None, "words.1", "words.2"
    )

    assert problems == []
    assert plain(words) == "none"


PIECES = (
    *("{{ ", " }}", "{% if ", "{% for x in ", "{% set y = ", " %}", "{% endif %}", "{% endfor %}"),
    *("{% else %}", "concern", "day", "words", "milestones", "people", "met", "x", "y", "loop"),
    *(".text", ".name", ".index", ".items", " | first", " | last", " | sort", " | count"),
    *(" | upper", " | long_date", " | list_and", " | map(attribute='due')", " | default('z')"),
    *(" | selectattr('met')", " | possessive", " ~ ", " == ", " < ", " in ", " not ", " and "),
    *("'a'", "3", "1.5", "none", "[", "]", "(", ")", ", ", "\n", "**", "{% passage 'p' %}"),
    *("{% include 'p.md.j2' %}", " if ", " else ", " is defined", "_mark", "()", "*", "{#", "#}"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans())
def test_no_body_ends_in_a_traceback(pieces: list[str], bare: bool) -> None:
    """Whatever is typed, and however little is known, there are words or there are problems."""
    body = compiled("".join(pieces), shared={"p.md.j2": "{{ role }}"})
    without = tuple(VALUES) if bare else ()
    _, words, problems = body.fill(facts_of(None, *without), "en", {"p": "Passage."})

    assert body.parts is not None or body.uses.problems
    assert problems or "<" not in words.markdown.replace("\\<", "").replace(" < ", "")


def test_very_many_missing_facts_end() -> None:
    """A body that asks for more absent facts than a letter has words is given up, and said so."""
    values = {f"milestones.{number}.text": "x" for number in range(1, 101)}
    text = "{% for m in milestones %}{% if m.due < day %}x{% endif %}{% endfor %}"
    body, problems = filled(text, values, "milestones.1.due")

    assert body.markdown == ""
    assert len(missing(problems)) > 30


def test_passages() -> None:
    """A passage stands at its place as a paragraph of its own; a place without one is empty."""
    text = "One.\n{% passage 'here' %}\nTwo.\n{% passage 'there' %}"
    words, problems = filled(text, passages={"here": "Her **own** words, {{ not filled }}."})

    assert problems == []
    assert words.markdown == "One.\n\n\nHer **own** words, {{ not filled }}.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("{% if not met %}{% passage 'here' %}{% endif %}", 0),
        ("{% for w in words %}{% passage 'here' %}{% endfor %}", 2),
    ],
)
def test_passage_is_never_lost(text: str, times: int) -> None:
    """A passage that this letter would leave out, or print twice, is a problem."""
    _, (problem,) = filled(text, passages={"here": "Words."})

    assert str(problem) == (
        f"{FILE}:1: The passage for 'here' would be printed {times} times in this letter. "
        "Move its place out of conditions and loops, or remove the passage."
    )


def test_body_fields() -> None:
    """A body sees the state and the standing as worked out, not the codes of the record."""
    names = [field.name for field in body_fields([Field("state"), Field("status"), Field("role")])]

    assert names == ["role", *(field.name for field in DERIVED)]
    assert next(one for one in DERIVED if one.name == "standing.from").type is FieldType.DATE
