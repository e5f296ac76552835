"""How the declared names of fields nest: groups, lists and their items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lettergen.fields.declaration import Field

Schema = dict[str, Any]  # name -> Schema or Field; a list's only key is ITEM


def schema_of(fields: Iterable[Field]) -> Schema:
    """Return the nesting that the declared names of *fields* describe."""
    schema: Schema = {}
    for field in fields:
        node = schema
        *groups, leaf = field.name.split(".")
        for group in groups:
            node = node.setdefault(group, {})
        node[leaf] = field
    return schema
