"""`doctor`: what this machine has and lacks for making letters, and how to fix it.

Each check tries the thing itself: it loads a library, lists a font, lays a letter out in
memory. Every error of a broken installation becomes a check that says "missing", so this
module imports late what can fail.
"""

from __future__ import annotations

import platform
import shlex
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lettergen.cli.options import Call
from lettergen.cli.output import counted, print_json, say, show_next
from lettergen.errors import LettergenError
from lettergen.files import paths
from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.machine.fonts import installed_families, missing_fonts
from lettergen.machine.libraries import (
    FONTCONFIG,
    LIBRARIES,
    Library,
    install,
    library_version,
    loaded,
)

if TYPE_CHECKING:
    from packaging.requirements import Requirement

SAMPLE, TEMPLATE, RECORD = "ogp", "suspension-update", "AZE"
WEASYPRINT = "weasyprint"
ELSEWHERE = "Use lettergen in WSL, or build the container: podman build -t lettergen ."
# dyld does not search Homebrew's folder on Apple silicon.
HOMEBREW = ' && export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"'
HELD, NOT_HELD = 0, 3
# Runs in another process, since a limit cannot be lifted again.
MEMORY_TRIAL = f"""
from lettergen.machine.limits import limit_memory
limit_memory(64)
try:
    bytearray(512 * 1024 * 1024)
except MemoryError:
    raise SystemExit({HELD})
raise SystemExit({NOT_HELD})
"""


class Presence(StrEnum):
    """Letters need what is missing; a warning does not prevent them."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


COLOURS = {
    Presence.OK: typer.colors.GREEN,
    Presence.WARNING: typer.colors.YELLOW,
    Presence.MISSING: typer.colors.RED,
}
WIDEST = max(map(len, Presence))


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check.

    Attributes:
        fix: The command or the sentence that fixes it; empty if nothing is wrong.
    """

    name: str
    state: Presence
    detail: str
    fix: str = ""


def doctor(call: Call) -> int:
    """Show what this machine has and lacks; return the exit status."""
    office = call.office if call.is_in_office else None
    checks = examine(office, _trial)
    missing = sum(check.state is Presence.MISSING for check in checks)
    if call.json:
        print_json({"checks": [_as_json(check) for check in checks]})
    else:
        _print_checks(checks)
    if missing:
        say(f"{counted(missing, 'item')} missing. Fix them from the top, as shown below each.")
        show_next("lettergen doctor")
    else:
        say("This machine can make letters.")
        show_next("lettergen check" if office else "lettergen init office")
    return int(bool(missing))


def examine(office: Path | None, trial: Callable[[], str]) -> tuple[Check, ...]:
    """Check everything that letters need.

    Args:
        office: The office whose letterheads are checked too, if any.
        trial: Makes a letter and returns the result as text.
    """
    return (
        _attempt("Python", _python, "Install a supported Python, and lettergen with it."),
        _system(),
        _attempt("Python packages", _packages, _pip("lettergen")),
        *(_library(library) for library in LIBRARIES),
        _weasyprint(),
        _font_list(),
        *(_fonts(name, office) for name in letterhead_names(office)),
        _attempt("A letter", trial, "Fix what is missing above. If nothing is, report this line."),
        _memory_limit(),
    )


def _attempt(name: str, work: Callable[[], str], fix: str) -> Check:
    """Return the check *name*: ok with the text that *work* returns, missing if it raises."""
    try:
        # WeasyPrint prints to standard output when it finds no library.
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Check(name, Presence.OK, work())
    except LettergenError as error:
        return Check(name, Presence.MISSING, " ".join(one.message for one in error.problems), fix)
    except Exception as error:  # noqa: BLE001 - a broken installation can raise anything
        first = next(iter(str(error).splitlines()), "")
        return Check(name, Presence.MISSING, f"{type(error).__name__}: {first}", fix)


def _python() -> str:
    from packaging.specifiers import SpecifierSet

    wanted = SpecifierSet(metadata("lettergen")["Requires-Python"])
    running = platform.python_version()
    if not wanted.contains(running, prereleases=True):
        raise RuntimeError(f"{running} is running, {wanted} is needed")
    return running


def _system() -> Check:
    name = "Operating system"
    shown = f"{platform.system()} {platform.release()}"
    if sys.platform in {"linux", "darwin"}:
        return Check(name, Presence.OK, shown)
    state = Presence.MISSING if sys.platform == "win32" else Presence.WARNING
    return Check(name, state, f"{shown}: lettergen supports Linux and macOS.", ELSEWHERE)


def _requirements() -> list[Requirement]:
    """Return the requirements of lettergen on this machine, without its extras."""
    from packaging.requirements import Requirement

    every = map(Requirement, requires("lettergen") or ())
    return [one for one in every if one.marker is None or one.marker.evaluate({"extra": ""})]


