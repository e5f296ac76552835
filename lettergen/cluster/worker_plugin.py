"""What a worker of a cluster has from a batch: the bundle, delivered once, and workshops.

A worker that joins later, or takes the place of one that was lost, gets its own delivery
before its first letter. A worker writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from distributed import WorkerPlugin, get_worker

from lettergen.cluster.connection import incompatible_worker
from lettergen.cluster.worker_process import SpoiltError, Workshop, WorkshopLostError
from lettergen.errors import LetterError
from lettergen.machine.fingerprint import Fingerprint, differences, fingerprint

MOST_WORKSHOPS = 2  # in which one letter is tried
GIVEN_UP = b""

Chunk = Mapping[int, bytes]
"""Pickled jobs by their numbers: neither the scheduler nor a worker looks into them."""


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

    def make(self, job: bytes) -> bytes:
        """Return the sealed outcome of the pickled *job*, or that it cannot be made here.

        Raises:
            LetterError: This worker would make another letter.
            WorkshopLostError: The batch is over.
        """
        if self.differing:
            problem = incompatible_worker(self.address, self.expected, self.found, self.differing)
            raise LetterError([problem])
        for _ in range(MOST_WORKSHOPS):
            if self.over:
                raise WorkshopLostError
            workshop = self.idle.pop() if self.idle else Workshop(self.bundle)
            try:
                sealed = workshop.make(job, seconds=self.seconds)
            except WorkshopLostError:
                workshop.close()
            else:
                self._put_back(workshop)
                return sealed
        return GIVEN_UP

    def _put_back(self, workshop: Workshop) -> None:
        if self.over:
            workshop.close()
        else:
            self.idle.append(workshop)


def make_chunk(name: str, chunk: Chunk) -> dict[int, bytes]:
    """Return the sealed outcomes of *chunk*, made with what was delivered under *name*."""
    delivery = get_worker().plugins[name]
    return {number: delivery.make(job) for number, job in chunk.items()}
