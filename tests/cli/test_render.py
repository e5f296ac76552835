"""`render`: one letter, in every form, and what becomes of one that cannot be made."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Self

import pikepdf
import pytest

from lettergen.workspace import reading
from tests.cli.sample import (
    BLIND,
    LETTER,
    LETTER_KEYS,
    NAME,
    PROBLEM_KEYS,
    change,
    listing,
    stand_in_office,
)
from tests.cli.typed import document, next_commands, run
from tests.processes import contents, largest_file, lettergen
from tests.reference import page_texts

AZE = ("render", NAME, "--id", "AZE")
XAB = ("render", NAME, "--id", "XAB")
ENCLOSURE = "letter_enclosure-1.txt"
MINE = b"a file of somebody else's"
SIZES = {"letter": (612, 792), "a4": (595, 842)}  # points


class Clock(datetime):
    """A clock that stands still in the evening of May 6, 2030."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the time there."""
        return cls(2030, 5, 6, 20, tzinfo=UTC).astimezone(tz)


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def text_of(file: str) -> str:
    """Return the words of a letter in any of its forms."""
    path = Path(file)
    if path.suffix == ".pdf":
        return "\n".join(page_texts(path.read_bytes()))
    return path.read_text(encoding="utf-8")


def test_default_name(office: Path) -> None:
    """Without -o the letter gets the name it would have in a batch, in the current folder."""
    before = listing(office).keys()

    result = run(*AZE)

    assert listing(office).keys() - before == {LETTER}
    assert result.stderr.startswith(f"Made {LETTER}, 1 page.")
    assert result.stdout == ""
    for command in next_commands(result):
        run(*command)


@pytest.mark.parametrize("suffix", ["pdf", "PDF", "html", "txt"])
def test_forms(suffix: str) -> None:
    """The suffix says what the letter becomes; its words are the same in each form."""
    run(*AZE, "-o", f"letter.{suffix}")

    start = Path(f"letter.{suffix}").read_bytes()[:9].lower()
    assert start.startswith({"pdf": b"%pdf-1.7", "html": b"<!doctype"}.get(suffix.lower(), b""))
    if suffix != "PDF":
        for words in ("Dear Mr. Huseynov,", "civic space constraints", "Hikmat Hajiyev"):
            assert words in " ".join(text_of(f"letter.{suffix}").split())


def test_document() -> None:
    """--json prints one document of the promised shape; prose goes to standard error."""
    told = document(*AZE, "-o", "letter.pdf")

    content = Path("letter.pdf").read_bytes()
    assert told == {
        "letters": [
            {
                "id": "AZE",
                "file": "letter.pdf",
                "sha256": sha256(content).hexdigest(),
                "pages": 1,
                "language": "en",
                "status": "made",
                "reason": None,
            }
        ],
        "problems": [],
    }
    assert list(told["letters"][0]) == LETTER_KEYS


def test_document_of_a_failure() -> None:
    """A letter that cannot be made is told with all its problems, each with its place."""
    told = document(*AZE, "--set", "concern=", "--set", "action_plan.ends=soon", status=1)

    (letter,) = told["letters"]
    assert list(letter) == LETTER_KEYS
    assert (letter["status"], letter["file"], letter["sha256"]) == ("failed", None, None)
    assert letter["reason"] in [problem["message"] for problem in told["problems"]]
    assert {problem["data"]["path"] for problem in told["problems"]} == {
        "concern",
        "action_plan.ends",
    }
    for problem in told["problems"]:
        assert list(problem) == PROBLEM_KEYS
        assert problem["id"] == "AZE"
        assert problem["data"]["file"] == "--set"


@pytest.mark.parametrize("taken", ["letter.pdf", ENCLOSURE])
def test_nothing_is_replaced_by_accident(office: Path, taken: str) -> None:
    """Neither a letter nor an enclosure is written over what stands there, but with --force."""
    Path(taken).write_bytes(MINE)
    before = listing(office)

    result = run(*XAB, "-o", "letter.pdf", status=2)

    assert f"{taken} exists already." in result.stderr
    assert "--force" in result.stderr
    assert listing(office) == before
    run(*XAB, "-o", "letter.pdf", "--force")
    assert Path(taken).read_bytes() != MINE


def test_enclosure() -> None:
    """The enclosure is copied beside the letter."""
    run(*XAB, "-o", "letter.pdf")

    original = Path("enclosures/resolution-freedonia.txt")
    assert Path(ENCLOSURE).read_bytes() == original.read_bytes()


def test_all_or_nothing(office: Path) -> None:
    """When the letter cannot be written its enclosure is not left behind."""
    folder = office / "folder"
    folder.mkdir()

    with largest_file(5000):  # bytes: the enclosure is smaller, the letter is not
        result = run(*XAB, "-o", "folder/letter.pdf", status=1)

    assert "cannot be written: File too large" in result.stderr
    assert contents(folder) == {}


