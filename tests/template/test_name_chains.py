"""Tests of chains of names."""

from __future__ import annotations

import pytest
from jinja2 import nodes

from lettergen.template.name_chains import chain_of, chains_in
from lettergen.template.syntax import parsing_environment


def expression(text: str) -> nodes.Expr:
    """Return the syntax tree of an expression."""
    output = parsing_environment().parse(f"{{{{ {text} }}}}").body[0]
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("a", "a"),
        ("a.b.c", "a.b.c"),
        ("a | first", "a.*"),
        ("(a.b | last).c", "a.b.*.c"),
        ("a | sort(attribute='x') | list | first", "a.*"),
        ("a | default('x')", "a"),
        ("a[0]", "a.0"),
        ("a['b']", "a.b"),
        ("a | upper", None),
        ("a ~ b", None),
        ("'x'", None),
        ("'x' | first", None),
    ],
)
def test_chain_of(text: str, chain: str | None) -> None:
    """A chain goes through dots, picks and whatever gives some items of the same list."""
    found = chain_of(expression(text))

    assert (".".join((found[0], *found[1])) if found else None) == chain


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("a.b", ["a.b"]),
        ("a | upper", ["a"]),
        ("a.b ~ c if d else 'x'", ["d", "a.b", "c"]),
        ("(a | selectattr('due', 'lt', b.c) | first).d", ["a.*.d", "b.c"]),
        ("a | default(b | default(c))", ["a", "b", "c"]),
        ("a == 'x' and b in [c, d]", ["a", "b", "c", "d"]),
        ("'x'", []),
    ],
)
def test_chains_in(text: str, chains: list[str]) -> None:
    """Every fact that an expression asks for is found, those in a filter's brackets too."""
    found = [".".join((first, *rest)) for (first, rest), _ in chains_in(expression(text))]

    assert found == chains
