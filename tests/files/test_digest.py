"""A digest depends on facts alone."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from lettergen.errors import DataPlace
from lettergen.files.digest import digest

LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates()
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.frozensets(LEAVES),
    max_leaves=10,
)
IN_ANOTHER_PROCESS = """
from lettergen.files.digest import digest
print(digest({"b": frozenset({"x", "y", "z", "ə"}), "a": 1}, ("one", b"two")))
"""


class Model(BaseModel):
    """A table of settings."""

    name: str
    tags: tuple[str, ...] = ()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_in_every_process(seed: str) -> None:
    """Neither the order of a mapping nor that of a set counts, nor the process's hash seed."""
    told = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert told.strip() == digest({"a": 1, "b": {"ə", "z", "y", "x"}}, ("one", b"two"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (1, True),
        (None, "None"),
        (b"a", "a"),
        ("a", ["a"]),
        (["a", "b"], ["b", "a"]),
        (["ab"], ["a", "b"]),
        ([["a"], "b"], ["a", ["b"]]),
        ({"a": "b"}, {"b": "a"}),
        ({"a": "b"}, [["a", "b"]]),
        (date(2021, 4, 27), "2021-04-27"),
        (Path("a"), "a"),
        (DataPlace("a", line=1), DataPlace("a", row=1)),
        (Model(name="a"), Model(name="a", tags=("b",))),
    ],
)
def test_differences(one: object, other: object) -> None:
    """What differs in anything, or only in its kind, has another digest."""
    assert digest(one) != digest(other)


@given(DATA)
def test_plain_data(value: object) -> None:
    """Any plain data has a digest, the same each time, and another one when it is listed."""
    assert digest(value) == digest(value)
    assert digest(value) != digest([value])


def test_no_plain_data() -> None:
    """What is no plain data is refused rather than taken by its address in memory."""
    with pytest.raises(TypeError, match="object has no canonical form"):
        digest({"a": [object()]})


@dataclass(frozen=True)
class Noted:
    """Plain data with a note that decides nothing."""

    NOT_IN_DIGEST: ClassVar = ("note",)

    name: str
    note: str = ""


def test_what_decides_nothing() -> None:
    """A field that a class names as deciding nothing does not count; the others do."""
    assert digest(Noted("a", "b")) == digest(Noted("a"))
    assert digest(Noted("b")) != digest(Noted("a"))
