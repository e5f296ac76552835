"""`init` makes an office that works."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lettergen.cli.init import WHAT_IS_WHERE, init
from lettergen.errors import CallError
from lettergen.files import paths
from lettergen.office.settings import FILE, load_office

SAMPLE = paths.shipped("examples") / "ogp"
BIN = Path(sys.executable).parent


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder: its path and what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", ["office", "a new/deep one", "it's here"])
def test_init_makes_the_sample_office(name: str, tmp_path: Path) -> None:
    """A new folder holds the sample office, file for file, and nothing stands beside it."""
    folder = tmp_path / name

    assert init(folder) == 0
    assert contents(folder) == contents(SAMPLE)
    assert load_office(folder).settings.date is not None
    assert sorted(folder.parent.iterdir()) == [folder]


def test_init_fills_an_empty_folder(tmp_path: Path) -> None:
    """An empty folder is filled and stays the same folder: a shell may stand in it."""
    before = tmp_path.stat().st_ino

    assert init(tmp_path) == 0
    assert contents(tmp_path) == contents(SAMPLE)
    assert tmp_path.stat().st_ino == before


def test_init_leaves_stray_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor or Python left in the sample is not handed on; nor is "read only"."""
    sample = tmp_path / "examples" / "ogp"
    (sample / "passages" / "__pycache__").mkdir(parents=True)
    (sample / "passages" / "__pycache__" / "x.pyc").touch()
    (sample / ".DS_Store").touch()
    (sample / FILE).write_text("name = 'Office'", encoding="utf-8")
    (sample / FILE).chmod(0o444)
    monkeypatch.setattr(paths, "shipped", lambda kind: tmp_path / kind)
    init(tmp_path / "office")

    assert contents(tmp_path / "office") == {FILE: b"name = 'Office'"}
    assert (tmp_path / "office" / FILE).stat().st_mode & 0o200


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("file", "is not a folder."),
        ("full", "is not empty."),
        ("office", "is already an office."),
        ("astray", "is a broken link."),
    ],
)
def test_init_never_touches_what_is_there(name: str, message: str, tmp_path: Path) -> None:
    """A folder with something in it, a file and a broken link are refused and left alone."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for folder, file in (("full", ".hidden"), ("office", FILE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("mine", encoding="utf-8")
    (tmp_path / "astray").symlink_to("nowhere")
    before = contents(tmp_path)

    with pytest.raises(CallError) as refusal:
        init(tmp_path / name)

    (problem,) = refusal.value.problems
    assert problem.message.endswith(message)
    assert problem.hint
    assert contents(tmp_path) == before


@pytest.mark.parametrize("exists", [False, True], ids=["new", "empty"])
@pytest.mark.parametrize("good", range(4))
def test_init_is_whole_or_nothing(
    good: int, exists: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills after any file leaves nothing behind."""
    folder = tmp_path / "office"
    if exists:
        folder.mkdir()
    done: list[Path] = []
    copy = shutil.copyfile

    def full(source: Path, target: Path) -> None:
        if len(done) == good:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        copy(source, target)
        done.append(target)

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CallError) as refusal:
        init(folder)

    assert "No space left" in str(refusal.value)
    assert list(tmp_path.rglob("*")) == ([folder] if exists else [])


def test_init_takes_back_what_it_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step into an empty folder fails, the steps before are undone."""
    rename = Path.rename

    def unlucky(self: Path, target: Path) -> Path:
        if self.name == FILE:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", unlucky)
    with pytest.raises(CallError):
        init(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_init_tells_of_everything_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file and folder at the top of the sample office is explained in a line."""
    init(tmp_path / "office")
    told = capsys.readouterr().out

    assert {path.name for path in SAMPLE.iterdir()} <= set(WHAT_IS_WHERE)
    assert all(f"  {path.name}" in told for path in SAMPLE.iterdir())


def test_the_next_line_runs_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line that init prints, given to a shell, makes the sample's letters."""
    monkeypatch.chdir(tmp_path)
    init(Path("-the king's office"))
    line = capsys.readouterr().out.splitlines()[-1]
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["/bin/sh", "-c", line], env=environment, check=True, capture_output=True)

    letters = list((tmp_path / "-the king's office" / "out").glob("*.pdf"))
    assert len(letters) == 7
