"""A JSON Schema for a data file, made from declared fields, for editors.

With it, an editor completes names, shows descriptions and underlines mistakes. It sees one file
only, so it requires only what every record needs; `plan` and `check` show which records a
template is for. The version of JSON Schema is 2020-12.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from lettergen.fields.declaration import ITEM, SWITCHES, TODAY, Field, FieldType, clashes
from lettergen.fields.nesting import Schema, schema_of

Document = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORD = "record"
DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
LANGUAGE = "^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?$"
SCRIPT = "^[A-Z][a-z]{3}$"
TYPES: Mapping[FieldType, tuple[list[str], str]] = {
    # YAML and JSON read an unquoted 007 or NO as number or boolean; lettergen reads the text.
    FieldType.TEXT: (["string", "number", "boolean"], ""),
    FieldType.PARAGRAPHS: (["string", "number", "boolean"], ""),
    FieldType.INTEGER: (["string", "integer"], "[+-]?[0-9]{1,15}"),
    FieldType.DATE: (["string"], DAY),
    FieldType.MONTH: (["string"], "[0-9]{4}-(0[1-9]|1[0-2])"),
    FieldType.YEAR: (["string", "integer"], "[12][0-9]{3}"),
}
"""The JSON types of a value, and the pattern of its text."""


def data_schema(title: str, fields: Iterable[Field], others: Iterable[Field] = ()) -> Document:
    """Return the schema of a data file whose records have *fields*.

    Args:
        others: Fields that only the office or its other templates declare: allowed, unless they
            clash with *fields*.
    """
    known = list(fields)
    for one in others:
        if not any(clashes((*known, one))):
            known.append(one)
    tree = schema_of(known)
    definitions: Document = {}
    definitions[RECORD] = {
        "type": "object",
        **_group(tree, "", definitions),
        "patternProperties": {"^_": {"description": "A note, which no letter uses."}},
    }
    records = {"type": "array", "items": {"$ref": f"#/$defs/{RECORD}"}}
    return {
        "$schema": DIALECT,
        "title": title,
        "description": "A list of records, or one key with the list.",
        "type": ["array", "object"],
        "items": records["items"],
        "patternProperties": {"^_": {}},
        "additionalProperties": records,
        "minProperties": 1,
        "if": {"propertyNames": {"pattern": "^[^_]"}},
        "then": {"maxProperties": 1},
        "$defs": definitions,
    }


def _group(tree: Schema, path: str, definitions: Document) -> Document:
    """Return the schema of the properties of a record, a group or an item of a list."""
    properties = {
        name: _node(node, f"{path}.{name}" if path else name, definitions)
        for name, node in tree.items()
    }
    required = [name for name, node in tree.items() if _is_needed(node)]
    group = {"properties": properties, "additionalProperties": False}
    return group | ({"required": required} if required else {})


def _node(node: Schema | Field, path: str, definitions: Document) -> Document:
    if isinstance(node, Field):
        return _value(node)
    if ITEM in node:
        return _list(node[ITEM], path, definitions)
    return {"type": "object", **_group(node, path, definitions)}


def _list(item: Schema | Field, path: str, definitions: Document) -> Document:
    """Return the schema of a list; a single item may be given without the list."""
    if isinstance(item, Field):
        value = _value(item)
        counted = {"type": "array", "items": value, **_counts([item])}
        return {"description": value["description"], "anyOf": [counted, value]}
    name = f"{path}.{ITEM}"
    definitions[name] = _group(item, name, definitions)
    reference = {"$ref": f"#/$defs/{quote(name.replace('~', '~0').replace('/', '~1'), safe='*~')}"}
    kinds = ["object", "null"]
    if isinstance(next(iter(item.values())), Field):
        kinds.append("string")  # a plain text is the first field of an item
    items = {"items": {"type": kinds, **reference}}
    counts = _counts(one for one in item.values() if isinstance(one, Field))
    return {"type": [*kinds, "array"], **reference, **items, **counts}


def _counts(fields: Iterable[Field]) -> Document:
    """Return how many items a list may have, as all its *fields* allow."""
    several = list(fields)
    least = max((one.at_least for one in several), default=0)
    most = min((one.at_most for one in several if one.at_most is not None), default=None)
    return ({"minItems": least} if least else {}) | ({"maxItems": most} if most else {})


def _value(field: Field) -> Document:
    """Return the schema of one value: a text, or one text per language or script."""
    needed = field.required and not _is_needed(field)
    about = {"description": field.description + (" This letter needs it." if needed else "")}
    examples = {"examples": [field.example]} if field.example else {}
    plain = _plain(field)
    if field.per_language or field.per_script:
        tags = f"{LANGUAGE}|{SCRIPT}" if field.per_script else LANGUAGE
        languages = {"propertyNames": {"pattern": tags}, "additionalProperties": plain}
        plain = {"anyOf": [plain, {"type": "object", "minProperties": 1, **languages}]}
    return about | plain | examples


def _plain(field: Field) -> Document:
    """Return the schema of one value, which may be empty unless every record needs it."""
    needed = _is_needed(field)
    if field.type is FieldType.ONE_OF:
        return {"enum": [*field.options, *([] if needed else ["", None])]}
    if field.type is FieldType.SWITCH:
        return {"enum": [*SWITCHES, True, False, *([] if needed else ["", None])]}
    types, text = TYPES[field.type]
    if (field.name, field.source) == ("date", "common"):
        text = f"{text}|{TODAY}"
    least = {"minimum": 1000, "maximum": 2999} if field.type is FieldType.YEAR else {}
    if needed:
        return {"type": types, "minLength": 1, **_pattern(f"^({text})$" if text else ""), **least}
    return {"type": [*types, "null"], **_pattern(f"^({text})?$" if text else ""), **least}


def _pattern(text: str) -> Document:
    return {"pattern": text} if text else {}


def _is_needed(node: Schema | Field) -> bool:
    """Return whether every record needs *node*, or every item of its list.

    A field of a template is needed only by the records that the template is for, which a schema
    cannot determine.
    """
    if isinstance(node, Field):
        return node.required and node.source == "common"
    return ITEM not in node and any(_is_needed(part) for part in node.values())
