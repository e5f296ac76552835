"""A batch and its folder: what is made, what is replaced, what is moved, what is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from lettergen.batch.manifest import Line, Status
from lettergen.batch.running import Batch, Report
from lettergen.errors import CallError
from lettergen.limits import alone_in
from lettergen.records import Record
from tests.offices import OGP, Changes, Desk, aze, changed, codes, ogp
from tests.processes import contents, letters, small_disk

SEVEN = ["AZE", "XAA", "XAB", "XAC", "XAD", "XAE", "XAF"]
ENCLOSURE = "2021-04-27_suspension-update_XAB_en_enclosure-1.txt"
MINE = b"a file of somebody else's"


def batch(
    folder: Path, records: Iterable[Record], desk: Desk | None = None, **options: bool
) -> Report:
    """Run a batch of the sample office."""
    desk = desk or ogp()
    heard: list[Line] = []
    entries = desk.plan(records)
    run = Batch(entries, desk.materials, desk.letterhead, folder, 2, **options)
    report = run.run(heard.append)
    assert sorted(heard, key=repr) == sorted(report.lines, key=repr)
    return report


def named(*ids: str) -> list[Record]:
    """Return records of the sample office."""
    return [ogp().record(one) for one in ids]


def name_of(record_id: str) -> str:
    """Return the file name of a record's letter."""
    return f"2021-04-27_suspension-update_{record_id}_en.pdf"


def manifest(folder: Path) -> list[dict[str, object]]:
    """Return the lines of the manifest."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def statuses(lines: Sequence[Line]) -> dict[str, str]:
    """Return what became of each record."""
    return {line.id: str(line.status) for line in lines}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The batch of all records of the sample office."""
    folder = tmp_path_factory.mktemp("sample") / "new" / "out"
    return folder, batch(folder, ogp().records)


@pytest.fixture
def done(sample: tuple[Path, Report], tmp_path: Path) -> Path:
    """A folder of a test's own in which that batch was made."""
    return shutil.copytree(sample[0], tmp_path / "out")


def test_the_sample_office(sample: tuple[Path, Report]) -> None:
    """Seven suspended members get a letter each; the folder holds nothing that is not listed."""
    folder, report = sample

    made = [line for line in report.lines if line.status is Status.MADE]
    assert [line.id for line in made] == SEVEN
    assert [line.id for line in report.lines] == [record.id for record in ogp().records]
    assert report.failed == ()
    assert contents(folder).keys() == {*map(name_of, SEVEN), ENCLOSURE, "manifest.jsonl"}


def test_the_manifest_tells_the_truth(sample: tuple[Path, Report]) -> None:
    """In plan order each line says what became of its record; every hash is that of its file."""
    folder, _ = sample
    lines = manifest(folder)
    made = [line for line in lines if line["status"] == "made"]
    files = letters(folder)

    assert [line["id"] for line in lines] == [record.id for record in ogp().records]
    assert {line["file"]: line["sha256"] for line in made} == {
        name: sha256(content).hexdigest() for name, content in files.items()
    }
    assert all(line["reason"] for line in lines if line["status"] == "skipped")
    assert {line["status"] for line in lines} == {"made", "skipped"}
    assert {(line["template"], line["letterhead"], line["style"]) for line in lines} == {
        ("suspension-update", "ogp", "ogp")
    }


def test_enclosures_go_along(sample: tuple[Path, Report]) -> None:
    """The office's file is copied beside the letter, with its hash; one without a file is not."""
    folder, _ = sample
    content = (OGP / "enclosures" / "resolution-freedonia.txt").read_bytes()
    enclosed = {line["id"]: line["enclosures"] for line in manifest(folder) if "enclosures" in line}

    assert (folder / ENCLOSURE).read_bytes() == content
    assert enclosed == {
        "XAB": [
            {
                "title": "Resolution of the Steering Committee on Freedonia",
                "file": ENCLOSURE,
                "sha256": sha256(content).hexdigest(),
            }
        ]
    }


