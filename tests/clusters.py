"""Real Dask clusters of this machine: a scheduler and its workers, on the loopback interface."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.processes import PATIENCE, wait_until

# Without its last part the scheduler's page of diagnostics is open to every network.
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
# How soon a part of a cluster sees that another is gone.
IMPATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}


@dataclass(frozen=True, slots=True)
class RunningCluster:
    """A cluster that runs: where its scheduler is reached, and its processes' numbers."""

    address: str
    scheduler: int
    workers: int

    @property
    def processes(self) -> set[int]:
        """The numbers of all processes that belong to it by now."""
        ours = {self.scheduler, self.workers}
        return ours.union(*map(below, ours))


def below(process: int) -> set[int]:
    """Return the numbers of all that *process* started, in whichever of its threads."""
    return {child.pid for child in psutil.Process(process).children(recursive=True)}


@contextmanager
def running(
    folder: Path, *, workers: int = 2, options: tuple[str, ...] = (), settings: Mapping[str, str]
) -> Iterator[RunningCluster]:
    """Run a scheduler and so many workers of one thread; what they write stands in *folder*.

    Args:
        options: Of both commands.
        settings: Variables of Dask's own.
    """
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            _started(folder, "scheduler", *LOOPBACK, *options, settings=settings)
        )
        wait_until(lambda: bool(_address(file)))
        address = _address(file)
        pool = stack.enter_context(
            _started(
                folder,
                "worker",
                address,
                *LOOPBACK,
                *options,
                *("--nworkers", str(workers), "--nthreads", "1"),
                settings=settings,
            )
        )
        log = folder / "worker.log"
        wait_until(lambda: log.read_text().count("Registered to") >= workers)
        yield RunningCluster(address, scheduler.pid, pool.pid)


def is_workshop(number: int) -> bool:
    """Return whether a process is a workshop."""
    path = Path(f"/proc/{number}/cmdline")
    return path.exists() and b"lettergen.cluster.worker_process" in path.read_bytes()


def _address(file: Path) -> str:
    with suppress(FileNotFoundError, json.JSONDecodeError):
        address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        return address
    return ""


@contextmanager
def _started(
    folder: Path, what: str, *arguments: str, settings: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
    if what == "scheduler":
        command += ["--port", "0", "--scheduler-file", str(folder / "scheduler.json")]
    else:
        command += ["--local-directory", str(folder)]
    environment = {**os.environ, **IMPATIENT, **settings}
    with (
        (folder / f"{what}.log").open("wb") as log,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        ) as process,
    ):
        try:
            yield process
        finally:
            started = below(process.pid)
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE / 6)
            process.kill()
            wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in started))


class Scripted:
    """Stands for a client of a cluster whose every task ends as *outcomes* say."""

    status, id = "running", "Client-1"
    has_worker = True

    def __init__(self, *outcomes: Exception | Callable[[bytes], bytes]) -> None:
        self.outcomes = list(outcomes)
        self.sizes: list[int] = []

    def run_on_scheduler(self, _function: object) -> list[str]:
        """Nothing is left there from before."""
        return []

    def register_plugin(self, plugin: object, name: str) -> None:
        """Take what is delivered."""

    def unregister_worker_plugin(self, name: str) -> None:
        """Give it back."""

    def nthreads(self) -> dict[str, int]:
        """There is one worker, or none."""
        return {"tcp://w:1": 1} if self.has_worker else {}

    def submit(
        self, _make: object, _name: str, chunk: dict[int, bytes], key: str, **_: object
    ) -> Any:
        """End the task as it is written: an error, or what is answered to each job."""
        self.sizes.append(len(chunk))
        end = self.outcomes.pop(0)
        future: Any = Future()
        future.key, future.release = key, lambda: None
        if isinstance(end, Exception):
            future.set_exception(end)
        else:
            future.set_result({number: end(job) for number, job in chunk.items()})
        return future
