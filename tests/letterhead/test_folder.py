"""Opening the files of a letterhead."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.letter.pictures import LARGEST_FILE
from lettergen.letterhead.folder import LetterheadFolder


@pytest.fixture
def folder(tmp_path: Path) -> LetterheadFolder:
    """Return an empty letterhead's folder."""
    path = tmp_path / "crest"
    path.mkdir()
    return LetterheadFolder(path, "letterheads/crest")


def code_of(folder: LetterheadFolder, file: str) -> str:
    """Return the code of the problem that reading *file* meets."""
    with pytest.raises(CallError) as error:
        folder.source(file)
    return error.value.problems[0].code


def test_reads_inside(folder: LetterheadFolder) -> None:
    """A file in the folder is read, and carries the name shown in problems."""
    (folder.path / "style.css").write_text("p { margin: 0 }", encoding="utf-8")

    assert folder.source("style.css").text == "p { margin: 0 }"
    assert str(folder.source("style.css").place) == "letterheads/crest/style.css"


def test_link_that_leads_out(folder: LetterheadFolder, tmp_path: Path) -> None:
    """A link to a file elsewhere is refused, as are a linked folder and a path upwards."""
    secret = tmp_path / "secret.css"
    secret.write_text("secret", encoding="utf-8")
    (folder.path / "style.css").symlink_to(secret)
    (folder.path / "up").symlink_to(tmp_path)

    assert code_of(folder, "style.css") == "outside-file"
    assert code_of(folder, "up/secret.css") == "outside-file"
    assert code_of(folder, "../secret.css") == "outside-file"


def test_link_inside(folder: LetterheadFolder) -> None:
    """A link that stays in the folder is as good as its file."""
    (folder.path / "a.css").write_text("a", encoding="utf-8")
    (folder.path / "b.css").symlink_to("a.css")

    assert folder.source("b.css").text == "a"


def test_unfit_files(folder: LetterheadFolder) -> None:
    """What is absent, a folder, too large or not UTF-8 is refused by name."""
    (folder.path / "sub").mkdir()
    (folder.path / "large.css").write_bytes(b" " * (LARGEST_FILE + 1))
    (folder.path / "latin.css").write_bytes(b"\xe9")

    codes = [code_of(folder, file) for file in ("none.css", "sub", "large.css", "latin.css")]

    assert codes == ["missing-file", "missing-file", "large-file", "wrong-encoding"]


def test_pictures(folder: LetterheadFolder) -> None:
    """Pictures are found by their endings, in the order of their names."""
    for name in ("z.PNG", "a.svg", "notes.txt", "letterhead.toml"):
        (folder.path / name).write_bytes(b"data")

    assert [(one.name, one.mime) for one in folder.pictures()] == [
        ("a.svg", "image/svg+xml"),
        ("z.PNG", "image/png"),
    ]


def test_picture_that_leads_out(folder: LetterheadFolder, tmp_path: Path) -> None:
    """A picture that is a link out of the folder is refused, not passed over."""
    (tmp_path / "crest.png").write_bytes(b"data")
    (folder.path / "crest.png").symlink_to(tmp_path / "crest.png")

    with pytest.raises(CallError, match="is a link to a file outside"):
        folder.pictures()
