"""Lay a letter out in this process; its heavy imports wait until then."""

from __future__ import annotations

from functools import partial

from lettergen.pdf.job import PrintJob, RenderedPdf


def lay_out(job: PrintJob) -> RenderedPdf:
    """Lay *job* out.

    Raises:
        LetterError: With every problem found.
    """
    from lettergen.pdf.rendering import render_pdf  # noqa: PLC0415 - see the head of this file

    on_first = None
    if job.letterhead.window is not None and job.address:
        from lettergen.pdf.address_window import misplaced  # noqa: PLC0415 - as above

        on_first = partial(
            misplaced,
            window=job.letterhead.window,
            address_lines=job.address,
            also_visible=job.also_visible,
        )
    return render_pdf(
        job.html,
        job.stylesheets,
        job.letterhead,
        day=job.day,
        most_pages=job.most_pages,
        on_first=on_first,
    )
