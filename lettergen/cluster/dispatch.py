"""Dispatch: the jobs of a batch go out to a cluster's workers, and their outcomes come back.

A few chunks of jobs are under way for each worker, however many letters there are. The
letters of a worker that is lost are made again by another.
"""

from __future__ import annotations

import pickle
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, NamedTuple

from distributed import CancelledError
from distributed.scheduler import KilledWorker

from lettergen.batch.workers import given_up, without_letter
from lettergen.cluster.connection import first_line
from lettergen.cluster.worker_plugin import GIVEN_UP, Delivery, make_chunk
from lettergen.cluster.worker_process import SpoiltError, unseal
from lettergen.errors import LetterError, LettergenError, Problem
from lettergen.letterhead import Letterhead
from lettergen.machine.fingerprint import Fingerprint
from lettergen.merge.materials import Materials
from lettergen.produce import Job, Outcome

CHUNK = 4  # letters; one costs as much time as the way there and back of many
CHUNKS_PER_THREAD = 3
LOOK = 5  # seconds between two looks at a cluster that says nothing
LONGEST_WITHOUT_WORKERS = 60  # seconds
RETRIES = 2  # of a chunk that a worker fails at as a whole

PREFIX = "lettergen-"

MISSING = b"-"  # the answer of a worker that forgot to give one; it has no seal
GO_ON = "The letters made so far are whole; run the same command to go on."


class Asked(NamedTuple):
    """A job, and the bytes as which it went out."""

    job: Job
    pickled: bytes


Jobs = dict[int, Asked]


def make_on_cluster(
    jobs: Iterable[tuple[int, Job]],
    materials: Materials,
    letterhead: Letterhead,
    *,
    client: Any,  # noqa: ANN401 - Dask has no types
    here: Fingerprint,
) -> Generator[tuple[int, Outcome]]:
    """Yield the number and the outcome of each of *jobs* as it comes, in any order.

    Args:
        client: From `connected`.
        here: The fingerprint of this machine, which every worker must have.

    Raises:
        LetterError: The cluster is lost, or a worker joined that would make other letters.
    """
    bundle = pickle.dumps((materials, letterhead))
    seconds = materials.office.settings.limits.seconds
    delivery = Delivery(bundle, seconds, letterhead.fonts, here)
    with _delivered(client, delivery) as name:
        yield from _Dispatch(client, name).outcomes(_chunks(iter(jobs)))


@contextmanager
def _delivered(client: Any, delivery: Delivery) -> Iterator[str]:  # noqa: ANN401 - as above
    """Deliver to every worker, those to come too, and take it back at the end."""
    name = f"{PREFIX}{delivery.digest[:16]}-{client.id}"
    try:
        with _told_in_a_sentence():
            for left in client.run_on_scheduler(abandoned):
                client.unregister_worker_plugin(left)
            client.register_plugin(delivery, name=name)
        yield name
    finally:
        if client.status == "running":
            with suppress(Exception):
                client.unregister_worker_plugin(name)


def abandoned(dask_scheduler: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return, on the scheduler, the deliveries of batches that were killed."""
    ours = (name for name in dask_scheduler.worker_plugins if name.startswith(PREFIX))
    return [name for name in ours if name.split("-", 2)[-1] not in dask_scheduler.clients]


def _chunks(jobs: Iterator[tuple[int, Job]]) -> Iterator[Jobs]:
    asked = ((number, Asked(job, pickle.dumps(job))) for number, job in jobs)
    while chunk := dict(islice(asked, CHUNK)):
        yield chunk


class _Dispatch:
    """The chunks that are under way."""

    def __init__(self, client: Any, name: str) -> None:  # noqa: ANN401 - as above
        self._client = client
        self._name = name
        self._numbers = count()
        self._waiting: dict[str, tuple[Any, Jobs]] = {}
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._threads, self._looked = 0, -float("inf")

    def outcomes(self, chunks: Iterator[Jobs]) -> Iterator[tuple[int, Outcome]]:
        """Yield every outcome as it comes."""
        try:
            self._hand_out(islice(chunks, self._room()))
            while self._waiting:
                future, chunk = self._waiting.pop(self._next().key)
                yield from self._received(future, chunk)
                self._hand_out(islice(chunks, self._room()))
        finally:
            for future, _ in self._waiting.values():
                future.release()

    def _room(self) -> int:
        """Return how many chunks more may be under way; one is, even when no worker is there."""
        most = max(1, self._current_threads() * CHUNKS_PER_THREAD)
        return max(0, most - len(self._waiting))

    def _current_threads(self) -> int:
        if monotonic() > self._looked + LOOK:
            with _told_in_a_sentence():
                self._threads = sum(self._client.nthreads().values())
            self._looked = monotonic()
        return self._threads

    def _hand_out(self, chunks: Iterable[Jobs]) -> None:
        for chunk in chunks:
            key = f"{self._name}-{next(self._numbers)}"
            pickled = {number: one.pickled for number, one in chunk.items()}
            with _told_in_a_sentence():
                future = self._client.submit(
                    make_chunk, self._name, pickled, key=key, pure=False, retries=RETRIES
                )
            self._waiting[key] = future, chunk
            future.add_done_callback(self._done.put)

    def _next(self) -> Any:  # noqa: ANN401 - as above
        """Return the next future that is done.

        Raises:
            LetterError: There will be none.
        """
        end = monotonic() + LONGEST_WITHOUT_WORKERS
        while monotonic() < end:
            with suppress(Empty):
                return self._done.get(timeout=LOOK)
            if self._current_threads():
                end = monotonic() + LONGEST_WITHOUT_WORKERS
        raise LetterError([Problem("no-workers", "The cluster has no workers any more.", GO_ON)])

    def _received(self, future: Any, chunk: Jobs) -> Iterator[tuple[int, Outcome]]:  # noqa: ANN401 - as above
        """Yield the outcomes of a chunk; one at which workers died is tried letter by letter."""
        try:
            with _told_in_a_sentence():
                answers = future.result()
        except KilledWorker:
            if len(chunk) > 1:
                self._hand_out({number: one} for number, one in chunk.items())
                return
            answers = dict.fromkeys(chunk, GIVEN_UP)
        for number, one in chunk.items():
            yield number, _unsealed(answers.get(number, MISSING), one)


def _unsealed(sealed: bytes, asked: Asked) -> Outcome:
    job = asked.job
    if sealed == GIVEN_UP:
        return given_up(job)
    try:
        return unseal(asked.pickled, sealed)
    except SpoiltError:
        message = "The letter did not come back from the cluster as it was sent."
        hint = "Run the batch again; if it happens again, look at the network and the workers."
        problem = Problem("spoilt-letter", message, hint, data=job.entry.record.place)
        return without_letter(job, problem)


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    """Turn any failure of the cluster into a problem.

    Raises:
        LetterError: So it does.
    """
    try:
        yield
    except (KilledWorker, LettergenError):
        raise
    except CancelledError as error:  # by Dask, of whatever was under way
        message = "The connection to the scheduler was lost."
        raise LetterError([Problem("cluster-failed", message, GO_ON)]) from error
    except Exception as error:
        message = f"The cluster failed ({first_line(error)})."
        raise LetterError([Problem("cluster-failed", message, GO_ON)]) from error
