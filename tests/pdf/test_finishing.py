"""Finishing changes how a PDF is packed and when, not what it says."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pikepdf
import pytest

from lettergen.compose.document import compose_print
from lettergen.compose.stylesheet import stylesheets
from lettergen.letter.letter import Letter
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf import rendering
from lettergen.pdf.job import PrintJob
from lettergen.pdf.pdf_ua import claim_accessibility
from tests.reference import EVERY_PART, REFERENCE

OGP = load_letterhead("ogp", None)
PACKED_ANEW = {"/Length", "/Filter"}


def printed(letter: Letter) -> bytes:
    """Return the letter as a PDF."""
    sheets = stylesheets(OGP, letter.language)
    job = PrintJob(compose_print(letter, OGP), sheets, OGP, letter.date, 10)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return rendering.render_pdf(
            job.html, job.stylesheets, job.letterhead, day=job.day, most_pages=job.most_pages
        ).pdf


def contents(pdf: bytes) -> list[Any]:
    """Return what each object of a PDF says, streams unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [content(one) for one in document.objects]


def content(item: Any) -> Any:
    """Return what one object says."""
    if not isinstance(item, pikepdf.Stream):
        return item.unparse(resolved=False)
    if item.get("/Type") in {"/XRef", "/ObjStm"}:
        return None
    words = {key: str(value) for key, value in item.items() if key not in PACKED_ANEW}
    return item.read_bytes(), words


@pytest.mark.parametrize("letter", [REFERENCE, EVERY_PART], ids=["reference", "every part"])
def test_same_content(letter: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says, object by object, what WeasyPrint's own way of writing says."""
    ours = contents(printed(letter))
    monkeypatch.setattr(rendering, "finish", claim_accessibility)
    theirs = contents(printed(letter))

    assert ours == theirs
    assert sum(one is not None for one in ours) > 20


def test_packed() -> None:
    """Every stream but the metadata is packed."""
    with pikepdf.open(io.BytesIO(printed(REFERENCE))) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        bare = [str(one.get("/Type")) for one in streams if "/Filter" not in one]

    assert bare == ["/Metadata"]
