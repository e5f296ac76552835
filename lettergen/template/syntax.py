"""What a body may contain: a short list of Jinja's constructs; all others are refused.

There are no calls, no arithmetic and no macros, so a body cannot loop for ever, grow
without bound or reach anything but its record. `--where` has the same syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from unicodedata import normalize

from jinja2 import BaseLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS

from lettergen.errors import Problem, TemplatePlace, did_you_mean
from lettergen.fields.declaration import Month
from lettergen.l10n.filters import FILTERS
from lettergen.template.leftovers import doubtful_lines, leftovers, unfit
from lettergen.template.quotations import QUOTED, crowded
from lettergen.template.tags import AppendixTag, PassageTag

COUNTS = ("count", "length")
PICKS = ("first", "last")
BY_ATTRIBUTE = ("selectattr", "rejectattr")
LIST_FILTERS = frozenset({*BY_ATTRIBUTE, "list", "reverse", "sort", "unique"})
"""Jinja's filters that give some items of the same list."""
PLAIN_FILTERS = LIST_FILTERS | {*COUNTS, *PICKS, "default", "lower", "map"}
OWN_FILTERS = {"month": lambda day: Month(day.year, day.month)}
"""Filters whose result is a fact too: the month of a date, to compare with a month."""
MAPPED_FILTERS = frozenset({"default", "lower", *OWN_FILTERS, *FILTERS})
"""Filters that `map` may apply to each item of a list."""
BARE_FILTERS = (MAPPED_FILTERS - {"default"}) | {*COUNTS, *PICKS, "list", "reverse", QUOTED}
"""Filters without arguments."""
COMPARING = frozenset(
    {"eq", "equalto", "==", "ne", "!=", "lt", "<", "lessthan", "le", "<="}
    | {"gt", ">", "greaterthan", "ge", ">=", "in"}
)
"""Tests that compare with their argument."""
TESTS = COMPARING | {"defined", "undefined", "true", "false"}
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign),
    *(nodes.Include, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter),
    *(nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
    *(nodes.Concat, nodes.List, nodes.Tuple, nodes.Keyword, nodes.ContextReference),
    nodes.ExtensionAttribute,
)
REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "a call with brackets",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
    nodes.Macro: "a macro",
    nodes.CallBlock: "a call block",
    nodes.FilterBlock: "a filter block",
    nodes.AssignBlock: "a block assigned to a name",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Extends: "inheritance from another template",
    nodes.Block: "a block",
    nodes.ScopedEvalContextModifier: "a switch for the escaping of values",
    nodes.Slice: "a slice",
    nodes.Dict: "a mapping",
    nodes.Pair: "a mapping",
    nodes.With: "a with block",
    nodes.NSRef: "an assignment to a part of a name",
}
ONLY = "Use fields, filters, conditions and loops only; docs/templates.md lists them."
DEEPEST_BLOCKS = 10
"""Nested conditions and loops; Python itself allows 20 nested loops."""
DEEPEST = 60
"""Nested nodes of the syntax tree, far below Python's recursion limit."""


class Parts(BaseLoader):
    """Loads the parts that were compiled for the environment, and nothing else."""

    def __init__(self) -> None:
        self.parts: dict[str, nodes.Template] = {}
        self.files: dict[str, str] = {}

    def load(
        self,
        environment: ImmutableSandboxedEnvironment,  # type: ignore[override]  # ours is always this
        name: str,
        globals: object = None,  # noqa: A002, ARG002 - Jinja's name; nothing is global here
    ) -> Template:
        """Return the part called *name*, compiled under the file name that problems show."""
        if name not in self.parts:
            raise TemplateNotFound(name)
        code = environment.compile(self.parts[name], name, self.files[name])
        return environment.template_class.from_code(environment, code, {})


class BodyEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which a dot leads from a group to its facts, and nowhere else.

    Jinja's own dot prefers Python's attributes: a fact called ``items`` or ``count`` would be
    a method, which prints as nonsense and is true in every condition.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - whatever a fact may be
        """Return the fact called *attribute* of the group *obj*."""
        if isinstance(obj, LoopContext | Undefined):
            return super().getattr(obj, attribute)
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)


def new_environment(loader: Parts | None = None) -> ImmutableSandboxedEnvironment:
    """Return an environment with only what a body may use."""
    environment = BodyEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[PassageTag, AppendixTag],
        loader=loader,
        cache_size=-1,
    )
    environment.globals.clear()
    environment.filters = {name: JINJA_FILTERS[name] for name in PLAIN_FILTERS} | OWN_FILTERS
    environment.tests = {name: JINJA_TESTS[name] for name in TESTS}
    return environment


