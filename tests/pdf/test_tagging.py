"""Tests of the languages in a PDF's tags."""

from __future__ import annotations

from types import SimpleNamespace

import pydyf
import pytest

from lettergen.pdf.tagging import SECOND_LANGUAGE, tag_languages


@pytest.mark.parametrize(("custom", "language"), [({SECOND_LANGUAGE: "fr"}, b"(fr)"), ({}, b"")])
def test_only_the_second_language_is_tagged(custom: dict[str, str], language: bytes) -> None:
    """Articles get the language that the page names; all else keeps the document's."""
    article, other = pydyf.Dictionary({"S": "/Art"}), pydyf.Dictionary({"S": "/Sect"})
    document = SimpleNamespace(metadata=SimpleNamespace(custom=custom))

    tag_languages(document, SimpleNamespace(objects=[pydyf.Stream([]), article, other]))

    assert (article["Lang"].data if "Lang" in article else b"") == language
    assert "Lang" not in other
