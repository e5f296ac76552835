"""What goes into a layout and what comes out."""

from __future__ import annotations

import pickle

from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.job import PrintJob, RenderedPdf
from tests.reference import REFERENCE, print_job

OGP = load_letterhead("ogp", None)


def test_job_travels() -> None:
    """A job and its result reach another process unchanged."""
    job = print_job(REFERENCE, OGP)

    assert pickle.loads(pickle.dumps(job)) == job  # noqa: S301 - our own bytes
    assert isinstance(job, PrintJob)
    result = RenderedPdf(b"%PDF", 1)
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own bytes
