"""What a declared type allows: which filter it needs, which it takes, what it is compared with.

A comparison that can never be true chooses the wrong words in silence, so it is refused
before any letter is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes

from lettergen.errors import did_you_mean
from lettergen.fields.declaration import Field, FieldType
from lettergen.l10n.filters import FILTERS, TEXT
from lettergen.l10n.languages import language_name
from lettergen.template.quotations import HINT, QUOTED
from lettergen.template.syntax import LIST_FILTERS

Advice = tuple[str, str]  # what is wrong, what to do
FieldOf = Callable[[nodes.Node], Field | None]

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
    FieldType.SWITCH: "Ask it with {% if … %}.",
    FieldType.PARAGRAPHS: HINT,
}
TAKES = {"month": ("date",), "lower": TEXT} | {name: one.takes for name, one in FILTERS.items()}
COUNTS = ("count", "length")
GIVES = {"month": FieldType.MONTH} | dict.fromkeys(COUNTS, FieldType.INTEGER)
COMPARING = frozenset(
    {"eq", "equalto", "==", "ne", "!=", "lt", "<", "lessthan", "le", "<="}
    | {"gt", ">", "greaterthan", "ge", ">=", "in"}
)
BY_ATTRIBUTE = ("selectattr", "rejectattr")
LITERAL = 2
"""The place in their brackets of what they compare with."""
FAMILY = {
    FieldType.ONE_OF: FieldType.TEXT,
    FieldType.YEAR: FieldType.INTEGER,
}
"""Types that compare with those of another."""
HOW_TO_COMPARE: Mapping[FieldType, str] = {
    FieldType.TEXT: "Put the text in quotes.",
    FieldType.INTEGER: "Write the number without quotes.",
    FieldType.DATE: "Compare it with another date, such as the letter's: date.",
    FieldType.MONTH: "Compare it with another month, or with the month of a date: date | month.",
    FieldType.SWITCH: "Ask it with {% if … %} or {% if not … %}.",
    FieldType.PARAGRAPHS: "Ask whether it is given with {% if … %} or {% if not … %}.",
}


def needs(node: nodes.Node, declared: Field | None) -> Advice | None:
    """Return why *node* cannot be printed as it is, or None."""
    if isinstance(node, nodes.Compare | nodes.Test | nodes.Not):
        return "A condition cannot be printed.", "Ask it with {% if … %}."
    if isinstance(node, nodes.CondExpr):
        return "Nothing stands here when the condition does not hold.", "Add 'else …' to it."
    if declared is None or declared.type not in NEEDS_FILTER:
        return None
    message = f"{declared.name!r} is {LABELS[declared.type]} and cannot be printed as it is."
    return message, NEEDS_FILTER[declared.type]


def wrong_filter(node: nodes.Filter, declared: Field | None, language: str) -> Advice | None:
    """Return why the filter cannot follow *declared* or speak *language*, or None."""
    if node.name == QUOTED:
        return f"The filter {QUOTED!r} is the last one of a placeholder, and of nothing else.", HINT
    own = FILTERS.get(node.name)
    if own is not None and language and not own.speaks(language):
        message = f"The filter {node.name!r} has no rule for {language_name(language)}."
        return message, "Reword the sentence so that it needs none."
    if declared is None:
        return None
    if node.name in LIST_FILTERS or node.name == "map":
        message = f"The filter {node.name!r} takes a list, and {declared.name!r} is none."
        return message, "Take the filter out."
    takes = TAKES.get(node.name)
    if declared.type is FieldType.PARAGRAPHS and node.name in COUNTS:
        takes = ("a list",)
    if takes is None or str(declared.type) in takes:
        return None
    kind = LABELS[declared.type]
    message = f"The filter {node.name!r} does not take {kind}, and {declared.name!r} is one."
    return message, f"It takes: {', '.join(takes)}."


def mismatches(node: nodes.Node, field_of: FieldOf) -> Iterator[Advice]:
    """Yield why the two sides of a comparison in *node* can never be equal or ordered."""
    for left, right in _pairs(node):
        one, other = field_of(left), field_of(right)
        kinds = _kind(left, one), _kind(right, other)
        field, literal = (one, right) if one else (other, left)
        if None not in kinds and kinds[0] != kinds[1]:
            yield _apart(field, [LABELS[kind] for kind in kinds if kind])
        elif any(isinstance(side, nodes.Const) and side.value is None for side in (left, right)):
            hint = "Ask whether a fact is given with {% if … %} or {% if not … %}."
            yield "Something is compared with none, which no fact ever is.", hint
        elif field and field.type is FieldType.ONE_OF and isinstance(literal, nodes.Const):
            yield from _no_option(field, literal.value)


def _pairs(node: nodes.Node) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """Yield what *node* compares, two by two; each item of a list that is looked through."""
    sides: list[tuple[nodes.Node, str, nodes.Node]] = []
    if isinstance(node, nodes.Compare):
        left: nodes.Node = node.expr
        for operand in node.ops:
            sides.append((left, operand.op, operand.expr))
            left = operand.expr
    elif isinstance(node, nodes.Test) and node.name in COMPARING and node.args:
        sides.append((node.node, node.name, node.args[0]))
    elif isinstance(node, nodes.Filter) and node.name in BY_ATTRIBUTE and len(node.args) > LITERAL:
        sides += _selected(node)
    for one, operator, other in sides:
        if operator not in {"in", "notin"}:
            yield one, other
        elif isinstance(other, nodes.List | nodes.Tuple):
            yield from ((one, item) for item in other.items)


def _selected(node: nodes.Filter) -> Iterator[tuple[nodes.Node, str, nodes.Node]]:
    """Yield the comparison of ``selectattr("due", "lt", date)``, as if for the first item."""
    named, test, literal = node.args[: LITERAL + 1]
    if isinstance(named, nodes.Const) and isinstance(test, nodes.Const) and test.value in COMPARING:
        fact: nodes.Expr = nodes.Filter(node.node, "first", [], [], None, None)
        for name in str(named.value).split("."):
            fact = nodes.Getattr(fact, name, "load")
        yield fact, test.value, literal


def _kind(node: nodes.Node, declared: Field | None) -> FieldType | None:
    """Return the type of one side, or None when it is only known later."""
    if isinstance(node, nodes.Filter):
        if node.name in GIVES:
            return GIVES[node.name]
        if node.name in FILTERS or node.name == "lower":
            return FieldType.TEXT
    if isinstance(node, nodes.Const):
        if isinstance(node.value, bool):
            return FieldType.SWITCH
        if isinstance(node.value, str):
            return FieldType.TEXT
        return None if node.value is None else FieldType.INTEGER
    return FAMILY.get(declared.type, declared.type) if declared else None


def _apart(field: Field | None, labels: list[str]) -> Advice:
    if field is None:
        return f"{labels[0].capitalize()} is compared with {labels[1]}.", "Compare two of a kind."
    family = FAMILY.get(field.type, field.type)
    other = next(label for label in labels if label != LABELS[family])
    message = f"{field.name!r} is {LABELS[family]} and is compared with {other}."
    return message, HOW_TO_COMPARE[family]


def _no_option(field: Field, word: object) -> Iterator[Advice]:
    if word not in field.options:
        hint = did_you_mean(str(word), field.options) or f"It is {field.type_label}."
        yield f"{field.name!r} is never {word!r}.", hint
