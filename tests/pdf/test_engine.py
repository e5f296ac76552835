"""WeasyPrint's set-up."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import LetterError
from lettergen.letterhead import Asset, StyleText
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.engine import (
    environment,
    fetcher,
    font_configuration,
    parsed_stylesheet,
)
from lettergen.pdf.rendering import render_pdf

CREST = Asset("crest.svg", "image/svg+xml", b"<svg/>")
FONTS = ("Noto Serif",)


def test_fetcher_serves_assets() -> None:
    """The fetcher gives a letterhead's picture by its name."""
    answer = fetcher((CREST,))("asset:crest.svg")

    assert answer.read() == CREST.data
    assert answer.content_type == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1/",
        "https://x.example/crest.svg",
        "data:text/plain,x",
        "asset:other.svg",
        "asset:../crest.svg",
        "ASSET:crest.svg",
        "crest.svg",
        "/etc/hostname",
        "ftp://x.example/",
        "",
    ],
)
def test_fetcher_refuses(address: str) -> None:
    """Whatever is not one of the pictures is refused, whatever it is."""
    with pytest.raises(PermissionError):
        fetcher((CREST,))(address)


def test_made_once() -> None:
    """Fonts and stylesheets are set up once in a process: each costs time and memory."""
    sheet = StyleText("a.css", "p { margin: 0 }")

    assert font_configuration(FONTS) is font_configuration(FONTS)
    assert parsed_stylesheet(sheet, FONTS)[0] is parsed_stylesheet(sheet, FONTS)[0]


def test_faulty_stylesheet_is_faulty_every_time() -> None:
    """What is wrong with a stylesheet is told for each letter, not for the first alone."""
    sheet = StyleText("a.css", "p { margin: 0 }\np { colour: red }")

    for _ in range(2):
        (problem,) = parsed_stylesheet(sheet, FONTS)[1]
        assert str(problem.template) == "a.css:2"


def test_environment_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is as it was after the block, also when the block fails."""
    monkeypatch.setenv("LETTERGEN_TEST", "before")
    within = {}
    with suppress(KeyError), environment(LETTERGEN_TEST="in", LETTERGEN_NEW="in"):
        within = dict(os.environ)
        raise KeyError

    assert (within["LETTERGEN_TEST"], within["LETTERGEN_NEW"]) == ("in", "in")
    assert os.environ["LETTERGEN_TEST"] == "before"
    assert "LETTERGEN_NEW" not in os.environ


VECTORS = [
    '<img src="ADDRESS" alt="x">',
    '<link rel="stylesheet" href="ADDRESS">',
    '<style>@import url("ADDRESS");</style>',
    '<style>@font-face { font-family: x; src: url("ADDRESS") } p { font-family: x }</style><p>x',
    '<object data="ADDRESS">x</object>',
    '<embed src="ADDRESS">',
    '<iframe src="ADDRESS"></iframe>',
    '<svg width="9" height="9"><title>x</title><image href="ADDRESS" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><title>x</title><use href="ADDRESS#a"/></svg>',
    '<p style="background: url(ADDRESS)">x</p>',
    '<p style="content: url(ADDRESS)">x</p>',
    '<ul style="list-style-image: url(ADDRESS)"><li>x</ul>',
    '<link rel="attachment" href="ADDRESS">',
    '<a rel="attachment" href="ADDRESS">x</a>',
    '<base href="ADDRESS"><img src="x.png" alt="x">',
    '<video poster="ADDRESS" src="ADDRESS"></video>',
]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Return a server on this machine that would hear of any fetch."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_is_fetched(vector: str, listener: socket.socket, tmp_path: Path) -> None:
    """Whatever a page asks for, no connection is made and no file's content gets in."""
    canary = tmp_path / "canary.txt"
    canary.write_text("Zenobia", encoding="utf-8")
    for address in (f"http://127.0.0.1:{listener.getsockname()[1]}/x", canary.as_uri()):
        assert str(canary) not in opened_while_rendering(vector.replace("ADDRESS", address))

    with pytest.raises(BlockingIOError):
        listener.accept()


def opened_while_rendering(body: str) -> set[str]:
    """Lay out *body*, as far as it goes, and return the files that were opened meanwhile."""
    html = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    opened: set[str] = set()
    watched.append(opened)
    try:
        with suppress(LetterError):
            render_pdf(html, (), load_letterhead("plain", None), day=date(2021, 4, 27))
    finally:
        watched.clear()
    return opened


watched: list[set[str]] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if watched and event in {"open", "socket.connect"}:
        watched[0].add(str(arguments[0]))


# A hook can never be taken away again, so there is one, which rests between the tests.
sys.addaudithook(_watch)


def test_opening_is_noticed(tmp_path: Path) -> None:
    """The test above would notice a file that is opened."""
    opened: set[str] = set()
    watched.append(opened)
    with suppress(FileNotFoundError):
        (tmp_path / "canary.txt").read_text(encoding="utf-8")
    watched.clear()

    assert opened == {str(tmp_path / "canary.txt")}
