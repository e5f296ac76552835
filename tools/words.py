"""Find refused words in what people read: documents, the changelog's latest part, messages, help.

    python tools/words.py [FILE...]            all such files unless some are given

Prints ``file:line: word ==> what to write instead`` and ends with status 65 when there is one.
The words are in refused-words.txt; pyproject.toml says how they are looked for, under
[tool.codespell]. A word that is a name, such as the setting ``beside``, goes into backticks; one
that is right in its place is excused at the end of its line: ``codespell:ignore beside``.

codespell reads plain text, so each file is first copied with only its prose left, on the same
lines: of Python and JavaScript, the strings that have a blank in them, docstrings included.
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
    """Look for refused words in the files named, or in all that people read."""
    named = [Path(one).resolve() for one in arguments]
    files = named or sorted(file for one in (*READ, *MESSAGES) for file in ROOT.glob(one))
    with TemporaryDirectory() as folder:
        for file in files:
            copy = Path(folder, file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(prose_of(file), encoding="utf-8")
        os.chdir(folder)  # so that files are named as they are in the project
        settings = ("--toml", str(ROOT / "pyproject.toml"))
        words = ("--dictionary", str(ROOT / "tools" / "refused-words.txt"))
        return codespell(*settings, *words, *sorted(one.name for one in Path().iterdir()))


def prose_of(file: Path) -> str:
    """Return the text of *file* with only what is prose, each line where it was."""
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
    """Yield, for each line of Python, what of its strings has a blank in it."""
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
