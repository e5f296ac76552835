"""Lay one letter out in a separate process, which starts while this one still reads.

Importing WeasyPrint takes as long as reading the office, the data and the words: in parallel
they take half the time. The process has its own memory limit and is killed when its
time is over, so an endless layout stops nothing else.

It is started as `python -P -m lettergen.pdf.layout_process`: `-P` keeps a file called `yaml.py` in
the current folder from being imported. It reads one pickled job and writes one pickled answer.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from lettergen.errors import LetterError, Problem
from lettergen.machine.limits import limit_memory, out_of_time

if TYPE_CHECKING:  # not needed to start the process
    from lettergen.pdf.job import PrintJob, RenderedPdf


EMPTY = "<html lang='en'><title>Nothing</title><p>Nothing"


class LayoutProcess:
    """A process that prepares to lay out one letter. Leaving the block ends it."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "lettergen.pdf.layout_process"]
        # In a separate session it does not receive the Ctrl-C meant for this process.
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    @property
    def number(self) -> int:
        """The process's number."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process:
            self._process.kill()

    def lay_out(self, job: PrintJob, *, seconds: float, megabytes: int) -> RenderedPdf:
        """Lay *job* out, once.

        Args:
            seconds: How long it may take from now.
            megabytes: How much memory it may use in addition to what it has.

        Raises:
            LetterError: As for `lettergen.pdf.layout.lay_out`; also when the time is over or
                the process dies.
        """
        try:
            answer, _ = self._process.communicate(pickle.dumps((job, megabytes)), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise LetterError([out_of_time(seconds)]) from None
        if self._process.returncode or not answer:
            raise LetterError([_died(self._process.returncode)])
        result: RenderedPdf | LetterError = pickle.loads(answer)  # noqa: S301 - from our own process
        if isinstance(result, LetterError):
            raise result
        return result


def _died(status: int) -> Problem:
    message = f"The process that laid out this letter died (exit status {status})."
    hint = "Try again; if it dies again, raise 'megabytes' under [limits]."
    return Problem("worker-died", message, hint)


def serve() -> None:
    """Prepare, read one job from standard input, write the answer to standard output."""
    gc.disable()  # one letter, then the process ends
    from lettergen.machine.fonts import installed_families  # noqa: PLC0415 - for this process only
    from lettergen.pdf.layout import lay_out  # noqa: PLC0415 - as above
    from lettergen.pdf.pdf_ua import VARIANT  # noqa: PLC0415 - as above
    from lettergen.pdf.rendering import render_pdf  # noqa: F401, PLC0415 - prepares
    from lettergen.pdf.weasyprint_import import weasyprint  # noqa: PLC0415 - as above

    installed_families()
    # The first page of a process takes twice as long as the next: make it an empty one.
    weasyprint().HTML(string=EMPTY).write_pdf(pdf_variant=VARIANT)
    job, megabytes = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent process
    limit_memory(megabytes)
    answer: RenderedPdf | LetterError
    try:
        answer = lay_out(job)
    except LetterError as error:
        answer = error
    sys.stdout.buffer.write(pickle.dumps(answer))
    sys.stdout.buffer.flush()
    os._exit(0)  # the parent need not wait for the interpreter's clean-up


if __name__ == "__main__":
    serve()
