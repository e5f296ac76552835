"""No letter is kept that would be made otherwise today, whatever has changed since.

For every input that the code itself lists: one change and a second batch give exactly what a
batch into a new folder gives. That each test can fail is shown by leaving the input out of the
digest, which then keeps the letter.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from lettergen.batch.letter_keys import OwnInputs
from lettergen.cli.commands import app
from lettergen.files import digest
from lettergen.letterhead import Letterhead
from lettergen.machine.fingerprint import fingerprint
from lettergen.merge.materials import Materials
from tests.batch.every_change import CHANGES, WITHOUT_EFFECT, Change
from tests.batch.every_input import TEMPLATE, make_office

T = TypeVar("T")
ROOTS = (Materials, Letterhead, OwnInputs)
Seen = tuple[dict[str, bytes], list[dict[str, Any]]]


def classes_in(hint: Any) -> Iterator[type]:
    """Yield the classes with fields of their own that a type hint names."""
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, BaseModel)):
        yield hint
    for argument in get_args(hint):
        yield from classes_in(argument)


def names_of(owner: Any) -> list[str]:
    """Return the names of the fields of a class."""
    return [one.name for one in fields(owner)] if is_dataclass(owner) else list(owner.model_fields)


def inputs_of(owner: type, seen: set[type]) -> Iterator[tuple[str, bool]]:
    """Yield ``Class.field`` for every field below *owner* in the digest, and whether it is plain.

    A field that is not plain holds other classes, whose fields are yielded too.
    """
    if owner in seen:
        return
    seen.add(owner)
    hints = get_type_hints(owner)
    apart = getattr(owner, "NOT_IN_DIGEST", ())
    for name in names_of(owner):
        if name not in apart:
            inner = list(classes_in(hints[name]))
            yield f"{owner.__name__}.{name}", not inner
            for one in inner:
                yield from inputs_of(one, seen)


def test_every_input_is_changed_by_a_test() -> None:
    """Each input that the code lists has its change, or a reason why it decides nothing."""
    seen: set[type] = set()
    listed = dict(one for root in ROOTS for one in inputs_of(root, seen))
    plain = {name for name, is_plain in listed.items() if is_plain}
    changed = {one for change in CHANGES for one in change.inputs}

    assert plain - changed - WITHOUT_EFFECT.keys() == set()
    assert (changed | WITHOUT_EFFECT.keys()) - listed.keys() == set()
    assert changed & WITHOUT_EFFECT.keys() == set()
    assert len(CHANGES) >= 60


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, and the letter of a first batch in its folder ``out``."""
    office = tmp_path_factory.mktemp("first") / "office"
    make_office(office)
    _, (line,) = batch(office, "out")
    assert "problems" not in line  # a letter with a problem is never kept
    return office


def batch(office: Path, out: str, *options: str) -> Seen:
    """Run a batch of *office* into its folder *out*; return what is there then."""
    line = ("batch", TEMPLATE, "--office", office, "-o", office / out, "--jobs", "1", *options)
    result = CliRunner().invoke(app, [str(one) for one in line])
    assert result.exit_code in {0, 1}, result.output
    manifest = (office / out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    lines = [{**json.loads(line), "key": ""} for line in manifest]
    return {file.name: file.read_bytes() for file in (office / out).glob("2*")}, lines


def chosen(every: Sequence[T], small: int) -> list[T]:
    """Return what is tried of *every*: all, or so many by chance."""
    if os.environ["LETTERGEN_SCALE"] == "full":
        return list(every)
    return random.Random(os.environ["LETTERGEN_SEED"]).sample(every, small)  # noqa: S311 - no secret


@pytest.mark.parametrize("change", chosen(CHANGES, 12), ids=str)
def test_what_has_changed_is_made_again(change: Change, first: Path, tmp_path: Path) -> None:
    """After a change, a second batch leaves what a batch into a new folder leaves."""
    office = shutil.copytree(first, tmp_path / "office")
    before = batch(office, "out")
    change.make(office)

    after = batch(office, "out", *change.options)

    assert after == batch(office, "new", *change.options)
    assert after != before


@pytest.mark.parametrize(
    "change", chosen([one for one in CHANGES if not one.is_seen_twice], 3), ids=str
)
def test_a_digest_that_forgets_is_found(
    change: Change, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were an input left out of the digest, the test above would find the letter that was kept."""
    forgotten = set(change.inputs)

    def without(value: Any) -> dict[str, object]:
        name = type(value).__name__
        found = parts_of(value)
        return {key: one for key, one in found.items() if f"{name}.{key}" not in forgotten}

    parts_of = digest.parts_of
    monkeypatch.setattr(digest, "parts_of", without)
    office = shutil.copytree(first, tmp_path / "office")
    shutil.rmtree(office / "out")
    before = batch(office, "out")
    change.make(office)

    assert batch(office, "out", *change.options) == before


@pytest.mark.parametrize("name", chosen(sorted(fingerprint(("Noto Serif",))), 6))
def test_another_machine_makes_the_letter_again(
    name: str, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of anything that the fingerprint names leaves no letter as it was."""
    found = {**fingerprint(("Noto Serif",)), name: "another"}
    monkeypatch.setattr("lettergen.machine.fingerprint.fingerprint", lambda _: found)
    office = shutil.copytree(first, tmp_path / "office")
    letter = next((office / "out").glob("*.pdf"))
    written = letter.stat().st_mtime_ns

    batch(office, "out")

    assert letter.stat().st_mtime_ns > written
