"""The checkout, as the tests about the project itself see it.

Reads the working tree and ``.gitignore``, never git: an unpacked source
archive has no history.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lettergen"
TESTS = ROOT / "tests"


@cache
def project_files(*folders: str) -> tuple[Path, ...]:
    """Return the project's own files, or only those in *folders* (or files) named from the root."""
    ignored = GitIgnoreSpec.from_lines([".git", *_lines(".gitignore")])
    roots = [ROOT / folder for folder in folders] or [ROOT]
    return tuple(path for root in roots for path in _walk(root, ignored))


def _walk(path: Path, ignored: GitIgnoreSpec) -> list[Path]:
    """Return the files at and below *path*; an ignored folder is not entered."""
    name = path.relative_to(ROOT).as_posix() + ("/" if path.is_dir() else "")
    if path.is_symlink() or ignored.match_file(name):
        return []
    if path.is_dir():
        return [file for child in sorted(path.iterdir()) for file in _walk(child, ignored)]
    return [path] if path.exists() else []


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def shown(path: Path) -> str:
    """Return *path* as a message names it: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """Return the text of a file; the empty text for one that holds none, such as a picture."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
