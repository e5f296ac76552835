"""Chains of names: ``(milestones | first).text`` uses the field ``milestones.*.text``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from lettergen.fields.declaration import ITEM
from lettergen.template.syntax import LIST_FILTERS, PICKS

SAME = LIST_FILTERS | {"default"}
"""Filters that give the same fact, or some items of the same list."""
Chain = tuple[str, tuple[str, ...]]  # the first name, and the names that follow it
Scope = Mapping[str, str]  # a name the template sets -> the declared name it refers to, or ""


def chain_of(node: nodes.Node | None) -> Chain | None:
    """Return ``(a.b | first).c`` as its first name and what follows, or None for anything else."""
    match node:
        case nodes.Name(name=name):
            return name, ()
        case nodes.Getattr(node=inner, attr=attr):
            return _followed(chain_of(inner), attr)
        case nodes.Getitem(node=inner, arg=nodes.Const(value=value)):
            return _followed(chain_of(inner), str(value))
        case nodes.Filter(name=name, node=inner) if name in PICKS:
            return item_chain(inner)
        case nodes.Filter(name=name, node=inner) if name in SAME:
            return chain_of(inner)
    return None


def item_chain(node: nodes.Node | None) -> Chain | None:
    """Return the chain of each item of the list that *node* gives, or None for anything else."""
    match node:
        case nodes.Filter(name="map", node=inner, kwargs=[given]) if given.key == "attribute":
            if not isinstance(given.value, nodes.Const):
                return None
            return _followed(item_chain(inner), *str(given.value.value).split("."))
        case nodes.Filter(name=name, node=inner) if name in SAME:
            return item_chain(inner)
    return _followed(chain_of(node), ITEM)


def _followed(chain: Chain | None, *names: str) -> Chain | None:
    return None if chain is None else (chain[0], (*chain[1], *names))


def resolved(chain: Chain | None, scope: Scope) -> str:
    """Return the declared name that *chain* refers to in *scope*, or an empty string."""
    first = scope.get(chain[0], chain[0]) if chain else ""
    return ".".join((first, *chain[1])) if chain and first else ""


def name_of(node: nodes.Node | None, scope: Scope) -> str:
    """Return the declared name that *node* refers to in *scope*, or an empty string."""
    return resolved(chain_of(node), scope)


def item_name(node: nodes.Node | None, scope: Scope) -> str:
    """Return the declared name of each item of the list that *node* gives, or an empty string."""
    return resolved(item_chain(node), scope)


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
        node = node.node  # type: ignore[attr-defined]  # every link of a chain has one
