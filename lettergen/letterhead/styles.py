"""House styles: found by name, read with what they are like, their parts seen to exist.

A style's folder holds `style.toml` and `style.css`. The skeletons and the macros that show
the parts are shared, in `_styles/_parts`; a style that carries one of these files itself
uses its own. `parts.html.j2` and `parts.txt.j2` hold the parts that only this style has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lettergen.errors import CallError, Problem, did_you_mean
from lettergen.files import paths
from lettergen.files.settings_file import validated
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
    """A house style as it was read.

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
    """Read the house style called *name*.

    Raises:
        CallError: There is none, or one of its files is wrong.
    """
    table, chain = read_like(_folder(name, office), FILE, lambda like: _folder(like, office))
    settings = validated(table, StyleFile, chain[0].shown(FILE))
    shared = LetterheadFolder(paths.shipped("letterheads") / STYLES / SHARED, _shown(SHARED))
    folders = (*chain, shared)
    includes = {file: _source(file, folders) for file in LIBRARIES}
    includes |= {file: _parts(file, chain) for file in OWN_PARTS}
    _need_parts(settings, includes, chain[0])
    sheets = [folder.source("style.css") for folder in reversed(chain) if _has(folder, "style.css")]
    return Style(
        title=settings.title,
        house=_house(settings),
        html=_source(HTML, folders),
        text=_source(TEXT, folders),
        includes=tuple(includes.items()),
        css=(shared.source("base.css"), *sheets),
    )


def unknown(kind: str, name: str, known: Iterable[str], where: str = "") -> CallError:
    """Return the error that there is no *kind* called *name*, with the nearest and all known."""
    names = sorted(known)
    listed = f"Known: {', '.join(names)}." if names else ""
    hint = " ".join(part for part in (did_you_mean(name, names), listed) if part)
    return CallError([Problem(f"unknown-{kind}", f"There is no {kind} {name!r}{where}.", hint)])


def _house(settings: StyleFile) -> HouseStyle:
    parts = (*settings.opening, *settings.ending, *settings.after)
    shown = {shown for part in parts for shown in settings.shows.get(part, (part,))}
    rules = settings.model_dump(exclude={"title", "shows"})
    return HouseStyle(**rules, shown=frozenset(shown))


def _need_parts(
    settings: StyleFile, includes: dict[str, StyleText], folder: LetterheadFolder
) -> None:
    """Refuse a style that names a part which no macro shows, or which no letter has."""
    problems: list[Problem] = []
    for part in (part for shown in settings.shows.values() for part in shown):
        if part not in USUAL_PARTS:
            message = f"'shows' names {part!r}, which is no part of a letter."
            hint = did_you_mean(part, USUAL_PARTS) or f"The parts are: {', '.join(USUAL_PARTS)}."
            problems += folder.refusal("unknown-part", FILE, message, hint).problems
    for files in zip(LIBRARIES, OWN_PARTS, strict=True):
        known = {name for file in files for name in MACRO.findall(includes[file].text)}
        for part in (*settings.opening, *settings.ending, *settings.after):
            if part not in known:
                message = f"There is no part {part!r} in {files[0]} or {files[1]}."
                hint = did_you_mean(part, known) or f"Write a macro of that name in {files[1]}."
                problems += folder.refusal("unknown-part", FILE, message, hint).problems
    if problems:
        raise CallError(problems)


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
    """Return the first *file* found in *folders*; the last of them has all that is shared."""
    *own, shared = folders
    return next((one for one in own if _has(one, file)), shared).source(file)


def _parts(file: str, chain: tuple[LetterheadFolder, ...]) -> StyleText:
    """Return the style's own parts; a style may have none."""
    found = next((folder for folder in chain if _has(folder, file)), None)
    return found.source(file) if found else StyleText(chain[0].shown(file), "")
