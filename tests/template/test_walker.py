"""Tests of the way through a body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from jinja2 import nodes

from lettergen.template.name_chains import Scope, chain_of, resolved
from lettergen.template.syntax import parse
from lettergen.template.walker import MOST_PARTS, Walker


class Reader(Walker[str]):
    """Finds what is printed: words as they are, and of each placeholder what it stands for."""

    def _printed(self, node: nodes.Node, scope: Scope) -> Iterator[str]:
        """Yield words, or the declared name behind a placeholder with its file and line."""
        if isinstance(node, nodes.TemplateData):
            yield node.data.strip()
        else:
            yield f"{resolved(chain_of(node), scope) or '?'} {self.at(node)}"


def read(text: str, shared: Mapping[str, str] | None = None) -> list[str]:
    """Return what a walk through *text* finds."""
    texts = {"body": text, **(shared or {})}
    trees = {name: parse(one, name)[0] for name, one in texts.items()}
    parts = {name: tree for name, tree in trees.items() if tree is not None}
    reader = Reader(parts, {name: name for name in texts})
    return [found for found in reader.part("body", {}) if found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A\n{% if x %}B{% elif y %}C{% else %}D{% endif %}{{ e }}",
            ["A", "B", "C", "D", "e body:2"],
        ),
        (
            "{% for m in ms %}{{ m.a }}{% else %}{{ m.b }}{% endfor %}",
            ["ms.*.a body:1", "m.b body:1"],
        ),
        ("{% for m in ms %}{{ loop.index }}{% endfor %}", ["? body:1"]),
        ("{% for d in ms | map(attribute='a.b') | list %}{{ d }}{% endfor %}", ["ms.*.a.b body:1"]),
        ("{% set a = b.c %}{{ a.d }}{% set a = 'x' %}{{ a }}", ["b.c.d body:1", "? body:1"]),
        ("{% if x %}{% set a = b %}{% else %}{% set a = b %}{% endif %}{{ a }}", ["b body:1"]),
        ("{% if x %}{% set a = b %}{% elif y %}{% set a = c %}{% endif %}{{ a }}", ["? body:1"]),
        ("{% for m in ms %}{% set a = m %}{% endfor %}{{ a }}", ["a body:1"]),
    ],
)
def test_order_and_names(text: str, found: list[str]) -> None:
    """Statements are read in order; each of the template's own names is followed where it holds."""
    assert read(text) == found


def test_parts() -> None:
    """A part is read where it is included, with the names that hold there, but no loop's."""
    text = '{% for m in ms %}{% include "row.md.j2" %}{% endfor %}{{ m }}'

    assert read(text, {"row.md.j2": "\n{{ m.a }}{{ loop }}"}) == [
        "ms.*.a row.md.j2:2",
        "loop row.md.j2:2",
        "m body:1",
    ]


@pytest.mark.parametrize("name", ["body", "zzz.md.j2", "broken.md.j2"])
def test_parts_left_out(name: str) -> None:
    """The body itself, an unknown part and one that cannot be read are left out."""
    assert read(f'A{{% include "{name}" %}}B', {"broken.md.j2": "{{ a b }}"}) == ["A", "B"]


def test_parts_without_end() -> None:
    """Parts that include each other, or multiply each other, end."""
    circle = {"a.md.j2": 'A{% include "b.md.j2" %}', "b.md.j2": 'B{% include "a.md.j2" %}'}
    many = {f"p{n}.md.j2": f'P{{% include "p{n + 1}.md.j2" %}}' * 2 for n in range(40)}

    assert read('{% include "a.md.j2" %}', circle) == ["A", "B"]
    assert 2 * MOST_PARTS > len(read('{% include "p0.md.j2" %}', many)) >= MOST_PARTS - 1
