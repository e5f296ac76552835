"""`render --overlay`: the picture beside the letter, and what refuses it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lettergen.cli.overlay import measured
from lettergen.geometry import WINDOWS
from lettergen.pdf.overlay import ADDRESS, SEEN
from lettergen.produce import Job, produce
from lettergen.workspace import Office
from tests.cli.sample import NAME, listing, stand_in_office
from tests.cli.typed import run
from tests.offices import aze, ogp

AZE = ("render", NAME, "--id", "AZE")


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def colours(picture: bytes) -> set[object]:
    """Return the colours of a PNG."""
    with Image.open(BytesIO(picture)) as image:
        assert image.format == "PNG"
        return {colour for _, colour in image.getcolors(100000) or ()}


def test_picture_beside_the_letter() -> None:
    """--overlay writes the picture beside the letter, with the address framed; again the same."""
    result = run(*AZE, "-o", "letter.pdf", "--overlay", "letter.png")

    first = Path("letter.png").read_bytes()
    assert ADDRESS in colours(first)
    assert "Drew its measurements into letter.png." in result.stderr
    run(*AZE, "-o", "letter.pdf", "--overlay", "letter.png", "--force")
    assert Path("letter.png").read_bytes() == first


def test_letter_is_the_same() -> None:
    """The letter is, byte for byte, the one made without --overlay."""
    run(*AZE, "-o", "plain.pdf")
    run(*AZE, "-o", "letter.pdf", "--overlay", "letter.png")

    assert Path("plain.pdf").read_bytes() == Path("letter.pdf").read_bytes()


@pytest.mark.parametrize(
    ("letter", "picture", "words"),
    [
        ("letter.txt", "letter.png", "--overlay needs a PDF"),
        ("letter.html", "letter.png", "--overlay needs a PDF"),
        ("letter.pdf", "letter.jpg", "End its name in .png."),
        ("letter.pdf", "nowhere/letter.png", "The folder 'nowhere' for"),
    ],
)
def test_refused(office: Path, letter: str, picture: str, words: str) -> None:
    """A picture of what has no pages, or of a wrong name, is a wrong call; nothing is written."""
    before = listing(office)

    result = run(*AZE, "-o", letter, "--overlay", picture, status=2)

    assert words in " ".join(result.stderr.split())
    assert listing(office) == before


def test_nothing_is_replaced_by_accident(office: Path) -> None:
    """A picture that stands there already stops the letter too, but with --force."""
    Path("letter.png").write_bytes(b"mine")
    before = listing(office)

    run(*AZE, "-o", "letter.pdf", "--overlay", "letter.png", status=2)

    assert listing(office) == before


def test_letter_that_its_window_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter whose address misses the window is not made; the picture shows why."""
    windowed = replace(ogp().letterhead, window=WINDOWS["us-10"])
    monkeypatch.setattr(Office, "letterhead", windowed)

    result = run(*AZE, "-o", "letter.pdf", "--overlay", "letter.png", status=1)

    assert "for the window 'us-10'" in " ".join(result.stderr.split())
    assert not Path("letter.pdf").exists()
    assert {ADDRESS, SEEN} <= colours(Path("letter.png").read_bytes())


def test_nothing_to_measure() -> None:
    """A letter that cannot be laid out has no picture."""
    desk = ogp()
    job = Job(desk.entry(aze({"addressee.name.Latn": None})), with_letter=True)

    assert measured(produce(job, desk.materials, desk.letterhead), desk.letterhead) == b""
