"""Appendices on their whole way to the page: from the tag in a body to the finished PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import page
import pikepdf
import pytest

from lettergen.compose.document import compose_html, compose_print, compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import APPENDIX, Body, Letter
from lettergen.letterhead import Letterhead
from lettergen.letterhead.reading import load_letterhead
from lettergen.produce import Format
from tests.offices import aze, ogp
from tests.reference import PARAGRAPHS, REFERENCE, page_texts, printed

OGP = load_letterhead("ogp", None)
TITLES = ("Rules for the reading rooms", "Dates of the visits")
WORDS = f"""\
The rules follow.[^1]

{APPENDIX} {TITLES[0]}

### Coats

1. Coats stay at the door.[^2]
   1. Wet ones.
   2. Dry ones.
2. Pencils only.[^1]

{APPENDIX} {TITLES[1]}

Here they are.[^3]

{PARAGRAPHS}

{PARAGRAPHS}

{PARAGRAPHS}

The last word.

[^1]: Act of 1900.
[^2]: Act of 1901.
[^3]: Act of 1902.
"""
APPENDED = replace(REFERENCE, body=Body(WORDS))
TAGGED = f"""

{{% if state.short == "Azerbaijan" %}}
{{% appendix "{TITLES[0]}" %}}

Of {{{{ state.short }}}}.
{{% endif %}}
"""


def in_two(language: str, *, beside: bool) -> Letter:
    """Return the letter in English and the same words as a version in *language*."""
    other = replace(APPENDED, language=language, version="Unofficial translation")
    return replace(APPENDED, version="Authoritative text", translation=other, beside=beside)


def feet(letterhead: Letterhead) -> Letterhead:
    """Return the letterhead with footnotes at the foot of their page."""
    return replace(letterhead, house=replace(letterhead.house, notes_at_foot=True))


def headings(pdf: bytes) -> list[str]:
    """Return the tags of all headings of a PDF, in the order in which they are read."""

    def within(node: Any) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from within(child)
        elif isinstance(node, pikepdf.Dictionary):
            kind = str(node.get("/S", ""))
            if kind.removeprefix("/H").isdigit():
                yield kind
            yield from within(node.get("/K"))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(within(document.Root.StructTreeRoot.K))


def wrong(pdf: bytes) -> list[str]:
    """Return what keeps a PDF from being PDF/A-2a and PDF/UA-1."""
    failures = [
        one
        for profile in ("2a", "ua1")
        for one in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]
    return [one.message for one in failures if "STREAM-LENGTH" not in one.rule_id]


def test_each_begins_a_page() -> None:
    """An appendix begins a page after all that ends the letter; a long one goes on."""
    first, rules, dates, rest = page_texts(printed(APPENDED, OGP).pdf)

    assert "cc: Hikmat" in first
    assert "Act of 1900." in first
    assert TITLES[0] not in first
    assert rules.startswith(f"Appendix 1: {TITLES[0]}\r\nCoats\r\nCoats stay at the door.2")
    assert "Act of 1901." in rules
    assert "Act of 1900." not in rules
    assert dates.startswith(f"Appendix 2: {TITLES[1]}\r\nHere they are.3")
    assert "The last word." in rest
    assert "Act of 1902." in rest


@pytest.mark.parametrize("letterhead", [OGP, feet(OGP)], ids=["at-the-end", "at-the-foot"])
@pytest.mark.parametrize("subject", ["", "Rules"])
def test_valid(letterhead: Letterhead, subject: str) -> None:
    """The PDF stays PDF/A-2a and PDF/UA-1; each title is a heading, what is below one lower."""
    pdf = printed(replace(APPENDED, subject=Body(subject)), letterhead).pdf

    assert wrong(pdf) == []
    assert headings(pdf) == [*(["/H1"] if subject else []), "/H1", "/H2", "/H1"]


@pytest.mark.parametrize("beside", [False, True], ids=["after", "beside"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_in_two_languages(language: str, beside: bool) -> None:
    """Both languages have their appendices whole, each on pages of its own."""
    pdf = printed(in_two(language, beside=beside), OGP).pdf
    texts = page_texts(pdf)

    assert wrong(pdf) == []
    for title in TITLES:
        assert sum(title in text for text in texts) == 2
        assert not any(
            other in text for other in TITLES if other != title for text in texts if title in text
        )
    whole = " ".join(" ".join(texts).split())
    assert whole.count("Here they are") == whole.count("The last word") == 2
    assert whole.count("I am writing to provide you an update") == 6


def test_in_plain_text() -> None:
    """Plain text has the appendices last, each with its notes."""
    text = compose_text(APPENDED, OGP)
    parts = [
        "cc: Hikmat Hajiyev",
        "\n\nFootnotes:\n[1] Act of 1900.\n\nAppendix 1: Rules for the reading rooms\n\nCoats\n\n",
        "1. Coats stay at the door.[2]\n   a. Wet ones.\n   b. Dry ones.\n2. Pencils only.[1]\n\n",
        "[2] Act of 1901.\n\n",
        "Appendix 2: Dates of the visits\n\nHere they are.[3]\n\n",
        "The last word.\n\n[3] Act of 1902.\n",
    ]
    places = [text.index(part) for part in parts]

    assert places == sorted(places)
    assert text.endswith(parts[-1])


def test_on_screen() -> None:
    """A browser's page has the notes after the end even where print has them at the foot."""
    for letterhead in (OGP, feet(OGP)):
        html = compose_html(APPENDED, letterhead, preview=True)
        assert html.count('<section class="appendix">') == 2
        assert html.count('<div class="notes">') == 2
        assert "float: footnote" not in html
        assert 'class="note"' not in html
    assert 'class="note"' in compose_print(APPENDED, feet(OGP))


