"""Folders that take the settings they do not give from another folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.letterhead.folder import LetterheadFolder
from lettergen.letterhead.inheritance import Table, read_like

FILE = "style.toml"


def read(root: Path, name: str, **files: str) -> tuple[Table, list[str]]:
    """Write a settings file per folder, read the one called *name*."""
    for folder, text in files.items():
        (root / folder).mkdir()
        (root / folder / FILE).write_text(text, encoding="utf-8")
    table, chain = read_like(
        LetterheadFolder(root / name, name), FILE, lambda one: LetterheadFolder(root / one, one)
    )
    return table, [folder.name for folder in chain]


def test_own_words_win(tmp_path: Path) -> None:
    """A folder's own settings win, key by key, through any number of folders."""
    table, chain = read(
        tmp_path,
        "c",
        a="title = 'A'\nx = 1\n[edge]\ntop = 1\nleft = 1\n",
        b="like = 'a'\ntitle = 'B'\n[edge]\ntop = 2\n",
        c="like = 'b'\ntitle = 'C'\n",
    )

    assert table == {"title": "C", "x": 1, "edge": {"top": 2, "left": 1}}
    assert chain == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("like", "message"),
    [("'a'", "The setting 'like' is circular: it leads back to a"), ("3", "'like' is not a text")],
)
def test_no_way_out(tmp_path: Path, like: str, message: str) -> None:
    """A `like` that is circular, or is not a name, is refused."""
    with pytest.raises(CallError, match=message):
        read(tmp_path, "a", a=f"like = {like}\n")
