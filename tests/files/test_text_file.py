"""Text files that people write."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.files.text_file import read_text, read_text_inside


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One.\r\nTwo.\r\n", "One.\nTwo.\n"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        (b"", ""),
    ],
)
def test_text(tmp_path: Path, data: bytes, text: str) -> None:
    """A text is read as it was typed, whatever marks its beginning and the ends of its lines."""
    (tmp_path / "a.txt").write_bytes(data)

    assert read_text_inside(tmp_path / "a.txt", tmp_path, "a.txt") == text


def test_wrong_encoding(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with the line at which that shows."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\nCaf\xe9.\n")

    with pytest.raises(CallError) as error:
        read_text(tmp_path / "a.txt", "shown.txt")
    assert str(error.value) == "shown.txt:2: The file is not UTF-8 text. Save it as UTF-8."


def test_unreadable(tmp_path: Path) -> None:
    """A folder, and a file that is not there, are refused with what the system says."""
    for path, why in (
        (tmp_path, "Is a directory"),
        (tmp_path / "none", "No such file or directory"),
    ):
        with pytest.raises(CallError) as error:
            read_text(path, "shown.txt")
        told = f"shown.txt: The file cannot be read: {why}. Check the file's permissions."
        assert str(error.value) == told


def test_link_that_leads_out(tmp_path: Path) -> None:
    """A link is followed inside its folder, and never out of it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "text").write_text("text")
    (folder / "in").symlink_to("text")
    (folder / "out").symlink_to("../secret")

    assert read_text_inside(folder / "in", folder, "in") == "text"
    with pytest.raises(CallError) as error:
        read_text_inside(folder / "out", folder, "out")
    assert error.value.problems[0].code == "outside-file"
    assert "secret" not in str(error.value)
