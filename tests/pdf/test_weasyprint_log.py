"""WeasyPrint's warnings as problems."""

from __future__ import annotations

import logging

import pytest

from lettergen.errors import TemplatePlace
from lettergen.pdf.weasyprint_log import complaints, missing_glyph

LOGGER = logging.getLogger("weasyprint")
SHEET = TemplatePlace("letterheads/crest/letterhead.css")


def test_only_of_this_block() -> None:
    """A warning is heard in its own block, once, and in no other."""
    LOGGER.warning("before")
    with complaints() as found:
        LOGGER.warning("within")
        LOGGER.error("within, worse")
        LOGGER.warning("within")
        LOGGER.info("chatter")
    LOGGER.warning("after")

    assert [problem.message for problem in found] == [
        "The page layout gave a warning: within",
        "The page layout gave a warning: within, worse",
    ]


def test_heard_whatever_the_logging(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can silence a warning by settings of logging; nothing reaches the terminal."""
    before = LOGGER.level, LOGGER.propagate
    LOGGER.setLevel(logging.CRITICAL)
    LOGGER.disabled = True
    try:
        with complaints() as found:
            LOGGER.warning("Failed to load image at %r: %s", "asset:crest.png", "refused")
        assert (LOGGER.level, LOGGER.disabled) == (logging.CRITICAL, True)
    finally:
        LOGGER.disabled = False
        LOGGER.setLevel(before[0])

    assert LOGGER.propagate == before[1]
    assert [problem.code for problem in found] == ["missing-asset"]
    assert capsys.readouterr() == ("", "")


def test_missing_glyph() -> None:
    """A missing glyph is told by character, code and Unicode name."""
    with complaints() as found:
        LOGGER.warning('.notdef glyph rendered for Unicode string: "%s" (U+%04X)', "ก", 0x0E01)

    assert found == [missing_glyph(0x0E01)]
    assert "'ก' (U+0E01, THAI CHARACTER KO KAI)" in found[0].message


@pytest.mark.parametrize("codepoint", [0x01, 0x202E, 0xFFFF])
def test_invisible_glyph(codepoint: int) -> None:
    """A character that cannot be shown is told by its code alone."""
    assert chr(codepoint) not in missing_glyph(codepoint).message
    assert f"U+{codepoint:04X}" in missing_glyph(codepoint).message


def test_place_in_a_stylesheet() -> None:
    """A warning of a stylesheet carries its file and line."""
    with complaints(SHEET) as found:
        LOGGER.warning("Ignored `%s:%s` at %d:%d, %s.", "colour", " red", 12, 3, "unknown property")

    assert found[0].template == TemplatePlace(SHEET.file, 12)


def test_long_address() -> None:
    """The address of an inline picture is cut short."""
    with complaints() as found:
        LOGGER.error("Failed to load image at %r: %s", "data:" + "x" * 5000, "refused")

    assert len(found[0].message) < 200
