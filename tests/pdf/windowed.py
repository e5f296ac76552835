"""Finished pages: with an address in a window, and letters of the sample office."""

from __future__ import annotations

from functools import cache

from lettergen.geometry import WINDOWS, Box
from lettergen.letterhead import StyleText
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.rendering import render_pdf
from lettergen.produce import Format
from tests.offices import ogp
from tests.reference import REFERENCE

PLAIN = load_letterhead("plain", None)
WINDOW = WINDOWS["din5008-b"]
ROOM = WINDOW.visible.shrunk(WINDOW.clear)  # 21 to 99 mm from the left, 51 to 89 from the top
LINES = ("Count Rupert", "Keeper of the Office", "1 Castle Street", "Kingdom of Ruritania")
SHEET = """@page { size: 210mm 297mm; margin: 0 } body, p { margin: 0 }
.at { position: absolute; white-space: nowrap; font-size: 10pt; line-height: 13pt }
.body { position: absolute; left: 25mm; top: 110mm; width: 160mm }"""


def block(text: str, left: float, top: float, css: str = "", tag: str = "p") -> str:
    """Return *text* with its corner at the given millimetres."""
    return f'<{tag} class="at" style="left: {left}mm; top: {top}mm; {css}">{text}</{tag}>'


def address(
    *lines: str, left: float = 25, top: float = 55, css: str = "", body: str = "Good day."
) -> bytes:
    """Return a PDF whose page 1 has *lines* at a place, and a body below."""
    return laid_out(block("<br>".join(lines), left, top, css) + f'<p class="body">{body}</p>')


def laid_out(body: str) -> bytes:
    """Return *body* as a PDF on A4 without margins."""
    html = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    return render_pdf(html, (StyleText("test.css", SHEET),), PLAIN, day=REFERENCE.date).pdf


def close_to(one: Box, other: Box, by: float) -> bool:
    """Return whether no side of the two boxes differs by more than *by* millimetres."""
    sides = ("left", "top", "right", "bottom")
    return all(abs(getattr(one, side) - getattr(other, side)) <= by for side in sides)


@cache
def finished(record_id: str = "AZE") -> bytes:
    """Return a finished letter of the sample office."""
    outcome = ogp().outcome(ogp().record(record_id), Format.PDF)
    assert outcome.content is not None
    return outcome.content
