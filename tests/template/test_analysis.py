"""Tests of which facts a body asks for."""

from __future__ import annotations

import pytest

from lettergen.fields.declaration import Field
from lettergen.template.walker import MOST_PARTS
from tests.template import FILE, compiled, found, told

NOT_DECLARED = "which is not a declared field."
DECLARE = "Declare it under [fields] in template.toml, or use a declared field."


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("{{ concren }}", "concren", "Did you mean 'concern'?"),
        ("{{ zebra }}", "zebra", DECLARE),
        ("{% if zebra %}x{% endif %}", "zebra", DECLARE),
        ("{% for x in milestnes %}{{ x.text }}{% endfor %}", "milestnes", "Did you mean"),
        (
            "{% for m in milestones %}{{ m.txet }}{% endfor %}",
            "milestones.*.txet",
            "Did you mean 'milestones.*.text'?",
        ),
        ("{% set m = milestones %}{% for x in m %}{{ x.z }}{% endfor %}", "milestones.*.z", ""),
        (
            "{% for p in people %}{% for l in p.lines %}x{% endfor %}{% endfor %}",
            "people.*.lines",
            "",
        ),
        ("{% for m in milestones if m.deu < day %}x{% endfor %}", "milestones.*.deu", ""),
        ("{{ (milestones | first).z }}", "milestones.*.z", ""),
        ("{{ (milestones | sort(attribute='due') | last).z }}", "milestones.*.z", ""),
        ("{{ milestones | selectattr('mte') | list | count }}", "milestones.*.mte", ""),
        ("{{ milestones | rejectattr('mte') | list | count }}", "milestones.*.mte", ""),
        ("{{ milestones | map(attribute='z') | list | count }}", "milestones.*.z", ""),
        ("{{ milestones | sort(attribute='due,z') | list | count }}", "milestones.*.z", ""),
        ("{{ milestones | sort(false, false, 'z') | list | count }}", "milestones.*.z", ""),
        ("{{ milestones | unique(false, 'z') | list | count }}", "milestones.*.z", ""),
        ("{{ milestones | selectattr('due', 'lt', zebra) | first }}", "zebra", ""),
        ("{{ role | default(zebra) }}", "zebra", ""),
        ("{{ concern if zebra else role }}", "zebra", ""),
        ("{{ day.year }}", "day.year", ""),
        (
            "{% for d in milestones | map(attribute='due') %}{{ d.year }}{% endfor %}",
            "milestones.*.due.year",
            "",
        ),
        ("{{ (milestones | map(attribute='z') | first) }}", "milestones.*.z", ""),
        ("{{ concern.upper }}", "concern.upper", ""),
        ("{{ budget.keys }}", "budget.keys", ""),
        ("{{ loop.index }}", "loop.index", DECLARE),
        ("{{ self }}", "self", DECLARE),
        ("{{ caller }}", "caller", DECLARE),
        ("{% for m in words %}x{% endfor %}{{ m }}", "m", DECLARE),
    ],
)
def test_undeclared(text: str, name: str, hint: str) -> None:
    """A name that no field has is found wherever it stands, and told with the nearest name."""
    undeclared = [one for one in found(f"\n{text}") if one.code == "undeclared-field"]

    assert [one.message for one in undeclared] == [f"The template uses {name!r}, {NOT_DECLARED}"]
    assert undeclared[0].hint.startswith(hint)
    assert str(undeclared[0].template) == f"{FILE}:2"


def test_undeclared_in_a_part() -> None:
    """A part is checked as it stands where it is included; the line is that of the part."""
    shared = {"item.md.j2": "One.\n{{ m.txet }}\n", "row.md.j2": '\n\n{% include "item.md.j2" %}'}
    text = '{% for m in milestones %}{% include "row.md.j2" %}{% endfor %}'
    (problem,) = found(text, shared=shared)

    assert str(problem.template) == "templates/_shared/item.md.j2:2"
    assert problem.hint == "Did you mean 'milestones.*.text'?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% for m in words %}{{ loop }}{% endfor %}", "Unknown loop variable 'loop'."),
        (
            "{% for m in milestones %}{{ loop.previtem.text }}{% endfor %}",
            "Unknown loop variable 'loop.previtem.text'.",
        ),
        (
            (
                "{% if met %}{% set l = milestones %}{% else %}{% set l = people %}{% endif %}"
                "{% for x in l %}{{ x.text }}{% endfor %}"
            ),
            "The template uses 'x.text', but 'x' is not a group of facts.",
        ),
        (
            "{% set both = [concern, role] %}{{ (both | first).upper }}",
            "The template uses 'both.*.upper', but 'both' is not a group of facts.",
        ),
    ],
)
def test_own_names(text: str, message: str) -> None:
    """A template's own name has no parts but those of the group it stands for."""
    assert [problem.message for problem in found(text)] == [message]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{% for x in concern %}{{ x }}{% endfor %}", "concern"),
        ("{% for x in budget %}{{ x }}{% endfor %}", "budget"),
        ("{% set c = concern %}{% for x in c %}{{ x }}{% endfor %}", "concern"),
        ("{{ concern | first }}", "concern"),
        ("{% for p in people %}{{ p.name | last }}{% endfor %}", "people.*.name"),
    ],
)
def test_not_a_list(text: str, name: str) -> None:
    """The letters of a text and the names in a group are not gone through."""
    (problem,) = found(text)

    assert (problem.code, problem.message) == ("not-a-list", f"{name!r} is not a list.")