def _packages() -> str:
    wanted = _requirements()
    wrong = [unmet for one in wanted if (unmet := _unmet(one))]
    if wrong:
        raise RuntimeError("; ".join(wrong))
    return f"{len(wanted)} in the required versions"


def _unmet(wanted: Requirement) -> str:
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is not installed"
    fits = wanted.specifier.contains(found, prereleases=True)
    return "" if fits else f"{wanted.name} {found} is installed, {wanted.specifier} is needed"


def _pip(wanted: str) -> str:
    return f"{shlex.quote(sys.executable)} -m pip install --upgrade {shlex.quote(wanted)}"


def _weasyprint() -> Check:
    check = _attempt("WeasyPrint", _loaded_weasyprint, _pip(WEASYPRINT))
    if check.state is Presence.OK or "needed" in check.detail:
        return check
    fix = "Install the libraries that are missing above, then run lettergen doctor again."
    return Check(check.name, check.state, check.detail, fix)


def _loaded_weasyprint() -> str:
    from lettergen.pdf.weasyprint_import import weasyprint

    wanted = next(one for one in _requirements() if one.name == WEASYPRINT)
    if unmet := _unmet(wanted):
        raise RuntimeError(unmet)
    weasyprint()
    return f"{version(WEASYPRINT)}, as pinned: {wanted.specifier}"


def _library(library: Library) -> Check:
    found_library = loaded(library.files)
    fix = install(library.packages, library.name)
    fix += HOMEBREW if fix.startswith("brew") else ""
    if found_library is None:
        detail = "not found. PDFs cannot be made without this library."
        return Check(library.name, Presence.MISSING, detail, fix)
    found = library_version(found_library, library.version_function)
    if not found or _numbers(found) >= _numbers(library.least):
        return Check(library.name, Presence.OK, found or "can be loaded")
    detail = f"{found} is installed, {library.least} or newer is needed to make a PDF."
    return Check(library.name, Presence.MISSING, detail, fix)


def _numbers(text: str) -> tuple[int, ...]:
    """Return ``4.1.0`` as numbers, which compare as versions do."""
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _font_list() -> Check:
    name, fix = "fc-list", install(FONTCONFIG, "fontconfig")
    if shutil.which("fc-list") is None:
        return Check(name, Presence.MISSING, "not found. It is part of fontconfig.", fix)
    count = len(installed_families())
    if not count:
        return Check(name, Presence.MISSING, "It lists no fonts.", fix)
    return Check(name, Presence.OK, f"{count} font families are installed")


def _fonts(letterhead: str, office: Path | None) -> Check:
    name = f"Fonts of the letterhead {letterhead!r}"
    try:
        loaded = load_letterhead(letterhead, office)
    except LettergenError as error:
        return Check(name, Presence.MISSING, str(error), "Fix the letterhead.")
    problems = missing_fonts(loaded.fonts, loaded.place)
    if problems:
        hints = dict.fromkeys(problem.hint for problem in problems)
        detail = " ".join(problem.message for problem in problems)
        return Check(name, Presence.MISSING, detail, " ".join(hints))
    return Check(name, Presence.OK, ", ".join(loaded.fonts))


def _memory_limit() -> Check:
    """Test in another process whether the limit on memory works."""
    name = "Memory limit"
    tried = subprocess.run(  # noqa: S603 - a fixed call without a shell
        [sys.executable, "-c", MEMORY_TRIAL], capture_output=True, text=True, check=False
    )
    if tried.returncode == HELD:
        return Check(name, Presence.OK, "works: a letter that needs too much memory is stopped")
    if tried.returncode == NOT_HELD:
        detail = "This system lets a letter use more memory than 'megabytes' under [limits]."
        return Check(name, Presence.WARNING, detail, ELSEWHERE)
    last = next(iter(tried.stderr.strip().splitlines()[-1:]), "")
    return Check(name, Presence.MISSING, f"It cannot be set: {last}", ELSEWHERE)


def _trial() -> str:
    """Make a letter of the sample office in memory; return the start of its digest.

    Raises:
        LettergenError: The letter cannot be made.
    """
    from lettergen.workspace import Office

    letter = Office(paths.shipped("examples") / SAMPLE).letter(TEMPLATE, RECORD).finished()
    return f"made in memory; its SHA-256 starts with {sha256(letter).hexdigest()[:16]}"


def _as_json(check: Check) -> dict[str, str]:
    return {
        "name": check.name,
        "state": str(check.state),
        "detail": check.detail,
        "mend": check.fix,  # the key of earlier versions
    }


def _print_checks(checks: Sequence[Check]) -> None:
    for check in checks:
        state = typer.style(f"{check.state:<{WIDEST}}", fg=COLOURS[check.state], bold=True)
        typer.echo(f"{state}  {check.name}: {check.detail}")
        if check.fix:
            typer.echo(f"{'':<{WIDEST}}  {check.fix}")
