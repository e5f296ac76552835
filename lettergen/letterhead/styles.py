"""House styles: found by name, read with those that ``like`` names, and checked for their parts.

A style's folder contains `style.toml` and `style.css`. The skeletons and the macros that show
the parts are shared, in `_styles/_parts`; a file of the same name in the style's folder
replaces the shared one. `parts.html.j2` and `parts.txt.j2` contain the parts that only this
style has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lettergen.errors import CallError, Problem, did_you_mean
from lettergen.files import paths
from lettergen.files.settings_file import place_in, validated
from lettergen.files.toml_file import TomlFile
from lettergen.files.toml_lines import KeyPath
from lettergen.letter.parts import STYLE_PARTS
from lettergen.letterhead.folder import LetterheadFolder, StyleText
from lettergen.letterhead.house_style import LETTERHEAD, HouseStyle
from lettergen.letterhead.inheritance import read_like
from lettergen.letterhead.settings import StyleFile

FILE = "style.toml"
STYLES = "_styles"
SHARED = "_parts"
HTML, TEXT = "letter.html.j2", "letter.txt.j2"
LIBRARIES = ("library.html.j2", "library.txt.j2")
OWN_PARTS = ("parts.html.j2", "parts.txt.j2")
USUAL_PARTS = (LETTERHEAD, *STYLE_PARTS)
MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\s*\(")


@dataclass(frozen=True, slots=True)
class Style:
    """A house style as it is read from its files.

    Attributes:
        html: The skeleton of the page.
        text: The skeleton of the plain text.
        includes: The files that the skeletons import, by name within the style.
        css: The stylesheets, the general one first.
    """

    title: str
    house: HouseStyle
    html: StyleText
    text: StyleText
    includes: tuple[tuple[str, StyleText], ...]
    css: tuple[StyleText, ...]


def style_names(office: Path | None) -> tuple[str, ...]:
    """Return the house styles to choose from, sorted."""
    return tuple(sorted(_folders(office)))


def load_style(name: str, office: Path | None) -> Style:
    """Read the house style *name*.

    Raises:
        CallError: There is no such style, or one of its files is wrong.
    """
    table, chain = read_like(_folder(name, office), FILE, lambda like: _folder(like, office))
    files = [folder.settings(FILE) for folder in chain]
    settings = validated(table, StyleFile, files)
    shared = LetterheadFolder(paths.shipped("letterheads") / STYLES / SHARED, _shown(SHARED))
    folders = (*chain, shared)
    includes = {file: _source(file, folders) for file in LIBRARIES}
    includes |= {file: _parts(file, chain) for file in OWN_PARTS}
    if problems := list(_wrong_parts(settings, includes, files)):
        raise CallError(problems)
    styles = [folder.source("style.css") for folder in reversed(chain) if _has(folder, "style.css")]
    return Style(
        title=settings.title,
        house=_house(settings),
        html=_source(HTML, folders),
        text=_source(TEXT, folders),
        includes=tuple(includes.items()),
        css=(shared.source("base.css"), *styles),
    )


def unknown(kind: str, name: str, known: Iterable[str], where: str = "") -> CallError:
    """Return the error for an unknown *name* of that *kind*, with the nearest and all known."""
    names = sorted(known)
    listed = f"Known: {', '.join(names)}." if names else ""
    hint = " ".join(part for part in (did_you_mean(name, names), listed) if part)
    return CallError([Problem(f"unknown-{kind}", f"There is no {kind} {name!r}{where}.", hint)])


def _house(settings: StyleFile) -> HouseStyle:
    parts = (*settings.opening, *settings.ending, *settings.after)
    shown = {shown for part in parts for shown in settings.shows.get(part, (part,))}
    rules = settings.model_dump(exclude={"title", "shows"})
    return HouseStyle(**rules, shown=frozenset(shown))


def _wrong_parts(
    settings: StyleFile, includes: dict[str, StyleText], files: Sequence[TomlFile]
) -> Iterator[Problem]:
    """Yield a problem for each part without a macro, named twice, or that no letter has."""
    for name, shown in settings.shows.items():
        for number, part in enumerate(shown):
            if part not in USUAL_PARTS:
                message = f"'shows' names {part!r}, which is not a letter part."
                hint = did_you_mean(part, USUAL_PARTS) or f"Use one of: {', '.join(USUAL_PARTS)}."
                place = place_in(files, "shows", name, number)
                yield Problem("unknown-part", message, hint, template=place)
    seen: set[str] = set()
    for path, part in _ordered(settings):
        problem = _repeated(part) if part in seen else _without_macro(part, includes)
        if problem:
            yield replace(problem, template=place_in(files, *path))
        seen.add(part)


def _ordered(settings: StyleFile) -> Iterator[tuple[KeyPath, str]]:
    """Yield each part that the style names, in order, with the path of its setting."""
    for name in ("opening", "ending", "after"):
        for number, part in enumerate(getattr(settings, name)):
            yield (name, number), part


def _repeated(part: str) -> Problem:
    message = f"The part {part!r} is named twice, so it would be printed twice."
    return Problem("repeated-part", message, "Remove it from one of the two places.")


def _without_macro(part: str, includes: dict[str, StyleText]) -> Problem | None:
    """Return the problem that one of the two kinds of skeleton cannot show *part*, if so."""
    for files in zip(LIBRARIES, OWN_PARTS, strict=True):
        known = {name for file in files for name in MACRO.findall(includes[file].text)}
        if part not in known:
            message = f"There is no part {part!r} in {files[0]} or {files[1]}."
            hint = did_you_mean(part, known) or f"Add a macro of that name to {files[1]}."
            return Problem("unknown-part", message, hint)
    return None


def _folder(name: str, office: Path | None) -> LetterheadFolder:
    known = _folders(office)
    if name not in known:
        raise unknown("style", name, known)
    return LetterheadFolder(known[name], _shown(name))


def _shown(name: str) -> str:
    return f"letterheads/{STYLES}/{name}"


def _folders(office: Path | None) -> dict[str, Path]:
    roots = [root / STYLES for root in paths.searched("letterheads", office)]
    return {folder.name: folder for root in reversed(roots) for folder in _within(root)}


def _within(root: Path) -> Iterator[Path]:
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith((".", "_")):
            yield folder


def _has(folder: LetterheadFolder, file: str) -> bool:
    path = folder.path / file
    return path.is_symlink() or path.exists()


def _source(file: str, folders: Iterable[LetterheadFolder]) -> StyleText:
    """Return the first *file* found in *folders*; the last of them is the shared one."""
    *own, shared = folders
    return next((one for one in own if _has(one, file)), shared).source(file)


def _parts(file: str, chain: tuple[LetterheadFolder, ...]) -> StyleText:
    """Return the style's own parts, or an empty file if there are none."""
    found = next((folder for folder in chain if _has(folder, file)), None)
    return found.source(file) if found else StyleText(chain[0].shown(file), "")
