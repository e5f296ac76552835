"""What a letterhead's settings may say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lettergen.errors import CallError
from lettergen.files.settings_file import validated
from lettergen.files.toml_file import TomlFile
from lettergen.letterhead.settings import LetterheadFile, StyleFile

SETTINGS = TomlFile(Path("nowhere"), "letterhead.toml")
GOOD: dict[str, Any] = {
    "title": "Ruritania",
    "style": "ogp",
    "papers": ["a4"],
    "fonts": ["Noto Serif"],
    "sender": {"name": "Castle Office"},
}


def test_margins_have_usual_values() -> None:
    """A letterhead that names no margins gets an office's usual ones, in millimetres."""
    margins = validated(GOOD, LetterheadFile, [SETTINGS]).margins

    assert (margins.top, margins.right, margins.bottom, margins.left) == (20, 25, 22, 25)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"tittle": "x"}, "Unknown setting 'tittle'. Did you mean 'title'?"),
        ({"sender": {}}, "'sender.name' is missing. Add 'name = …' below [sender]."),
        ({"sender": {"name": "x", "line": []}}, "Did you mean 'lines'?"),
        ({"papers": []}, "'papers' is []."),
        ({"papers": ["a5"]}, "It should be a list of these papers: a4, letter."),
        ({"fonts": ['Noto"; } body { display: none']}, "family names made of letters"),
        ({"fonts": ["A</string>"]}, "family names made of letters"),
        ({"logo": "a.svg"}, "'logo' is 'a.svg'. It should be an image with 'logo_text'"),
        ({"mark": "a.svg", "mark_text": " "}, "'mark' is 'a.svg'. It should be an image"),
        ({"logo": "a.svg", "logo_txt": "A"}, "Did you mean 'logo_text'?"),
        ({"windows": {"A4": "none"}}, "Unknown setting 'windows.A4'. Did you mean 'a4'?"),
        ({"windows": {"b9": "none"}}, "Unknown setting 'windows.b9'. Use one of: a4, letter."),
        ({"sender": {"name": "x", "country": "usa"}}, "such as 'USA'"),
        ({"sender": {"name": "x", "country": "USAA"}}, "such as 'USA'"),
        ({"margins": {"top": 2}}, "'margins.top' is 2. It should be a larger number."),
        ({"margins": {"left": "wide"}}, "'margins.left' is 'wide'. It should be a number."),
        ({"sender": {"name": "x", "contact": [{"label": "Phone"}]}}, "'sender.contact.1.text'"),
    ],
)
def test_refusals(change: dict[str, Any], sentence: str) -> None:
    """A wrong setting is refused by its key, with what it should be."""
    with pytest.raises(CallError) as error:
        validated(GOOD | change, LetterheadFile, [SETTINGS])

    assert sentence in str(error.value)
    assert str(error.value).startswith("letterhead.toml: ")


@pytest.mark.parametrize(
    "numbering",
    [
        ["1.", "a.", "(1)"],
        ["1.", "a.", "(1)", "(b)"],
        ["1.1", "a.", "(1)", "(a)"],
        ["", "", "", ""],
    ],
    ids=["three", "no-sign", "two-signs", "empty"],
)
def test_numbering_that_cannot_be_read(numbering: list[str]) -> None:
    """How paragraphs count is refused where it is written, before any letter is made."""
    style = {"title": "Castle", "opening": ["date"]}
    assert validated(style, StyleFile, [SETTINGS]).numbering == ("1.", "a.", "(1)", "(a)")
    with pytest.raises(CallError) as error:
        validated(style | {"numbering": numbering}, StyleFile, [SETTINGS])

    (problem,) = error.value.problems
    assert problem.code == "bad-setting"
    assert "'numbering'" in problem.message
