"""Workers: processes that make letters, and whose death costs one letter.

A worker that takes too long or too much is killed; Pebble starts another. Workers are
forked from a small server that has loaded WeasyPrint once, never from this process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as OutOfTime
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from queue import Empty, SimpleQueue
from time import monotonic

from pebble import ProcessExpired, ProcessPool

from lettergen.batch.forkserver import get_ready
from lettergen.errors import CallError, Problem
from lettergen.letterhead import Letterhead
from lettergen.machine.limits import interrupts_held, limit_memory, out_of_time
from lettergen.merge.materials import Materials
from lettergen.produce import Job, Outcome, produce

LETTERS_PER_WORKER = 2000
JOBS_PER_WORKER = 8  # under way: one is made, and the next ones lie ready
LONGEST_START = 60  # seconds
LONGEST_IDLE = 10  # seconds
MOST_DEATHS = 2
MOST_POOLS = 3

_materials: Materials
_letterhead: Letterhead


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Work:
    """The jobs of a batch.

    Attributes:
        waiting: Those that no worker has taken yet.
        under_way: Those that were taken, by number; a job leaves with its outcome.
        deaths: How many workers died at each job.
        pools: How many pools broke while each job was under way; the fault may be another's.
    """

    waiting: Iterator[tuple[int, Job]]
    under_way: dict[int, Job] = field(default_factory=dict)
    deaths: Counter[int] = field(default_factory=Counter)
    pools: Counter[int] = field(default_factory=Counter)

    def take(self, most: int) -> list[tuple[int, Job]]:
        """Take at most so many of the jobs that wait."""
        taken = list(islice(self.waiting, most))
        self.under_way.update(taken)
        return taken

    def is_deadly(self, number: int) -> bool:
        """Note that a worker died at a job, and return whether that is once too often."""
        self.deaths[number] += 1
        return self.deaths[number] == MOST_DEATHS

    def give_up(self) -> Iterator[tuple[int, Job]]:
        """Note that a pool broke, and let go of each job for which that is once too often."""
        self.pools.update(list(self.under_way))
        for number in [one for one in self.under_way if self.pools[one] == MOST_POOLS]:
            yield number, self.under_way.pop(number)


def make_all(
    jobs: Iterable[tuple[int, Job]], materials: Materials, letterhead: Letterhead, workers: int
) -> Generator[tuple[int, Outcome]]:
    """Yield the number and the outcome of each of *jobs* as it comes, in any order.

    However many jobs there are, only a few for each worker are taken at a time. A job whose
    worker died is tried once more.

    Raises:
        CallError: No worker can be started.
    """
    work = _Work(iter(jobs))
    while True:
        work.take(workers * JOBS_PER_WORKER - len(work.under_way))
        if not work.under_way:
            return
        try:
            yield from _made(work, materials, letterhead, workers)
        except BrokenProcessPool:
            for number, job in work.give_up():
                yield number, given_up(job)


def _made(
    work: _Work, materials: Materials, letterhead: Letterhead, workers: int
) -> Iterator[tuple[int, Outcome]]:
    """Yield outcomes as `make_all` does, as long as one pool of workers lives.

    Raises:
        BrokenProcessPool: It broke: a worker died between two letters, or with a lock in hand,
            and the others wait for ever.
    """
    seconds = materials.office.settings.limits.seconds
    with open_pool(min(workers, len(work.under_way)), materials, letterhead) as pool:
        numbers: dict[Future[Outcome], int] = {}
        done: SimpleQueue[Future[Outcome]] = SimpleQueue()

        def begin(number: int, job: Job) -> None:
            future = schedule(pool, job, seconds)
            numbers[future] = number
            future.add_done_callback(done.put)

        for number, job in work.under_way.items():
            begin(number, job)
        while numbers:
            future = _next(done, numbers, seconds)
            number = numbers.pop(future)
            job = work.under_way[number]
            if worker_died(future) and not work.is_deadly(number):
                begin(number, job)
                continue
            outcome = outcome_of(future, job, seconds)
            del work.under_way[number]
            yield number, outcome
            for another in work.take(1):
                begin(*another)


def worker_died(future: Future[Outcome]) -> bool:
    """Return whether the worker that had this job in hand died."""
    return isinstance(future.exception(), ProcessExpired)


def _next(
    done: SimpleQueue[Future[Outcome]], waiting: Iterable[Future[Outcome]], seconds: float
) -> Future[Outcome]:
    """Return the next letter that is done, or see that no worker is at any of them.

    Raises:
        BrokenProcessPool: So it is, or one is at it for longer than it can be.
    """
    end = monotonic() + seconds + LONGEST_IDLE
    while monotonic() < end:
        with suppress(Empty):
            return done.get(timeout=LONGEST_IDLE)
        if not any(future.running() for future in waiting):
            break
    raise BrokenProcessPool


@contextmanager
def open_pool(workers: int, materials: Materials, letterhead: Letterhead) -> Iterator[ProcessPool]:
    """Give a pool of workers, which ends with the block, whatever they are at.

    Raises:
        CallError: No worker can be started.
    """
    get_ready()
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=LETTERS_PER_WORKER,
        initializer=_begin,
        initargs=(materials, letterhead),
        context=multiprocessing.get_context("forkserver"),
    )
    try:
        _start(pool)
        yield pool
    finally:
        # What was wanted has come back or never will: nobody waits until workers end by themselves.
        pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves it untyped
        pool.join()


def _start(pool: ProcessPool) -> None:
    """Start the workers, and see that one answers: Pebble replaces dying ones without end.

    Raises:
        CallError: None does.
    """
    with interrupts_held():
        answer = pool.schedule(os.getpid)
    try:
        answer.result(timeout=LONGEST_START)
    except (OutOfTime, BrokenProcessPool):
        message = "No process that makes letters can be started."
        hint = "lettergen doctor says what this machine lacks; too little memory is another cause."
        raise CallError([Problem("no-workers", message, hint)]) from None


def schedule(pool: ProcessPool, job: Job, seconds: float) -> Future[Outcome]:
    """Have *job* made by a worker of *pool*; see `outcome_of`.

    Raises:
        BrokenProcessPool: The pool takes no more jobs.
    """
    future: Future[Outcome]
    try:
        future = pool.schedule(_make, args=(job,), timeout=seconds)
    except RuntimeError as error:  # what Pebble says of a pool that broke
        raise BrokenProcessPool from error
    return future


def _begin(materials: Materials, letterhead: Letterhead) -> None:
    """Keep, in a new worker, what all its letters share."""
    global _materials, _letterhead
    limit_memory(materials.office.settings.limits.megabytes)
    # What was loaded before the letters is never garbage, and no letter waits for a collection.
    gc.freeze()
    gc.disable()
    _materials, _letterhead = materials, letterhead


def _make(job: Job) -> Outcome:
    outcome = produce(job, _materials, _letterhead)
    gc.collect(0)  # what this letter leaves behind is still in the processor's cache
    return outcome


def outcome_of(future: Future[Outcome], job: Job, seconds: float) -> Outcome:
    """Return what became of *job*, also when its worker died.

    Raises:
        BrokenProcessPool: That is not known: it is to be tried again.
    """
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except OutOfTime:
        problem = out_of_time(seconds, job.entry.record.place)
    except ProcessExpired as error:
        problem = _died(job, _end(error.exitcode))
    except Exception as error:  # noqa: BLE001 - one letter's fault must not end the others
        message = f"The letter did not come back from its process: {type(error).__name__}: {error}"
        hint = "Please report it with this sentence; the other letters are not concerned."
        problem = Problem("internal-fault", message, hint, data=job.entry.record.place)
    return without_letter(job, problem)


def given_up(job: Job) -> Outcome:
    """Return the outcome of a job at which one process after another died."""
    return without_letter(job, _died(job, "again and again"))


def without_letter(job: Job, problem: Problem) -> Outcome:
    """Return the outcome of a job that *problem* ended."""
    return Outcome(job.entry.record.id, job.entry.language, None, problems=(problem,))


def _died(job: Job, how: str) -> Problem:
    message = f"The process that made this letter died ({how})."
    hint = "Run the batch again; if it dies again, raise 'megabytes' under [limits] or report it."
    return Problem("worker-died", message, hint, data=job.entry.record.place)


def _end(exit_code: int) -> str:
    return f"exit status {exit_code}" if exit_code >= 0 else f"signal {-exit_code}"
