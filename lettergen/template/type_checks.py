"""The type of an expression, and what the type allows: filters, printing, comparisons.

A comparison that can never be true silently chooses the wrong words, or leaves out a record.
So it is refused before any letter is made, in bodies and in selections alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from lettergen.errors import did_you_mean
from lettergen.fields.declaration import ITEM, Field, FieldType
from lettergen.l10n.filters import FILTERS, TEXT
from lettergen.l10n.languages import language_name
from lettergen.template.name_chains import Scope, item_name, name_of
from lettergen.template.quotations import HINT, QUOTED
from lettergen.template.syntax import BY_ATTRIBUTE, COMPARING, COUNTS, LIST_FILTERS

Advice = tuple[str, str]  # what is wrong, what to do

LABELS = {
    FieldType.TEXT: "a text",
    FieldType.INTEGER: "a number",
    FieldType.DATE: "a date",
    FieldType.MONTH: "a month",
    FieldType.YEAR: "a year",
    FieldType.SWITCH: "a yes/no",
    FieldType.ONE_OF: "a text",
    FieldType.PARAGRAPHS: "a text of several paragraphs",
}
NEEDS_FILTER = {
    FieldType.DATE: "Write it as {{ … | long_date }}.",
    FieldType.MONTH: "Write it as {{ … | month_year }}.",
    FieldType.SWITCH: "Test it with {% if … %}.",
    FieldType.PARAGRAPHS: HINT,
}
TAKES = {"month": ("date",), "lower": TEXT} | {name: one.takes for name, one in FILTERS.items()}
GIVES = {"month": FieldType.MONTH} | dict.fromkeys(("lower", *FILTERS), FieldType.TEXT)
"""Filter to the type of its result for one value."""
COUNT = Field("the number of entries", FieldType.INTEGER)
LITERAL = 2
"""The position, among the arguments of BY_ATTRIBUTE, of what they compare with."""
FAMILY = {
    FieldType.ONE_OF: FieldType.TEXT,
    FieldType.YEAR: FieldType.INTEGER,
}
"""Types that are compared as if they were another."""
DAYS = {FieldType.DATE, FieldType.MONTH}
HOW_TO_COMPARE: Mapping[FieldType, str] = {
    FieldType.TEXT: "Put the text in quotes.",
    FieldType.INTEGER: "Write the number without quotes.",
    FieldType.DATE: "Compare it with another date, such as the letter's: date.",
    FieldType.MONTH: "Compare it with another month, or with the month of a date: date | month.",
    FieldType.SWITCH: "Test it with {% if … %} or {% if not … %}.",
    FieldType.PARAGRAPHS: "Test whether it is given with {% if … %} or {% if not … %}.",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What an expression gives: a value, or a list.

    Attributes:
        field: Its field, with the type that the expression has; without a name for a value of
            no field, and with one option for a literal. For a list, the field of its items;
            None for groups of facts.
    """

    field: Field | None
    is_list: bool = False

    @property
    def family(self) -> FieldType | None:
        """The type as it is compared; None for a list."""
        if self.field is None or self.is_list:
            return None
        return FAMILY.get(self.field.type, self.field.type)

    @property
    def label(self) -> str:
        """The type as words of a sentence: ``a date``."""
        return "a list" if self.family is None else LABELS[self.family]

    @property
    def name(self) -> str:
        """The name of the field or the list, or an empty string."""
        name = self.field.name if self.field else ""
        return name.removesuffix(f".{ITEM}") if self.is_list else name

    @property
    def item(self) -> Kind | None:
        """The kind of each item of a list; None if each item is several facts."""
        return Kind(self.field) if self.field else None


NOTHING = Kind(None)
"""What ``none`` gives."""
KindOf = Callable[[nodes.Node], Kind | None]


