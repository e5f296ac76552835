"""Fonts: a letter is set in its letterhead's font families and in no other.

A private fontconfig file allows only those families, so that the same letter
looks the same on every machine, and a character that none of them has is a
missing glyph instead of a glyph of another font. The machine's own fontconfig
settings are never read and never changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from lettergen.errors import Problem, TemplatePlace, did_you_mean

# Where Linux, macOS and Homebrew keep fonts; fontconfig skips folders that do not exist.
FOLDERS = (
    '<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir prefix="xdg">fonts</dir>'
    "<dir>~/.fonts</dir><dir>/opt/homebrew/share/fonts</dir><dir>/System/Library/Fonts</dir>"
    "<dir>/Library/Fonts</dir><dir>~/Library/Fonts</dir>"
)
CACHES = '<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir>'
PRIVATE = 0o700
LIST_TIMEOUT = 60  # seconds; the first listing on a machine may read every font
DEBIAN_PACKAGES = {
    "Noto ": "fonts-noto-core",
    "DejaVu ": "fonts-dejavu-core",
    "Liberation ": "fonts-liberation",
    "Linux Libertine": "fonts-linuxlibertine",
}


@lru_cache(maxsize=32)
def font_settings(families: tuple[str, ...] = ()) -> Path:
    """Return a fontconfig file that allows *families* only; if there are none, every font.

    The file is for ``FONTCONFIG_FILE``. It is in a folder that only this user can read, and is
    the same for the same families.
    """
    text = _settings(families)
    folder = _private_folder()
    target = folder / f"fonts-{sha256(text.encode()).hexdigest()[:16]}.conf"
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as file:
        file.write(text)
    Path(file.name).replace(target)
    return target


def _settings(families: tuple[str, ...]) -> str:
    patterns = "".join(
        f'<pattern><patelt name="family"><string>{family}</string></patelt></pattern>'
        for family in families
    )
    chosen = (
        f"<selectfont><acceptfont>{patterns}</acceptfont>"
        "<rejectfont><pattern/></rejectfont></selectfont>"
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{FOLDERS}{CACHES}{chosen if families else ''}</fontconfig>\n"
    )


@cache
def _private_folder() -> Path:
    """Return a folder that only this user can read: in the user's cache, or a temporary one."""
    cache_home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    folder = Path(cache_home).expanduser() / "lettergen"
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        folder.chmod(PRIVATE)  # fails if another user owns it
        if os.access(folder, os.W_OK):
            return folder
    except (OSError, RuntimeError):
        pass
    return Path(tempfile.mkdtemp(prefix="lettergen-"))


@cache
def installed_families() -> frozenset[str]:
    """Return the names of all font families that a letter can be set in.

    The result is empty if ``fc-list``, a part of fontconfig, is not installed or fails.
    """
    return frozenset(name for line in _listed((), "%{family}\n") for name in _names(line))


def font_files(families: tuple[str, ...]) -> dict[str, list[Path]]:
    """Return, for each of *families*, the files that a letter set in it may use."""
    files: dict[str, set[Path]] = {family: set() for family in families}
    for line in _listed(families, "%{family}\t%{file}\n") if families else ():
        names, _, file = line.partition("\t")
        for family in files.keys() & set(_names(names)):
            files[family].add(Path(file))
    return {family: sorted(found) for family, found in files.items()}


def _names(listed: str) -> Iterator[str]:
    """Yield the names that fontconfig lists for a font."""
    return (name.strip().replace("\\", "") for name in listed.split(","))


def _listed(families: tuple[str, ...], what: str) -> list[str]:
    """Return *what* fontconfig reports for each font in *families*; without any, for all fonts."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    environment = os.environ | {"FONTCONFIG_FILE": str(font_settings(families))}
    listed = subprocess.run(  # noqa: S603  a fixed call without a shell
        [program, "--format", what],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=LIST_TIMEOUT,
        check=False,
    )
    return listed.stdout.splitlines()


def missing_fonts(families: Iterable[str], place: TemplatePlace) -> list[Problem]:
    """Return a problem for each of *families* that is not installed; *place* is their setting."""
    installed = installed_families()
    if not installed:
        hint = (
            "Install fontconfig: sudo apt-get install fontconfig (macOS: brew install fontconfig)."
        )
        return [Problem("no-fonts", "No font was found on this machine.", hint, template=place)]
    return [_missing(family, installed, place) for family in families if family not in installed]


def _missing(family: str, installed: frozenset[str], place: TemplatePlace) -> Problem:
    message = f"The font {family!r} is not installed."
    hint = f"{did_you_mean(family, installed)} {install_line(family)}".strip()
    return Problem("missing-font", message, hint, template=place)


def install_line(family: str) -> str:
    """Return how to install *family* on Debian, Fedora and macOS."""
    name = family.lower().replace(" ", "-")
    packages = (package for start, package in DEBIAN_PACKAGES.items() if family.startswith(start))
    debian = next(packages, None)
    if debian is None:
        return "Install the font, or name another in 'fonts'."
    return (
        f"Install it: sudo apt-get install {debian} (Fedora: sudo dnf install google-{name}-fonts; "
        f"macOS: brew install --cask font-{name})."
    )
