"""Reading a letterhead and its house style into one frozen value."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lettergen import paths
from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.geometry import PAPERS, Paper
from lettergen.letterhead.folder import IMAGES, Asset, Folder, Source
from lettergen.letterhead.look import Contact, Letterhead, LetterheadSummary, Margins
from lettergen.letterhead.settings import LetterheadFile, StyleFile
from lettergen.toml_file import read_toml

FILE = "letterhead.toml"
STYLES = "_styles"


def letterhead_names(office: Path | None) -> tuple[str, ...]:
    """Return the letterheads to choose from, sorted."""
    return paths.names("letterheads", office)


def style_names(office: Path | None) -> tuple[str, ...]:
    """Return the house styles to choose from, sorted."""
    return tuple(sorted(_styles(office)))


def letterhead_summary(name: str, office: Path | None) -> LetterheadSummary:
    """Return what a list says of the letterhead called *name*.

    Raises:
        CallError: There is none, or its settings are wrong.
    """
    settings = _settings(Folder(_letterhead_folder(name, office), f"letterheads/{name}"))
    return LetterheadSummary(name, settings.title, settings.papers, settings.style)


def load_letterhead(
    name: str, office: Path | None, *, style: str | None = None, paper: str | None = None
) -> Letterhead:
    """Read the letterhead called *name*, in its own style and on its first paper unless told.

    Raises:
        CallError: There is no such letterhead, style or paper, or one of their files is
            wrong; all problems of a file are told.
    """
    folder = Folder(_letterhead_folder(name, office), f"letterheads/{name}")
    settings = _settings(folder)
    chosen = style or settings.style
    house = Folder(_style_folder(chosen, office), f"letterheads/{STYLES}/{chosen}")
    read_toml(house.inside("style.toml"), StyleFile, house.shown("style.toml"))
    assets = folder.pictures()
    return Letterhead(
        name=name,
        title=settings.title,
        style=chosen,
        paper=_paper(paper or settings.papers[0], settings.papers, folder),
        papers=settings.papers,
        sender=settings.sender.name,
        sender_lines=settings.sender.lines,
        contacts=tuple(Contact(one.label, one.text) for one in settings.sender.contact),
        fonts=settings.fonts,
        margins=Margins(**settings.margins.model_dump()),
        typographic_quotes=settings.typographic_quotes,
        css=_stylesheets(house, folder),
        html=house.source("letter.html.j2"),
        text=house.source("letter.txt.j2"),
        mark=_mark(settings.mark, assets, folder),
        mark_text=settings.mark_text,
        assets=assets,
        place=TemplatePlace(folder.shown(FILE)),
        language=settings.language,
    )


def _settings(folder: Folder) -> LetterheadFile:
    return read_toml(folder.inside(FILE), LetterheadFile, folder.shown(FILE))


def _letterhead_folder(name: str, office: Path | None) -> Path:
    found = None if name.startswith(("_", ".")) else paths.find("letterheads", name, office)
    if found is None:
        raise _unknown("letterhead", name, letterhead_names(office))
    return found


def _style_folder(name: str, office: Path | None) -> Path:
    known = _styles(office)
    if name not in known:
        raise _unknown("style", name, known)
    return known[name]


def _styles(office: Path | None) -> dict[str, Path]:
    roots = [root / STYLES for root in paths.searched("letterheads", office)]
    return {folder.name: folder for root in reversed(roots) for folder in _folders(root)}


def _folders(root: Path) -> list[Path]:
    return [folder for folder in root.iterdir() if folder.is_dir()] if root.is_dir() else []


def _paper(name: str, papers: tuple[str, ...], folder: Folder) -> Paper:
    if name not in papers:
        raise _unknown("paper", name, papers, f" in {folder.name}")
    return PAPERS[name]


def _unknown(kind: str, name: str, known: Iterable[str], where: str = "") -> CallError:
    names = sorted(known)
    listed = f"Known: {', '.join(names)}." if names else ""
    hint = " ".join(part for part in (did_you_mean(name, names), listed) if part)
    return CallError([Problem(f"unknown-{kind}", f"There is no {kind} {name!r}{where}.", hint)])


def _stylesheets(house: Folder, folder: Folder) -> tuple[Source, ...]:
    own = folder.path / "letterhead.css"
    sources = [house.source("style.css")]
    if own.is_symlink() or own.exists():
        sources.append(folder.source("letterhead.css"))
    # The sheet stands inside <style> in the preview; this would end it early.
    wrong = [source for source in sources if "</" in source.text]
    if wrong:
        hint = "Take it out: a stylesheet holds no HTML."
        raise CallError(
            [
                Problem("html-in-css", "The stylesheet holds '</'.", hint, template=source.place)
                for source in wrong
            ]
        )
    return tuple(sources)


def _mark(name: str, assets: tuple[Asset, ...], folder: Folder) -> Asset | None:
    if not name:
        return None
    found = next((asset for asset in assets if asset.name == name), None)
    if found is None:
        message = f"The mark {name!r} is not among the pictures in {folder.name}."
        hint = f"Put it there as one of {', '.join(sorted(IMAGES))}, or mend 'mark'."
        raise folder.refusal("missing-mark", FILE, message, hint)
    return found
