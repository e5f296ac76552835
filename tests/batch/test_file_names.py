"""File names: one per letter, inside the folder, short enough, whatever an id looks like."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.batch.file_names import LONGEST_ID, enclosure_name, letter_name
from lettergen.files.writing import write_whole

DAY = date(2021, 4, 27)
MOST_BYTES = 255
SUPERSEDED = "-1000"  # what a superseded file may get in addition
HOSTILE = [
    *("../../x", "..", ".", "a/b", "a\\b", "a%2Fb", "a%2fb", "a\0b", "/etc/passwd", "~root"),
    *("CON", "nul.txt", "x.", "x ", " x", "-rf", "*", "$(reboot)", "a\nb", "a\tb", "a:b"),
    *(
        "Müller",
        "MÜLLER",
        "Mu\u0308ller",
        "\u200b",
        "\u2066",
        "\u202egpj",
        "😀",
        "\uff21",
        "ფლავია",
    ),
    *("x" * LONGEST_ID, "x" * (LONGEST_ID + 1), "x" * 5000, "x" * 4999 + "y", "ü" * 200, "\u0301"),
]
IDS = st.one_of(st.text(min_size=1), st.sampled_from(HOSTILE))


def name_of(record_id: str, template: str = "note", language: str = "en") -> str:
    """Return the name of a record's letter."""
    return letter_name(DAY, template, record_id, language, "pdf")


@pytest.mark.parametrize(
    ("record_id", "name"),
    [
        ("AZE", "2021-04-27_suspension-update_AZE_en.pdf"),
        ("Côte_d.Ivoire-2", "2021-04-27_suspension-update_Côte_d.Ivoire-2_en.pdf"),
        ("ფლავია", "2021-04-27_suspension-update_ფლავია_en.pdf"),
        ("../../x", "2021-04-27_suspension-update_..%2F..%2Fx_en.pdf"),
        ("a b%c", "2021-04-27_suspension-update_a%20b%25c_en.pdf"),
    ],
)
def test_readable(record_id: str, name: str) -> None:
    """A name says date, template, member and language; what is no letter or digit is %XX."""
    assert name_of(record_id, "suspension-update") == name


def test_hostile_ids_become_files(tmp_path: Path) -> None:
    """Every id gets a file of its own in the folder, and nowhere else."""
    folder = tmp_path / "in" / "out"
    folder.mkdir(parents=True)
    for record_id in HOSTILE:
        write_whole(folder / name_of(record_id), record_id.encode(), replace=False)

    assert len(list(folder.iterdir())) == len(HOSTILE)
    assert {path.read_bytes().decode() for path in folder.iterdir()} == set(HOSTILE)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != folder] == []


@given(IDS, IDS)
def test_one_name_for_each_id(one: str, other: str) -> None:
    """Two ids share a name only if they are the same id."""
    assert (name_of(one) == name_of(other)) == (one == other)


@given(IDS)
def test_a_name_cannot_be_taken_by_an_id_that_looks_like_it(record_id: str) -> None:
    """No id has the name that another, cut one has."""
    *_, shown, _ = name_of(record_id).removesuffix(".pdf").split("_")

    assert shown == record_id or name_of(shown) != name_of(record_id)


@given(IDS, st.sampled_from(["note", "x" * 200, "Schreiben über Ü", "a\tb"]))
def test_fits_every_file_system(record_id: str, template: str) -> None:
    """A name is one part of a path and short enough, the longest language and copies included."""
    name = name_of(record_id, template, "sgs-Latn-LT")
    copy = enclosure_name(name, 1000, f"papers/annex.{'x' * 80}")

    for one in (name, copy):
        assert len(f"{one}{SUPERSEDED}".encode()) <= MOST_BYTES
        assert PurePosixPath(one).name == one
        assert one.startswith("2021-04-27_")
        assert one.isprintable()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("enclosures/resolution.pdf", "a_XAB_en_enclosure-2.pdf"),
        ("enclosures/archive.tar.gz", "a_XAB_en_enclosure-2.gz"),
        ("enclosures/README", "a_XAB_en_enclosure-2"),
        ("enclosures/x.p\u202edf", "a_XAB_en_enclosure-2.p%E2%80%AEdf"),
    ],
)
def test_enclosures(file: str, name: str) -> None:
    """A copy carries its letter's name, its number and what kind of file it is."""
    assert enclosure_name("a_XAB_en.pdf", 2, file) == name