class Types:
    """The types of expressions, derived from the declared fields.

    Attributes:
        fields: Declared name to field.
        groups: The names of all that contain fields: groups, lists, and a list's items.
    """

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = {declared.name: declared for declared in fields}
        self.groups = {
            name.rsplit(".", depth)[0]
            for name in self.fields
            for depth in range(1, name.count(".") + 1)
        }

    def is_known(self, name: str) -> bool:
        """Return whether *name* is declared, or contains a declared field."""
        return name in self.fields or name in self.groups

    def is_list(self, name: str) -> bool:
        """Return whether *name* is a list."""
        return self.is_known(f"{name}.{ITEM}")

    def is_group(self, name: str) -> bool:
        """Return whether *name* is a group of facts and not a list."""
        return name in self.groups and not self.is_list(name)

    def kind_of(self, node: nodes.Node, scope: Scope) -> Kind | None:
        """Return what *node* gives in *scope*, or None if that is known only later."""
        match node:
            case nodes.Filter(name=name, node=nodes.Node() as inner) if name in GIVES:
                kind = self.kind_of(inner, scope)
                named = kind.field if kind and kind.field else Field("")
                return Kind(replace(named, type=GIVES[name], options=()))
            case nodes.Filter(name="default", node=nodes.Node() as inner):
                return self.kind_of(inner, scope)
        if (own := name_of(node, scope)) in self.fields:
            return Kind(self.fields[own])
        if self.is_known(item := item_name(node, scope)):
            return Kind(self.fields.get(item), is_list=True)
        return _made(node)


def _made(node: nodes.Node) -> Kind | None:
    """Return what an expression gives that is not a field."""
    match node:
        case nodes.Filter(name=name) if name in COUNTS:
            return Kind(COUNT)
        case nodes.List() | nodes.Tuple():
            return Kind(None, is_list=True)
        case nodes.Concat():
            return Kind(Field("", FieldType.TEXT))
        case nodes.Const(value=str() as word):
            return Kind(Field("", FieldType.TEXT, options=(word,)))
        case nodes.Const(value=value):
            is_switch = isinstance(value, bool)
            type_ = FieldType.SWITCH if is_switch else FieldType.INTEGER
            return NOTHING if value is None else Kind(Field("", type_))
    return None


def needs(node: nodes.Node, kind: Kind | None) -> Advice | None:
    """Return why *node* cannot be printed as it is, or None."""
    if isinstance(node, nodes.Compare | nodes.Test | nodes.Not):
        return "A condition cannot be printed.", "Test it with {% if … %}."
    if isinstance(node, nodes.CondExpr):
        return "There is nothing to print here if the condition is false.", "Add 'else …' to it."
    if kind is None or kind.family not in NEEDS_FILTER:
        return None
    what = f"{kind.name!r} is {kind.label} and" if kind.name else kind.label.capitalize()
    return f"{what} cannot be printed as it is.", NEEDS_FILTER[kind.family]


def wrong_filter(node: nodes.Filter, kind: Kind | None, language: str) -> Advice | None:
    """Return why the filter does not fit a value of that *kind*, or *language*; or None."""
    if node.name == QUOTED:
        return f"The filter {QUOTED!r} can only be the last filter of a placeholder.", HINT
    own = FILTERS.get(node.name)
    if own is not None and language and not own.supports(language):
        message = f"The filter {node.name!r} has no rule for {language_name(language)}."
        return message, "Reword the sentence so that it does not need the filter."
    if kind is None or kind.field is None or kind.is_list:
        return None
    name = repr(kind.name) if kind.name else "this"
    if node.name in LIST_FILTERS or node.name == "map":
        message = f"The filter {node.name!r} needs a list, but {name} is not one."
        return message, "Remove the filter."
    takes = TAKES.get(node.name)
    if kind.family is FieldType.PARAGRAPHS and node.name in COUNTS:
        takes = ("a list",)
    if takes is None or str(kind.field.type) in takes:
        return None
    label = LABELS[kind.field.type]
    message = f"The filter {node.name!r} does not accept {label}, but {name} is one."
    return message, f"Use it with one of these types: {', '.join(takes)}."


