"""Find the installed peers, and report a missing one.

The programs are from system packages, the Python libraries from peers-requirements.txt, in a
separate environment.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess

from racing import ROOT

PYTHON = ROOT / ".venv-peers" / "bin" / "python"
REQUIREMENTS = ROOT / "benchmarks" / "peers-requirements.txt"
INSTALL = "Run: make bench-peers"
# Each program, with its usual name and its Debian package.
PROGRAMS = {
    "chromium": ("Chromium", "chromium"),
    "soffice": ("LibreOffice", "libreoffice-writer-nogui"),
    "xelatex": ("XeTeX", "texlive-xetex"),
}
FONTSPEC_PACKAGE = "texlive-latex-recommended"
FAMILY = "Noto Serif"
FONT_PACKAGE = "fonts-noto-core"
ASK_VERSIONS = """
import json, sys
from importlib.metadata import PackageNotFoundError, version

def known(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None

print(json.dumps({name: known(name) for name in sys.argv[1:]}))
"""


def versions() -> dict[str, str]:
    """Return name and version of each program and library, by the program or package."""
    programs = {program: program_version(program) for program in PROGRAMS}
    if not output(["kpsewhich", "fontspec.sty"]):
        raise SystemExit(
            f"There is no fontspec: the package {FONTSPEC_PACKAGE} is missing. {INSTALL}"
        )
    return programs | library_versions()


def program_version(program: str) -> str:
    """Return name and version of a program, as the program prints them."""
    name, package = PROGRAMS[program]
    if shutil.which(program) is None:
        raise SystemExit(f"There is no {program}: the package {package} is missing. {INSTALL}")
    found = re.search(r"\d[\d.]*\d(?:-[\d.]+\d)*", output([program, "--version"]))
    return f"{name} {found.group() if found else 'of an unknown version'}"


def library_versions() -> dict[str, str]:
    """Return name and version of each library, which must be the pinned version."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    if not PYTHON.exists():
        raise SystemExit(f"There is no {PYTHON.relative_to(ROOT)}. {INSTALL}")
    installed = json.loads(output([str(PYTHON), "-c", ASK_VERSIONS, *pinned]))
    for name, wanted in pinned.items():
        if installed[name] != wanted:
            message = f"The package {name} {wanted} is missing from .venv-peers. {INSTALL}"
            raise SystemExit(message)
    return {name: f"{name} {wanted}" for name, wanted in pinned.items()}


def font_file(style: str) -> str:
    """Return the file of Noto Serif in a style."""
    answer = output(["fc-match", "-f", "%{family[0]}\n%{file}", f"{FAMILY}:style={style}"])
    family, file = answer.splitlines()
    if family != FAMILY:
        raise SystemExit(f"There is no {FAMILY}: the package {FONT_PACKAGE} is missing. {INSTALL}")
    return file


def output(command: list[str]) -> str:
    """Return the output of a command, or nothing if it fails."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
