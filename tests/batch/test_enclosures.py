"""Enclosures: copied byte for byte, from the office's folder alone."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from lettergen.batch.enclosures import enclosure_copies
from lettergen.batch.manifest import EnclosureCopy
from lettergen.errors import LetterError
from lettergen.letter.letter import Enclosure

CONTENT = b"%PDF-1.7 \0\xff"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder with a file to enclose, and one beside it that is not the office's."""
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "annex.pdf").write_bytes(CONTENT)
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    return folder


def test_copies(office: Path) -> None:
    """Each file is copied whole, numbered as the letter numbers its enclosures, with its hash."""
    enclosures = [Enclosure("A list"), Enclosure("The annex", "annex.pdf")]

    copies = enclosure_copies("a_en.pdf", enclosures, office)

    digest = sha256(CONTENT).hexdigest()
    assert copies == [(EnclosureCopy("The annex", "a_en_enclosure-2.pdf", digest), CONTENT)]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("gone.pdf", "No such file or directory"),
        (".", "Is a directory"),
        ("../secret", "it is outside the office's folder"),
        ("link", "it is outside the office's folder"),
        ("/etc/passwd", "it is outside the office's folder"),
        ("annex.pdf\0", "its name cannot be a file's"),
        ("x" * 300, "File name too long"),
    ],
)
def test_refused(office: Path, file: str, reason: str) -> None:
    """A file that is not there or not the office's is refused with the reason."""
    with pytest.raises(LetterError) as error:
        enclosure_copies("a_en.pdf", [Enclosure("It", file)], office)

    (problem,) = error.value.problems
    assert problem.message == f"The enclosure {file!r} cannot be taken: {reason}."
    assert problem.hint == "Put it into the office's folder, or correct its name in the record."
