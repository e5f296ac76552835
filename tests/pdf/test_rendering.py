"""Letters as PDF, read back by other programs."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lettergen.errors import LetterError
from lettergen.letter.letter import Body, Letter
from lettergen.letterhead import Letterhead, StyleText
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.rendering import render_pdf
from tests.reference import (
    CANARY,
    EVERY_PART,
    PARAGRAPHS,
    REFERENCE,
    REFERENCE_TEXT,
    page_texts,
    printed,
)

OGP = load_letterhead("ogp", None)
SHEET = StyleText("test.css", "@page { margin: 20mm }")
LONG = replace(EVERY_PART, body=Body("\n\n".join([PARAGRAPHS] * 3)))


def objects(pdf: bytes) -> Iterator[Any]:
    """Yield every object of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield from document.objects


def everything(pdf: bytes) -> bytes:
    """Return all that a PDF holds, unpacked."""
    unpacked = [
        item.read_bytes() if isinstance(item, pikepdf.Stream) else item.unparse(resolved=False)
        for item in objects(pdf)
    ]
    return pdf + b"\n".join(unpacked) + "".join(page_texts(pdf)).encode()


def lay_out(body: str, letterhead: Letterhead = OGP, most_pages: int = 10) -> bytes:
    """Return a page with *body* as a PDF."""
    html = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    return render_pdf(html, (SHEET,), letterhead, day=REFERENCE.date, most_pages=most_pages).pdf


def codes(body: str, letterhead: Letterhead = OGP) -> list[str]:
    """Return the codes of the problems that laying out *body* meets."""
    with pytest.raises(LetterError) as error:
        lay_out(body, letterhead)
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_reference_letter(paper: str) -> None:
    """The reference letter stands on one page of either paper, word for word and in order."""
    rendered = printed(REFERENCE, load_letterhead("ogp", None, paper=paper))
    (text,) = page_texts(rendered.pdf)

    assert rendered.pages == 1
    assert text.split() == REFERENCE_TEXT.split()


def test_later_pages() -> None:
    """Later pages say whom the letter is for, its date, the page and the marks; never a total."""
    pages = [" ".join(text.split()) for text in page_texts(printed(LONG, OGP).pdf)]

    assert len(pages) == 3
    assert "Page" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        assert "Rudolf Rassendyll, " in text
        assert f"April 27, 2021 Page {number} DRAFT · CONFIDENTIAL" in text
        assert "Open Government Partnership 1100" not in text


@pytest.mark.parametrize("repeats", range(1, 9))
def test_nobody_signs_a_page_without_text(repeats: int) -> None:
    """However long a letter is, its close, names and copies stand with two lines of text."""
    text = "Ruritania has met the milestones that were set out in the resolution of 2018. " * 3
    body = f"{PARAGRAPHS}\n\n" + "\n\n".join([text] * repeats)
    last = page_texts(printed(replace(REFERENCE, body=Body(body)), OGP).pdf)[-1]
    before, _, after = last.partition("Best wishes,")

    assert "Sanjay Pradhan" in after
    assert "Hikmat Hajiyev" in after
    assert "Page" not in before
    assert len(before.strip().splitlines()) >= 2


def test_tags() -> None:
    """Headings, lists, tables and the mark are tagged as what they are."""
    pdf = printed(EVERY_PART, OGP).pdf
    tags = {str(item["/S"]) for item in objects(pdf) if _is_tag(item)}
    figures = [str(item["/Alt"]) for item in objects(pdf) if _is_tag(item) and "/Alt" in item]

    assert {"/H1", "/H2", "/P", "/L", "/LI", "/LBody", "/Table", "/TH", "/TD", "/Figure"} <= tags
    assert figures == [OGP.mark_text]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en"


