"""The manifest: what a folder holds, also after a batch that was killed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.batch.manifest import NAME, EnclosureCopy, Line, Manifest, Status
from lettergen.errors import CallError, DataPlace, Problem
from tests.processes import contents

KIND = {"template": "note", "letterhead": "ogp", "style": "ogp"}
COPY = EnclosureCopy("Resolution", "a_enclosure-1.txt", "cd" * 32)
PROBLEM = Problem("x", "It is wrong.\u2028Very.", data=DataPlace("a.yaml", line=3))
MADE = Line("XAA", Status.MADE, "en", "a.pdf", "ab" * 32, 2, enclosures=(COPY,))
FAILED = Line("Zoë\u2028\x85", Status.FAILED, "en", reason="It is wrong.", problems=(PROBLEM,))
SKIPPED = Line("XAC", Status.SKIPPED, "en", reason="not: status == 'active'")


def opened(folder: Path) -> Manifest:
    """Return the manifest of *folder* as the next batch finds it."""
    manifest = Manifest(folder, KIND)
    manifest.open()
    return manifest


def as_json(folder: Path) -> list[dict[str, object]]:
    """Return the lines as other programs read them."""
    text = (folder / NAME).read_bytes().decode()
    assert text.endswith("\n")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def test_a_line_for_each_record(tmp_path: Path) -> None:
    """Each line says what became of a record: file, hash, pages, language, problems, reason."""
    Manifest(tmp_path, KIND).write([MADE, FAILED, SKIPPED])

    made, failed, skipped = as_json(tmp_path)
    assert made == {
        **KIND,
        "id": "XAA",
        "status": "made",
        "language": "en",
        "file": "a.pdf",
        "sha256": "ab" * 32,
        "pages": 2,
        "enclosures": [{"title": "Resolution", "file": "a_enclosure-1.txt", "sha256": "cd" * 32}],
    }
    assert failed["id"] == FAILED.id
    assert failed["status"] == "failed"
    assert failed["problems"] == [
        {
            "code": "x",
            "severity": "error",
            "message": "It is wrong.\u2028Very.",
            "hint": "",
            "template": None,
            "data": {"file": "a.yaml", "line": 3},
        }
    ]
    assert skipped == {
        **KIND,
        "id": "XAC",
        "status": "skipped",
        "language": "en",
        "reason": "not: status == 'active'",
    }
    assert contents(tmp_path).keys() == {NAME}


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "journal"])
def test_knows_its_files_again(tmp_path: Path, whole: bool) -> None:
    """The next batch knows every file of the folder, from a journal as from a whole manifest."""
    manifest = Manifest(tmp_path, KIND)
    if whole:
        manifest.write([MADE, FAILED, SKIPPED])
    else:
        for line in (SKIPPED, FAILED, MADE):
            manifest.add(line)
        manifest.claim(["b.pdf"])

    claimed = set() if whole else {"b.pdf"}
    assert opened(tmp_path).earlier == {"a.pdf", "a_enclosure-1.txt"} | claimed
    assert manifest.claimed == claimed


def test_only_what_was_well_is_remembered(tmp_path: Path) -> None:
    """A letter of which anything was said is not among those that may be kept."""
    warned = replace(MADE, id="XAD", problems=(PROBLEM,))
    Manifest(tmp_path, KIND).write([MADE, warned, SKIPPED])

    assert opened(tmp_path).lines == [MADE, SKIPPED]


def test_a_new_folder(tmp_path: Path) -> None:
    """Where there is no manifest nothing is known, and looking leaves nothing behind."""
    assert opened(tmp_path).earlier == set()
    assert contents(tmp_path) == {}


def test_torn_at_any_byte(tmp_path: Path) -> None:
    """A journal cut off anywhere, by a batch killed once or twice, still names its files."""
    manifest = Manifest(tmp_path, KIND)
    manifest.add(MADE)
    first = manifest.path.read_bytes()
    manifest.add(FAILED)
    second = manifest.path.read_bytes()

    for end in range(len(first), len(second)):
        manifest.path.write_bytes(second[:end])
        again = opened(tmp_path)
        assert again.earlier == set(MADE.files)
        again.claim(["b.pdf"])
        with manifest.path.open("ab") as file:
            file.write(second[len(first) : end])
        assert opened(tmp_path).earlier == {*MADE.files, "b.pdf"}


def test_without_its_last_newline(tmp_path: Path) -> None:
    """A manifest that an editor saved without its last newline loses nothing."""
    manifest = Manifest(tmp_path, KIND)
    manifest.add(MADE)
    manifest.path.write_bytes(manifest.path.read_bytes().rstrip(b"\n"))

    again = opened(tmp_path)
    again.claim(["b.pdf"])

    assert again.earlier == set(MADE.files)
    assert [line["file"] for line in as_json(tmp_path)] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("key", list(KIND))
def test_another_kind_of_letter(tmp_path: Path, key: str) -> None:
    """A folder that belongs to another template, letterhead or style is refused as it stands."""
    Manifest(tmp_path, KIND).add(MADE)
    before = contents(tmp_path)

    with pytest.raises(CallError) as error:
        Manifest(tmp_path, KIND | {key: "other"}).open()

    assert str(error.value) == (
        f"{tmp_path} holds letters with the {key} {KIND[key]!r}, not 'other'. "
        "Choose another folder with -o."
    )
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("written", "where"),
    [
        (b'{"id": 1}\n', "line 1 of "),  # another program's file of that name
        (b"[]\n", "line 1 of "),
        (b'{"template": "note", "letterhead": "ogp", "style": "ogp", "file": 5}\n', "line 1 of "),
        (b'{"template": "note", "letterhead": "ogp", "style": "ogp"}\n\xff\n', "line 2 of "),
        (b"\n", "line 1 of "),
        (None, ""),  # a folder of that name
    ],
)
def test_no_manifest_at_all(tmp_path: Path, written: bytes | None, where: str) -> None:
    """What is no manifest is refused with its line, and stays as it is."""
    if written is None:
        (tmp_path / NAME).mkdir()
    else:
        (tmp_path / NAME).write_bytes(written)
    before = contents(tmp_path)

    with pytest.raises(CallError) as error:
        opened(tmp_path)

    (problem,) = error.value.problems
    assert problem.message == f"The manifest cannot be read: {where}{tmp_path / NAME}."
    assert "-o" in problem.hint
    assert contents(tmp_path) == before
