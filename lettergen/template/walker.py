"""Walk through the statements of a body, in the order in which they are printed.

A part is read where it is included, with the names in scope there. Each name that the template
sets is traced to the declared name that it refers to. A reader, which is a subclass, decides
what to look for and yields what it finds.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from jinja2 import nodes

from lettergen.errors import TemplatePlace
from lettergen.template.name_chains import Scope, item_name, name_of

LOOP = "loop"
MOST_PARTS = 200
Found = TypeVar("Found")
INLINE = "\ufffc"
"""Replaces what a placeholder prints, so that a paragraph of one is still a paragraph."""


class Walker(Generic[Found]):
    """Reads a body, and the parts it includes.

    A part that includes itself, and each part over the limit, is skipped, so that every walk ends.

    Attributes:
        parts: The syntax trees that can be read, by name: a body, its subject, includable parts.
        files: The file of each text, readable or not, as problems show it.
        open: The parts that are being read, outermost first.
    """

    def __init__(self, parts: Mapping[str, nodes.Template], files: Mapping[str, str]) -> None:
        self.parts = parts
        self.files = files
        self.open: list[str] = []
        self.walked = 0

    @property
    def includable(self) -> list[str]:
        """The parts that are files; the body and its subject are not."""
        return sorted(name for name in self.files if "." in name)

    def at(self, node: nodes.Node) -> TemplatePlace:
        """Return the place of *node* in the part that is being read."""
        return TemplatePlace(self.files[self.open[-1]], node.lineno)

    def part(self, name: str, scope: Scope) -> Iterator[Found]:
        """Yield what is found in the part called *name*, read in *scope*."""
        self.walked += 1
        if name in self.parts:
            self.open.append(name)
            inner = {own: meant for own, meant in scope.items() if own != LOOP}
            yield from self.block(self.parts[name].body, inner)  # Jinja gives a part no 'loop'
            self.open.pop()

    def block(self, body: Iterable[nodes.Node], scope: Scope) -> Generator[Found, None, Scope]:
        """Read one statement after the other; return the names in scope after them."""
        for node in body:
            match node:
                case nodes.Output():
                    for printed in node.nodes:
                        yield from self._printed(printed, scope)
                case nodes.If():
                    scope = yield from self._condition(node, scope)
                case nodes.For():
                    yield from self._loop(node, scope)
                case nodes.Assign():
                    yield from self._assigned(node, scope)
                    if isinstance(node.target, nodes.Name):
                        scope = {**scope, node.target.name: name_of(node.node, scope)}
                case nodes.Include():
                    yield from self._included(node, scope)
        return scope

    def _printed(self, node: nodes.Node, scope: Scope) -> Iterator[Found]:
        """Read words of the template, a placeholder, or a tag."""
        raise NotImplementedError(node, scope)

    def _condition(self, node: nodes.If, scope: Scope) -> Generator[Found, None, Scope]:
        """Read each branch; a name set in one of them is known after it."""
        after = dict(scope)
        for one in (node, *node.elif_, None):
            if one is not None:
                yield from self._asked(one.test, scope)
            left = yield from self._branch(node, one, scope)
            for name, meant in left.items():
                after[name] = meant if after.get(name, meant) == meant else ""
        return after

    def _asked(self, test: nodes.Node, scope: Scope) -> Iterator[Found]:  # noqa: ARG002 - for readers
        """Read the test of a condition."""
        yield from ()

    def _branch(
        self, node: nodes.If, one: nodes.If | None, scope: Scope
    ) -> Generator[Found, None, Scope]:
        """Read the branch of the condition *node* that begins with *one*; None is the last."""
        return (yield from self.block(node.else_ if one is None else one.body, scope))

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Found]:
        """Read what a loop repeats, and what it prints if it has nothing to repeat."""
        yield from self.block(node.body, self._inside(node, scope))
        yield from self.block(node.else_, scope)

    def _inside(self, node: nodes.For, scope: Scope) -> Scope:
        """Return the names in scope inside a loop."""
        inner = {**scope, LOOP: ""}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = self._items(node, scope)
        return inner

    def _items(self, node: nodes.For, scope: Scope) -> str:
        """Return the declared name of each item that a loop goes over, if it is known."""
        return item_name(node.iter, scope)

    def _assigned(self, node: nodes.Assign, scope: Scope) -> Iterator[Found]:  # noqa: ARG002 - as above
        """Read the value that the template gives to a name."""
        yield from ()

    def _included(self, node: nodes.Include, scope: Scope) -> Iterator[Found]:
        """Read a part at the place where it is included."""
        name = node.template.value if isinstance(node.template, nodes.Const) else ""
        if name in self.includable and name not in self.open and self.walked < MOST_PARTS:
            yield from self.part(name, scope)
