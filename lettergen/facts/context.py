"""Facts as a template sees them: nested plain data, with a marker for each absent fact.

An absent fact is a `Missing`: false in a condition, replaceable by `default`, and an
error if it would be printed or compared, so that no letter has a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError

from lettergen.fields.declaration import ITEM, Field, Month, Typed
from lettergen.fields.nesting import Schema, schema_of
from lettergen.letter.paragraphs import Paragraphs


class MissingFactError(UndefinedError):
    """A template uses a fact that the record does not give; the error's text is the path."""


class Missing(StrictUndefined):
    """An absent fact, with its path."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(hint=path, name=path, exc=MissingFactError)

    @property
    def path(self) -> str:
        """The path of the absent fact."""
        return str(self._undefined_name)

    def __bool__(self) -> bool:  # type: ignore[override]  # absent is false, not an error
        return False

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail_with_undefined_error()


class _Text(str):
    """A text that is a distinct object, even if another fact has the same text."""

    __slots__ = ()


class _Number(int):
    """A number that is a distinct object."""


def distinct(value: Typed) -> Typed:
    """Return *value* as a distinct object, so that its identity gives its path."""
    match value:
        case bool():
            return value
        case str():
            return _Text(value)
        case int():
            return _Number(value)
        case Month():
            return Month(value.year, value.month)
        case Paragraphs():
            return Paragraphs(value.paragraphs)
    return value.replace()


class Context:
    """The nested facts of one letter, and the path of each.

    Attributes:
        tree: What the template sees.
        paths: Identity of a fact, group or list to its path, such as ``milestones.2.text``:
            identity survives sorting and filtering in a template, an index would not.
    """

    def __init__(
        self,
        fields: Iterable[Field],
        values: Mapping[str, Typed],
        absent: type[Missing] = Missing,
    ) -> None:
        self._values = values
        self._absent = absent
        self.paths: dict[int, str] = {}
        self.tree: dict[str, Any] = self._nest(schema_of(fields), "")

    def _nest(self, schema: Schema | Field, prefix: str) -> Any:  # noqa: ANN401 - any plain data
        node = self._node(schema, prefix)
        if not isinstance(node, bool):  # there are only two of them
            self.paths[id(node)] = prefix
        return node

    def _node(self, schema: Schema | Field, prefix: str) -> Any:  # noqa: ANN401 - any plain data
        if isinstance(schema, Field):
            given = prefix in self._values
            return distinct(self._values[prefix]) if given else self._absent(prefix)
        if ITEM in schema:
            return [
                self._nest(schema[ITEM], f"{prefix}.{number}")
                for number in range(1, self._count(prefix) + 1)
            ]
        return {
            name: self._nest(part, f"{prefix}.{name}" if prefix else name)
            for name, part in schema.items()
        }

    def _count(self, name: str) -> int:
        prefix = f"{name}."
        numbers = (
            path[len(prefix) :].partition(".")[0]
            for path in self._values
            if path.startswith(prefix)
        )
        return max((int(number) for number in numbers), default=0)