def _is_tag(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"


def test_fonts() -> None:
    """Every font is embedded, and none is a incompatible_worker's."""
    faces = {
        str(item["/FontName"]).partition("+")[2].replace("-", " ")
        for item in objects(printed(EVERY_PART, OGP).pdf)
        if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        if any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    }
    used = [
        item
        for item in objects(printed(EVERY_PART, OGP).pdf)
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]

    assert len(faces) == len(used) >= 4
    assert all(face.startswith(("Noto Serif", "Noto Naskh Arabic")) for face in faces)


@pytest.mark.parametrize("letter", [REFERENCE, EVERY_PART], ids=["reference", "every-part"])
def test_blind_copies_are_nowhere(letter: Letter) -> None:
    """No byte of the file, packed or unpacked, knows of a blind copy; it does of the others."""
    found = everything(printed(letter, OGP).pdf)

    for word in (*CANARY.split(), "Canary"):
        assert word.encode() not in found
        assert word.encode("utf-16-be") not in found
    assert letter.copies[0].name.encode() in found


def test_nothing_of_this_machine() -> None:
    """The file names no user, host, folder or hour; its only date is nobody's clock."""
    pdf = printed(REFERENCE, OGP).pdf
    found = everything(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root.Metadata.read_bytes() + str(dict(document.docinfo)).encode()

    for word in (str(Path.home()), str(Path.cwd()), "file:", "asset:"):
        assert word.encode() not in found
    # A short host name can stand by chance among the bytes of a font.
    assert socket.gethostname().encode() not in metadata
    assert b"CreationDate" not in found


def test_same_bytes(tmp_path: Path) -> None:
    """Another process, time zone, language and hash seed make the same bytes."""
    code = (
        "from hashlib import sha256; from tests.reference import *; "
        "from lettergen.letterhead.reading import load_letterhead; "
        "print(sha256(printed(EVERY_PART, load_letterhead('ogp', None)).pdf).hexdigest())"
    )
    hashes = {sha256(printed(EVERY_PART, OGP).pdf).hexdigest()}
    for zone, seed, locale in (("Pacific/Kiritimati", "1", "C"), ("Etc/GMT+12", "2", "C.UTF-8")):
        surroundings = {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | surroundings,
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(done.stdout.strip())

    assert len(hashes) == 1


def test_order_does_not_matter() -> None:
    """A letter is the same whichever letters were made before it."""
    first = printed(REFERENCE, OGP).pdf
    printed(EVERY_PART, OGP)

    assert printed(REFERENCE, OGP).pdf == first


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("สวัสดี", "U+0E2A, THAI CHARACTER SO SUA"),
        ("नमस्ते", "U+0928, DEVANAGARI LETTER NA"),
        ("\ue000", "U+E000, a character without a name"),
        ("🙂", "U+1F642, SLIGHTLY SMILING FACE"),
    ],
)
def test_missing_glyph(text: str, named: str) -> None:
    """A character that no font of the letterhead has stops the letter, by name."""
    with pytest.raises(LetterError) as error:
        printed(replace(REFERENCE, salutation=f"Dear {text},"), OGP)

    assert named in error.value.problems[0].message
    assert {problem.code for problem in error.value.problems} == {"missing-glyph"}


@pytest.mark.parametrize(
    "name",
    [
        "Əhməd Çağr\N{LATIN SMALL LETTER DOTLESS I} Müəllim",
        "Đorđe Čvorović",
        "Владимир Ґжицький",
        "Γεώργιος",
        "გიორგი",
        "Արամ",
        "שלום",
    ],
)
def test_names_of_the_world(name: str) -> None:
    """Names in the scripts of the members are set, and read back as they were."""
    text = page_texts(printed(replace(REFERENCE, salutation=f"Dear {name},"), OGP).pdf)[0]

    assert name in text


def test_long_word() -> None:
    """A word longer than a line is broken, and stays on the sheet."""
    printed(replace(REFERENCE, salutation="Llanfair" * 40, body=Body("x" * 500)), OGP)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<img src="asset:mark.png" alt="x">', "missing-asset"),
        ('<img src="data:image/png;base64,AAAA" alt="x">', "missing-asset"),
        ('<img src="asset:mark.svg">', "layout-warning"),
        ('<p style="colour: red">x</p>', "layout-warning"),
        ('<p style="font-size: 1e9px">x</p>', "unlayable"),
        ("<div>" * 500, "unlayable"),
        ('<p style="break-after: page">x</p>' * 12, "too-many-pages"),
    ],
)
def test_refusals(body: str, code: str) -> None:
    """What is warned of, cannot be laid out or is too long fails as a problem, not a traceback."""
    assert codes(body) == [code]


def test_missing_font() -> None:
    """A letterhead whose font is not installed makes no letter."""
    assert codes("x", replace(OGP, fonts=("Noto Serif", "House Roman"))) == ["missing-font"]


def test_old_date() -> None:
    """A letter dated before 1970 is a letter like any other."""
    printed(replace(REFERENCE, date=date(1949, 4, 4)), OGP)


def test_surroundings_are_put_back() -> None:
    """After a letter, made or refused, the environment is as it was."""
    before = dict(os.environ)
    printed(REFERENCE, OGP)
    codes('<img src="asset:none" alt="x">')

    assert dict(os.environ) == before
