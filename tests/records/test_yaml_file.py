"""YAML: what is typed is what is read, and nothing but lists, mappings and texts is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.files import codes, read, refused, texts, write
from tests.records.measure import calls_for, few_calls, megabytes

NAME = "members.yaml"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("00420", "00420"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("1e5", "1e5"),
        ("2018", "2018"),
        ("1_000", "1_000"),
        ("2021-04-27", "2021-04-27"),
        (".inf", ".inf"),
        ("'~'", "~"),
        ('"null"', "null"),
        ("nulls", "nulls"),
        ("~", ""),
        ("null", ""),
        ("NULL", ""),
        ("", ""),
        ("''", ""),
        ("# a comment", ""),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("|\n    two\n    lines", "two lines"),
        (">-\n    two\n    lines", "two lines"),
        ("'it''s'", "it's"),
        (r'"tab\there"', "tab here"),
        ("=1+1", "=1+1"),
        ("'<<'", "<<"),
        ("'*star'", "*star"),
    ],
)
def test_texts(tmp_path: Path, typed: str, text: str) -> None:
    """A value is the text that was typed; plain null and nothing at all are the empty text."""
    (record,) = read(tmp_path, NAME, f"- id: XAA\n  value: {typed}\n")

    assert texts(record) == {"id": "XAA", "value": text}
    assert record.problems == ()


def test_lines(tmp_path: Path) -> None:
    """Each value has its line, each record the line where it begins."""
    first, second = read(
        tmp_path, NAME, "members:\r\n# note\r\n- id: A\r\n  cc:\r\n  - name: B\r\n\r\n- {id: C}\r\n"
    )

    assert first.place.line == 3
    assert first.values["cc.1.name"].place.line == 5
    assert str(first.values["cc.1.name"].place) == "members.yaml:5 (cc.1.name)"
    assert second.values["id"].place.line == 7


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("- id: &a XAA\n", "yaml-alias", 1),
        ("- id: XAA\n- *a\n", "yaml-alias", 2),
        ("- id: X\n  <<: {a: b}\n", "yaml-alias", 2),
        ("- id: !!str 5\n", "yaml-tag", 1),
        ("- id: ! 5\n", "yaml-tag", 1),
        ("- !!python/object/apply:os.system ['echo']\n", "yaml-tag", 1),
        ("!!omap\n- id: X\n", "yaml-tag", 1),
        ("- id: A\n---\n- id: B\n", "yaml-documents", 2),
        ("- id: A\n  name: [b\n", "bad-syntax", 3),
        ("- id: A\n\tname: b\n", "bad-syntax", 2),
        ("- id: A\n  name: a: b\n", "bad-syntax", 2),
        ("- id: A\n- b\n  name: 'c\n", "bad-syntax", 3),
        ("- id: A\n  name: a\x07b\n", "bad-syntax", 2),
        ("- id: A\n  name: a\0b\n", "wrong-encoding", 2),
        ("", "data-shape", 1),
        ("# nothing\n", "data-shape", 1),
        ("id: XAA\nname: Ann\n", "data-shape", 1),
        ("members: {id: XAA}\n", "data-shape", 1),
        ("[" * 51, "data-too-deep", 1),
    ],
)
def test_refused(tmp_path: Path, content: str, code: str, line: int) -> None:
    """A file that uses more of YAML than data need is refused with its line."""
    (problem, *_) = refused(write(tmp_path, NAME, content))

    assert problem.code == code
    assert problem.data
    assert (problem.data.file, problem.data.line) == (NAME, line)
    assert problem.hint


def test_all_complaints_at_once(tmp_path: Path) -> None:
    """Every alias and tag is named in one run."""
    problems = refused(write(tmp_path, NAME, "- id: &a X\n- id: *a\n- id: !t Z\n"))

    assert [problem.code for problem in problems] == ["yaml-alias", "yaml-alias", "yaml-tag"]


def test_depth_that_is_allowed(tmp_path: Path) -> None:
    """Fifty levels are read: the limit is one that no honest file meets."""
    nested = "[" * 48 + "deep" + "]" * 48
    (record,) = read(tmp_path, NAME, f"- id: X\n  a: {nested}\n")

    assert texts(record)["a" + ".1" * 48] == "deep"


def test_one_bad_record(tmp_path: Path) -> None:
    """A repeated key, an odd key or a control character affects one record, not the file."""
    bad, odd, control, good = read(
        tmp_path,
        NAME,
        '- {id: A, n: 1, n: 2}\n- {id: B, [x]: 1}\n- {id: C, n: "\\a"}\n- {id: D, n: 1}\n',
    )

    assert codes(bad) == ["duplicate-field"]
    assert "members.yaml:1" in bad.problems[0].message
    assert codes(odd) == ["bad-key"]
    assert codes(control) == ["control-character"]
    assert codes(good) == []


def alias_bomb() -> str:
    """Return nine levels of nine aliases each: a billion texts when written out."""
    levels = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        levels.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
    return "\n".join(levels)


def merge_bomb() -> str:
    """Return merge keys that double at each level."""
    levels = ["- &a0 {k: v}"]
    levels += [f"- &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 30)]
    return "\n".join(levels)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (alias_bomb(), "yaml-alias"),
        (merge_bomb(), "yaml-alias"),
        ("- " * 5000, "data-too-deep"),
        ("[" * 5000, "data-too-deep"),
        ("{a: " * 5000, "data-too-deep"),
        ("".join(" " * n + "a:\n" for n in range(3000)), "data-too-deep"),
        ("? " * 5000, "data-too-deep"),
        ("[" * 5_000_000, "data-too-deep"),
        ("- *a\n" * 100_000, "yaml-alias"),
    ],
    ids=["alias", "merge", "list", "flow", "map", "indent", "key", "long", "many"],
)
def test_bombs(tmp_path: Path, content: str, code: str) -> None:
    """A file made to exhaust time, memory or the stack is refused in few calls and 50 MB."""
    path = write(tmp_path, NAME, content)

    with few_calls(calls_for(content)):
        assert refused(path)[0].code == code
    assert megabytes(lambda: refused(path)) < 50


def test_too_big(tmp_path: Path) -> None:
    """A file over 10 MB is refused before it is decoded."""
    path = write(tmp_path, NAME, b"#" * 10_000_001)

    assert refused(path)[0].code == "data-too-big"
