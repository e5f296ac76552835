"""A delivery: whole, on a machine that fits, and with a second workshop when one dies."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from lettergen.cluster.worker_plugin import GIVEN_UP, MOST_WORKSHOPS, Delivery
from lettergen.cluster.worker_process import SpoiltError, Workshop, WorkshopLostError, unseal
from lettergen.errors import LetterError
from lettergen.machine.fingerprint import fingerprint
from tests.cluster.test_worker_process import bundle, job
from tests.offices import codes, ogp
from tests.processes import wait_until

FONTS = ("Noto Serif",)
WORKER = SimpleNamespace(address="tcp://w:1", state=SimpleNamespace(nthreads=1))


def arrived(**found_here: str) -> Delivery:
    """Return a delivery of the sample office as it comes to a worker, not yet taken."""
    delivery = Delivery(bundle(ogp()), 30, FONTS, {**fingerprint(FONTS), **found_here})
    again: Delivery = pickle.loads(pickle.dumps(delivery))  # noqa: S301 - as Dask does
    return again


@pytest.fixture
def delivery() -> Iterator[Delivery]:
    """A delivery that a worker has taken."""
    delivery = arrived()
    delivery.setup(WORKER)
    yield delivery
    delivery.teardown(WORKER)


def test_known_by_its_contents(delivery: Delivery) -> None:
    """A delivery is known by the hash of what it holds, and has a workshop for each thread."""
    assert delivery.digest == sha256(bundle(ogp())).hexdigest()
    assert len(delivery.idle) == WORKER.state.nthreads


def test_a_workshop_that_dies(delivery: Delivery) -> None:
    """A letter whose workshop died is made in another; it is the same letter."""
    before = delivery.make(job())
    (workshop,) = delivery.idle
    os.kill(workshop.number, signal.SIGKILL)

    assert delivery.make(job()) == before
    assert unseal(job(), before).content is not None


def test_workshops_that_die_again_and_again(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter at which one workshop after another dies is given up."""
    tried: list[bytes] = []

    def dies(_self: Workshop, job: bytes, *, seconds: float) -> bytes:
        assert seconds == delivery.seconds
        tried.append(job)
        raise WorkshopLostError

    monkeypatch.setattr(Workshop, "make", dies)

    assert delivery.make(job()) == GIVEN_UP
    assert len(tried) == MOST_WORKSHOPS


def test_on_a_machine_that_differs() -> None:
    """A worker that would make other letters makes none and says in what it differs."""
    delivery = arrived(Pango="9.9")
    delivery.setup(WORKER)

    with pytest.raises(LetterError) as error:
        delivery.make(job())

    assert codes(error.value.problems) == ["other-versions"]
    assert error.value.problems[0].message.startswith("The worker tcp://w:1 would make other")
    assert delivery.idle == []


def test_spoilt_on_its_way() -> None:
    """What does not arrive as it was sent is not taken."""
    delivery = arrived()
    delivery.bundle = delivery.bundle[:-1]

    with pytest.raises(SpoiltError):
        delivery.setup(WORKER)


def test_taken_back(delivery: Delivery) -> None:
    """Once the batch is over no letter is begun, and a workshop that was at one is closed."""
    workshop = delivery.idle.pop()
    delivery.teardown(WORKER)

    with pytest.raises(WorkshopLostError):
        delivery.make(job())
    delivery._put_back(workshop)  # noqa: SLF001 - as the thread does that is done with its letter

    assert delivery.idle == []
    wait_until(lambda: not Path(f"/proc/{workshop.number}").exists())