def test_in_another_order(sample: tuple[Path, Report], tmp_path: Path) -> None:
    """The order of the data changes the order of the manifest, and no byte of any letter."""
    batch(tmp_path, reversed(ogp().records))

    assert letters(tmp_path) == letters(sample[0])
    assert manifest(tmp_path) == list(reversed(manifest(sample[0])))


def test_again(done: Path) -> None:
    """The same batch into its folder leaves every byte as it was."""
    before = contents(done)

    report = batch(done, ogp().records)

    assert report.superseded == ()
    assert contents(done) == before


def test_a_record_that_has_gone(done: Path) -> None:
    """A letter that is not made any more moves away with its enclosure, and that is told."""
    before = contents(done)

    report = batch(done, named("AZE", "XAA"))

    moved = sorted([*map(name_of, SEVEN[2:]), ENCLOSURE])
    assert list(report.superseded) == moved
    assert contents(done / "superseded") == {name: before[name] for name in moved}
    assert letters(done).keys() == {name_of("AZE"), name_of("XAA")}
    assert [line["id"] for line in manifest(done)] == ["AZE", "XAA"]


def test_superseded_twice(tmp_path: Path) -> None:
    """What was moved away stays, also when another letter of that name follows it."""
    for concern in ("delays", "restrictions"):
        batch(tmp_path, [aze({"concern": concern})])
        batch(tmp_path, named("XAA"))

    stem = name_of("AZE").removesuffix(".pdf")
    kept = contents(tmp_path / "superseded")
    assert kept.keys() == {f"{stem}.pdf", f"{stem}-2.pdf", name_of("XAA")}
    assert kept[f"{stem}.pdf"] != kept[f"{stem}-2.pdf"]


def test_a_letter_that_fails_this_time(done: Path) -> None:
    """The letter of an earlier batch does not pass for the one that could not be made."""
    report = batch(done, [changed(record, {"concern": None}) for record in named("AZE")])

    assert statuses(report.lines) == {"AZE": "failed"}
    assert name_of("AZE") in report.superseded
    assert letters(done) == {}


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


BAD: dict[str, tuple[Changes, str]] = {
    "a field is missing": ({"concern": None}, "missing-field"),
    "no font has a glyph": ({"concern": "delays \U00013000"}, "missing-glyph"),
    "no such state": ({"state": "XZZ"}, "unknown-state"),
    "no such day": ({"date": "2021-02-30"}, "wrong-type"),
    "no such language": ({"language": "tlhh"}, "unknown-language"),
    "no body in that language": ({"language": "ka"}, "no-body"),
    "too long": ({"concern": "restrictions " * 12_000}, "too-many-pages"),
    "no such enclosure": (
        {"enclosure.1.title": "It", "enclosure.1.file": "gone"},
        "missing-enclosure",
    ),
}


def test_bad_records_in_the_middle(sample: tuple[Path, Report], tmp_path: Path) -> None:
    """Each bad record is told by its own problem, and costs nobody else a letter."""
    bad = [replace(aze(changes), id=name) for name, (changes, _) in BAD.items()]

    report = batch(tmp_path, [*named("AZE"), *bad, *named("XAF")])

    assert statuses(report.lines) == {"AZE": "made", **dict.fromkeys(BAD, "failed"), "XAF": "made"}
    assert letters(tmp_path) == {
        name: content
        for name, content in letters(sample[0]).items()
        if name in {name_of("AZE"), name_of("XAF")}
    }
    for line in report.failed:
        assert BAD[line.id][1] in codes(line.problems)
        assert all(problem.message and problem.hint for problem in line.problems)
        assert line.reason in [problem.message for problem in line.problems]
        assert not line.file


def test_an_id_that_is_a_path(tmp_path: Path) -> None:
    """An id with slashes gets its letter, in the folder."""
    folder = tmp_path / "a" / "out"
    report = batch(folder, [replace(aze(), id="../../x"), *named("AZE")])

    assert statuses(report.lines) == {"../../x": "made", "AZE": "made"}
    assert letters(folder).keys() == {name_of("..%2F..%2Fx"), name_of("AZE")}
    assert [path for path in tmp_path.rglob("*.pdf") if path.parent != folder] == []


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
