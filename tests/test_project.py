"""The promises of the repository itself.

The patterns below are written so that none of them matches its own text.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.checkout import ROOT, project_files, shown, text_of

PYPROJECT: dict[str, Any] = tomllib.loads(text_of(ROOT / "pyproject.toml"))
VERSION: str = PYPROJECT["project"]["version"]

REFUSED = {
    "unfinished work": r"\b(TO[D]O|FIX[M]E)\b",
    "a path of one machine": r"(?<![\w.-])/(root|home|Users|work)/[\w.]",
    "a package index": r"--(extra-)?index-url|--find[-]links|--trusted[-]host|^index-url",
    "a registry's host": r"pypi\.org|python[h]osted|npm[j]s\.|deb\.debian\.org|anaconda\.org",
    "a place packages were fetched from": r"\"resolved\": ?\"http",
    "a private network's host": r"\b(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d{1,3}){2}\b",
    "a conflict left by a merge": r"^(<{7}|>{7}) ",
}

SAMPLES = ("docs", "examples", "letterheads", "templates", "README.md")
EMAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
PHONE = re.compile(
    r"(?:\+|\b(?:phone|tel|fax)\b\W{1,4})(\(?\d[\d ().\-\u2011/]{5,}\d)", re.IGNORECASE
)
# RFC 2606 and RFC 6761: names that belong to nobody.
NOBODYS_DOMAIN = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid)$", re.IGNORECASE)
# Ranges kept free for fiction: North America (555-01xx), Ofcom (London, no area), ARCEP (Paris).
NOBODYS_PHONE = re.compile(r"1?\d{3}55501\d\d|442079460\d{3}|441632960\d{3}|331990\d{5}")
# The sender of the reference letter, which is a public one.
REFERENCE_EMAIL = "info@opengovpartnership.org"
REFERENCE_PHONE = "12026097859"


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_stands_where_it_must_not(what: str) -> None:
    """No file of the project holds unfinished work or names a machine or a registry."""
    pattern = re.compile(REFUSED[what], re.MULTILINE)
    found = [
        f"{shown(path)}: {match.group()}"
        for path in project_files()
        for match in pattern.finditer(text_of(path))
    ]

    assert found == []


def test_version_is_installed() -> None:
    """The installed package is of the version that pyproject.toml names."""
    assert version("lettergen") == VERSION


def test_version_stands_once() -> None:
    """Code, commands and documents never repeat the version: pyproject.toml alone names it."""
    literal = re.compile(rf"(?<![\w.]){re.escape(VERSION)}(?![\w.])")
    places = ("lettergen", "docs", "tools", ".ci", "README.md", "Makefile", "Containerfile")
    repeated = [shown(path) for path in project_files(*places) if literal.search(text_of(path))]

    assert repeated == []


def test_changelog_knows_the_version() -> None:
    """The changelog has a heading for this version, or collects for the next one."""
    headings = re.findall(r"^## \[(.+?)\]", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert {VERSION, "Unreleased"} & set(headings)


def pins() -> dict[str, str]:
    """Return what constraints.txt pins: name to version."""
    lines = text_of(ROOT / "constraints.txt").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): pinned for name, pinned in pairs}


def runtime_dependencies() -> set[str]:
    """Return the names of all distributions that an installed lettergen needs, at any depth."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in found:
            found.add(name)
            below = map(Requirement, requires(name) or [])
            waiting += [each for each in below if applies(each, requirement.extras)]
    return found


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Return whether a requirement holds here, for a distribution wanted with *extras*."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras})


def test_runtime_dependencies_are_pinned() -> None:
    """constraints.txt pins every distribution at run time to the version the tests run with."""
    pinned = pins()
    installed = {name: version(name) for name in runtime_dependencies()}

    assert {name: pinned.get(name, "absent: make constraints") for name in installed} == installed


def test_constraints_name_versions_only() -> None:
    """constraints.txt holds names and versions: no host, no path, no hash."""
    lines = text_of(ROOT / "constraints.txt").splitlines()

    assert [line for line in lines if not re.fullmatch(r"#.*|[\w.-]+==[\w.+!]+", line)] == []


def sample_text(path: Path) -> str:
    """Return the text of a sample file; for a spreadsheet, that of all its parts."""
    if not is_zipfile(path):
        return text_of(path)
    with ZipFile(path) as parts:
        return "\n".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")
        )


def test_sample_emails_belong_to_nobody() -> None:
    """E-mail addresses in the samples stand in reserved domains, but for the reference letter's."""
    found = [
        f"{shown(path)}: {match.group()}"
        for path in project_files(*SAMPLES)
        for match in EMAIL.finditer(sample_text(path))
        if match.group() != REFERENCE_EMAIL and not NOBODYS_DOMAIN.search(match.group(1))
    ]

    assert found == []


def test_sample_phones_belong_to_nobody() -> None:
    """Telephone numbers in the samples are reserved for fiction, but for the reference letter's."""
    found = [
        f"{shown(path)}: {match.group()}"
        for path in project_files(*SAMPLES)
        for match in PHONE.finditer(sample_text(path))
        if not is_nobodys(match.group(1))
    ]

    assert found == []


def is_nobodys(phone: str) -> bool:
    """Return whether a telephone number can reach no one, or is the reference letter's own."""
    digits = re.sub(r"\D", "", phone)
    return digits == REFERENCE_PHONE or NOBODYS_PHONE.fullmatch(digits) is not None


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Phone: +1 202-555-0143", True),
        ("Tel. 020-7946 0018, +44 20 7946 0018", False),
        ("+44 20 7946 0018", True),
        ("Phone: +1 202-609-7859", True),
        ("phone: '+1 (202) 609-7858'", False),
        ("Tel.: 0171 1234567", False),
    ],
)
def test_phones_are_recognised(text: str, *, fine: bool) -> None:
    """The search for telephone numbers sees them in the ways people write them."""
    assert all(is_nobodys(match.group(1)) for match in PHONE.finditer(text)) is fine
    assert PHONE.search(text)
