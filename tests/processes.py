"""lettergen as a process of its own, and what such a process does to a folder."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

LETTERGEN = (sys.executable, "-m", "lettergen")
PATIENCE = 60  # seconds


def lettergen(
    *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run lettergen to its end."""
    return subprocess.run(
        [*LETTERGEN, *map(str, arguments)],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


@contextmanager
def started(*arguments: str | Path, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Start lettergen as the leader of processes of its own, as a terminal does."""
    with subprocess.Popen(
        [*LETTERGEN, *map(str, arguments)],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                process.kill()


def wait_until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Return as soon as *condition* holds; fail when it does not within *seconds*."""
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, "waited in vain"
        sleep(0.005)


def descendants(process: int) -> set[int]:
    """Return the ids of all processes that *process* started, and of theirs."""
    ids = children(process)
    return ids.union(*(descendants(one) for one in ids))


def children(process: int) -> set[int]:
    """Return the ids of the processes that *process* itself started."""
    file = Path(f"/proc/{process}/task/{process}/children")
    try:
        return {int(one) for one in file.read_text(encoding="ascii").split()}
    except (FileNotFoundError, ProcessLookupError):
        return set()


def forked(process: int) -> set[int]:
    """Return the living processes that letters are made in: those forked from a small server."""
    servers = {one for one in children(process) if b"forkserver" in command_line(one)}
    return {one for server in servers for one in children(server) if is_alive(one)}


def command_line(process: int) -> bytes:
    """Return how a process was started; nothing when it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def is_alive(process: int) -> bool:
    """Return whether a process still runs, rather than being dead and not yet buried."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] not in {"Z", "X"}


def most_memory(process: int) -> int:
    """Return the most bytes of memory that a process has had so far."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder* by its name from there, but for a batch's own memory."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".inputs.json"
    }


def letters(folder: Path) -> dict[str, bytes]:
    """Return the letters in *folder* itself."""
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond *size* bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path, kilobytes: int = 64) -> Iterator[Path]:
    """Give a disk of that size; where none can be mounted, the test says so and ends."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if mounted.returncode:
        reason = mounted.stderr.strip()
        pytest.skip(f"No disk can be mounted here ({reason}); the tests of RLIMIT_FSIZE hold this.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - where it is differs


def enlarge(disk: Path, kilobytes: int) -> None:
    """Make a small disk that large."""
    command = ["mount", "-o", f"remount,size={kilobytes}k", str(disk)]
    subprocess.run(command, check=True)
