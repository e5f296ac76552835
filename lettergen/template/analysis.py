"""Find which facts a body uses, without running it.

A misspelt field, a field printed without the filter that its type needs, a comparison that can
never be true and a field that no body uses are found before any record is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace, did_you_mean
from lettergen.fields.declaration import ITEM, Field
from lettergen.template.name_chains import (
    Chain,
    Scope,
    chain_of,
    chains_in,
    item_name,
    name_of,
    resolved,
)
from lettergen.template.quotations import QUOTED, wrongly_quoted
from lettergen.template.tags import appendix_titled, passage_named
from lettergen.template.type_checks import Types, mismatches, needs, wrong_filter
from lettergen.template.walker import LOOP, MOST_PARTS, Walker

COUNTERS = ("first", "index", "index0", "last", "length", "revindex", "revindex0")
"""The names that may follow ``loop.``"""
ATTRIBUTE_AT = {"selectattr": 0, "rejectattr": 0, "unique": 1, "sort": 2}
"""Filter to the position, among its arguments, of the name of a fact."""


@dataclass(frozen=True)
class Uses:
    """The first use of each declared name, the places of passages, and the problems."""

    fields: Mapping[str, TemplatePlace] = field(default_factory=dict)
    passages: Mapping[str, TemplatePlace] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def find_uses(
    fields: Iterable[Field],
    parts: Mapping[str, nodes.Template],
    files: Mapping[str, str],
    names: Iterable[str],
    *,
    language: str = "",
    strict: bool = True,
) -> Uses:
    """Return which of *fields* the parts called *names* use, and the problems in these parts.

    Args:
        language: The body's language, to find filters without a rule for it; may be empty.
        strict: Whether a literal must have the type that it is compared with. `--where` reads
            its literals as that type instead.
    """
    analysis = _Analysis(Types(fields), parts, files, language=language, strict=strict)
    problems = [problem for name in names for problem in analysis.part(name, {})]
    return Uses(analysis.used, analysis.passages, tuple(dict.fromkeys(problems)))


class _Analysis(Walker[Problem]):
    def __init__(
        self,
        types: Types,
        parts: Mapping[str, nodes.Template],
        files: Mapping[str, str],
        *,
        language: str,
        strict: bool,
    ) -> None:
        super().__init__(parts, files)
        self.types = types
        self.language = language
        self.strict = strict
        self.used: dict[str, TemplatePlace] = {}
        self.passages: dict[str, TemplatePlace] = {}
        self._undeclared: set[str] = set()

    def _included(self, node: nodes.Include, scope: Scope) -> Iterator[Problem]:
        at = self.at(node)
        match node.template:
            case nodes.Const(value=str() as name) if name in self.open[1:]:
                loop = " -> ".join([*self.open[1:], name])
                hint = "Remove one of the includes."
                yield _problem("include-loop", f"Parts include each other: {loop}.", hint, at)
            case nodes.Const(value=str() as name) if name not in self.includable:
                hint = did_you_mean(name, self.includable) or (
                    f"The parts are: {', '.join(self.includable) or 'none'}."
                )
                yield _problem("unknown-include", f"Unknown part {name!r}.", hint, at)
            case nodes.Const(value=str()) if self.walked >= MOST_PARTS:
                message = f"The body includes more than {MOST_PARTS} parts."
                yield _problem("too-many-parts", message, "Remove some of the includes.", at)
            case nodes.Const(value=str()):
                yield from super()._included(node, scope)
            case _:
                hint = 'Write {% include "name.md.j2" %}.'
                yield _problem("unknown-include", "An include needs a name in quotes.", hint, at)

    def _printed(self, node: nodes.Node, scope: Scope) -> Iterator[Problem]:
        if isinstance(node, nodes.TemplateData) or appendix_titled(node) is not None:
            return
        if (name := passage_named(node)) is not None:
            yield from self._passage(name, self.at(node))
            return
        match node:
            case nodes.Filter(name=name, node=nodes.Expr() as inner) if name == QUOTED:
                yield from self._expression(inner, scope)
                yield from self._quoted(inner, scope)
            case _:
                yield from self._expression(node, scope)
                yield from self._printable(node, scope)

    def _quoted(self, node: nodes.Expr, scope: Scope) -> Iterator[Problem]:
        name = name_of(node, scope)
        found = wrongly_quoted(self.types.fields.get(name), self.open[0])
        if found and (not name or self.types.is_known(name)):
            yield _problem("wrong-filter", *found, self.at(node))

    def _passage(self, name: str, at: TemplatePlace) -> Iterator[Problem]:
        if name in self.passages:
            message = f"The place {name!r} already exists: {self.passages[name]}."
            yield _problem("duplicate-place", message, "Give this place another name.", at)
        self.passages.setdefault(name, at)

    def _printable(self, node: nodes.Node, scope: Scope) -> Iterator[Problem]:
        """Yield a problem for a value that can never be printed as it is."""
        if isinstance(node, nodes.CondExpr):
            yield from self._printable(node.expr1, scope)
            if node.expr2 is not None:
                yield from self._printable(node.expr2, scope)
                return
        chain = chain_of(node)
        if chain is not None and resolved(chain, scope) in self.types.groups:
            message = f"{'.'.join((chain[0], *chain[1]))!r} is several facts, not one."
            hint = "Name one of them, or loop over them with {% for … %}."
            yield _problem("unprintable", message, hint, self.at(node))
        elif found := needs(node, self.types.kind_of(node, scope)):
            yield _problem("unprintable", *found, self.at(node))

    def _asked(self, test: nodes.Node, scope: Scope) -> Iterator[Problem]:
        yield from self._expression(test, scope)
        yield from self._always_true(test, scope)

    def _always_true(self, test: nodes.Node, scope: Scope) -> Iterator[Problem]:
        """Yield a problem for a condition that is always true."""
        for chain, _ in chains_in(test):
            name = resolved(chain, scope)
            if self.types.is_group(name) and not name.endswith(f".{ITEM}"):
                parts = [one for one in self.types.fields if one.startswith(f"{name}.")]
                hint = f"Use one of them: {', '.join(parts)}."
                message = f"{name!r} is several facts, not one."
                yield _problem("wrong-comparison", message, hint, self.at(test))
        for asked in (test, *test.find_all(nodes.Test)):
            name = name_of(asked.node, scope) if isinstance(asked, nodes.Test) else ""
            if self.types.is_list(name):
                message = f"{name!r} is a list, which is always defined."
                hint = f"Count its items: {name} | length > 0"
                yield _problem("wrong-comparison", message, hint, self.at(test))

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Problem]:
        yield from self._expression(node.iter, scope)
        if name := self._no_list(node, scope):
            hint = "Loop over a list only."
            yield _problem("not-a-list", f"{name!r} is not a list.", hint, self.at(node))
        if isinstance(node.target, nodes.Name):
            yield from self._own_name(node.target)
        if node.test is not None:
            yield from self._asked(node.test, self._inside(node, scope))
        yield from super()._loop(node, scope)

    def _items(self, node: nodes.For, scope: Scope) -> str:
        return "" if self._no_list(node, scope) else super()._items(node, scope)

    def _no_list(self, node: nodes.For, scope: Scope) -> str:
        """Return the name that *node* cannot loop over; an empty string if it can."""
        name = name_of(node.iter, scope)
        return name if self.types.is_known(name) and not self.types.is_list(name) else ""

    def _assigned(self, node: nodes.Assign, scope: Scope) -> Iterator[Problem]:
        yield from self._expression(node.node, scope)
        if isinstance(node.target, nodes.Name):
            yield from self._own_name(node.target)
        else:
            message, hint = (
                "Only one name can be set at a time.",
                "Use one {% set %} for each name.",
            )
            yield _problem("refused-construct", message, hint, self.at(node))

    def _own_name(self, name: nodes.Name) -> Iterator[Problem]:
        """Yield a problem for a name that the template sets and that hides a field."""
        if self.types.is_known(name.name) or name.name == LOOP:
            message = f"{name.name!r} is already the name of a field."
            yield _problem("hidden-field", message, "Choose another name.", self.at(name))

    def _expression(self, node: nodes.Node, scope: Scope) -> Iterator[Problem]:
        kind_of = partial(self.types.kind_of, scope=scope)
        for chain, line in chains_in(node):
            yield from self._chain(chain, TemplatePlace(self.files[self.open[-1]], line), scope)
        for inner in (node, *node.find_all(nodes.Expr)):
            if isinstance(inner, nodes.Filter):
                yield from self._attribute(inner, scope)
                kind = kind_of(inner.node) if inner.node else None
                if found := wrong_filter(inner, kind, self.language):
                    yield _problem("wrong-filter", *found, self.at(inner))
            if isinstance(inner, nodes.CondExpr):
                yield from self._always_true(inner.test, scope)
            if self.strict:
                for found in mismatches(inner, kind_of):
                    yield _problem("wrong-comparison", *found, self.at(inner))

    def _chain(self, chain: Chain, at: TemplatePlace, scope: Scope) -> Iterator[Problem]:
        name = resolved(chain, scope)
        if not name:
            yield from _own_fact(chain, at)
        elif self.types.is_known(name):
            self.used.setdefault(name, at)
        elif name.endswith(f".{ITEM}") and self.types.is_known(
            whole := name.removesuffix(f".{ITEM}")
        ):
            hint = "Pick an item from a list only."
            yield _problem("not-a-list", f"{whole!r} is not a list.", hint, at)
        elif not any(name.startswith(f"{reported}.") for reported in self._undeclared):
            self._undeclared.add(name)
            hint = did_you_mean(name, [*self.types.fields, *self.types.groups]) or (
                "Declare it under [fields] in template.toml, or use a declared field."
            )
            message = f"The template uses {name!r}, which is not a declared field."
            yield _problem("undeclared-field", message, hint, at)

    def _attribute(self, node: nodes.Filter, scope: Scope) -> Iterator[Problem]:
        """Check the fact that a filter such as ``selectattr("met")`` names in quotes."""
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if node.name in ATTRIBUTE_AT:
            at = ATTRIBUTE_AT[node.name]
            named += node.args[at : at + 1]
        item = item_name(node.node, scope)
        for name in named:
            if not isinstance(name, nodes.Const):
                message = "The name of a fact is not in quotes."
                yield _problem("refused-construct", message, "Put it in quotes.", self.at(node))
            elif item:
                for one in str(name.value).split(","):
                    yield from self._chain((item, tuple(one.split("."))), self.at(node), {})


def _own_fact(chain: Chain, at: TemplatePlace) -> Iterator[Problem]:
    """Yield a problem for a fact of a template's own name that is no declared list or group."""
    first, rest = chain
    asked = ".".join((first, *rest))
    if first == LOOP and (len(rest) != 1 or rest[0] not in COUNTERS):
        hint = f"Use loop with one of these: {', '.join(COUNTERS)}."
        yield _problem("undeclared-field", f"Unknown loop variable {asked!r}.", hint, at)
    elif first != LOOP and set(rest) - {ITEM}:
        message = f"The template uses {asked!r}, but {first!r} is not a group of facts."
        hint = "Use the field's own name, or loop over one declared list."
        yield _problem("undeclared-field", message, hint, at)


def _problem(code: str, message: str, hint: str, at: TemplatePlace) -> Problem:
    return Problem(code, message, hint, template=at)
