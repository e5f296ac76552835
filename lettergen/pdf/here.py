"""Lay a letter out in this process, importing what that takes only then."""

from __future__ import annotations

from lettergen.errors import LetterError
from lettergen.pdf.job import PrintJob, RenderedPdf


def lay_out(job: PrintJob) -> RenderedPdf:
    """Lay *job* out.

    Raises:
        LetterError: With every problem found.
    """
    from lettergen.pdf.rendering import render_pdf  # noqa: PLC0415 - see the head of this file

    rendered = render_pdf(
        job.html, job.stylesheets, job.letterhead, day=job.day, most_pages=job.most_pages
    )
    if job.letterhead.window is not None and job.address:
        from lettergen.pdf.window import misplaced  # noqa: PLC0415 - as above

        if wrong := misplaced(rendered.pdf, job.letterhead.window, job.address, job.beside):
            raise LetterError(wrong)
    return rendered
