"""Read a letterhead and its house style into one frozen value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lettergen.errors import CallError, Problem, TemplatePlace, placed
from lettergen.files import paths
from lettergen.files.settings_file import place_in, validated
from lettergen.geometry import PAPERS, Paper, Window, window
from lettergen.letter.pictures import IMAGES, Asset
from lettergen.letterhead.folder import LetterheadFolder, StyleText
from lettergen.letterhead.house_style import HouseStyle
from lettergen.letterhead.inheritance import read_like
from lettergen.letterhead.letterhead import Contact, Letterhead, LetterheadSummary, Margins, Printed
from lettergen.letterhead.settings import LOGO, LOGO_TEXT, LetterheadFile
from lettergen.letterhead.styles import Style, load_style, unknown

FILE = "letterhead.toml"
NO_WINDOW = "none"


def letterhead_names(office: Path | None) -> tuple[str, ...]:
    """Return the letterheads to choose from, sorted."""
    return paths.names("letterheads", office)


def letterhead_summary(name: str, office: Path | None) -> LetterheadSummary:
    """Return what a list shows of the letterhead *name*.

    Raises:
        CallError: There is no such letterhead, or its settings are wrong.
    """
    settings, _ = _settings(name, office)
    return LetterheadSummary(name, settings.title, settings.papers, settings.style)


def load_letterhead(
    name: str, office: Path | None, *, style: str | None = None, paper: str | None = None
) -> Letterhead:
    """Read the letterhead *name*, by default in its own style and on its first paper.

    Raises:
        CallError: There is no such letterhead, style or paper, or one of their files is
            wrong; with every problem of that file.
    """
    settings, chain = _settings(name, office)
    folder = chain[0]
    chosen = load_style(style, office) if style else _own_style(settings, chain, office)
    assets = _pictures(chain)
    chosen_paper = _paper(paper or settings.papers[0], settings.papers, folder)
    return Letterhead(
        name=name,
        title=settings.title,
        style=style or settings.style,
        house=chosen.house,
        paper=chosen_paper,
        papers=settings.papers,
        sender=settings.sender.name,
        sender_lines=settings.sender.lines,
        contacts=tuple(Contact(one.label, one.text) for one in settings.sender.contact),
        fonts=settings.fonts,
        margins=Margins(**settings.margins.model_dump()),
        typographic_quotes=settings.typographic_quotes,
        css=_without_html((*chosen.css, *_own_css(chain))),
        html=chosen.html,
        text=chosen.text,
        includes=chosen.includes,
        mark=_logo(settings.mark, assets, chain),
        mark_text=settings.mark_text,
        assets=assets,
        place=TemplatePlace(folder.shown(FILE)),
        language=settings.language,
        window=_window(settings, style, chosen.house, chosen_paper, folder),
        country=settings.sender.country,
        printed=Printed(**settings.printed.model_dump()) if settings.printed else None,
    )


def _own_style(
    settings: LetterheadFile, chain: tuple[LetterheadFolder, ...], office: Path | None
) -> Style:
    """Return the style that the letterhead itself names.

    Raises:
        CallError: There is no such style, or one of its files is wrong.
    """
    try:
        return load_style(settings.style, office)
    except CallError as error:
        place = place_in([folder.settings(FILE) for folder in chain], "style")
        raise placed(error, place) from None


def _settings(
    name: str, office: Path | None
) -> tuple[LetterheadFile, tuple[LetterheadFolder, ...]]:
    """Return the settings of a letterhead, and its folder followed by those of its ``like``."""
    table, chain = read_like(
        _folder(name, office), FILE, lambda like: _folder(like, office), (LOGO, LOGO_TEXT)
    )
    files = [folder.settings(FILE) for folder in chain]
    return validated(table, LetterheadFile, files), chain


def _folder(name: str, office: Path | None) -> LetterheadFolder:
    found = None if name.startswith(("_", ".")) else paths.find("letterheads", name, office)
    if found is None:
        raise unknown("letterhead", name, letterhead_names(office))
    return LetterheadFolder(found, f"letterheads/{name}")


def _paper(name: str, papers: tuple[str, ...], folder: LetterheadFolder) -> Paper:
    if name not in papers:
        raise unknown("paper", name, papers, f" in {folder.name}")
    return PAPERS[name]


def _window(
    settings: LetterheadFile,
    style: str | None,
    house: HouseStyle,
    paper: Paper,
    folder: LetterheadFolder,
) -> Window | None:
    """Return the window for the address; the letterhead's own is for its own style only.

    Raises:
        CallError: There is no such window for this paper.
    """
    is_own_style = style in {None, settings.style}
    name = settings.windows.get(paper.name, "") if is_own_style else ""
    name = name or house.windows.get(paper.name, "")
    if not name or name == NO_WINDOW:
        return None
    try:
        return window(name, paper)
    except CallError as error:
        place = folder.settings(FILE).place("windows", paper.name)
        raise CallError([replace(one, template=place) for one in error.problems]) from None


def _pictures(chain: tuple[LetterheadFolder, ...]) -> tuple[Asset, ...]:
    """Return the images of the folders by name; the first folder that has a name wins."""
    found = {asset.name: asset for folder in reversed(chain) for asset in folder.pictures()}
    return tuple(found[name] for name in sorted(found))


def _own_css(chain: tuple[LetterheadFolder, ...]) -> tuple[StyleText, ...]:
    return tuple(
        folder.source("letterhead.css")
        for folder in reversed(chain)
        if (own := folder.path / "letterhead.css").is_symlink() or own.exists()
    )


def _without_html(styles: tuple[StyleText, ...]) -> tuple[StyleText, ...]:
    """Return *styles*; refuse one that would close its own element on a page for the browser."""
    wrong = [style for style in styles if "</" in style.text]
    if wrong:
        message, hint = "The stylesheet contains '</'.", "Remove it: CSS contains no HTML."
        raise CallError(
            [Problem("html-in-css", message, hint, template=style.place) for style in wrong]
        )
    return styles


def _logo(
    name: str, assets: tuple[Asset, ...], chain: tuple[LetterheadFolder, ...]
) -> Asset | None:
    if not name:
        return None
    found = next((asset for asset in assets if asset.name == name), None)
    if found is None:
        message = f"The logo {name!r} is not an image file in {chain[0].name}."
        hint = f"Put it there (as {', '.join(sorted(IMAGES))}), or correct 'logo'."
        places = [folder.settings(FILE).place(key) for folder in chain for key in LOGO]
        place = next((one for one in places if one.line), places[0])
        raise CallError([Problem("missing-file", message, hint, template=place)])
    return found
