"""YAML as nodes: texts as typed, each with its line, and nothing of YAML beyond that."""

from __future__ import annotations

import pytest
import yaml

from lettergen.files import yaml_nodes as reader
from lettergen.files.nodes import Group, Items, Leaf, MappingEntry
from lettergen.files.yaml_nodes import yaml_nodes


def test_tree() -> None:
    """Lists, groups and texts become nodes with the lines they begin on; null is nothing."""
    root, flaws = yaml_nodes("- no: 1:30\n\n  a: [~, '~']\n- {}\n")

    values = Items((Leaf("", 3), Leaf("~", 3)), 3)
    entries = MappingEntry("no", 1, Leaf("1:30", 1)), MappingEntry("a", 3, values)
    assert root == Items((Group(entries, 1), Group((), 4)), 1)
    assert flaws == []


def test_a_key_that_is_no_word() -> None:
    """A list as a key has no name; what it holds stays."""
    root, _ = yaml_nodes("[x]: 1")

    assert root == Group((MappingEntry("", 1, Leaf("1", 1)),), 1)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("# nothing", []),
        (
            "- &a x\n- *a\n- !t z\n- <<: {}\n",
            ["yaml-alias", "yaml-alias", "yaml-tag", "yaml-alias"],
        ),
        ("a\n---\nb\n---\nc", ["yaml-documents"]),
        ("[" * 51, ["data-too-deep"]),
        ("- &a [\n", ["bad-syntax"]),
        ("- \x07", ["bad-syntax"]),
        ("- *a\n" * 50, ["yaml-alias"] * 20),
    ],
)
def test_flaws(text: str, codes: list[str]) -> None:
    """What is wrong is named, all of it up to a limit, and then there is no tree."""
    root, flaws = yaml_nodes(text)

    assert [flaw.code for flaw in flaws] == codes
    assert root == Leaf("", 1)


def test_both_parsers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PyYAML's compiled parser the same is read, line by line."""
    text = "- id: ü\n  a: [b, {c: d}]\r\n- {id: 'x'}\n"
    compiled = yaml_nodes(text)
    monkeypatch.setattr(reader, "LOADER", yaml.BaseLoader)

    assert yaml_nodes(text) == compiled
