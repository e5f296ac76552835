"""The literals of a selection, read by the type of the field they are compared with.

A comparison that is always false, such as that of a month with a text, would leave records
out silently, so it is refused before any record is read.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from functools import partial

from jinja2 import nodes

from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import ITEM, Field, FieldType, Typed, read_value
from lettergen.template.name_chains import name_of
from lettergen.template.syntax import PICKS
from lettergen.template.type_checks import FAMILY, Kind, Types, mismatches

EXAMPLE = 'Write it like: status == "suspended" and action_plan.ends < "2021-09"'


class Literals:
    """Gives the literals of one expression the type of the field they are compared with.

    Attributes:
        values: The name that replaces a literal in the expression, to the literal's value.
        picked: The lists whose first or last entry is used.
    """

    def __init__(self, fields: Iterable[Field]) -> None:
        self.values: dict[str, Typed] = {}
        self.picked: list[str] = []
        self._types = Types(fields)

    def typed(self, expression: nodes.Expr) -> nodes.Expr:
        """Return *expression* with its literals typed.

        Raises:
            CallError: With every literal that cannot be read by its field's type, and every
                comparison that has no field in it.
        """
        whole = nodes.Tuple([expression], "load")  # so that find_all finds the outermost too
        problems = [*self._defaults(whole)]
        for compare in whole.find_all(nodes.Compare):
            problems += self._compare(compare)
        if problems:
            raise CallError(problems)
        return whole.items[0]

    def _defaults(self, whole: nodes.Expr) -> Iterator[Problem]:
        """Read the defaults of absent facts; note the lists that entries are picked from."""
        for node in whole.find_all(nodes.Filter):
            if node.name in PICKS and (item := name_of(node, {})):
                self.picked.append(item.rpartition(f".{ITEM}")[0])
            field = self._field(node.node) if node.node else None
            if node.name == "default" and field is not None:
                node.args = yield from self._read(node.args, field)

    def _compare(self, compare: nodes.Compare) -> Iterator[Problem]:
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        fields = [self._field(side) for side in sides if not _is_literal(side)]
        first = fields[0] if fields else None
        if first is None or None in fields:
            message = "Only a field can be compared with a field or a value."
            if not fields:
                message = "A comparison needs a field on at least one side."
            yield _problem(message, EXAMPLE)
        elif found := list(mismatches(compare, partial(self._kind, literals=first))):
            yield from (_problem(*one) for one in found)
        else:
            compare.expr, *others = yield from self._read(sides, first)
            for operand, read in zip(compare.ops, others, strict=True):
                operand.expr = read

    def _kind(self, node: nodes.Node, literals: Field) -> Kind | None:
        """Return what *node* gives; a literal is of the type of the field *literals*."""
        if not isinstance(node, nodes.Const):
            return self._types.kind_of(node, {})
        return Kind(replace(literals, name="", options=()))

    def _field(self, node: nodes.Node) -> Field | None:
        """Return the field that *node* gives, with the type that it, or each item, has there."""
        kind = self._types.kind_of(node, {})
        return kind.field if kind and kind.name else None

    def _read(
        self, given: Iterable[nodes.Expr], field: Field
    ) -> Generator[Problem, None, list[nodes.Expr]]:
        """Return literals as names for their typed values; all else unchanged."""
        read: list[nodes.Expr] = []
        for node in given:
            if isinstance(node, nodes.List | nodes.Tuple):
                node.items = yield from self._read(node.items, field)
            read.append(node)
            if isinstance(node, nodes.Const):
                try:
                    value = _read_literal(field, node.value)
                except ValueError as error:
                    message = f"{field.name!r} cannot be compared with that: {error}"
                    yield _problem(message, "Correct the selection.")
                else:
                    name = f"literal_{len(self.values)}"
                    self.values[name] = value
                    read[-1] = nodes.Name(name, "load")
        return read


def _problem(message: str, hint: str) -> Problem:
    return Problem("bad-where", message, hint)


def _is_literal(node: nodes.Node) -> bool:
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(map(_is_literal, node.items))
    return isinstance(node, nodes.Const)


def _read_literal(field: Field, value: object) -> Typed:
    """Read a literal of the expression by the type of *field*.

    Raises:
        ValueError: With a sentence for the person who typed it.
    """
    if isinstance(value, bool) and field.type is FieldType.SWITCH:
        return value
    if isinstance(value, bool) or value is None:
        raise ValueError(f"{str(value).lower()} does not fit its type, {field.type_label}.")
    if FAMILY.get(field.type, field.type) is FieldType.TEXT and not isinstance(value, str):
        raise ValueError(f'it is a text: write "{value}" in quotes.')
    return read_value(field, str(value))
