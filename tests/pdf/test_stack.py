"""Room on Python's stack."""

from __future__ import annotations

import resource
from collections.abc import Callable

from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf import rendering
from lettergen.pdf.layout import lay_out
from tests.reference import REFERENCE, print_job

DEPTHS = range(0, 120, 10)
ENOUGH = 200  # slots: more than the function itself needs, far less than its room


def faults_at(depth: int, work: Callable[[], object]) -> int:
    """Return how many pages of memory the system gives for *work*, that many calls down."""
    if depth:
        return faults_at(depth - 1, work)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_layout_keeps_its_stack() -> None:
    """However deep the call, laying out does not ask the system for its stack over and over."""
    job = print_job(REFERENCE, load_letterhead("ogp", None))
    laid_out = vars(rendering)["_laid_out"]
    code = laid_out.__code__
    lay_out(job)
    most = []
    for stack_size in (code.co_stacksize, ENOUGH):
        laid_out.__code__ = code.replace(co_stacksize=stack_size)
        try:
            most.append(max(faults_at(depth, lambda: lay_out(job)) for depth in DEPTHS))
        finally:
            laid_out.__code__ = code

    roomy, plain = most
    assert roomy < plain / 2
