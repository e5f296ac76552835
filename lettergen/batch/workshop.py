"""A workshop: a process that makes letters for a process that may not have workers itself.

A worker of a cluster runs its tasks in threads, which nobody can kill, and may not start
processes through multiprocessing. So it starts this one, as a plain command, and in here
the pool that makes the letters on one machine makes them too, with the same limits.

It is started as `python -P -m lettergen.batch.workshop FD`. Over that connection it gets
the bundle (pickled materials and letterhead), then a job at a time, and answers each with
the sealed outcome. It ends, and what it is at with it, as soon as the other end is closed.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from hashlib import sha256
from itertools import count
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from lettergen.batch.server import get_ready
from lettergen.batch.workers import LONGEST_IDLE, LONGEST_START, open_pool, outcome_of, schedule
from lettergen.produce import Job, Outcome

SEAL = sha256().digest_size
BROKEN = b""  # the answer of a workshop whose pool is of no use any more
LONGEST_END = 5  # seconds


class WorkshopLostError(Exception):
    """The workshop died or does not answer; its letter is to be tried in another."""


class SpoiltError(Exception):
    """An outcome is not what was sealed."""


def seal(outcome: Outcome) -> bytes:
    """Return *outcome* as bytes that show whether anything happened to them on their way."""
    content = pickle.dumps(outcome)
    return sha256(content).digest() + content


def unseal(sealed: bytes) -> Outcome:
    """Return the outcome that was sealed.

    Raises:
        SpoiltError: These are other bytes.
    """
    digest, content = sealed[:SEAL], sealed[SEAL:]
    if sha256(content).digest() != digest:
        raise SpoiltError
    outcome: Outcome = pickle.loads(content)  # noqa: S301 - a cluster's word is trusted: docs/cluster.md
    return outcome


class Workshop:
    """A workshop as it is seen from outside: a process that gets ready from now on."""

    def __init__(self, bundle: bytes) -> None:
        self._bundle = bundle
        self._line, other_end = Pipe()
        with other_end:
            number = other_end.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                [sys.executable, "-P", "-m", "lettergen.batch.workshop", str(number)],
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def number(self) -> int:
        """The process's number."""
        return self._process.pid

    def make(self, job: Job, *, seconds: float) -> bytes:
        """Return the sealed outcome of *job*, which may take *seconds*.

        Raises:
            WorkshopLostError: There is none, and this workshop is of no more use.
        """
        try:
            if self._bundle:
                self._line.send_bytes(self._bundle)
                self._bundle = b""
            self._line.send(job)
            if self._line.poll(seconds + LONGEST_START + LONGEST_IDLE):
                answer = self._line.recv_bytes()
                if answer != BROKEN:
                    return answer
        except (OSError, EOFError):
            pass
        raise WorkshopLostError

    def close(self) -> None:
        """End the process."""
        self._line.close()
        try:
            self._process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def serve(line: Connection) -> None:
    """Make letters until the other end of *line* is closed."""
    get_ready()  # while the bundle is on its way
    materials, letterhead = pickle.loads(line.recv_bytes())  # noqa: S301 - from whoever started this process
    seconds = materials.office.settings.limits.seconds
    with open_pool(1, materials, letterhead) as pool:
        for number in count():
            job = line.recv()
            future = schedule(pool, number, job, seconds)
            # Answered by the pool's own thread: this one is always there to hear of the end.
            future.add_done_callback(partial(_answer, line, job, seconds))


def _answer(line: Connection, job: Job, seconds: float, future: Future[Outcome]) -> None:
    with suppress(OSError):  # nobody waits for it any more
        try:
            line.send_bytes(seal(outcome_of(future, job, seconds)))
        except BrokenProcessPool:
            line.send_bytes(BROKEN)


if __name__ == "__main__":
    with suppress(EOFError, ConnectionError):
        serve(Connection(int(sys.argv[1])))
