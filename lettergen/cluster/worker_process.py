"""A workshop: a process that makes letters for a process that may not have workers itself.

A worker of a cluster runs its tasks in threads, which cannot be killed, and may not start
processes through multiprocessing. So it starts this one, as a plain command, and in here
the pool that makes the letters on one machine makes them too, with the same limits.

It is started as `python -P -m lettergen.cluster.worker_process FD`. Over that connection it gets
the bundle (pickled materials and letterhead), then a pickled job at a time, and answers each with
the sealed outcome. It ends, and what it is at with it, as soon as the other end is closed.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from pebble import ProcessPool

from lettergen.batch.forkserver import get_ready
from lettergen.batch.workers import (
    LONGEST_IDLE,
    LONGEST_START,
    MOST_DEATHS,
    open_pool,
    outcome_of,
    schedule,
    worker_died,
)
from lettergen.produce import Job, Outcome

SEAL = sha256().digest_size
BROKEN = b""  # the answer of a workshop whose pool is of no use any more
LONGEST_END = 5  # seconds


class WorkshopLostError(Exception):
    """The workshop died or does not answer; its letter is to be tried in another."""


class SpoiltError(Exception):
    """An outcome is not what was sealed."""


def seal(job: bytes, outcome: Outcome) -> bytes:
    """Return *outcome* as bytes that show of which pickled *job* it is and that it is whole."""
    content = pickle.dumps(outcome)
    return sha256(job + content).digest() + content


def unseal(job: bytes, sealed: bytes) -> Outcome:
    """Return the outcome of *job* that was sealed.

    Raises:
        SpoiltError: These are other bytes, or they are of another job.
    """
    digest, content = sealed[:SEAL], sealed[SEAL:]
    if sha256(job + content).digest() != digest:
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
                [sys.executable, "-P", "-m", "lettergen.cluster.worker_process", str(number)],
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def number(self) -> int:
        """The process's number."""
        return self._process.pid

    def make(self, job: bytes, *, seconds: float) -> bytes:
        """Return the sealed outcome of the pickled *job*, which may take *seconds*.

        Raises:
            WorkshopLostError: There is none, and this workshop is of no more use.
        """
        try:
            if self._bundle:
                self._line.send_bytes(self._bundle)
                self._bundle = b""
            self._line.send_bytes(job)
            if self._line.poll(MOST_DEATHS * seconds + LONGEST_START + LONGEST_IDLE):
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
        while True:
            _Task(pool, line, seconds, line.recv_bytes()).begin()


@dataclass
class _Task:
    """A job that is asked for over *line*, as bytes.

    The pool's own thread answers it: the main one is always there to hear of the end.
    """

    pool: ProcessPool
    line: Connection
    seconds: float
    asked: bytes
    deaths: int = 0

    def __post_init__(self) -> None:
        self.job: Job = pickle.loads(self.asked)  # noqa: S301 - as above

    def begin(self) -> None:
        """Have the job made."""
        future = schedule(self.pool, self.job, self.seconds)
        future.add_done_callback(self._end)

    def _end(self, future: Future[Outcome]) -> None:
        self.deaths += worker_died(future)
        with suppress(OSError):  # nobody waits for it any more
            try:
                if worker_died(future) and self.deaths < MOST_DEATHS:
                    self.begin()
                else:
                    outcome = outcome_of(future, self.job, self.seconds)
                    self.line.send_bytes(seal(self.asked, outcome))
            except BrokenProcessPool:
                self.line.send_bytes(BROKEN)


if __name__ == "__main__":
    with suppress(EOFError, ConnectionError):
        serve(Connection(int(sys.argv[1])))
