"""A batch: what is made, what is moved, what is told."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from lettergen.batch.manifest import Status
from lettergen.batch.report import Report
from tests.batch.batches import ENCLOSURE, SEVEN, batch, manifest, name_of, named, statuses
from tests.offices import OGP, Changes, aze, changed, codes, ogp
from tests.processes import contents, letters


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


def test_a_letter_that_fails_this_time(done: Path) -> None:
    """The letter of an earlier batch does not pass for the one that could not be made."""
    report = batch(done, [changed(record, {"concern": None}) for record in named("AZE")])

    assert statuses(report.lines) == {"AZE": "failed"}
    assert name_of("AZE") in report.superseded
    assert letters(done) == {}


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
