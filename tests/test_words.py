"""The check that finds refused words: what it reads, what it passes over, what it advises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT

PYTHON = '''"""Tell what is wrong."""

NAMES = {"stands": 1}
told = NAMES["stands"]  # what stands here is for programmers
HINT = (
    f"Mend {told['stands here']} and "
    "read it anew."
)
LAYOUT = "set `beside` or ``beside``"
KIND = "it stands apart"  # codespell:ignore stands
'''
DOCUMENT = """# Words

What stands here, by way of example.

```sh
lettergen mend anew
```

The setting `beside` and [a link](beside.md).
"""


def found(file: Path, text: str) -> tuple[int, list[str]]:
    """Return the exit status and what is said of *text* as *file*."""
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "words.py", file],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_messages_are_read(tmp_path: Path) -> None:
    """In Python, strings of several words are read, each on its line; names and code are not."""
    status, lines = found(tmp_path / "a.py", PYTHON)

    assert lines == [
        "a.py:1: Tell ==> Report, Show, Say",
        "a.py:6: Mend ==> Fix",
        "a.py:7: anew ==> again",
    ]
    assert status != 0


def test_documents_are_read(tmp_path: Path) -> None:
    """In a document, code is passed over, and a phrase is one word."""
    _, lines = found(tmp_path / "a.md", DOCUMENT)

    assert lines == [
        "a.md:3: stands ==> is, appears, is printed",
        "a.md:3: by way of ==> through, with",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", 'tell("once more", `and again`); // tell\n'),
        ("CHANGELOG.md", "## [Unreleased]\n\n- Fixed.\n\n## [0.1.0]\n\n- Mended what stands.\n"),
    ],
)
def test_the_rest_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    """Names in JavaScript, and what the changelog says of earlier versions, are left alone."""
    assert found(tmp_path / name, text) == (0, [])


def test_messages_of_pages_are_read(tmp_path: Path) -> None:
    """In JavaScript, strings of several words are read."""
    _, lines = found(tmp_path / "a.js", 'say("read it anew", `and mend it`);\n')

    assert lines == ["a.js:1: anew ==> again", "a.js:1: mend ==> fix"]
