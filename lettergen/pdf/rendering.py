"""Render HTML, stylesheets and a letterhead to a checked PDF.

The same inputs give the same bytes, in any process, time zone and order; the
only date used is the letter's.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from threading import Lock

from lettergen.errors import LetterError, Problem
from lettergen.letterhead import Letterhead, StyleText
from lettergen.machine.fonts import missing_fonts
from lettergen.pdf.engine import (
    BASE,
    counter_styles,
    environment,
    fetcher,
    font_configuration,
    parsed_stylesheet,
)
from lettergen.pdf.finishing import finish
from lettergen.pdf.job import RenderedPdf
from lettergen.pdf.page_bounds import OnFirstPage, overflows
from lettergen.pdf.pdf_ua import VARIANT
from lettergen.pdf.weasyprint_import import weasyprint
from lettergen.pdf.weasyprint_log import complaints

MOST_PAGES = 10
# The whole process shares WeasyPrint, its environment and its logger.
_ONE_AT_A_TIME = Lock()


def render_pdf(
    html: str,
    stylesheets: tuple[StyleText, ...],
    letterhead: Letterhead,
    *,
    day: date,
    most_pages: int = MOST_PAGES,
    on_first: OnFirstPage | None = None,
) -> RenderedPdf:
    """Lay *html* out on pages and return the finished PDF.

    Only the letterhead's pictures are served, by name. A request for anything else fails the
    letter, as does any warning from WeasyPrint.

    Args:
        html: From `compose_print`.
        stylesheets: From `compose.stylesheets`.
        letterhead: Where pictures and fonts come from.
        day: The letter's date: the only date in the file.
        most_pages: A longer letter is refused.
        on_first: A further check of the finished first page.

    Raises:
        LetterError: With every problem found.
    """
    _refuse(missing_fonts(letterhead.fonts, letterhead.place))
    with _ONE_AT_A_TIME, environment(SOURCE_DATE_EPOCH=_epoch(day)), complaints() as found:
        try:
            rendered = _laid_out(html, stylesheets, letterhead, most_pages)
        except LetterError:
            raise
        except Exception as error:  # a layout can fail in any way, none of use to the office
            raise LetterError([*found, _unlayable(error)]) from error
        _refuse(found)
    _refuse(overflows(rendered.pdf, letterhead, on_first))
    return rendered


def _laid_out(
    html: str, stylesheets: tuple[StyleText, ...], letterhead: Letterhead, most_pages: int
) -> RenderedPdf:
    fonts = letterhead.fonts
    configuration = font_configuration(fonts)
    sheets = [parsed_stylesheet(sheet, fonts) for sheet in stylesheets]
    _refuse(problem for _, problems in sheets for problem in problems)
    page = weasyprint().HTML(string=html, base_url=BASE, url_fetcher=fetcher(letterhead.assets))
    document = page.render(
        font_config=configuration,
        counter_style=counter_styles(),
        stylesheets=[css for css, _ in sheets],
        # Without these a list that begins at 4 is counted from 1.
        presentational_hints="<ol start=" in html,
        pdf_variant=VARIANT,
    )
    if len(document.pages) > most_pages:
        raise LetterError([_too_long(len(document.pages), most_pages)])
    with warnings.catch_warnings():
        # WeasyPrint leaves its colour profile for the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        pdf: bytes = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    return RenderedPdf(pdf, len(document.pages))


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise LetterError(found)


def _epoch(day: date) -> str:
    """Return the start of *day* in UTC as seconds since 1970, at least 0."""
    return str(max(0, int(datetime.combine(day, time(), UTC).timestamp())))


def _too_long(pages: int, most: int) -> Problem:
    message = f"The letter has {pages} pages; {most} are allowed."
    return Problem("too-many-pages", message, "Shorten it, or raise 'pages' under [limits].")


def _unlayable(error: Exception) -> Problem:
    message = f"This letter cannot be laid out ({type(error).__name__})."
    hint = "Look for extreme sizes or deep nesting in the letterhead, its style and the body."
    return Problem("unlayable", message, hint)