def mismatches(node: nodes.Node, kind_of: KindOf) -> Iterator[Advice]:
    """Yield why the two sides of a comparison in *node* can never be equal or ordered."""
    for given, operator, other in _comparisons(node):
        for left in map(kind_of, _alternatives(given)):
            for right in _alternatives(other):
                if operator not in {"in", "notin"}:
                    yield from _apart(left, kind_of(right))
                elif isinstance(right, nodes.List | nodes.Tuple):
                    for item in right.items:
                        yield from _apart(left, kind_of(item))
                else:
                    yield from _never_in(left, kind_of(right))


def _comparisons(node: nodes.Node) -> Iterator[tuple[nodes.Node, str, nodes.Node]]:
    """Yield each pair that *node* compares, with the operator between them."""
    if isinstance(node, nodes.Compare):
        left: nodes.Node = node.expr
        for operand in node.ops:
            yield left, operand.op, operand.expr
            left = operand.expr
    elif isinstance(node, nodes.Test) and node.name in COMPARING and node.args:
        yield node.node, node.name, node.args[0]
    elif isinstance(node, nodes.Filter) and node.name in BY_ATTRIBUTE and len(node.args) > LITERAL:
        yield from _selected(node)


def _selected(node: nodes.Filter) -> Iterator[tuple[nodes.Node, str, nodes.Node]]:
    """Yield the comparison of ``selectattr("due", "lt", date)``, as if for the first item."""
    named, test, literal = node.args[: LITERAL + 1]
    if isinstance(named, nodes.Const) and isinstance(test, nodes.Const) and test.value in COMPARING:
        fact: nodes.Expr = nodes.Filter(node.node, "first", [], [], None, None)
        for name in str(named.value).split("."):
            fact = nodes.Getattr(fact, name, "load")
        yield fact, test.value, literal


def _alternatives(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield *node*, and the values that `default` puts in its place."""
    yield node
    while isinstance(node, nodes.Filter) and node.name == "default" and node.node:
        yield from node.args[:1]
        node = node.node


def _never_in(one: Kind | None, within: Kind | None) -> Iterator[Advice]:
    """Yield why *one* can never be in the list or the text *within*."""
    if within is None:
        return
    if within.is_list:
        yield from _apart(one, within.item)
    elif within.family is not FieldType.TEXT:
        name = repr(within.name) if within.name else "this"
        message = f"Nothing can be in {name}, which is {within.label}."
        yield message, "Write a list or a text after 'in'."
    elif one and one.family is not FieldType.TEXT:
        yield _differing(one, within)


def _apart(one: Kind | None, other: Kind | None) -> Iterator[Advice]:
    """Yield why *one* and *other* are never the same."""
    if NOTHING in (one, other):
        hint = "Test whether a fact is given with {% if … %} or {% if not … %}."
        yield "A value is compared with none, but no fact is ever none.", hint
    elif one and other and one.family is not other.family:
        yield _differing(one, other)
    elif one and other:
        yield from _no_option(one, other)
        yield from _no_option(other, one)


def _differing(one: Kind, other: Kind) -> Advice:
    if not one.name and not other.name:
        message = f"{one.label.capitalize()} is compared with {other.label}."
        return message, "Compare values of the same type."
    if not one.name:
        one, other = other, one
    message = f"{one.name!r} is {one.label} but is compared with {other.label}."
    family = one.family
    if family is None:
        return message, "Test whether a value is in the list: … in …"
    return message, HOW_TO_COMPARE[FieldType.MONTH if {family, other.family} == DAYS else family]


def _no_option(one: Kind, literal: Kind) -> Iterator[Advice]:
    """Yield why the field *one* is never the word *literal*."""
    if one.field and one.field.type is FieldType.ONE_OF and literal.field and not literal.name:
        for word in set(literal.field.options).difference(one.field.options):
            hint = did_you_mean(word, one.field.options) or f"Use {one.field.type_label}."
            yield f"{one.name!r} is never {word!r}.", hint
