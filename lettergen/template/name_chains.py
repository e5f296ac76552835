"""Chains of names: ``(milestones | first).text`` asks for the field ``milestones.*.text``."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from lettergen.fields.declaration import ITEM
from lettergen.template.syntax import LIST_FILTERS

PICKS = ("first", "last")
SAME = LIST_FILTERS | {"default"}
"""Filters that give the same fact, or some items of the same list."""
Chain = tuple[str, tuple[str, ...]]  # the first name, and the names that follow it


def chain_of(node: nodes.Node) -> Chain | None:
    """Return ``(a.b | first).c`` as its first name and what follows, or None for anything else."""
    if isinstance(node, nodes.Name):
        return node.name, ()
    if isinstance(node, nodes.Getattr):
        following: tuple[str, ...] = (node.attr,)
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        following = (str(node.arg.value),)
    elif isinstance(node, nodes.Filter) and node.name in (*PICKS, *SAME) and node.node is not None:
        following = (ITEM,) if node.name in PICKS else ()
    else:
        return None
    inner = chain_of(node.node)  # type: ignore[arg-type]  # a filter without a node was excluded
    return None if inner is None else (inner[0], (*inner[1], *following))


def chains_in(node: nodes.Node) -> Iterator[tuple[Chain, int]]:
    """Yield each longest chain of names in an expression, with its line."""
    chain = chain_of(node)
    if chain is None:
        for child in node.iter_child_nodes():
            yield from chains_in(child)
        return
    yield chain, node.lineno
    while not isinstance(node, nodes.Name):
        if isinstance(node, nodes.Filter):
            for given in (*node.args, *node.kwargs):
                yield from chains_in(given)
        node = node.node  # type: ignore[attr-defined]  # all that a chain is made of has one
