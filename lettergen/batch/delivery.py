"""What a worker of a cluster has from a batch: the bundle, delivered once, and workshops.

A worker that joins later, or takes the place of one that was lost, gets its own delivery
before its first letter. A worker writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from distributed import WorkerPlugin, get_worker

from lettergen.batch.cluster import stranger
from lettergen.batch.workers import given_up
from lettergen.batch.workshop import SpoiltError, Workshop, WorkshopLostError, seal
from lettergen.errors import LetterError
from lettergen.fingerprint import Fingerprint, differences, fingerprint
from lettergen.produce import Job

MOST_WORKSHOPS = 2  # in which one letter is tried

Chunk = Sequence[tuple[int, Job]]
"""Jobs by their numbers."""


class Delivery(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """All that letters of one batch share, and what makes them on one worker.

    Attributes:
        digest: The SHA-256 of *bundle*, by which it is known.
        seconds: How long one letter may take.
        expected: The fingerprint of the machine that asks for the letters.
    """

    def __init__(
        self, bundle: bytes, seconds: float, families: tuple[str, ...], expected: Fingerprint
    ) -> None:
        self.bundle = bundle
        self.digest = sha256(bundle).hexdigest()
        self.seconds = seconds
        self.families = families
        self.expected = expected

    def setup(self, worker: Any) -> None:  # noqa: ANN401 - as above
        """Take the delivery: see that it is whole and that the machine fits; get ready."""
        if sha256(self.bundle).hexdigest() != self.digest:
            raise SpoiltError
        self.address = worker.address
        self.found = fingerprint(self.families)
        self.differing = differences(self.expected, self.found)
        self.over = False
        count = 0 if self.differing else worker.state.nthreads
        self.idle = [Workshop(self.bundle) for _ in range(count)]

    def teardown(self, worker: Any) -> None:  # noqa: ANN401, ARG002 - as above, and its signature
        """Forget the batch."""
        self.over = True
        while self.idle:
            self.idle.pop().close()

    def make(self, job: Job) -> bytes:
        """Return the sealed outcome of *job*.

        Raises:
            LetterError: This worker would make another letter.
        """
        if self.differing:
            problem = stranger(self.address, self.expected, self.found, self.differing)
            raise LetterError([problem])
        for _ in range(MOST_WORKSHOPS):
            workshop = self.idle.pop() if self.idle else Workshop(self.bundle)
            try:
                sealed = workshop.make(job, seconds=self.seconds)
            except WorkshopLostError:
                workshop.close()
                if self.over:
                    raise
            else:
                self.idle.append(workshop)
                return sealed
        return seal(given_up(job))


def make_chunk(name: str, chunk: Chunk) -> list[tuple[int, bytes]]:
    """Make the letters of *chunk* on this worker, with what was delivered under *name*."""
    delivery = get_worker().plugins[name]
    return [(number, delivery.make(job)) for number, job in chunk]