@pytest.mark.parametrize(
    ("part", "words"), [("appendices", f"x\n\n{APPENDIX} A\n\ny"), ("notes", "x[^1]\n\n[^1]: y")]
)
def test_style_that_leaves_them_out(part: str, words: str) -> None:
    """Appendices or notes that a house style does not show stop the letter, in every form."""
    house = replace(OGP.house, shown=(OGP.house.shown or frozenset()) - {part})
    letterhead = replace(OGP, house=house)
    letter = replace(REFERENCE, body=Body(words))

    for compose in (compose_text, compose_print):
        compose(REFERENCE, letterhead)
        with pytest.raises(LetterError) as error:
            compose(letter, letterhead)
        (problem,) = error.value.problems
        assert problem.code == "part-not-shown"
        assert repr(part) in problem.message
    if part == "notes":  # at the foot of a page they are shown
        assert "y</span>" in compose_print(letter, feet(letterhead))


def test_tag_in_a_template() -> None:
    """An appendix under a condition is made for whom the condition holds, and for nobody else."""
    usual = ogp()
    own = usual.materials.template.bodies["en"].source.text
    desk = usual.with_body(f"{own}{TAGGED}")

    assert desk.text(aze()).endswith(f"\n\n{TITLES[0]}\n\nOf Azerbaijan.\n")
    assert TITLES[0] not in desk.text(desk.record("XAB"))
    outcome = desk.outcome(aze(), Format.PDF)
    assert outcome.content is not None
    assert TITLES[0] in page_texts(outcome.content)[1]


def test_numbered_when_there_are_several() -> None:
    """Several appendices are numbered, in the letter's language; a single one is not."""
    single = replace(REFERENCE, body=Body(f"x\n\n{APPENDIX} {TITLES[0]}\n\ny"))

    assert f"\n\n{TITLES[0]}\n\ny\n" in compose_text(single, OGP)
    assert f">{TITLES[0]}</h1>" in compose_print(single, OGP)
    french = compose_text(replace(APPENDED, language="fr"), OGP)
    assert f"\nAppendice 2\N{NO-BREAK SPACE}: {TITLES[1]}\n" in french
