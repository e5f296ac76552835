"""`envelope`: one letter's or a batch's, in the order of the plan, or why there is none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.sample import LETTER_KEYS, NAME, SUSPENDED, change, listing, stand_in_office
from tests.cli.typed import document, next_commands, run

SELECTED = ("envelope", NAME, "--where", 'status == "suspended"')
ADDRESSEES = [
    "Vusal Huseynov",
    "Antoinette de Mauban",
    "Gloria Teasdale",
    "Minister of Justice",
    "Moana Tidewater",
    "Elias Reefkeeper",
    "Flavia Zendeli",
    "Sophy Dunstanbury",
]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def pages(file: str = "envelopes.pdf") -> list[str]:
    """Return what each envelope says."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]


SIZES = {"C5": (229, 162), "C4": (324, 229), "DL": (220, 110), "#10": (241.3, 104.775)}


@pytest.mark.parametrize("size", SIZES)
def test_all_suspended_members(size: str) -> None:
    """One file, an envelope to a page and an addressee to an envelope, in the order of the plan."""
    result = run(*SELECTED, "--size", size, "-o", "e.pdf")
    found = pages("e.pdf")
    first = pypdfium2.PdfDocument("e.pdf")[0]

    assert [name for name, page in zip(ADDRESSEES, found, strict=True) if name not in page] == []
    assert all("1100 13th Street NW" in page for page in found)
    assert first.get_size() == pytest.approx([side * 72 / 25.4 for side in SIZES[size]], abs=0.01)
    assert "Made e.pdf: 8 envelopes for 7 letters." in result.stderr
    assert "Port Amaranth" in found[4]
    assert "TAMORIAN ISLES" in found[4]


def test_one_letter_as_json() -> None:
    """The document says the same of envelopes as that of `batch` says of letters."""
    found = document("envelope", NAME, "--id", "XAD")
    (letter,) = found["letters"]

    assert list(letter) == LETTER_KEYS
    assert (letter["id"], letter["pages"], letter["status"]) == ("XAD", 2, "made")
    assert letter["sha256"] == sha256(Path("envelopes.pdf").read_bytes()).hexdigest()
    assert [one["code"] for one in found["problems"]] == ["no-postal-rules"]


def test_a_record_that_cannot_be_written_to(office: Path) -> None:
    """A record without a letter gets no envelope, with the letter's own problems; others do."""
    change(office / "members.yaml", "concern: restrictions on public assembly", "concern:")
    found = document(*SELECTED, status=1)
    letters = document("batch", NAME, "--where", 'status == "suspended"', status=1)
    failed = [one for one in found["letters"] if one["status"] == "failed"]

    assert [one["id"] for one in failed] == ["XAA"]
    assert failed == [one for one in letters["letters"] if one["status"] == "failed"]
    assert [one for one in found["problems"] if one["severity"] == "error"] == [
        one for one in letters["problems"] if one["severity"] == "error"
    ]
    assert len(pages()) == 7


def test_a_record_left_out_or_refused() -> None:
    """Asked for by its id it is refused with `render`'s problem; by a condition it is skipped."""
    assert (
        document("envelope", NAME, "--id", "XAG", status=1)["problems"]
        == (document("render", NAME, "--id", "XAG", status=1)["problems"])
    )
    found = document(*SELECTED)
    skipped = [one["id"] for one in found["letters"] if one["status"] == "skipped"]

    assert len(skipped) == 9
    assert [one["id"] for one in found["letters"] if one["status"] == "made"] == SUSPENDED


def test_an_address_that_does_not_fit() -> None:
    """It is refused with the line and its millimetres, at its record, and nothing is written."""
    long = "addressee.postal.street=" + "Very Long Street " * 12
    found = document("envelope", NAME, "--id", "AZE", "--set", long, status=1)
    error = next(one for one in found["problems"] if one["severity"] == "error")

    assert error["code"] == "envelope-line"
    assert "Very Long Street" in error["message"]
    assert "mm wide" in error["message"]
    assert error["data"]["file"] == "members.yaml"
    assert not Path("envelopes.pdf").exists()


def test_a_character_no_font_has() -> None:
    """The problem names the field that holds it."""
    typed = "addressee.postal.city=安"
    found = document("envelope", NAME, "--id", "AZE", "--set", typed, status=1)
    error = next(one for one in found["problems"] if one["severity"] == "error")

    assert (error["code"], error["data"]["path"]) == ("missing-glyph", "addressee.postal.city")


def test_blind_copies_stand_on_no_envelope() -> None:
    """Nobody learns from an envelope who got a blind copy."""
    run("envelope", NAME, "--id", "XAB")

    assert "Chico Lini" not in "".join(pages())


def test_only_the_file_is_written_and_the_same_again(office: Path) -> None:
    """One file and nothing else; made again it has the same bytes; it is replaced with --force."""
    before = listing(office).keys()
    run(*SELECTED)
    once = Path("envelopes.pdf").read_bytes()

    assert listing(office).keys() - before == {"envelopes.pdf"}
    run(*SELECTED, status=2)
    run(*SELECTED, "--force")
    assert Path("envelopes.pdf").read_bytes() == once


WRONG = [
    (("--size", "C7"), "unknown-size"),
    (("--id", "AZE", "--where", 'id == "AZE"'), "bad-call"),
    (("--id", "AZX"), "no-such-id"),
    (("-o", "e.html"), "bad-output"),
    (("-o", "nowhere/e.pdf"), "no-folder"),
    (("-o", "members.yaml"), "bad-output"),
]


@pytest.mark.parametrize(("options", "code"), WRONG)
def test_a_wrong_call(options: tuple[str, ...], code: str) -> None:
    """A call that makes no sense is exit status 2 and writes nothing."""
    found = document("envelope", NAME, *options, status=2)

    assert found["letters"] == []
    assert [one["code"] for one in found["problems"]] == [code]


def test_nobody_selected() -> None:
    """No record, no file, and that is no error."""
    result = run("envelope", NAME, "--where", 'id == "?"')

    assert "No record is selected." in result.stderr
    assert next_commands(result) == [["plan", NAME, "--where", 'id == "?"']]
    assert not Path("envelopes.pdf").exists()
