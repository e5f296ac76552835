"""Time, memory, signals and locks, tried on real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from lettergen.errors import DataPlace
from lettergen.machine.limits import alone_in, interrupts_held, interrupts_ignored, out_of_time

EATER = """
from lettergen.machine.limits import limit_memory
limit_memory({megabytes})
try:
    len(bytearray(400_000_000))
except MemoryError:
    print("refused")
"""
HOLDER = """
import sys, time
from pathlib import Path
from lettergen.machine.limits import alone_in
with alone_in(Path(sys.argv[1])):
    print("in", flush=True)
    time.sleep(60)
"""
HEARS = "import signal; print(signal.getsignal(signal.SIGINT) is not signal.SIG_IGN)"


def output_of(*command: str) -> str:
    """Run Python and return what it prints."""
    return subprocess.check_output([sys.executable, "-c", *command], encoding="utf-8").strip()


@pytest.mark.parametrize(("megabytes", "said"), [(300, "refused"), (1500, "")])
def test_limit_memory(megabytes: int, said: str) -> None:
    """A process gets the memory it is allowed, beyond what it has, and no more."""
    assert output_of(EATER.format(megabytes=megabytes)) == said


def test_out_of_time() -> None:
    """The sentence names the time, the record and the setting."""
    problem = out_of_time(2.5, DataPlace("members.yaml", line=7))

    assert str(problem) == (
        "members.yaml:7: The letter was stopped after 2.5 seconds. Look for something extreme in "
        "the template or letterhead, or raise 'seconds' under [limits] in lettergen.toml."
    )


def test_deaf_to_interrupts() -> None:
    """In the block Ctrl-C is not heard, by a process started there neither; then it is again."""
    with interrupts_ignored():
        os.kill(os.getpid(), signal.SIGINT)
        heard = output_of(HEARS)
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)

    assert (heard, output_of(HEARS)) == ("False", "True")


def test_deaf_in_another_thread() -> None:
    """Where signals cannot be settled the block runs all the same."""
    ran = []

    def work() -> None:
        with interrupts_ignored():
            ran.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert ran == [True]


def test_interrupts_held() -> None:
    """Ctrl-C in the block is heard at its end, when everything in it is done."""
    done = []

    def work() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        done.append(True)

    with pytest.raises(KeyboardInterrupt), interrupts_held():
        work()

    assert done == [True]


def test_alone_in(tmp_path: Path) -> None:
    """Only one process at a time is in a folder, and one that is killed leaves it free."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        with pytest.raises(BlockingIOError), alone_in(tmp_path):
            pytest.fail("two processes were alone in a folder")
        holder.kill()
        holder.wait()
        with alone_in(tmp_path):
            pass

    assert list(tmp_path.iterdir()) == []
