"""Cleaning changes how a text is stored, never what it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.letter.characters import LOST, clean, name_of
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", ""),
        ("  Ruritania ", "Ruritania"),
        ("two  spaces", "two spaces"),
        ("line\r\nbreak\tand tab", "line break and tab"),
        ("\u2028a\u2003b\u3000c\x85d\x0be", "a b c d e"),
        ("10\u00a0000\u202ftonnes", "10\u00a0000\u202ftonnes"),
        ("\u00a0 trimmed \u202f", "trimmed"),
        ("\ufeffBOM zero\u200bwidth\u2060 soft\u00adhyphen", "BOM zerowidth softhyphen"),
        ("Azərbaycan u\u0308", "Azərbaycan \u00fc"),
        ("\u0645\u06cc\u200c\u062e क्\u200dष \u200ea", "\u0645\u06cc\u200c\u062e क्\u200dष \u200ea"),
        ("a\u200b\u0308", "\u00e4"),
        ("NO 00420 1:30 1e5 012 {{ 7*7 }} <b>&amp;", "NO 00420 1:30 1e5 012 {{ 7*7 }} <b>&amp;"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    """White space is tidied and invisible characters go; everything else stays as typed."""
    assert clean(raw).text == text
    assert clean(raw).refused == ()


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("one line", ""),
        ("one line\n", ""),
        ("\r\n\u2028 one\tline \n", ""),
        ("Sir,\r\n\r\n  two\u200b  words\nmore\n", "Sir,\n\ntwo words\nmore"),
        ("a\n\x07\n\u0308b", f"a\n{LOST}\n\u0308b"),
    ],
)
def test_lines(raw: str, lines: str) -> None:
    """A text of several lines is kept line by line, cleaned in the same way; others are not."""
    cleaned = clean(raw)

    assert cleaned.lines == lines
    assert " ".join(lines.split()) == (cleaned.text if lines else "")


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 <control-0000>"),
        ("\x1b", "U+001B <control-001B>"),
        ("\x1c", "U+001C <control-001C>"),
        ("\x7f", "U+007F <control-007F>"),
        ("\x9f", "U+009F <control-009F>"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ud800", "U+D800 <surrogate-D800>"),
        ("\ufdd0", "U+FDD0 <noncharacter-FDD0>"),
        ("\uffff", "U+FFFF <noncharacter-FFFF>"),
        ("\U0010fffe", "U+10FFFE <noncharacter-10FFFE>"),
        ("\ue000", "U+E000 <private-use-E000>"),
        ("\U000f0000", "U+F0000 <private-use-F0000>"),
        (LOST, "U+FFFD REPLACEMENT CHARACTER"),
    ],
)
def test_refused_characters(character: str, name: str) -> None:
    """A character that has no place in a letter is named, and never stays in the text."""
    cleaned = clean(f"a{character}b{character}")

    assert cleaned.refused == (character,)
    assert cleaned.text == f"a{LOST}b{LOST}"
    assert name_of(character) == name


@pytest.mark.parametrize("mark", [MARK_OPEN, MARK_NUMBER_END, MARK_CLOSE])
def test_marks_of_a_letter(mark: str) -> None:
    """The marks that a body uses for its own ends cannot come in with the data."""
    assert clean(mark).refused == (mark,)


@given(st.text(st.characters(codec=None)))
def test_clean_again(raw: str) -> None:
    """A clean text stays as it is, composed and trimmed, and can be written as UTF-8."""
    text = clean(raw).text

    assert clean(text).text == text
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text())
def test_only_white_space_and_invisible_characters_go(raw: str) -> None:
    """No visible character is ever lost in cleaning."""
    cleaned = clean(raw)
    gone = "\u200b\u2060\ufeff\u00ad"
    kept = unicodedata.normalize("NFC", "".join(c for c in raw if c not in gone))
    if not cleaned.refused:
        assert "".join(cleaned.text.split()) == "".join(kept.split())
