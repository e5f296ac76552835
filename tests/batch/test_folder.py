"""A batch's folder: what is replaced, what is moved, what is left alone."""

from __future__ import annotations

import json
from collections import UserDict
from collections.abc import ItemsView
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.batch.folder import BatchFolder, refuse_part_of_office
from lettergen.batch.manifest import Line, Status
from lettergen.errors import CallError, LetterError
from lettergen.machine.limits import alone_in
from tests.batch.batches import ENCLOSURE, MINE, batch, name_of, named, statuses
from tests.offices import aze, ogp
from tests.processes import contents, letters, small_disk


def test_superseded_twice(tmp_path: Path) -> None:
    """What was moved away stays, also when another letter of that name follows it."""
    for concern in ("delays", "restrictions"):
        batch(tmp_path, [aze({"concern": concern})])
        batch(tmp_path, named("XAA"))

    stem = name_of("AZE").removesuffix(".pdf")
    kept = contents(tmp_path / "superseded")
    assert kept.keys() == {f"{stem}.pdf", f"{stem}-2.pdf", name_of("XAA")}
    assert kept[f"{stem}.pdf"] != kept[f"{stem}-2.pdf"]


@pytest.mark.parametrize("name", [name_of("XAB"), ENCLOSURE])
def test_foreign_files(tmp_path: Path, name: str) -> None:
    """A file that no batch made is not written over, costs one letter, and yields to --force."""
    (tmp_path / name).write_bytes(MINE)

    first = batch(tmp_path, named("AZE", "XAB"))
    second = batch(tmp_path, named("AZE", "XAB"))

    for report in (first, second):
        assert statuses(report.lines) == {"AZE": "made", "XAB": "failed"}
        (problem,) = report.failed[0].problems
        assert str(problem) == (
            f"{tmp_path / name} exists already. "
            "Choose another name with -o, or replace it with --force."
        )
    assert contents(tmp_path).keys() == {name_of("AZE"), name, "manifest.jsonl"}
    assert (tmp_path / name).read_bytes() == MINE
    assert batch(tmp_path, named("AZE", "XAB"), force=True).failed == ()
    assert (tmp_path / name).read_bytes() != MINE


KIND = {"template": "note", "letterhead": "ogp", "style": "ogp"}


class Late(UserDict[str, bytes]):
    """A letter's files; as soon as they are about to be written, somebody else writes the first."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__({name: b"%PDF"})
        self.path = folder / name

    def items(self) -> ItemsView[str, bytes]:
        """Return the files, another one of that name being there by now."""
        self.path.write_bytes(MINE)
        return super().items()


def test_a_file_that_appears_meanwhile(tmp_path: Path) -> None:
    """A file that was not there a moment ago is not written over, but with --force."""
    folder = BatchFolder(tmp_path, KIND)
    with folder.opened(), pytest.raises(LetterError, match="exists already"):
        folder.write(Late(tmp_path, "a.pdf"))
    assert (tmp_path / "a.pdf").read_bytes() == MINE

    forced = BatchFolder(tmp_path, KIND, force=True)
    with forced.opened():
        forced.write(Late(tmp_path, "b.pdf"))

    assert (tmp_path / "b.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("name", ["../mine.txt", "sub/mine.txt", "manifest.jsonl", "sub"])
def test_a_manifest_that_names_what_is_no_letter(tmp_path: Path, name: str) -> None:
    """Whatever a manifest says, only plain files of the folder itself are moved out of the way."""
    out = tmp_path / "out"
    (out / "sub").mkdir(parents=True)
    for file in (tmp_path / "mine.txt", out / "sub" / "mine.txt"):
        file.write_bytes(MINE)
    told = json.dumps({**KIND, "file": name}) + "\n"
    (out / "manifest.jsonl").write_text(told, encoding="utf-8")
    before = contents(tmp_path)
    folder = BatchFolder(out, KIND)

    with folder.opened():
        assert folder.supersede([]) == ()

    assert contents(tmp_path) == before


def test_what_a_batch_claimed_is_its_own(tmp_path: Path) -> None:
    """A file that this run wrote, and that belongs to no letter in the end, is moved away too."""
    folder = BatchFolder(tmp_path, KIND)
    with folder.opened():
        folder.write({"a.pdf": b"%PDF", "b.pdf": b"%PDF"})
        moved = folder.supersede([Line("A", Status.MADE, "en", file="a.pdf")])

    assert moved == ("b.pdf",)
    assert (tmp_path / "superseded" / "b.pdf").read_bytes() == b"%PDF"


def test_another_batch_is_in_the_folder(done: Path) -> None:
    """Two batches at once do not mix in one folder: the second is refused."""
    before = contents(done)
    with alone_in(done), pytest.raises(CallError, match="Another batch is writing into"):
        batch(done, named("AZE"))

    assert contents(done) == before


def test_another_letterhead(done: Path) -> None:
    """A folder belongs to one letterhead; another is refused and nothing in it changes."""
    before = contents(done)
    desk = replace(ogp(), letterhead=replace(ogp().letterhead, name="plain"))

    with pytest.raises(CallError, match="holds letters with the letterhead 'ogp', not 'plain'"):
        batch(done, named("AZE"), desk)

    assert contents(done) == before


def test_leftovers_are_cleared_away(done: Path) -> None:
    """What a killed batch left half written goes; what else is hidden there stays."""
    (done / ".lettergen-0123456789abcdef").write_bytes(b"%PDF")
    (done / ".mine").write_bytes(MINE)
    before = contents(done)

    batch(done, ogp().records)

    assert before.keys() - contents(done).keys() == {".lettergen-0123456789abcdef"}


def test_full_disk(tmp_path: Path) -> None:
    """On a full disk no letter is cut short, and a sentence says why there are no more."""
    records = [replace(aze(), id=f"R{number}") for number in range(20)]
    with small_disk(tmp_path / "disk") as disk:
        with pytest.raises(CallError, match="No space left on device"):
            batch(disk, records)  # the manifest takes what the letters leave
        whole = letters(disk)
        assert all(content.rstrip().endswith(b"%%EOF") for content in whole.values())
        assert not list(disk.glob(".lettergen-*"))


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    """Where a file stands no folder can be, and it stays as it is."""
    (tmp_path / "out").write_bytes(MINE)

    with pytest.raises(CallError, match="is not a folder"):
        batch(tmp_path / "out", named("AZE"))

    assert contents(tmp_path) == {"out": MINE}


def test_a_folder_where_the_superseded_should_go(done: Path) -> None:
    """What cannot be moved out of the way is told."""
    (done / "superseded").write_bytes(MINE)

    with pytest.raises(CallError, match="superseded is not a folder"):
        batch(done, named("AZE"))


@pytest.mark.parametrize(
    "name", [".", "templates", "letterheads/own", "passages", "enclosures", "out/../templates"]
)
def test_part_of_the_office(tmp_path: Path, name: str) -> None:
    """Letters are not written among the files that they are made from."""
    with pytest.raises(CallError, match="is part of the office"):
        refuse_part_of_office(tmp_path / name, tmp_path)


@pytest.mark.parametrize("name", ["out", "templates-2021", ".."])
def test_apart_from_the_office(tmp_path: Path, name: str) -> None:
    """A folder that no office reads may be in the office's folder or anywhere else."""
    refuse_part_of_office(tmp_path / name, tmp_path)
