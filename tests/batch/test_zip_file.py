"""The ZIP file: letters, enclosures and manifest, the same bytes each time."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.batch.zip_file import write_zip
from lettergen.errors import LetterError
from tests.processes import contents, small_disk

CONTENT = b"%PDF"


@pytest.fixture
def report(sample: tuple[Path, Report], done: Path) -> Report:
    """The batch of the sample office, in a folder of the test's own."""
    return replace(sample[1], folder=done)


def test_everything_is_in_it(report: Report, tmp_path: Path) -> None:
    """Every letter, every enclosure and the manifest stand in it, byte for byte, and no more."""
    path = tmp_path / "all.zip"

    count = write_zip(report, path, force=False)

    with ZipFile(path) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {name: one for name, one in contents(report.folder).items() if name[0] != "."}
    assert any("enclosure" in name for name in found)
    assert count == len(found)


def test_in_the_order_of_the_plan(report: Report, tmp_path: Path) -> None:
    """Letters stand in the order of the plan, enclosures after their letter, the manifest last."""
    write_zip(report, tmp_path / "all.zip", force=False)

    names = ZipFile(tmp_path / "all.zip").namelist()
    assert names == [*(name for line in report.lines for name in line.files), "manifest.jsonl"]


def test_the_same_bytes(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same letters make the same file: later, in another time zone, with other file modes."""
    write_zip(report, tmp_path / "one.zip", force=False)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    for file in report.folder.iterdir():
        os.utime(file, (10**9, 10**9))
        file.chmod(0o600)

    write_zip(report, tmp_path / "other.zip", force=False)

    assert (tmp_path / "other.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_days_and_modes(report: Report, tmp_path: Path) -> None:
    """A file carries the day of its letter and may be read by everyone who gets it."""
    write_zip(report, tmp_path / "all.zip", force=False)

    for entry in ZipFile(tmp_path / "all.zip").infolist():
        assert entry.date_time == (2021, 4, 27, 0, 0, 0)
        assert entry.external_attr >> 16 == 0o100644


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-04-27_note_ფლავია_ka.pdf", (2021, 4, 27)),
        ("1899-12-31_note_Zoë_en.pdf", (1980, 1, 1)),
    ],
)
def test_names_and_days(name: str, day: tuple[int, int, int], tmp_path: Path) -> None:
    """Names of any script stay as they are; a day that no ZIP file can name is its first one."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(CONTENT)
    (tmp_path / "out" / "manifest.jsonl").write_bytes(b"{}\n")
    line = Line("X", Status.MADE, "en", name, sha256(CONTENT).hexdigest(), 1)

    write_zip(Report(tmp_path / "out", (line,)), tmp_path / "all.zip", force=False)

    first, _ = ZipFile(tmp_path / "all.zip").infolist()
    assert first.filename == name
    assert first.date_time[:3] == day


def test_the_manifest_is_of_the_last_day(tmp_path: Path) -> None:
    """The manifest carries the day of the latest letter, wherever in the plan that is."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.jsonl").write_bytes(b"{}\n")
    names = [f"{day}_note_X_en.pdf" for day in ("2021-04-27", "2022-01-31", "2020-02-29")]
    for name in names:
        (out / name).write_bytes(CONTENT)
    digest = sha256(CONTENT).hexdigest()
    lines = tuple(Line("X", Status.MADE, "en", name, digest, 1) for name in names)

    write_zip(Report(out, lines), tmp_path / "all.zip", force=False)

    assert ZipFile(tmp_path / "all.zip").infolist()[-1].date_time[:3] == (2022, 1, 31)


def test_no_torn_file(report: Report, tmp_path: Path) -> None:
    """A letter that was changed, and a disk that is full, leave no file at all."""
    changed = [replace(line, sha256="0" * 64) if line.file else line for line in report.lines]
    with pytest.raises(LetterError, match="was changed after it was made"):
        write_zip(replace(report, lines=tuple(changed)), tmp_path / "all.zip", force=False)
    assert list(tmp_path.iterdir()) == [report.folder]

    with small_disk(tmp_path / "disk") as disk:
        with pytest.raises(LetterError, match="cannot be written: No space left on device"):
            write_zip(report, disk / "all.zip", force=False)
        assert list(disk.iterdir()) == []


def test_no_manifest(report: Report, tmp_path: Path) -> None:
    """Without its manifest the folder is not whole, and neither is the file."""
    (report.folder / "manifest.jsonl").unlink()

    with pytest.raises(LetterError, match=r"manifest\.jsonl"):
        write_zip(report, tmp_path / "all.zip", force=False)
    assert not (tmp_path / "all.zip").exists()