@pytest.mark.parametrize(
    "text",
    [
        "{% set concern = role %}x",
        "{% for concern in words %}x{% endfor %}",
        "{% set budget = role %}x",
        "{% set loop = role %}x",
    ],
)
def test_hidden_field(text: str) -> None:
    """A name of the template's own never hides a field."""
    (problem,) = found(text)

    assert problem.code == "hidden-field"
    assert "is already the name of a field." in problem.message


@pytest.mark.parametrize("target", ["a, b", "(a, b)"])
def test_one_name_at_a_time(target: str) -> None:
    """Each name is set by itself."""
    messages = [one.message for one in found(f"{{% set {target} = words %}}x")]

    assert "Only one name can be set at a time." in messages


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            '{% include "pat.md.j2" %}',
            "Unknown part 'pat.md.j2'.",
            "Did you mean 'part.",
        ),
        ('{% include "zzz" %}', "Unknown part 'zzz'.", "The parts are: a.md.j2, part"),
        ('{% include "zzz" ignore missing %}', "Unknown part 'zzz'.", "The parts are:"),
        ('{% include "body" %}', "Unknown part 'body'.", "The parts are:"),
        ('{% include "subject" %}', "Unknown part 'subject'.", "The parts are:"),
        ('{% include "../en.md.j2" %}', "Unknown part '../en.md.j2'.", ""),
        ("{% include concern %}", "An include needs a name in quotes.", "Write {% include "),
        ('{% include ["a.md.j2"] %}', "An include needs a name in quotes.", "Write {% include "),
    ],
)
def test_unknown_include(text: str, message: str, hint: str) -> None:
    """Only a part that exists can be included, by its name."""
    (problem,) = found(text, shared={"part.md.j2": "", "a.md.j2": ""})

    assert (problem.code, problem.message) == ("unknown-include", message)
    assert problem.hint.startswith(hint)


def test_include_loop() -> None:
    """Parts that include each other are refused with the way round."""
    shared = {"a.md.j2": '{% include "b.md.j2" %}', "b.md.j2": '\n{% include "a.md.j2" %}'}
    (problem,) = found('{% include "a.md.j2" %}', shared=shared)

    assert str(problem) == (
        "templates/_shared/b.md.j2:2: Parts include each other: a.md.j2 -> b.md.j2 -> a.md.j2. "
        "Remove one of the includes."
    )


def test_too_many_parts() -> None:
    """Parts that multiply each other are refused quickly, not walked for ever."""
    shared = {f"p{n}.md.j2": f'{{% include "p{n + 1}.md.j2" %}}' * 2 for n in range(40)}
    problems = found('{% include "p0.md.j2" %}', shared={**shared, "p40.md.j2": ""})

    assert {problem.message for problem in problems} == {
        f"The body includes more than {MOST_PARTS} parts."
    }


def test_broken_part_is_told_once() -> None:
    """A part that cannot be read is not called unknown as well, nor are fields called unused."""
    field = Field("motto")
    problems = found('{% include "a.md.j2" %}', shared={"a.md.j2": "{{ motto"}, fields=[field])

    assert told(problems) == ["template-syntax:1"]


@pytest.mark.parametrize(
    "text",
    [
        "{% if met %}{% set w = concern %}{% else %}{% set w = role %}{% endif %}{{ w }}",
        "{% if met %}{% set w = 'a' %}{% elif role %}{% set w = 'b' %}{% endif %}{{ w }}",
        "{% set c = milestones | sort(attribute='due') %}{{ (c | last).text }}",
        "{% for p in people %}{% for l in p.line %}{{ l }}{{ loop.index }}{% endfor %}{% endfor %}",
        "{% for m in milestones | rejectattr('met') %}{{ m.text }}{% else %}{{ role }}{% endfor %}",
        "{% for n in people | map(attribute='name') %}{{ n }}{% endfor %}",
        "{{ budget.items }}{% for v in budget.values %}{{ v.name }}{% endfor %}",
    ],
)
def test_sound(text: str) -> None:
    """What a body may well say is not refused."""
    assert found(text) == []


def test_uses() -> None:
    """The first use of each fact and of each passage's place is known with its line."""
    text = (
        "{{ role }}\n{{ role }}{% for m in milestones %}{{ m.text }}{% endfor %}\n{% passage 'x' %}"
    )
    uses = compiled(text).uses

    assert {name: place.line for name, place in uses.fields.items()} == {
        "role": 1,
        "milestones": 2,
        "milestones.*.text": 2,
    }
    assert {name: place.line for name, place in uses.passages.items()} == {"x": 3}


def test_place_given_twice() -> None:
    """Two places of one name would print a passage twice."""
    (problem,) = found("{% passage 'x' %}\n{% passage 'x' %}")

    assert str(problem) == (
        f"{FILE}:2: The place 'x' already exists: {FILE}:1. Give this place another name."
    )
