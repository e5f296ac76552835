"""Tests of parity between the languages of a template."""

# ruff: noqa: RUF001 - the times sign is the point here

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.errors import TemplatePlace
from lettergen.template.loading import BodySource, SourceText, Template, load_template
from lettergen.template.parity import disparities

SHIPPED = load_template("suspension-update", None)
ENGLISH = """\
{% set missed = milestones | rejectattr("met") | list %}
The state of {{ state.short }} in 2021, for {{ concern }}.

{% if missed %}
These are late:

{% for milestone in missed %}
- {{ milestone.text }}
{% endfor %}

{% elif milestones %}
All is met.
{% endif %}
{% passage "end" %}
"""
FRENCH = """\
{% set late = milestones | rejectattr("met") | list %}
En 2021, pour {{ concern }}, le statut {{ state.of }} :

{% if late %}
{% if late | count == 1 %}
Celui-ci est en retard :
{% else %}
Ceux-ci sont en retard :
{% endif %}

{% for one in late %}
- {{ one.text }}
{% endfor %}

{% elif milestones %}
Tout est fait{% if state_genitive %}, {{ state_genitive }}{% endif %}.
{% endif %}

{% passage "end" %}
"""


def template(french: str, english: str = ENGLISH, subjects: tuple[str, str] = ("", "")) -> Template:
    """Return the shipped template with two other bodies."""
    bodies = {
        language: BodySource(
            language, SourceText(text, f"{language}.md.j2"), SourceText(line, "t.toml", 7)
        )
        for language, text, line in zip(("en", "fr"), (english, french), subjects, strict=True)
    }
    return replace(SHIPPED, bodies=bodies)


def told(one: Template) -> list[str]:
    """Return what differs, in words."""
    return [problem.message for problem in disparities(one, SHIPPED.known_fields)]


def test_shipped_bodies_say_the_same() -> None:
    """The six bodies of the status update agree in every branch."""
    assert len(SHIPPED.bodies) == 6
    assert list(disparities(SHIPPED, SHIPPED.known_fields)) == []


def test_grammar_is_free() -> None:
    """Order, own names, forms of the state's name, and one or several may differ."""
    assert told(template(FRENCH)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (", pour {{ concern }}", "", "body: fr has facts: no concern, but en has concern."),
        ("En 2021", "En 2022", "body: fr has numbers: 2022, but en has 2021."),
        (
            "En 2021",
            "En 2021, le 2021",
            "body: fr has numbers: 2021 ×2, but en has 2021 ×1.",
        ),
        ('{% passage "end" %}', "", "body: fr has places for passages: no end, but en has end."),
        (
            '{% passage "end" %}',
            '{% passage "fin" %}',
            "body: fr has places for passages: fin, but en has end.",
        ),
        ("le statut", "le\n\nstatut", "body: fr has paragraphs: 2, but en has 1."),
        (
            '{% passage "end" %}',
            '{% passage "end" %}\n{% appendix "Annexe" %}\nx',
            "body: fr has appendices: 1, but en has 0.",
        ),
        (
            '{% passage "end" %}',
            '{% passage "end" %}\n{% appendix "Annexe de 1999" %}\nx',
            "body: fr has numbers: 1999, but en has no 1999.",
        ),
        (
            "{{ one.text }}",
            "{{ one.text }}, {{ one.due | long_date }}",
            (
                "body > if milestones | rejectattr('met') | list > for milestones | "
                "rejectattr('met') | list: fr has facts: milestones.due, but en has no "
                "milestones.due."
            ),
        ),
        (
            "Tout est fait",
            "Tout est\n\nfait",
            "body > if milestones: fr has paragraphs: 2, but en has 1.",
        ),
        (
            "{% elif milestones %}",
            "{% elif role %}",
            "body > if milestones: en has this branch, but fr does not.",
        ),
        (
            "{% elif milestones %}",
            "{% elif not milestones %}",
            "body > if not milestones: fr has this branch, but en does not.",
        ),
    ],
)
def test_what_differs(old: str, new: str, message: str) -> None:
    """A fact, number, place, paragraph or branch that only one language has is told."""
    assert old in FRENCH
    assert message in told(template(FRENCH.replace(old, new)))


def test_subjects_are_compared() -> None:
    """A subject in one language alone is told, at its line."""
    one = template(FRENCH, subjects=("On {{ concern }}", ""))

    first, second = disparities(one, SHIPPED.known_fields)

    assert first.message == "subject: fr has paragraphs: 0, but en has 1."
    assert second.message == "subject: fr has facts: no concern, but en has concern."
    assert first.template == TemplatePlace("t.toml", 7)


def test_place_and_next_step() -> None:
    """A difference stands at the branch of the one body, and points at that of the other."""
    changed = FRENCH.replace("{{ one.text }}", "x")

    (problem,) = disparities(template(changed), SHIPPED.known_fields)

    assert problem.code == "parity"
    assert problem.template == TemplatePlace("fr.md.j2", 11)
    assert problem.hint == "Make both say the same; en says it at en.md.j2:7."


def test_included_parts_count(tmp_path: Path) -> None:
    """What a part says counts where it is included."""
    folder = tmp_path / "templates" / "note"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(
        'title = "N"\n[bodies.en]\n[bodies.fr]\n[fields.a]\ndescription = "A."\n', "utf-8"
    )
    (folder / "en.md.j2").write_text('{% include "end.en.md.j2" %}', "utf-8")
    (folder / "fr.md.j2").write_text('{% include "end.fr.md.j2" %}', "utf-8")
    (folder / "end.en.md.j2").write_text("One {{ a }}.", "utf-8")
    (folder / "end.fr.md.j2").write_text("Un.", "utf-8")
    note = load_template("note", tmp_path)

    assert [problem.message for problem in disparities(note, note.known_fields)] == [
        "body: fr has facts: no a, but en has a."
    ]


def test_parts_without_end() -> None:
    """Parts that include themselves, or multiply each other, are read a limited number of times."""
    parts = {f"p{n}.md.j2": f'{{% include "p{n + 1}.md.j2" %}}' * 2 for n in range(40)}
    parts |= {"a.md.j2": 'A {% include "b.md.j2" %}', "b.md.j2": 'B {% include "a.md.j2" %}'}
    shared = {name: SourceText(text, name) for name, text in parts.items()}
    body = '{% include "a.md.j2" %}{% include "p0.md.j2" %}'

    assert told(replace(template(body, body), shared=shared)) == []


def test_own_names_of_several_facts() -> None:
    """A name that is set to several facts, or to one of two, stands for all of them."""
    english = "{% if role %}{% set w = concern %}{% else %}{% set w = role %}{% endif %}{{ w }}"
    french = english.replace(" w ", " mot ")
    joined = "{% set both = concern ~ role %}{{ both }}"

    assert told(template(french, english)) == []
    assert told(template(joined.replace("both", "tout"), joined)) == []
    assert told(template("{% set x = concern ~ 'y' %}{{ x }}", joined)) == [
        "body: fr has facts: no role, but en has role."
    ]


def test_loop_without_entries() -> None:
    """What stands there when a loop has nothing to repeat is compared too."""
    english = "{% for m in milestones %}x{% else %}None of {{ role }}.{% endfor %}"

    assert told(template(english.replace("{{ role }}", "x"), english)) == [
        "body > for milestones: fr has facts: no role, but en has role."
    ]


@pytest.mark.parametrize("english", ["{% if role %}", "{{ a | b }}", ""])
def test_what_cannot_be_read(english: str) -> None:
    """A body that cannot be read breaks nothing here; it is told elsewhere."""
    assert isinstance(told(template(FRENCH, english)), list)
