"""The commands for what goes round a letter: their options reach their work."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.sample import NAME, stand_in_office
from tests.cli.typed import run


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


OPTIONS: list[tuple[tuple[str, ...], float, str]] = [
    ((), 241.3, "AZERBAIJAN"),
    (("--paper", "a4"), 220, "AZERBAIJAN"),
    (("--size", "c4"), 324, "AZERBAIJAN"),
    (("--draft",), 241.3, "DRAFT"),
    (("--letterhead", "plain"), 220, "AZERBAIJAN"),
    (("--set", "addressee.postal.city=Tabriz"), 241.3, "TABRIZ"),
    (("--language", "az"), 241.3, "Vüsal"),
]


@pytest.mark.parametrize(("options", "width", "word"), OPTIONS)
def test_options_reach_the_envelope(options: tuple[str, ...], width: float, word: str) -> None:
    """Size, paper, letterhead, language, draft and facts decide the page and what it says."""
    run("envelope", NAME, "--id", "AZE", *options)
    page = pypdfium2.PdfDocument("envelopes.pdf")[0]

    assert page.get_width() == pytest.approx(width * 72 / 25.4, abs=0.01)
    assert word in page.get_textpage().get_text_bounded()
