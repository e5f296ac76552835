"""A template's example: one complete record from which its letter can be made.

It is in the template's folder as `example.yaml`, a list of one record, so the file is a data
file too. Without that file, the example is assembled from those that the fields declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from jinja2 import nodes

from lettergen.errors import CallError, Problem, TemplatePlace
from lettergen.fields.declaration import ITEM, Field
from lettergen.files import paths
from lettergen.records import read_records
from lettergen.template.body import compile_body
from lettergen.template.loading import Template
from lettergen.template.name_chains import chain_of
from lettergen.template.syntax import parse

FILE = "example.yaml"
ALWAYS = ("date", "language")
STANDING, HISTORY = "standing.", "history.*."
LABEL = "history.*.label"


class _AsTyped(yaml.SafeDumper):
    """Writes YAML with quotes only where lettergen's reader needs them."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - as PyYAML does

    def represent_str(self, text: str) -> yaml.ScalarNode:
        """Write a text of several lines as lines."""
        style = "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_AsTyped.add_representer(str, _AsTyped.represent_str)
NULL = re.compile("^(~|null|Null|NULL|)$")
_AsTyped.add_implicit_resolver("tag:yaml.org,2002:null", NULL, [*"~nN", ""])
_AsTyped.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("^<<$"), ["<"])


def load_example(template: Template) -> dict[str, Any]:
    """Return the example of *template*: nested plain data, every value a text as typed.

    Raises:
        CallError: Its file does not contain exactly one record without problems.
    """
    file = template.folder / FILE
    if not file.exists() and not file.is_symlink():
        return nested(_assembled(template))
    shown = f"templates/{template.name}/{FILE}"
    place = TemplatePlace(shown)
    if not paths.is_inside(file, template.folder):
        message = "This file is a link to a place outside the template's folder."
        hint = "Replace the link with the file itself."
        raise CallError([Problem("outside-file", message, hint, template=place)])
    records = read_records(file, shown_as=shown)
    problems = [problem for record in records for problem in record.problems]
    if len(records) != 1:
        message = f"The example has {len(records)} records instead of one."
        problems.append(Problem("bad-example", message, "Keep one record.", template=place))
    if problems:
        raise CallError(problems)
    return nested({path: value.typed for path, value in records[0].values.items()})


def as_yaml(example: Mapping[str, Any]) -> str:
    """Return *example* as a person would type it into a data file."""
    records = [dict(example)]
    text = yaml.dump(records, Dumper=_AsTyped, sort_keys=False, allow_unicode=True, width=1000)
    return str(text).rstrip()


def nested(values: Mapping[str, str]) -> dict[str, Any]:
    """Return flat *values* as the groups and lists that their paths describe."""
    tree: dict[str, Any] = {}
    for path, text in values.items():
        node = tree
        *groups, leaf = path.split(".")
        for group in groups:
            node = node.setdefault(group, {})
        node[leaf] = text
    return {name: _with_lists(child) for name, child in tree.items()}


def _with_lists(node: Any) -> Any:  # noqa: ANN401 - any plain data
    if not isinstance(node, dict):
        return node
    if all(name.isdigit() for name in node):
        return [_with_lists(child) for child in node.values()]
    return {name: _with_lists(child) for name, child in node.items()}


def _assembled(template: Template) -> dict[str, str]:
    """Return the examples of the template's fields, and of the common fields that it needs."""
    selected = dict(_selected(template.selection))
    wanted = [field for field in _wanted(template) if field.example]
    values = {path: field.example for field in wanted for path in _paths(field, wanted)}
    values["language"] = template.languages[0]
    if "status" in selected and "history.1.status" in values:
        values["history.1.status"] = selected.pop("status")
    return values | selected


def _wanted(template: Template) -> list[Field]:
    fields = template.known_fields
    asked = {
        name
        for language in template.languages
        for name in compile_body(template, language, fields).uses.fields
    }
    must = {field.list_name for field in fields if field.at_least}
    uses_status = any(name.startswith(STANDING) for name in asked)
    return [
        field
        for field in fields
        if field.source == "template"
        or field.name in asked
        or field.name in ALWAYS
        or (field.required and field.list_name is None)
        or any(name and field.name.startswith(f"{name}.") for name in must)
        or (uses_status and field.name.startswith(HISTORY) and field.name != LABEL)
    ]


def _paths(field: Field, fields: Iterable[Field]) -> list[str]:
    """Return the paths of *field* in the shortest record: one for each item that it must have."""
    head, star, tail = field.name.rpartition(ITEM)
    if not star:
        return [tail]
    own = (one.at_least for one in fields if one.list_name == field.list_name)
    least = max(1, *own)
    return [f"{head.replace(ITEM, '1')}{number}{tail}" for number in range(1, least + 1)]


def _selected(selection: str) -> Iterator[tuple[str, str]]:
    """Yield each path and value that a selected record has, where the selection names a value."""
    tree, _ = parse(f"{{{{ {selection} }}}}", "for") if selection else (None, [])
    for compare in tree.find_all(nodes.Compare) if tree else ():
        operand = compare.ops[0]
        chain = chain_of(compare.expr)
        value = operand.expr
        if operand.op == "in" and isinstance(value, nodes.List | nodes.Tuple) and value.items:
            value = value.items[0]
        if operand.op in {"eq", "in"} and chain and isinstance(value, nodes.Const):
            yield ".".join((chain[0], *chain[1])), str(value.value)
