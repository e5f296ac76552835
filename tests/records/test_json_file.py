"""JSON: RFC 8259 and nothing else, every number as it is spelt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.records.json_file import read_json
from lettergen.records.source import DataText
from tests.records.files import codes, read, refused, texts, write
from tests.records.measure import calls_for, few_calls, megabytes

NAME = "members.json"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1.50", "1.50"),
        ("1E400", "1E400"),
        ("-0", "-0"),
        ("0.1", "0.1"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("9" * 5000, "9" * 5000),
        ("true", "true"),
        ("false", "false"),
        ("null", ""),
        ('""', ""),
        ('"00420"', "00420"),
        ('"NaN"', "NaN"),
        (r'"a\u0041\n\"[{"', 'aA "[{'),
        (r'"\ud83d\ude00"', "\U0001f600"),
    ],
)
def test_texts(tmp_path: Path, typed: str, text: str) -> None:
    """A value is the text that was typed: no number is rounded, no zero lost."""
    (record,) = read(tmp_path, NAME, f'[{{"id": "XAA", "value": {typed}}}]')

    assert texts(record) == {"id": "XAA", "value": text}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_lines(tmp_path: Path, start: str, end: str) -> None:
    """Each value has its line, whatever brackets and quotation marks are in the texts."""
    content = '{"members": [|{"id": "]}[{\\\\\\"",|"cc": [1,|{"name":|"b"}]},|{"id": 2}]}'
    first, second = read(tmp_path, NAME, start + content.replace("|", end))

    assert first.id == ']}[{\\"'
    assert [value.place.line for value in first.values.values()] == [2, 3, 5]
    assert second.place.line == 6


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("[", 1),
        ("[1,]", 1),
        ('[{"id": 1,}]', 1),
        ("[{'id': 1}]", 1),
        ("[{id: 1}]", 1),
        ("[01]", 1),
        ("[+1]", 1),
        ("[.5]", 1),
        ("[1.]", 1),
        ("[0x1]", 1),
        ("[\n\nNaN]", 3),
        ("[\nInfinity]", 2),
        ("[-Infinity]", 1),
        ('["a\nb"]', 1),
        ('["\\x41"]', 1),
        ('["\\u00g0"]', 1),
        ("[] []", 1),
        ("[]\n// comment", 2),
        ("[1\r\n\r\n2]", 3),
        ("[\u00a01]", 1),
        ("\ufeff\ufeff[]", 1),
        ("[True]", 1),
        ('["a]', 1),
        ('["a\\', 1),
    ],
)
def test_syntax(tmp_path: Path, content: str, line: int) -> None:
    """What RFC 8259 does not allow is refused with line and column."""
    (problem,) = refused(write(tmp_path, NAME, content))

    assert problem.code == "bad-syntax"
    assert problem.data
    assert problem.data.line == line
    assert f"line {line}, column " in problem.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'[{"id": "\xff"}]', "wrong-encoding"),
        ("[]".encode("utf-16"), "wrong-encoding"),
        ("[]".encode("utf-16-le"), "wrong-encoding"),
        (b'{"id": "XAA", "name": "Ann"}', "data-shape"),
        (b'"XAA"', "data-shape"),
        (b"null", "data-shape"),
        (b"[" * 51 + b"]" * 51, "data-too-deep"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, code: str) -> None:
    """Wrong encodings, shapes and depths are refused by name."""
    assert refused(write(tmp_path, NAME, content))[0].code == code


def test_one_bad_record(tmp_path: Path) -> None:
    """Repeated keys, lone surrogates and control characters affect one record, not the file."""
    double, lone, control, good = read(
        tmp_path,
        NAME,
        '[{"id":"A","n":1,"n":1},{"id":"B","n":"\\ud800"},{"id":"C","\\u0000":1},{"id":"D"}]',
    )

    assert codes(double) == ["duplicate-field"]
    assert codes(lone) == ["control-character"]
    assert "U+D800" in lone.problems[0].message
    assert codes(control) == ["bad-key"]
    assert codes(good) == []


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a":' * 100_000, '"' + '\\"' * 1_000_000])
def test_bombs(tmp_path: Path, content: str) -> None:
    """A file made to exhaust time, memory or the stack is refused in few calls and 50 MB."""
    path = write(tmp_path, NAME, content)

    with few_calls(calls_for(content)):
        assert refused(path)
    assert megabytes(lambda: refused(path)) < 50


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(TREES)
def test_every_json_is_read(tree: object) -> None:
    """Whatever the standard library writes is read, or refused as no list of records."""
    content = json.dumps({"members": tree}, indent=1).encode()
    if isinstance(tree, list):
        assert len(read_json(DataText(NAME, content))) == len(tree)
    else:
        with pytest.raises(CallError, match="must contain a list of records"):
            read_json(DataText(NAME, content))
