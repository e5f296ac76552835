"""Turn nested data into records: flatten groups and lists."""

from __future__ import annotations

from collections.abc import Iterator

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.files.nodes import Group, Items, Leaf, Node
from lettergen.records.builder import Fact, build_record, check_ids, duplicate_key, field_name
from lettergen.records.record import Record
from lettergen.records.source import refusal


def records_of(root: Node, file: str) -> tuple[Record, ...]:
    """Return the records in the tree of *file*.

    Raises:
        CallError: It is neither a list nor a mapping with one key, whose value is a list.
    """
    records = [_record(node, file) for node in _list_of_records(root, file).nodes]
    return check_ids(records)


def _list_of_records(root: Node, file: str) -> Items:
    if isinstance(root, Items):
        return root
    if isinstance(root, Group):
        entries = [entry for entry in root.entries if not field_name(entry.key).is_note]
        if len(entries) == 1 and isinstance(entries[0].node, Items):
            return entries[0].node
    raise _wrong_shape(root, file)


def _wrong_shape(root: Node, file: str) -> CallError:
    if isinstance(root, Leaf):
        found = "one text" if root.text else "nothing"
    else:
        keys = [entry.key for entry in root.entries] if isinstance(root, Group) else []
        shown = ", ".join(repr(key[:40]) for key in keys[:5]) or "none"
        found = f"a mapping with the keys {shown}"
    return refusal(
        "data-shape",
        f"The file must contain a list of records, or one key with that list; it has {found}.",
        "Write the records as a list, or put them under one key such as 'members'.",
        DataPlace(file, line=root.line),
    )


def _record(node: Node, file: str) -> Record:
    place = DataPlace(file, line=node.line)
    if isinstance(node, Group):
        found = list(_of_group(node, "", file))
        facts = [one for one in found if isinstance(one, Fact)]
        return build_record(facts, place, (one for one in found if isinstance(one, Problem)))
    what = "a list" if isinstance(node, Items) else "one text" if node.text else "empty"
    problem = Problem(
        "not-a-record",
        f"A record must be a mapping of fields to values; this one is {what}.",
        "Write its fields as 'name: value', with 'id' among them.",
        data=place,
    )
    return Record("", {}, place, (problem,))


def _facts(node: Node, path: str, file: str) -> Iterator[Fact | Problem]:
    """Yield the facts in *node*, and what is wrong with its keys."""
    if isinstance(node, Leaf):
        yield Fact(path, node.text, node.line)
    elif isinstance(node, Group):
        yield from _of_group(node, path, file)
    else:
        for number, item in enumerate(node.nodes, start=1):
            yield from _facts(item, f"{path}.{number}", file)


def _of_group(group: Group, path: str, file: str) -> Iterator[Fact | Problem]:
    seen: dict[str, int] = {}
    for entry in group.entries:
        name = field_name(entry.key)
        if not path and name.is_note:
            continue
        full = f"{path}.{name.path}" if path else name.path
        if not name.complaint and name.path not in seen:
            seen[name.path] = entry.line
            yield from _facts(entry.node, full, file)
            continue
        place = DataPlace(file, line=entry.line, path=full)
        if name.complaint:
            hint = "Rename the key; a plain word such as 'state' is best."
            yield Problem("bad-key", f"The key {name.complaint}.", hint, data=place)
        else:
            yield duplicate_key(full, place, DataPlace(file, line=seen[name.path]))
