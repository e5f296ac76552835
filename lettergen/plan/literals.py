"""The literals of a selection, read by the type of the field they are compared with.

A comparison that could only ever be false, such as that of a month with a text, would
leave a record out in silence: it is refused before any record is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jinja2 import nodes

from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import ITEM, Field, FieldType, Typed, read_value
from lettergen.template.syntax import LIST_FILTERS

EXAMPLE = 'Write it like: status == "suspended" and action_plan.ends < "2021-09"'
PICKS = ("first", "last")
COUNTS = ("count", "length")
FAMILY = {FieldType.ONE_OF: FieldType.TEXT, FieldType.YEAR: FieldType.INTEGER}
"""Types that compare with those of another."""


class Literals:
    """Gives the literals of one expression the type of the field they are compared with.

    Attributes:
        values: Name to value: what stands in the expression for each literal.
        picked: The lists of which the first or last entry is asked for.
    """

    def __init__(self, fields: Iterable[Field]) -> None:
        self.values: dict[str, Typed] = {}
        self.picked: list[str] = []
        self._fields = {field.name: field for field in fields}
        self._problems: list[Problem] = []

    def typed(self, expression: nodes.Expr) -> nodes.Expr:
        """Return *expression* with its literals typed.

        Raises:
            CallError: With every literal that cannot be read by its field's type, and every
                comparison that has no field in it.
        """
        whole = nodes.Tuple([expression], "load")  # so that find_all finds the outermost, too
        for node in whole.find_all(nodes.Filter):
            name = self._name(node.node)
            if node.name in PICKS and name and name not in self._fields:
                self.picked.append(name)
            field = self._field(node.node)
            if node.name == "default" and field is not None:
                node.args = [self._literal(one, field) for one in node.args]
        for compare in whole.find_all(nodes.Compare):
            self._compare(compare)
        if self._problems:
            raise CallError(self._problems)
        return whole.items[0]

    def _compare(self, compare: nodes.Compare) -> None:
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        kinds = [self._field(side) for side in sides if not _is_literal(side)]
        first = kinds[0] if kinds else None
        if first is None or None in kinds:
            message = "Only a field can be compared with a field or a value."
            if not kinds:
                message = "A comparison needs a field on at least one side."
            self._problem(message, EXAMPLE)
            return
        for other in kinds:
            if other is not None and _family(other) is not _family(first):
                message = (
                    f"{first.name!r} is a {first.type} and {other.name!r} a {other.type}: "
                    "they cannot be compared."
                )
                self._problem(message, "Write date | month for the month of a date.")
                return
        compare.expr = self._literal(compare.expr, first)
        for operand in compare.ops:
            operand.expr = self._literal(operand.expr, first)

    def _field(self, node: nodes.Node | None) -> Field | None:
        """Return the field that *node* gives, with the type that it has there."""
        if isinstance(node, nodes.Filter):
            inner = self._field(node.node)
            if node.name in COUNTS:
                return Field("the number of entries", FieldType.INTEGER)
            if node.name == "month" and inner is not None:
                return replace(inner, type=FieldType.MONTH)
            if node.name in {"default", "lower"}:
                return inner
        name = self._name(node)
        return self._fields.get(name) or self._fields.get(f"{name}.{ITEM}")

    def _name(self, node: nodes.Node | None) -> str:
        """Return the declared name of the field or list that *node* gives, or the empty text."""
        match node:
            case nodes.Name(name=name):
                return name
            case nodes.Getattr(node=inner, attr=attr):
                name = self._name(inner)
                return f"{name}.{attr}" if name else ""
            case nodes.Filter(name=filtered, node=inner):
                return self._filtered(self._name(inner), filtered, node)
        return ""

    def _filtered(self, name: str, filtered: str, node: nodes.Filter) -> str:
        attribute = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        if not name:
            return ""
        if filtered == "map" and isinstance(attribute, nodes.Const):
            return f"{name}.{ITEM}.{attribute.value}"
        if filtered in LIST_FILTERS or name in self._fields:
            return name
        return f"{name}.{ITEM}" if filtered in PICKS else ""

    def _literal(self, node: nodes.Expr, field: Field) -> nodes.Expr:
        """Return a literal as a name that stands for its typed value; all else unchanged."""
        if isinstance(node, nodes.List | nodes.Tuple):
            node.items = [self._literal(item, field) for item in node.items]
        if not isinstance(node, nodes.Const):
            return node
        try:
            value = _read_literal(field, node.value)
        except ValueError as error:
            self._problem(f"{field.name!r} cannot be compared so: {error}", "Mend the selection.")
            return node
        name = f"literal_{len(self.values)}"
        self.values[name] = value
        return nodes.Name(name, "load")

    def _problem(self, message: str, hint: str) -> None:
        self._problems.append(Problem("bad-where", message, hint))


def _is_literal(node: nodes.Node) -> bool:
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(map(_is_literal, node.items))
    return isinstance(node, nodes.Const)


def _family(field: Field) -> FieldType:
    return FAMILY.get(field.type, field.type)


def _read_literal(field: Field, value: object) -> Typed:
    """Read a literal of the expression by the type of *field*.

    Raises:
        ValueError: With a sentence for the person who typed it.
    """
    if isinstance(value, bool) and field.type is FieldType.SWITCH:
        return value
    if isinstance(value, bool) or value is None:
        raise ValueError(f"{str(value).lower()} does not go with its type, {field.type_label}.")
    if _family(field) is FieldType.TEXT and not isinstance(value, str):
        raise ValueError(f'it is a text: write "{value}" in quotes.')
    return read_value(field, str(value))
