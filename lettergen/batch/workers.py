"""Workers: processes that make letters, and whose death costs one letter.

A worker that takes too long or too much is killed; Pebble starts another. Workers are
forked from a small server that has loaded WeasyPrint once, never from this process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as OutOfTime
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from time import monotonic

from pebble import ProcessExpired, ProcessPool

from lettergen.batch.server import get_ready
from lettergen.errors import CallError, Problem
from lettergen.letterhead import Letterhead
from lettergen.limits import interrupts_held, limit_memory, out_of_time
from lettergen.merge import Materials
from lettergen.produce import Job, Outcome, produce

LETTERS_PER_WORKER = 500
LETTERS_PER_COLLECTION = 128  # about 100 MB of garbage
LONGEST_START = 60  # seconds
LONGEST_IDLE = 10  # seconds
MOST_POOLS = 3

_materials: Materials
_letterhead: Letterhead


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_all(
    jobs: Iterable[tuple[int, Job]], materials: Materials, letterhead: Letterhead, workers: int
) -> Iterator[tuple[int, Outcome]]:
    """Yield the number and the outcome of each of *jobs* as it comes, in any order.

    Raises:
        CallError: No worker can be started.
    """
    left = dict(jobs)
    for _ in range(MOST_POOLS):
        if not left:
            return
        with suppress(BrokenProcessPool):
            for number, outcome in _made(left, materials, letterhead, min(workers, len(left))):
                del left[number]
                yield number, outcome
    for number, job in left.items():
        yield number, given_up(job)


def _made(
    jobs: Mapping[int, Job], materials: Materials, letterhead: Letterhead, workers: int
) -> Iterator[tuple[int, Outcome]]:
    """Yield outcomes as `make_all` does, as long as one pool of workers lives.

    Raises:
        BrokenProcessPool: It broke: a worker died between two letters, or with a lock in hand,
            and the others wait in vain.
    """
    seconds = materials.office.settings.limits.seconds
    with open_pool(workers, materials, letterhead) as pool:
        numbers: dict[Future[Outcome], int] = {}
        done: SimpleQueue[Future[Outcome]] = SimpleQueue()
        future: Future[Outcome]
        for number, job in jobs.items():
            future = schedule(pool, number, job, seconds)
            numbers[future] = number
            future.add_done_callback(done.put)
        while numbers:
            future = _next(done, numbers, seconds)
            number = numbers.pop(future)
            yield number, outcome_of(future, jobs[number], seconds)


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


def schedule(pool: ProcessPool, number: int, job: Job, seconds: float) -> Future[Outcome]:
    """Have *job*, the one of that number, made by a worker of *pool*; see `outcome_of`."""
    tidy = {"collect": (number + 1) % LETTERS_PER_COLLECTION == 0}
    future: Future[Outcome] = pool.schedule(_make, args=(job,), kwargs=tidy, timeout=seconds)
    return future


def _begin(materials: Materials, letterhead: Letterhead) -> None:
    """Keep, in a new worker, what all its letters share."""
    global _materials, _letterhead
    limit_memory(materials.office.settings.limits.megabytes)
    # What was loaded before the letters is never garbage, and no letter waits for a collection.
    gc.freeze()
    gc.disable()
    _materials, _letterhead = materials, letterhead


def _make(job: Job, *, collect: bool) -> Outcome:
    outcome = produce(job, _materials, _letterhead)
    if collect:
        gc.collect()
    return outcome


def outcome_of(future: Future[Outcome], job: Job, seconds: float) -> Outcome:
    """Return what became of *job*, also when its worker did not live to tell.

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
