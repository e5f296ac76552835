"""The house style `note-verbale`: UN Correspondence Manual, sections 116 to 118; EC 10.5."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import page
import pytest

from lettergen.compose.document import compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import Body, Letter
from lettergen.letterhead.reading import load_letterhead
from tests.cli.typed import document
from tests.reference import EVERY_PART, PARAGRAPHS, printed
from tests.styles.reading import line, lines, overlapping

UN = load_letterhead("un", None, style="note-verbale")
LEFT, FOOT = 25.0, 279.0  # mm on A4: the margins of the letterhead `un`
WORDS = """\
The Secretariat presents its compliments to the Permanent Mission and has the honour to write.

The Secretariat avails itself of this opportunity to renew the assurances of its consideration."""
NOTE = replace(EVERY_PART, draft="", salutation="", close="", signatories=(), body=Body(WORDS))
LONG = replace(NOTE, body=Body("\n\n".join([*[PARAGRAPHS] * 2, WORDS])))
LANGUAGES = [
    ("en", "Initials", "Seal"),
    ("fr", "Paraphe", "Sceau"),
    ("es", "Rúbrica", "Sello"),
    ("ru", "Параф", "Печать"),
]


@pytest.mark.parametrize("letter", [NOTE, LONG], ids=["one page", "several pages"])
def test_order_and_places(letter: Letter) -> None:
    """Reference, marks, words, date at the left, initials and seal; the address at the foot."""
    found = lines(printed(letter, UN).pdf)
    names = (
        "REFERENCE: FRE/2021/17",
        "CONFIDENTIAL",
        "The Secretariat presents",
        "April 27, 2021",
        "Initials",
    )
    body = [one for one in found if not one.margin]
    parts = [line(body, words) for words in names]
    seal, foot = line(found, "Seal"), line(found, "Ruritania")

    assert [(one.page, one.top) for one in parts] == sorted((one.page, one.top) for one in parts)
    assert [one.left for one in parts[3:]] == pytest.approx([LEFT, LEFT], abs=0.5)
    assert seal.page == parts[4].page
    assert seal.left > parts[4].right
    first = max((one for one in found if one.page == 1), key=lambda one: one.bottom)
    assert (first.text, foot.page) == ("Ruritania", 1)
    assert first.bottom == pytest.approx(FOOT, abs=2)
    assert overlapping(found) == []


@pytest.mark.parametrize(("language", "initials", "seal"), LANGUAGES)
def test_words_for_initials_and_seal(language: str, initials: str, seal: str) -> None:
    """The places for initials and seal are named in the note's language; the file holds PDF/UA."""
    note = replace(NOTE, language=language)
    pdf = printed(note, UN).pdf
    read = " ".join(one.text for one in lines(pdf))
    failures = page.validate_pdf_bytes(pdf, profile="ua1").failures

    assert read.count(initials) == read.count(seal) == 1
    assert [one.message for one in failures if "STREAM-LENGTH" not in one.rule_id] == []
    assert f"({seal})" in compose_text(note, UN)


@pytest.mark.parametrize(
    ("part", "given"), [("salutation", "Excellency,"), ("close", "Yours"), ("signatories", None)]
)
def test_what_a_note_has_not(part: str, given: str | None) -> None:
    """A salutation, a close or a signature is refused by name, never left out in silence."""
    letter = replace(NOTE, **{part: given or EVERY_PART.signatories})  # type: ignore[arg-type]
    with pytest.raises(LetterError) as error:
        printed(letter, UN)

    assert [one.code for one in error.value.problems] == ["part-not-shown"]
    assert part in error.value.problems[0].message


def test_third_person() -> None:
    """The style asks for the third person."""
    assert UN.house.third_person


OFFICE = """
name = "Secretariat of the Strelsau Convention"
letterhead = "un"
signs = "secretary"
statuses = ["active"]

[[signatory]]
id = "secretary"
name = "Flavia Elphberg"
title = "Secretary"
"""
RENDER = ("render", "note-verbale", "--id", "AZE", "--data", "data.json")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to an office whose data are the example of the template `note-verbale`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lettergen.toml").write_text(OFFICE, encoding="utf-8")
    example = document("templates", "note-verbale")["example"]
    (tmp_path / "data.json").write_text(json.dumps([example]), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("presents its compliments to the Permanent Mission", "avails itself", "Initials:")),
        ("fr", ("présente ses compliments à la Mission", "saisit cette occasion", "Paraphe :")),
    ],
)
def test_template(office: Path, language: str, words: tuple[str, ...]) -> None:
    """The example is a complete note in both languages, and never says I or we."""
    options = ("--style", "note-verbale", "--language", language, "-o", "note.txt")
    made = document(*RENDER, *options)
    note = (office / "note.txt").read_text(encoding="utf-8").replace("\u00a0", " ")

    assert [one["code"] for one in made["problems"]] == ["unreviewed-body"]
    assert [one for one in words if one not in note] == []
    assert "Flavia" not in note


def test_never_to_others(office: Path) -> None:
    """A note to an organization or to the public is refused, and check names the field."""
    data = office / "data.json"
    data.write_text(data.read_text().replace('"permanent mission"', '"charity"'), encoding="utf-8")

    made = document(*RENDER, "--style", "note-verbale", "-o", "note.txt", status=1)
    found = document("check", "note-verbale", "--data", "data.json", status=1)["problems"]

    assert [one["code"] for one in made["problems"] if one["severity"] == "error"]
    assert not (office / "note.txt").exists()
    assert "addressee_kind" in [(one["data"] or {}).get("path") for one in found]
