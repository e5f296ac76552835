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
from secrets import token_hex
from time import monotonic
from typing import Any

from distributed.scheduler import KilledWorker

from lettergen.batch.delivery import Chunk, Delivery, make_chunk
from lettergen.batch.workers import given_up, without_letter
from lettergen.batch.workshop import SpoiltError, unseal
from lettergen.errors import LetterError, LettergenError, Problem
from lettergen.fingerprint import Fingerprint
from lettergen.letterhead import Letterhead
from lettergen.merge import Materials
from lettergen.produce import Job, Outcome

CHUNK = 4  # letters; one costs as much time as the way there and back of many
CHUNKS_PER_THREAD = 3
LOOK = 5  # seconds between two looks at a cluster that says nothing
LONGEST_WITHOUT_WORKERS = 60  # seconds
RETRIES = 2  # of a chunk that a worker fails at as a whole

GO_ON = "The letters made so far are whole; run the same command to go on."


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
    name = f"lettergen-{delivery.digest[:16]}-{token_hex(4)}"
    try:
        with _told_in_a_sentence():
            client.register_plugin(delivery, name=name)
        yield name
    finally:
        if client.status == "running":
            with suppress(Exception):
                client.unregister_worker_plugin(name)


def _chunks(jobs: Iterator[tuple[int, Job]]) -> Iterator[Chunk]:
    while chunk := tuple(islice(jobs, CHUNK)):
        yield chunk


class _Dispatch:
    """The chunks that are under way."""

    def __init__(self, client: Any, name: str) -> None:  # noqa: ANN401 - as above
        self._client = client
        self._name = name
        self._numbers = count()
        self._waiting: dict[str, tuple[Any, Chunk]] = {}
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._threads, self._looked = 0, -float("inf")

    def outcomes(self, chunks: Iterator[Chunk]) -> Iterator[tuple[int, Outcome]]:
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
        """Return how many chunks more may be under way."""
        return max(0, self._current_threads() * CHUNKS_PER_THREAD - len(self._waiting))

    def _current_threads(self) -> int:
        if monotonic() > self._looked + LOOK:
            with _told_in_a_sentence():
                self._threads = sum(self._client.nthreads().values())
            self._looked = monotonic()
        return self._threads

    def _hand_out(self, chunks: Iterable[Chunk]) -> None:
        for chunk in chunks:
            key = f"{self._name}-{next(self._numbers)}"
            future = self._client.submit(
                make_chunk, self._name, chunk, key=key, pure=False, retries=RETRIES
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

    def _received(self, future: Any, chunk: Chunk) -> Iterator[tuple[int, Outcome]]:  # noqa: ANN401 - as above
        jobs = dict(chunk)
        try:
            with _told_in_a_sentence():
                answers = future.result()
        except KilledWorker:
            if len(chunk) == 1:
                yield from ((number, given_up(job)) for number, job in chunk)
            self._hand_out((one,) for one in chunk if len(chunk) > 1)
            return
        for number, sealed in answers:
            yield number, _unsealed(sealed, jobs[number])


def _unsealed(sealed: bytes, job: Job) -> Outcome:
    try:
        return unseal(sealed)
    except SpoiltError:
        message = "The letter did not come back from the cluster as it was sent."
        hint = "Run the batch again; if it happens again, look at the network and the workers."
        problem = Problem("spoilt-letter", message, hint, data=job.entry.record.place)
        return without_letter(job, problem)


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    """Tell of a cluster that fails, in whatever way, as a problem.

    Raises:
        LetterError: So it does.
    """
    try:
        yield
    except (KilledWorker, LettergenError):
        raise
    except Exception as error:
        first = next(iter(str(error).splitlines()), "")
        message = f"The cluster was lost, or failed ({type(error).__name__}: {first})."
        raise LetterError([Problem("cluster-lost", message, GO_ON)]) from error
