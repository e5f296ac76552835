"""The claims in the metadata, and whether they hold."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import page
import pydyf
import pytest

from lettergen.letter.letter import Body, Letter
from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.pdf.pdf_ua import CLAIM, END, SECOND_LANGUAGE, claim_accessibility, tag_languages
from tests.reference import EVERY_PART, REFERENCE, as_written, printed

LETTERS = {
    "reference": REFERENCE,
    "every part": EVERY_PART,
    "loose list": replace(REFERENCE, body=Body("- a\n\n  b\n\n- c\n\n  - d\n\n  e")),
    "table without heading": replace(REFERENCE, body=Body("| | |\n|-|-|\n| a | b |")),
    "headings that skip": replace(REFERENCE, body=Body("## a\n\n#### b\n\nc")),
    "three pages": replace(REFERENCE, body=Body("\n".join(f"{n}. Point" for n in range(1, 120)))),
    "French": replace(REFERENCE, language="fr", date_text="27 avril 2021"),
}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("name", letterhead_names(None))
def test_archivable_and_accessible(name: str, letter: Letter) -> None:
    """Every letter is PDF/A-2a and PDF/UA-1 at once, by an outside program's reading."""
    letterhead = load_letterhead(name, None)
    pdf = printed(as_written(letter, letterhead), letterhead).pdf
    failures = [
        (profile, failure.rule_id, failure.message)
        for profile in ("2a", "ua1")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        # A known false alarm: a compressed stream may end in the byte of a line end.
        if "STREAM-LENGTH" not in failure.rule_id
    ]

    assert failures == []


def test_validator_finds_faults() -> None:
    """The outside program does refuse a file whose claim is missing."""
    pdf = printed(REFERENCE, load_letterhead("plain", None)).pdf
    spoilt = pdf.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")

    assert spoilt != pdf
    assert not page.validate_pdf_bytes(spoilt, profile="ua1").is_compliant


def test_claim_stands_in_the_metadata() -> None:
    """The claim is added once, at the end of the metadata, readable without unpacking."""
    metadata = SimpleNamespace(
        extra={"Type": "/Metadata"}, stream=[b"<rdf:RDF>" + END], compress=True
    )
    document = SimpleNamespace(metadata=SimpleNamespace(custom={}))
    claim_accessibility(document, SimpleNamespace(objects=[SimpleNamespace(), metadata]))

    assert metadata.stream == [b"<rdf:RDF>" + CLAIM + END]
    assert not metadata.compress


def test_no_metadata() -> None:
    """A file without metadata cannot carry the claim, and that is an error."""
    with pytest.raises(ValueError, match="no metadata"):
        claim_accessibility(None, SimpleNamespace(objects=[]))


@pytest.mark.parametrize(("custom", "language"), [({SECOND_LANGUAGE: "fr"}, b"(fr)"), ({}, b"")])
def test_only_the_second_language_is_tagged(custom: dict[str, str], language: bytes) -> None:
    """Articles get the language that the page names; all else keeps the document's."""
    article, other = pydyf.Dictionary({"S": "/Art"}), pydyf.Dictionary({"S": "/Sect"})
    document = SimpleNamespace(metadata=SimpleNamespace(custom=custom))

    tag_languages(document, SimpleNamespace(objects=[pydyf.Stream([]), article, other]))

    assert (article["Lang"].data if "Lang" in article else b"") == language
    assert "Lang" not in other
