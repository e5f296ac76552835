"""A workshop: a process that makes the same letters, and whose end costs nothing but time."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from lettergen.cluster.worker_process import SpoiltError, Workshop, WorkshopLostError, seal, unseal
from lettergen.office.settings import Limits
from lettergen.produce import Job, Outcome
from tests.batch.test_workers import ENDLESS, seconds_of
from tests.offices import Changes, Desk, aze, codes, ogp
from tests.processes import descendants, wait_until

AT_WORK = 0.5  # second of processor time: a process is at the letter that takes longest
OUTCOME = Outcome("XAA", "en", b"%PDF")


def bundle(desk: Desk) -> bytes:
    """Return what letters of *desk* share, as it travels."""
    return pickle.dumps((desk.materials, desk.letterhead))


def job(changes: Changes | None = None) -> bytes:
    """Return the job of the reference letter with other facts, as it travels."""
    return pickle.dumps(Job(ogp().entry(aze(changes))))


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    """A workshop of the sample office that gives a letter six seconds."""
    limits = Limits.model_validate({"seconds": 6})
    workshop = Workshop(bundle(ogp().with_settings(limits=limits)))
    yield workshop
    workshop.close()


def outcome(workshop: Workshop, changes: Changes | None = None) -> Outcome:
    """Return what the workshop makes of a job."""
    asked = job(changes)
    return unseal(asked, workshop.make(asked, seconds=6))


def makers(workshop: Workshop) -> list[int]:
    """Return the numbers of the processes in which the workshop makes letters."""
    return [one for below in descendants(workshop.number) for one in descendants(below)]


def test_the_same_letter(workshop: Workshop) -> None:
    """A workshop makes one letter after another, each the same as in this very process."""
    here = ogp().outcome(aze(), Job(ogp().entry(aze())).format)

    made = [outcome(workshop) for _ in range(2)]

    assert made == [here, here]
    assert here.content is not None


def test_a_letter_that_hangs(workshop: Workshop) -> None:
    """A letter that takes too long is given up, and the workshop goes on."""
    assert codes(outcome(workshop, ENDLESS).problems) == ["out-of-time"]
    assert outcome(workshop).content is not None


def test_a_letter_whose_process_dies(workshop: Workshop) -> None:
    """As on one machine it is tried once more; then it is told how its process died."""
    killer = Thread(target=kill_makers, args=(workshop, 2))
    killer.start()
    died = outcome(workshop, ENDLESS)
    killer.join()

    assert [problem.message for problem in died.problems] == [
        "The process that made this letter died (signal 9)."
    ]
    assert outcome(workshop).content is not None


def kill_makers(workshop: Workshop, times: int) -> None:
    """Kill the process that makes letters, and what takes its place, each at its letter."""
    killed: set[int] = set()

    def at_work() -> set[int]:
        return {one for one in makers(workshop) if seconds_of(one) > AT_WORK} - killed

    for _ in range(times):
        wait_until(lambda: bool(at_work()))
        for one in at_work():
            killed.add(one)
            os.kill(one, signal.SIGKILL)


def test_a_workshop_that_dies(workshop: Workshop) -> None:
    """A workshop that is gone says so at once, whether it had begun or not."""
    assert outcome(workshop).content is not None
    os.kill(workshop.number, signal.SIGKILL)

    for _ in range(2):
        with pytest.raises(WorkshopLostError):
            workshop.make(job(), seconds=6)


def test_nobody_is_left_behind(workshop: Workshop) -> None:
    """Closing a workshop ends all its processes at once, also those that are at a letter."""
    assert outcome(workshop).content is not None
    below = descendants(workshop.number)

    workshop.close()

    wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in below))


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_seal_that_is_broken(at: int) -> None:
    """A single bit that changes on the way is seen, wherever it stands."""
    sealed = bytearray(seal(b"job", OUTCOME))
    assert unseal(b"job", bytes(sealed)) == OUTCOME

    sealed[at] ^= 1

    with pytest.raises(SpoiltError):
        unseal(b"job", bytes(sealed))


@pytest.mark.parametrize(
    ("job", "sealed"),
    [(b"other", seal(b"job", OUTCOME)), (b"job", seal(b"job", OUTCOME)[:-1]), (b"job", b"-")],
    ids=["of another job", "cut off", "none"],
)
def test_no_answer_to_what_was_asked(job: bytes, sealed: bytes) -> None:
    """The letter of another record, and an answer that is not whole, are not taken."""
    with pytest.raises(SpoiltError):
        unseal(job, sealed)
