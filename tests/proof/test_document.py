"""A page to send or print."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Browser

from lettergen.proof.difference import difference
from lettergen.proof.document import difference_html, stylesheet
from tests.browser import serious_faults


def test_a_page_allows_its_own_style_and_nothing_else() -> None:
    """The page's policy names the hash of the one stylesheet inside it; nothing can be loaded."""
    page = difference_html("a", "b", difference("one two", "one three")).decode()

    digest = b64encode(sha256(stylesheet("difference").encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert f"<style>{stylesheet('difference')}</style>" in page
    assert not re.search(r"(src|href)=", page)


def test_words_stay_words() -> None:
    """Markup in a letter, or in a file's name, is shown as text."""
    page = difference_html("<b>.pdf", "b", difference("x", "<script>alert(1)</script>")).decode()

    assert "<script" not in page
    assert "<ins>&lt;script&gt;" in page
    assert "&lt;b&gt;.pdf" in page


def test_no_difference_is_said() -> None:
    """Two letters with the same words make a page that says so."""
    assert b"No word differs." in difference_html("a", "b", difference("one", "one"))


def test_the_difference_is_for_everybody(tmp_path: Path, browser: Browser) -> None:
    """Axe finds nothing serious on the page, light or dark."""
    file = tmp_path / "difference.html"
    file.write_bytes(difference_html("a", "b", difference("one two", "one three")))
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(file.as_uri())
        assert serious_faults(page) == []
        page.close()