@pytest.mark.parametrize("suffix", ["pdf", "html", "txt"])
def test_draft(suffix: str) -> None:
    """The draft mark stands on every page, and as the first line of text; nowhere without it."""
    file = f"letter.{suffix}"
    run("render", NAME, "--id", "XAF", "-o", file, "--draft")

    if suffix == "pdf":
        pages = page_texts(Path(file).read_bytes())
        assert len(pages) == 2
        assert all("DRAFT" in page for page in pages)
    elif suffix == "txt":
        assert text_of(file).splitlines()[0] == "DRAFT"
    else:
        assert "DRAFT" in text_of(file)
    run("render", NAME, "--id", "XAF", "-o", file, "--no-draft", "--force")
    assert "DRAFT" not in text_of(file)


@pytest.mark.parametrize("options", [[], ["--no-draft"]])
def test_draft_is_a_setting(office: Path, options: list[str]) -> None:
    """The office's draft_mark holds unless the call says otherwise."""
    change(office / "lettergen.toml", "draft_mark = false", "draft_mark = true")

    run(*AZE, "-o", "letter.txt", *options)

    assert text_of("letter.txt").startswith("DRAFT\n") == (not options)


@pytest.mark.parametrize("letterhead", ["ogp", "plain"])
@pytest.mark.parametrize("paper", list(SIZES))
def test_paper_and_letterhead(paper: str, letterhead: str) -> None:
    """Paper and letterhead are settings of their own: each goes with each."""
    run(*AZE, "-o", "letter.pdf", "--paper", paper, "--letterhead", letterhead)

    with pikepdf.open("letter.pdf") as pdf:
        size = [round(float(side)) for side in pdf.pages[0].mediabox[2:]]
    assert tuple(size) == SIZES[paper]
    assert ("1100 13th Street" in text_of("letter.pdf")) == (letterhead == "ogp")


def test_set_wins() -> None:
    """--set changes the words; what is set may hold anything and changes nothing else."""
    value = "**delays** <b> {{ 7*7 }} = more"
    run(*AZE, "-o", "a.txt")
    run(*AZE, "-o", "b.txt", "--set", f"concern={value}")

    changed = text_of("a.txt").replace("civic space constraints", value)
    assert "".join(text_of("b.txt").split()) == "".join(changed.split())


@pytest.mark.parametrize(
    ("zone", "shown"), [("Pacific/Kiritimati", "May 7, 2030"), ("America/New_York", "May 6, 2030")]
)
def test_today(office: Path, monkeypatch: pytest.MonkeyPatch, zone: str, shown: str) -> None:
    """The word today is the office's day, wherever the machine stands."""
    change(office / "lettergen.toml", "America/New_York", zone)

    monkeypatch.setattr(reading, "datetime", Clock)
    run(*AZE, "-o", "letter.txt", "--date", "today")

    assert shown in text_of("letter.txt")


@pytest.mark.parametrize("suffix", ["pdf", "html", "txt"])
def test_blind_copies_show_nowhere(suffix: str) -> None:
    """Who gets a blind copy stands in no byte of the letter, nor in what is told of it."""
    result = run(*XAB, "-o", f"letter.{suffix}", "--json")

    written = Path(f"letter.{suffix}").read_bytes().decode("utf-8", "replace") + result.output
    if suffix == "pdf":
        with pikepdf.open("letter.pdf") as pdf:
            streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
            written += "".join(one.read_bytes().decode("utf-8", "replace") for one in streams)
        written += text_of("letter.pdf")
    assert "Freedonia" in written
    assert [name for name in BLIND if name in written] == []


@pytest.mark.parametrize("suffix", ["pdf", "html", "txt"])
def test_file_copy(suffix: str) -> None:
    """The office's own copy says so on every page, and names the blind copies."""
    file = f"letter.{suffix}"
    run(*XAB, "--file-copy", "-o", file)

    assert "File copy" in text_of(file)
    assert all(name in " ".join(text_of(file).split()) for name in BLIND)
    if suffix == "pdf":
        assert all("File copy" in page for page in page_texts(Path(file).read_bytes()))


def test_name_of_a_file_copy() -> None:
    """The office's own copy never takes the name of the addressee's."""
    run(*XAB, "--file-copy")

    assert Path("2021-04-27_suspension-update_XAB_en_file-copy.pdf").exists()


def test_a_layout_without_end(office: Path) -> None:
    """A letter that takes too long is given up with a sentence, and leaves nothing behind."""
    settings = office / "lettergen.toml"
    change(settings, "seconds = 30", "seconds = 1")
    endless = "restrictions " * 9_000
    data = office / "members.yaml"
    data.write_text(data.read_text("utf-8").replace("Hikmat Hajiyev", endless * 8), "utf-8")
    before = listing(office)

    result = lettergen(*AZE, "--json")

    assert result.returncode == 1
    assert "The letter was stopped after 1 second." in result.stderr
    assert listing(office) == before
