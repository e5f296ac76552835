"""Which facts a body asks for, found without running it.

Every name is followed through loops and assignments to the declared field it stands
for, so that a misspelt field, a field printed without the filter its type needs and a
field that no body uses are found before any record is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace, did_you_mean
from lettergen.fields.declaration import ITEM, Field
from lettergen.template.name_chains import Chain, chain_of, chains_in
from lettergen.template.quotations import QUOTED, wrongly_quoted
from lettergen.template.tags import appendix_titled, passage_named
from lettergen.template.type_checks import mismatches, needs, wrong_filter

LOOP = "loop"
COUNTERS = ("first", "index", "index0", "last", "length", "revindex", "revindex0")
"""What `loop` may be asked for."""
ATTRIBUTE_AT = {"selectattr": 0, "rejectattr": 0, "unique": 1, "sort": 2}
"""Filter to the place in its brackets at which the name of a fact may stand."""
MOST_PARTS = 200
Scope = Mapping[str, str | None]  # a template's own name -> the declared name it stands for


@dataclass
class Uses:
    """What was found: first use of each declared name, places of passages, problems."""

    fields: dict[str, TemplatePlace] = field(default_factory=dict)
    passages: dict[str, TemplatePlace] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Analysis:
    """Walks one body and the parts it includes.

    Attributes:
        language: The body's language, to find filters that have no rule for it; may be empty.
        strict: Whether a literal must be of the type it is compared with. `--where` reads
            its literals by that type instead.
    """

    def __init__(
        self,
        fields: Iterable[Field],
        parts: Mapping[str, nodes.Template],
        files: Mapping[str, str],
        *,
        language: str = "",
        strict: bool = False,
    ) -> None:
        self.fields = {declared.name: declared for declared in fields}
        self.groups = {
            name.rsplit(".", depth)[0]
            for name in self.fields
            for depth in range(1, name.count(".") + 1)
        }
        self.parts = parts
        self.files = files
        self.language = language
        self.strict = strict
        self.uses = Uses()
        self._undeclared: set[str] = set()
        self._open: list[str] = []
        self._walked = 0

    def part(self, name: str, scope: Scope, at: TemplatePlace | None = None) -> None:
        """Walk the part called *name*, included at a place where *scope* holds."""
        self._walked += 1
        if name in self._open[1:]:
            loop = " -> ".join([*self._open[1:], name])
            hint = "Take one of the includes out."
            self._problem("include-loop", f"Parts include each other: {loop}.", hint, at)
        elif at is not None and name not in self._includable:
            hint = did_you_mean(name, self._includable) or (
                f"The parts are: {', '.join(self._includable) or 'none'}."
            )
            self._problem("unknown-include", f"There is no part called {name!r}.", hint, at)
        elif self._walked > MOST_PARTS:
            message = f"The body includes more than {MOST_PARTS} parts."
            self._problem("too-many-parts", message, "Take some of the includes out.", at)
        elif name in self.parts:  # what cannot be read has been told by whoever read it
            self._open.append(name)
            inner = {own: meant for own, meant in scope.items() if own != LOOP}
            self._block(self.parts[name].body, inner)  # Jinja gives a part no 'loop'
            self._open.pop()

    @property
    def _includable(self) -> list[str]:
        """The parts that are files; the body and its subject are not."""
        return sorted(name for name in self.files if "." in name)

    def _block(self, body: Iterable[nodes.Node], scope: Scope) -> Scope:
        for node in body:
            scope = self._statement(node, scope)
        return scope

    def _statement(self, node: nodes.Node, scope: Scope) -> Scope:
        match node:
            case nodes.Output():
                for printed in node.nodes:
                    self._printed(printed, scope)
            case nodes.If():
                return self._branches(node, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign():
                return self._assigned(node, scope)
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self.part(name, scope, self._at(node))
            case nodes.Include():
                hint = 'Write {% include "name.md.j2" %}.'
                at = self._at(node)
                self._problem("unknown-include", "An include needs a name in quotes.", hint, at)
        return scope

    def _branches(self, node: nodes.If, scope: Scope) -> Scope:
        """Walk a condition; a name set in one branch is known after it."""
        self._expression(node.test, scope)
        after = dict(scope)
        for block in (node.body, node.elif_, node.else_):
            for name, meant in self._block(block, scope).items():
                after[name] = meant if after.get(name, meant) == meant else None
        return after

    def _printed(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData) or appendix_titled(node) is not None:
            return
        if (name := passage_named(node)) is not None:
            self._passage(name, self._at(node))
            return
        match node:
            case nodes.Filter(name=name, node=nodes.Expr() as inner) if name == QUOTED:
                self._expression(inner, scope)
                self._quoted(inner, scope)
            case _:
                self._expression(node, scope)
                self._printable(node, scope)

    def _quoted(self, node: nodes.Expr, scope: Scope) -> None:
        name = self._meant(node, scope)
        found = wrongly_quoted(self._field_of(node, scope), self._open[0])
        if found and (name is None or self._is_known(name)):
            self._problem("wrong-filter", *found, self._at(node))

    def _passage(self, name: str, at: TemplatePlace) -> None:
        if name in self.uses.passages:
            message = f"There is a place called {name!r} already: {self.uses.passages[name]}."
            self._problem("duplicate-place", message, "Give this one a name of its own.", at)
        self.uses.passages.setdefault(name, at)

    def _printable(self, node: nodes.Node, scope: Scope) -> None:
        """Refuse to print what can never be printed as it is."""
        if isinstance(node, nodes.CondExpr):
            self._printable(node.expr1, scope)
            if node.expr2 is not None:
                self._printable(node.expr2, scope)
                return
        chain = chain_of(node)
        if chain is not None and self._name_of(chain, scope) in self.groups:
            message = f"{'.'.join((chain[0], *chain[1]))!r} is several facts, not one."
            hint = "Name one of them, or go through them with {% for … %}."
            self._problem("unprintable", message, hint, self._at(node))
        elif found := needs(node, self._field_of(node, scope)):
            self._problem("unprintable", *found, self._at(node))

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        self._expression(node.iter, scope)
        items = self._items_of(node.iter, scope, self._at(node))
        inner = {**scope, LOOP: None}
        if isinstance(node.target, nodes.Name):
            self._own_name(node.target)
            inner[node.target.name] = f"{items}.{ITEM}" if items else None
        if node.test is not None:
            self._expression(node.test, inner)
        self._block(node.body, inner)
        self._block(node.else_, scope)

    def _items_of(self, node: nodes.Node, scope: Scope, at: TemplatePlace) -> str | None:
        """Return the list whose items *node* gives, or None when that is unknown."""
        name = self._meant(node, scope)
        if name is not None and not self._is_list(name) and self._is_known(name):
            hint = "Only a list can be gone through."
            self._problem("not-a-list", f"{name!r} is not a list.", hint, at)
            return None
        return name

    def _assigned(self, node: nodes.Assign, scope: Scope) -> Scope:
        self._expression(node.node, scope)
        if not isinstance(node.target, nodes.Name):
            hint = "Give each name a {% set %} of its own."
            at = self._at(node)
            self._problem("refused-construct", "Only one name can be set at a time.", hint, at)
            return scope
        self._own_name(node.target)
        return {**scope, node.target.name: self._meant(node.node, scope)}

    def _own_name(self, name: nodes.Name) -> None:
        """Refuse a template's own name that hides a field."""
        if name.name in self.fields or name.name in self.groups or name.name == LOOP:
            message = f"{name.name!r} is a field already and cannot get another meaning."
            self._problem("hidden-field", message, "Choose another name.", self._at(name))

    def _expression(self, node: nodes.Node, scope: Scope) -> None:
        for chain, line in chains_in(node):
            self._chain(chain, TemplatePlace(self.files[self._open[-1]], line), scope)
        for inner in (node, *node.find_all(nodes.Expr)):
            if isinstance(inner, nodes.Filter):
                self._attribute(inner, scope)
                declared = self._field_of(inner.node, scope) if inner.node else None
                if found := wrong_filter(inner, declared, self.language):
                    self._problem("wrong-filter", *found, self._at(inner))
            if self.strict:
                for found in mismatches(inner, partial(self._field_of, scope=scope)):
                    self._problem("wrong-comparison", *found, self._at(inner))

    def _chain(self, chain: Chain, at: TemplatePlace, scope: Scope) -> None:
        first, rest = chain
        if first in scope and scope[first] is None:
            self._own_fact(first, rest, at)
            return
        name = self._name_of(chain, scope)
        if name in self.fields or name in self.groups:
            self.uses.fields.setdefault(name, at)
            return
        whole = name.removesuffix(f".{ITEM}")
        if whole != name and self._is_known(whole):
            hint = "Only a list can be picked from."
            self._problem("not-a-list", f"{whole!r} is not a list.", hint, at)
            return
        if any(name.startswith(f"{told}.") for told in self._undeclared):
            return
        self._undeclared.add(name)
        hint = did_you_mean(name, [*self.fields, *self.groups]) or (
            "Declare it under [fields] in template.toml, or use a field that is declared."
        )
        message = f"The template uses {name!r}, and no field of that name is declared."
        self._problem("undeclared-field", message, hint, at)

    def _own_fact(self, first: str, rest: tuple[str, ...], at: TemplatePlace) -> None:
        """Refuse a part of a template's own name that stands for no declared list or group."""
        if first == LOOP and (len(rest) != 1 or rest[0] not in COUNTERS):
            hint = f"It can be asked for: {', '.join(COUNTERS)}."
            asked = ".".join((first, *rest))
            self._problem("undeclared-field", f"{asked!r} is no counter of a loop.", hint, at)
        elif first != LOOP and set(rest) - {ITEM}:
            asked = ".".join((first, *rest))
            message = f"The template uses {asked!r}, and {first!r} is not a group of facts."
            hint = "Use the field's own name, or go through one declared list."
            self._problem("undeclared-field", message, hint, at)

    def _attribute(self, node: nodes.Filter, scope: Scope) -> None:
        """Follow the fact that a filter such as ``selectattr("met")`` names in quotes."""
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if node.name in ATTRIBUTE_AT:
            at = ATTRIBUTE_AT[node.name]
            named += node.args[at : at + 1]
        items = self._meant(node.node, scope)
        for name in named:
            if not isinstance(name, nodes.Const):
                message = "A fact is named here without quotes."
                self._problem("refused-construct", message, "Put it in quotes.", self._at(node))
            elif items is not None:
                for one in str(name.value).split(","):
                    self._chain((items, (ITEM, *one.split("."))), self._at(node), {})

    def _name_of(self, chain: Chain, scope: Scope) -> str:
        first, rest = chain
        return ".".join((scope.get(first) or first, *rest))

    def _meant(self, node: nodes.Node | None, scope: Scope) -> str | None:
        """Return the declared name that *node* stands for, or None when it is none."""
        chain = chain_of(node) if node is not None else None
        if chain is None or (chain[0] in scope and scope[chain[0]] is None):
            return None
        return self._name_of(chain, scope)

    def _field_of(self, node: nodes.Node, scope: Scope) -> Field | None:
        return self.fields.get(self._meant(node, scope) or "")

    def _is_list(self, name: str) -> bool:
        return self._is_known(f"{name}.{ITEM}")

    def _is_known(self, name: str) -> bool:
        return name in self.fields or name in self.groups

    def _at(self, node: nodes.Node) -> TemplatePlace:
        return TemplatePlace(self.files[self._open[-1]], node.lineno)

    def _problem(self, code: str, message: str, hint: str, at: TemplatePlace | None) -> None:
        problem = Problem(code, message, hint, template=at)
        if problem not in self.uses.problems:
            self.uses.problems.append(problem)
