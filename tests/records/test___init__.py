"""The promise of the whole: the same facts in any of the four formats make equal records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.letter.characters import clean
from lettergen.records import Record, read_records
from tests.records.files import (
    as_csv,
    as_json,
    as_xlsx,
    as_yaml,
    codes,
    filled,
    read,
    refused,
    table_rows,
    write,
)

Facts = dict[str, str]
# The examples of a test write over each other's files in one folder, which is what we want.
ONE_FOLDER = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def in_four_formats(
    folder: Path, nested: object, flat: list[Facts]
) -> Iterator[tuple[Record, ...]]:
    """Give the records as read from each of the four formats."""
    yield read(folder, "a.yaml", as_yaml(nested))
    yield read(folder, "a.json", as_json(nested))
    yield read(folder, "a.csv", as_csv(flat))
    yield read(folder, "b.csv", "\ufeff" + as_csv(flat, ";"))
    yield read(folder, "a.xlsx", as_xlsx(table_rows(flat)))


# What a person could paste into a cell. XLSX cannot hold control characters, and the mark of a
# lost one (U+FFFD) is a problem everywhere; both have their own tests.
TEXTS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["C"],
        include_characters="\n\t",
        exclude_characters="\ufffd",
    )
)
# fmt: off
NAUGHTY = st.sampled_from((
    "NO", "null", "~", "00420", "1:30", "1e5", "=1+1", "+1", "@x", "'", '"', '""', ",", ";",
    "-", "#", "&", "*", "!", "<<", "{{7*7}}", "{%x%}", "<b>&amp;", "../x", "%s%n", "';DROP",
    "عربي", "日本語", "½", "İ", "\u00e9", "e\u0301", "\U0001f469\u200d\U0001f680", "\ufb01",
    "a, b; c", "- x", "# x", "k: v", "\t", "\u00a0", "10\u00a0000", "a\u202fb", "\u200bx\u00ad",
))
# fmt: on
VALUES = TEXTS | NAUGHTY
PEOPLE = st.fixed_dictionaries({"name": VALUES}, optional={"title": VALUES})
RECORDS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "status": VALUES,
            "addressee": st.fixed_dictionaries({"name": VALUES, "post": PEOPLE}),
            "cc": st.lists(PEOPLE, max_size=3),
            "Stra\u00dfe 1": VALUES,
            "tags": st.lists(VALUES, max_size=3),
        },
    ),
    min_size=1,
    max_size=4,
)


def flattened(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give path and text of every leaf, as a person would write the headings."""
    pairs = enumerate(node, 1) if isinstance(node, list) else node.items()
    for key, child in pairs:
        below = f"{path}.{key}" if path else str(key)
        if isinstance(child, str):
            yield below, child
        else:
            yield from flattened(child, below)


@settings(suppress_health_check=ONE_FOLDER)
@given(generated=RECORDS)
def test_four_formats(tmp_path: Path, generated: list[dict[str, Any]]) -> None:
    """A list of records written in four formats is read as the same facts four times."""
    nested = [{"id": f"X{number}", **each} for number, each in enumerate(generated)]
    flat = [dict(flattened(each)) for each in nested]
    first, *others = in_four_formats(tmp_path, nested, flat)

    assert [codes(record) for record in first] == [[] for _ in nested]
    for other in others:
        assert [record.id for record in other] == [record.id for record in first]
        assert [filled(record) for record in other] == [filled(record) for record in first]


@settings(suppress_health_check=ONE_FOLDER)
@given(text=VALUES)
def test_a_text_is_what_was_typed(tmp_path: Path, text: str) -> None:
    """A value that is read is the value that was written, cleaned and nothing else."""
    flat = [{"id": "X", "value": text}]
    for records in in_four_formats(tmp_path, flat, flat):
        assert records[0].values["value"].text == clean(text).text


SEEDS = {
    "a.yaml": b"members:\n- id: XAA\n  cc: [{name: Bo}, {name: 'Cy'}]\n",
    "a.json": b'[{"id": "XAA", "cc": [{"name": "Bo"}, {"n": 1.5e3}]}]',
    "a.csv": b'id,cc.1.name,"note"\r\nXAA,"Bo ""B""",x\r\n',
    "a.xlsx": as_xlsx([["id", "cc.1.name"], ["XAA", "Bo"], ["XAB", 5]]),
}


@settings(suppress_health_check=ONE_FOLDER)
@given(
    name=st.sampled_from(sorted(SEEDS)),
    at=st.integers(0, 10_000),
    length=st.integers(0, 8),
    inserted=st.binary(max_size=12),
)
def test_no_file_makes_a_traceback(
    tmp_path: Path, name: str, at: int, length: int, inserted: bytes
) -> None:
    """Whatever bytes a file contains, the answer is records or a problem with code and hint."""
    seed = SEEDS[name]
    start = at % (len(seed) + 1)
    path = write(tmp_path, name, seed[:start] + inserted + seed[start + length :])
    try:
        problems = [each for record in read_records(path) for each in record.problems]
    except CallError as error:
        problems = list(error.problems)

    assert all(problem.code and problem.message and problem.hint for problem in problems)
    assert all(problem.data and str(problem).encode() for problem in problems)


def test_a_table_with_room_for_more(tmp_path: Path) -> None:
    """A record with one copy is the same in YAML and in a table with columns for three."""
    (nested,) = read(tmp_path, "a.yaml", "- {id: A, cc: [{name: Bo}]}")
    (table, _) = read(tmp_path, "a.csv", "id,cc.1.name,cc.2.name,cc.3.name\nA,,Bo,\nB,x,y,z\n")

    assert filled(nested) == filled(table) == {"id": "A", "cc.1.name": "Bo"}
    assert table.values["cc.1.name"].place.cell == "C2"


@pytest.mark.parametrize("name", ["a.YAML", "a.yml"])
def test_suffixes(tmp_path: Path, name: str) -> None:
    """The suffix says the format, in either case."""
    assert [record.id for record in read(tmp_path, name, "- id: XAA")] == ["XAA"]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.ods", "a.txt", "a.tsv", "yaml", ".yaml"])
def test_unknown_suffix(tmp_path: Path, name: str) -> None:
    """Any other suffix is refused with those that are known."""
    (problem,) = refused(write(tmp_path, name, ""))

    assert problem.code == "data-suffix"
    assert problem.hint == "Save it as one of .yaml, .yml, .json, .csv, .xlsx."


def test_shown_as(tmp_path: Path) -> None:
    """A file is called by its path unless another name is given."""
    path = write(tmp_path, "a.yaml", "- id: XAA")

    assert read_records(path)[0].place.file == str(path)
    assert read_records(path, shown_as="data/a.yaml")[0].place.file == "data/a.yaml"
