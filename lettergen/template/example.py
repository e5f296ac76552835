"""A template's example: one whole record that its letter can be made from as it stands.

It is kept in the template's folder as `example.yaml`, a list of one record, so that the
file is a data file too. For a template without one, an example is put together from the
examples that its fields declare.
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
    """Writes YAML with quotes only where lettergen's own reader needs them."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML's own way

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
        CallError: Its file does not hold one record that is in order.
    """
    file = template.folder / FILE
    if not file.exists() and not file.is_symlink():
        return nested(_put_together(template))
    shown = f"templates/{template.name}/{FILE}"
    place = TemplatePlace(shown)
    if not paths.is_inside(file, template.folder):
        message = "This file is a link that leads out of the template's folder."
        hint = "Put the file itself there."
        raise CallError([Problem("outside-file", message, hint, template=place)])
    records = read_records(file, shown_as=shown)
    problems = [problem for record in records for problem in record.problems]
    if len(records) != 1:
        message = f"An example is one record; here are {len(records)}."
        problems.append(Problem("bad-example", message, "Keep one of them.", template=place))
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


def _put_together(template: Template) -> dict[str, str]:
    """Return what the fields' own examples give: the template's, and the common ones needed."""
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
    has_standing = any(name.startswith(STANDING) for name in asked)
    return [
        field
        for field in fields
        if field.source == "template"
        or field.name in asked
        or field.name in ALWAYS
        or (field.required and field.list_name is None)
        or any(name and field.name.startswith(f"{name}.") for name in must)
        or (has_standing and field.name.startswith(HISTORY) and field.name != LABEL)
    ]


def _paths(field: Field, fields: Iterable[Field]) -> list[str]:
    """Return where *field* stands in the shortest record: in as many items as there must be."""
    head, star, tail = field.name.rpartition(ITEM)
    if not star:
        return [tail]
    own = (one.at_least for one in fields if one.list_name == field.list_name)
    least = max(1, *own)
    return [f"{head.replace(ITEM, '1')}{number}{tail}" for number in range(1, least + 1)]


def _selected(selection: str) -> Iterator[tuple[str, str]]:
    """Yield what a record must say to be selected, where the selection compares with a text."""
    tree, _ = parse(f"{{{{ {selection} }}}}", "for") if selection else (None, [])
    for compare in tree.find_all(nodes.Compare) if tree else ():
        operand = compare.ops[0]
        chain = chain_of(compare.expr)
        value = operand.expr
        if operand.op == "in" and isinstance(value, nodes.List | nodes.Tuple) and value.items:
            value = value.items[0]
        if operand.op in {"eq", "in"} and chain and isinstance(value, nodes.Const):
            yield ".".join((chain[0], *chain[1])), str(value.value)
