"""`--merge` and `--zip` as they are typed: told, refused, never a file that lacks a letter."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.sample import NAME, SUSPENDED, change, stand_in_office
from tests.cli.typed import document, run
from tests.processes import contents, letters
from tests.reference import page_texts

CALL = ("batch", NAME, "-o", "new", "--merge", "all.pdf", "--zip", "all.zip")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def spoil(office: Path) -> None:
    """Take a fact that its letter needs from a record."""
    change(office / "members.yaml", "    concern: restrictions on public assembly\n", "")


def test_both_files(office: Path) -> None:
    """Beside the letters stand a print file and a ZIP file; the summary says what is in them."""
    result = run(*CALL, "--double-sided")

    pages = len(page_texts((office / "all.pdf").read_bytes()))
    assert f"Print file all.pdf: {pages} pages; not in it: 1 enclosure.\n" in result.stderr
    assert "ZIP file all.zip: 9 files.\n" in result.stderr
    assert f"{len(SUSPENDED)} letters made in new" in result.stderr
    with ZipFile(office / "all.zip") as archive:
        assert set(archive.namelist()) == contents(office / "new").keys()


def test_document(office: Path) -> None:
    """--json tells of each file where it is, its SHA-256 and how much is in it."""
    told = document(*CALL)

    for key, name, size in (("print_file", "all.pdf", "pages"), ("zip_file", "all.zip", "files")):
        content = (office / name).read_bytes()
        assert told[key] == {
            "file": name,
            "sha256": sha256(content).hexdigest(),
            size: len(page_texts(content)) if size == "pages" else len(SUSPENDED) + 2,
        }


def test_one_letter_failed(office: Path) -> None:
    """Where a letter failed there is neither file, the others stand, and the sentence says why."""
    spoil(office)

    told = document(*CALL, status=1)

    assert told["print_file"] is None
    assert told["zip_file"] is None
    messages = [one["message"] for one in told["problems"] if one["code"] == "incomplete"]
    assert messages == [
        f"{name} was not made: 1 of 7 letters are missing." for name in ("all.pdf", "all.zip")
    ]
    assert len(letters(office / "new")) == len(SUSPENDED) - 1
    assert not list(office.glob("all.*"))


def test_without_those_who_get_none(office: Path) -> None:
    """Who leaves the failed record out, and says so, gets the file of the others."""
    spoil(office)
    run(*CALL, status=1)

    run(*CALL, "--where", 'id != "XAA"')

    assert (office / "all.pdf").exists()


def test_never_over_a_file(office: Path) -> None:
    """A file that is there is replaced with --force alone, and no letter is made for nothing."""
    (office / "all.pdf").write_bytes(b"mine")

    result = run(*CALL, status=2)

    assert "[file-exists]" in result.stderr
    assert contents(office)["all.pdf"] == b"mine"
    assert not (office / "new").exists()
    run(*CALL, "--force")
    assert page_texts((office / "all.pdf").read_bytes())


def test_nothing_selected(office: Path) -> None:
    """Of no letter no file is made, and that is told as a failure: a file was asked for."""
    result = run(*CALL, "--where", 'id == "nobody"', status=1)

    assert "all.pdf was not made: there is no letter." in result.stderr
    assert not list(office.glob("all.*"))