@cache
def parsing_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment that only parses."""
    return new_environment()


def parse(text: str, file: str, first_line: int = 1) -> tuple[nodes.Template | None, list[Problem]]:
    """Read a body's *text*; return its syntax tree, and a problem for each thing that is refused.

    Args:
        first_line: The line of *file* at which *text* begins.
    """
    problems = list(doubtful_lines(text, file, first_line))
    line = None
    try:
        tree = parsing_environment().parse(text, filename=file)
    except TemplateSyntaxError as error:
        why, line = str(error.message).rstrip("."), error.lineno + first_line - 1
    except (RecursionError, ValueError):
        why = "an expression is too deep or a number too long"
    else:
        found, too_deep = _walked(tree)
        for node in found if first_line > 1 else ():
            node.lineno = (node.lineno or 1) + first_line - 1
        if QUOTED in text:
            problems += crowded(parsing_environment().lex(text), file, first_line)
        problems += refusals(tree, file)
        return (None if too_deep else tree), list(dict.fromkeys(problems))
    message = f"The template cannot be read: {why}."
    hint = "Fix the placeholder on that line; docs/templates.md shows them all."
    place = TemplatePlace(file, line)
    return None, [*problems, Problem("template-syntax", message, hint, template=place)]


def refusals(tree: nodes.Node, file: str) -> Iterator[Problem]:
    """Yield a problem for each construct, filter and test that a body may not use."""
    found, too_deep = _walked(tree)
    if too_deep:
        message = "Conditions, loops or brackets are nested too deeply here."
        place = TemplatePlace(file, too_deep.lineno)
        yield Problem("template-syntax", message, "Remove the inner ones.", template=place)
    for node in found:
        place = TemplatePlace(file, node.lineno)
        yield from _refused(node, place)
        if isinstance(node, nodes.TemplateData):
            yield from leftovers(node.data, place)
        elif isinstance(node, nodes.Const):
            yield from unfit(node.value, place)


def _walked(tree: nodes.Node) -> tuple[list[nodes.Node], nodes.Node | None]:
    """Return the nodes of *tree* in order, and the first that is nested too deeply.

    Without recursion: the author of the template decides how deep a tree is.
    """
    found: list[nodes.Node] = []
    waiting = [(tree, 0, 0)]
    while waiting:
        node, depth, blocks = waiting.pop()
        blocks += isinstance(node, nodes.If | nodes.For)
        if depth > DEEPEST or blocks > DEEPEST_BLOCKS:
            return found, node
        found.append(node)
        children = reversed(list(node.iter_child_nodes()))
        waiting += [(child, depth + 1, blocks) for child in children]
    return found, None


def _refused(node: nodes.Node, place: TemplatePlace) -> Iterator[Problem]:
    """Yield a problem if a body may not contain *node*."""
    match node:
        case nodes.Call(node=nodes.ExtensionAttribute()):
            pass
        case _ if not isinstance(node, ALLOWED):
            kinds = (text for kind, text in REFUSED.items() if isinstance(node, kind))
            yield _refusal(next(kinds, type(node).__name__.lower()), ONLY, place)
        case nodes.Filter():
            yield from _refused_filter(node, place)
        case nodes.Test() if node.name not in TESTS:
            yield _unknown("test", node.name, TESTS, place)
        case nodes.Getitem():
            hint = "Loop over the list with {% for … %}, or pick with | first or | last."
            message = "An item cannot be picked by number or in square brackets."
            yield Problem("refused-construct", message, hint, template=place)
        case nodes.For(target=nodes.Tuple()):
            hint = "Write {% for item in list %} and use the facts of the item."
            yield _refusal("two names in one loop", hint, place)
        case nodes.Include(with_context=False):
            yield _refusal("an include without context", 'Write {% include "name.md.j2" %}.', place)
        case nodes.Getattr(attr=name) | nodes.Name(name=name):
            yield from _refused_name(name, place)


def _refused_filter(node: nodes.Filter, place: TemplatePlace) -> Iterator[Problem]:
    if node.name not in known_filters():
        yield _unknown("filter", node.name, known_filters(), place)
    if node.name in BARE_FILTERS and (node.args or node.kwargs):
        hint = f"Write it as {{{{ … | {node.name} }}}}."
        yield _refusal(f"brackets after the filter {node.name!r}", hint, place)
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        yield _refusal("stars in a filter's brackets", "Write out what the filter needs.", place)
    if node.name == "map":
        yield from _named(node.args[:1], "filter", MAPPED_FILTERS, place)
    if node.name in BY_ATTRIBUTE:
        yield from _named(node.args[1:2], "test", TESTS, place)


def _named(
    given: list[nodes.Expr], kind: str, known: frozenset[str], place: TemplatePlace
) -> Iterator[Problem]:
    """Yield a problem for an unknown filter or test in another filter's brackets."""
    for name in given:
        if not isinstance(name, nodes.Const):
            yield _refusal(f"a {kind} whose name is not in quotes", "Put it in quotes.", place)
        elif name.value not in known:
            yield _unknown(kind, str(name.value), known, place)


def _refused_name(name: str, place: TemplatePlace) -> Iterator[Problem]:
    message = f"{name!r} is not a field."
    if name.startswith("_"):
        hint = "Use a name that does not begin with '_'."
        yield Problem("refused-construct", message, hint, template=place)
    elif normalize("NFKC", name) != name:  # Python would take it for the other name
        hint = f"Did you mean {normalize('NFKC', name)!r}? Type it again."
        yield Problem("refused-construct", message, hint, template=place)


def known_filters() -> frozenset[str]:
    """Return the names of all filters a body may use."""
    return PLAIN_FILTERS | set(OWN_FILTERS) | set(FILTERS) | {QUOTED}


def _refusal(what: str, hint: str, place: TemplatePlace) -> Problem:
    return Problem("refused-construct", f"A body may not use {what}.", hint, template=place)


def _unknown(kind: str, name: str, known: frozenset[str], place: TemplatePlace) -> Problem:
    hint = did_you_mean(name, known) or f"Use one of these: {', '.join(sorted(known))}."
    return Problem(f"unknown-{kind}", f"Unknown {kind} {name!r}.", hint, template=place)
