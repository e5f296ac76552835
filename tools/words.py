"""Find refused words in text for people: documents, unreleased changes, messages, help.

    python tools/words.py [FILE...]            without FILE: all these files

Prints ``file:line: word ==> what to write instead`` and exits with 65 if it finds one. The words
are in refused-words.txt, and [tool.codespell] in pyproject.toml has the settings of the search.
Put a word that is a name, such as the setting ``beside``, into backticks. To allow a word in one
place, end its line with ``codespell:ignore beside``.

codespell reads plain text, so each file is first copied with only its prose, on the same lines.
Of Python and JavaScript that is every string with a space in it, docstrings included.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import os
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from codespell_lib import main as codespell

ROOT = Path(__file__).resolve().parent.parent
READ = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/*.md")
MESSAGES = ("lettergen/**/*.py", "lettergen/**/*.html", "lettergen/**/*.j2", "lettergen/**/*.js")
STRINGS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
FORMATTED = re.compile(r"[rbu]*f[rbu]*[\"']", re.IGNORECASE)
FILLED = re.compile(r"{[^{}]*}")
QUOTED = re.compile(r"[\"`][^\"`]* [^\"`]*[\"`]")
RELEASE = re.compile(r"^## \[(?!Unreleased)", re.MULTILINE)
EXCUSED = "codespell:ignore"


def main(arguments: list[str]) -> int:
    """Search the given files, or all files that people read, for refused words."""
    named = [Path(one).resolve() for one in arguments]
    files = named or sorted(file for one in (*READ, *MESSAGES) for file in ROOT.glob(one))
    with TemporaryDirectory() as folder:
        for file in files:
            copy = Path(folder, file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(prose_of(file), encoding="utf-8")
        os.chdir(folder)  # so that the output has the paths of the project
        settings = ("--toml", str(ROOT / "pyproject.toml"))
        words = ("--dictionary", str(ROOT / "tools" / "refused-words.txt"))
        return codespell(*settings, *words, *sorted(one.name for one in Path().iterdir()))


def prose_of(file: Path) -> str:
    """Return only the prose of *file*, on the same lines."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return "\n".join(_strings(file, text.splitlines()))
    if file.suffix == ".js":
        return "\n".join(
            " ".join(one[1:-1] for one in QUOTED.findall(line)) for line in text.splitlines()
        )
    if file.name == "CHANGELOG.md" and (later := RELEASE.search(text)):
        return text[: later.start()]
    return text


def _strings(file: Path, lines: list[str]) -> Iterator[str]:
    """Yield, for each line of Python, its strings with a space in them."""
    found = [line.partition(EXCUSED)[1] + line.partition(EXCUSED)[2] for line in lines]
    with tokenize.open(file) as source:
        for token in tokenize.generate_tokens(source.readline):
            if token.type in STRINGS and " " in token.string:
                words = (
                    FILLED.sub("…", token.string) if FORMATTED.match(token.string) else token.string
                )
                for number, line in enumerate(words.split("\n"), start=token.start[0] - 1):
                    found[number] = f"{line} {found[number]}"
    yield from found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
