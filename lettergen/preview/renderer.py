"""Finished letters for the page: the PDF as `render` makes it, and its pages as pictures.

At most two are made at a time, each in a process that is killed when the same page requests
a newer one, or when its time is over.
"""

from __future__ import annotations

import multiprocessing
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from lettergen.batch.forkserver import get_ready
from lettergen.errors import LetterError, LettergenError, Problem
from lettergen.machine.limits import limit_memory, out_of_time
from lettergen.office.settings import Limits
from lettergen.pdf.layout import lay_out
from lettergen.pdf.raster import page_pictures
from lettergen.plan.entries import Entry
from lettergen.preview.choice import Sources
from lettergen.produce import Job, Outcome, produce

MOST_AT_ONCE = 2
MOST_WAITING = 4
SHARPNESS = 144  # dots per inch: sharp on a high-density screen
SUPERSEDED = "superseded"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finished:
    """The outcome of a letter, and its pages as PNG files."""

    outcome: Outcome
    pictures: tuple[bytes, ...] = ()

    @property
    def is_superseded(self) -> bool:
        """Whether a newer letter was requested before this one was done."""
        return any(problem.code == SUPERSEDED for problem in self.outcome.problems)


class Renders:
    """Two processes that make letters, and the owners that wait for them."""

    def __init__(self, limits: Limits) -> None:
        get_ready()
        self._limits = limits
        self._lock = Lock()
        self._turns = 0
        self._waiting: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._pool = ProcessPool(
            max_workers=MOST_AT_ONCE,
            initializer=limit_memory,
            initargs=(limits.megabytes,),
            context=multiprocessing.get_context("forkserver"),
        )

    def finish(self, owner: str, entry: Entry, sources: Sources) -> Finished:
        """Make the letter of *entry*, unless *owner* requests another one meanwhile."""
        turn = self._begin(owner)
        try:
            return self._finished(partial(self._apart, owner, turn), entry, sources)
        finally:
            self._end(owner, turn)

    @staticmethod
    def _finished(apart: Callable[..., Any], entry: Entry, sources: Sources) -> Finished:
        """Make the letter as `render` does, in another process, and draw its pages."""
        job = Job(entry)
        outcome = produce(job, sources.materials, sources.letterhead, partial(apart, lay_out))
        if outcome.content is None:
            return Finished(outcome)
        try:
            draw = partial(page_pictures, dots_per_inch=SHARPNESS)
            return Finished(outcome, apart(draw, outcome.content))
        except LettergenError as error:
            return Finished(replace(outcome, content=None, problems=error.problems))

    def close(self) -> None:
        """End both processes, even if they are at work."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves it untyped
        self._pool.join()

    def _begin(self, owner: str) -> int:
        """Give *owner* the newest turn, and cancel older work."""
        with self._lock:
            self._turns += 1
            old = [self._waiting.pop(owner, None)]
            while len(self._waiting) >= MOST_WAITING:
                old.append(self._waiting.popitem(last=False)[1])
            self._waiting[owner] = self._turns, None
            turn = self._turns
        for _, future in filter(None, old):
            if future is not None:
                future.cancel()
        return turn

    def _end(self, owner: str, turn: int) -> None:
        with self._lock:
            if self._waiting.get(owner, (0, None))[0] == turn:
                del self._waiting[owner]

    def _apart(self, owner: str, turn: int, work: Callable[[Any], T], given: object) -> T:
        """Do *work* in one of the processes.

        Raises:
            LetterError: As *work* does; or it took too long, died, or was superseded.
        """
        with self._lock:
            if self._waiting.get(owner, (0, None))[0] != turn:
                raise LetterError([_superseded()])
            future = self._pool.schedule(work, args=(given,), timeout=self._limits.seconds)
            self._waiting[owner] = turn, future
        try:
            done: T = future.result()
        except CancelledError:
            raise LetterError([_superseded()]) from None
        except OutOfTime:
            raise LetterError([out_of_time(self._limits.seconds)]) from None
        except ProcessExpired:
            message = "The process that laid out this letter died."
            hint = "Save the file again; if it dies again, raise 'megabytes' under [limits]."
            raise LetterError([Problem("worker-died", message, hint)]) from None
        return done


def _superseded() -> Problem:
    return Problem(SUPERSEDED, "A newer request replaced this letter.", "Look at the newer one.")
