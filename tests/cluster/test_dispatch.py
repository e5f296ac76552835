"""Dispatch: a cluster makes the letters of this machine's pool, whatever happens to it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import psutil
import pytest
from distributed.scheduler import KilledWorker

from lettergen.batch.workers import MOST_DEATHS, make_all
from lettergen.cluster import dispatch
from lettergen.cluster.connection import connected
from lettergen.cluster.dispatch import CHUNK, CHUNKS_PER_THREAD, make_on_cluster
from lettergen.cluster.worker_plugin import GIVEN_UP
from lettergen.cluster.worker_process import seal
from lettergen.errors import LetterError
from lettergen.machine.fingerprint import fingerprint
from lettergen.office.settings import Limits
from lettergen.produce import Job, Outcome
from tests.batch.test_workers import ENDLESS
from tests.cli.sample import NAME, many
from tests.clusters import RunningCluster, Scripted, below, is_workshop, running
from tests.conftest import Scale
from tests.offices import Changes, Desk, aze, codes, ogp
from tests.processes import letters, started, wait_until

WORKERS = 2


def jobs(desk: Desk, count: int, odd: Changes | None = None) -> Iterator[tuple[int, Job]]:
    """Yield so many jobs, all different; the one in the middle has the *odd* facts."""
    for number in range(count):
        facts = {"concern": f"delays in step {number}"}
        extra = odd if odd and number == count // 2 else {}
        yield number, Job(desk.entry(aze({**facts, **extra})))


def quick() -> Desk:
    """Return the sample office, which gives a letter two seconds."""
    return ogp().with_settings(limits=Limits.model_validate({"seconds": 2}))


def made_on(
    cluster: RunningCluster,
    work: Iterable[tuple[int, Job]],
    desk: Desk | None = None,
    heard: Callable[[Any], None] = lambda _: None,
) -> dict[int, Outcome]:
    """Make letters on *cluster*; *heard* is given the client after each."""
    desk = desk or ogp()
    here = fingerprint(desk.letterhead.fonts)
    outcomes: dict[int, Outcome] = {}
    with connected(cluster.address) as client:
        for number, outcome in make_on_cluster(
            work, desk.materials, desk.letterhead, client=client, here=here
        ):
            assert number not in outcomes
            outcomes[number] = outcome
            heard(client)
    return outcomes


def test_the_same_letters_as_the_pool(
    cluster: RunningCluster, scale: Scale, record_property: Callable[[str, object], None]
) -> None:
    """The cluster's letters are those of this machine's pool, byte for byte, warnings and all."""
    count = scale.pick(small=14, full=500)
    desk = ogp()

    far = made_on(cluster, jobs(desk, count))

    near = dict(make_all(jobs(desk, count), desk.materials, desk.letterhead, WORKERS))
    assert far == near
    assert len({one.content for one in near.values()} - {None}) == count
    record_property("letters", count)


def test_a_worker_that_is_killed(
    cluster: RunningCluster, record_property: Callable[[str, object], None]
) -> None:
    """A worker killed in the middle costs no letter: others make them, and it is replaced."""
    killed: list[int] = []

    def kill_one(client: Any) -> None:
        if not killed:
            killed.extend(client.run(os.getpid).values())
            os.kill(killed[0], signal.SIGKILL)

    made = made_on(cluster, jobs(ogp(), 24), heard=kill_one)

    assert sorted(made) == list(range(24))
    assert [one.problems for one in made.values() if one.content is None] == []
    with connected(cluster.address) as client:
        client.wait_for_workers(WORKERS)
        assert killed[0] not in client.run(os.getpid).values()
    record_property("workers killed", 1)


def test_a_letter_that_hangs(cluster: RunningCluster) -> None:
    """A letter that takes too long is given up by name; no other and no worker is lost."""
    before = worker_numbers(cluster)

    made = made_on(cluster, jobs(quick(), 8, odd=ENDLESS), quick())

    assert [number for number, one in made.items() if one.content is None] == [4]
    assert codes(made[4].problems) == ["out-of-time"]
    assert str(made[4].problems[0]).startswith("members.yaml:5: The letter was stopped after 2 s")
    assert worker_numbers(cluster) == before


def test_a_letter_whose_process_dies(cluster: RunningCluster) -> None:
    """A letter that takes its process with it is one named failure; the worker lives on."""
    before = worker_numbers(cluster)
    killer = Thread(target=kill_the_busiest, args=(cluster,))
    killer.start()

    made = made_on(cluster, jobs(ogp(), 1, odd=ENDLESS))

    killer.join()
    assert codes(made[0].problems) == ["worker-died"]
    assert made[0].problems[0].message == "The process that made this letter died (signal 9)."
    assert worker_numbers(cluster) == before


def worker_numbers(cluster: RunningCluster) -> set[int]:
    """Return the numbers of the processes of the cluster's workers."""
    with connected(cluster.address) as client:
        return set(client.run(os.getpid).values())


def kill_the_busiest(cluster: RunningCluster) -> None:
    """Kill the process that has worked at a letter for a second, and the one that follows it."""
    for _ in range(MOST_DEATHS):
        wait_until(lambda: any(map(is_at_a_letter, below(cluster.workers))))
        (maker,) = filter(is_at_a_letter, below(cluster.workers))
        os.kill(maker, signal.SIGKILL)
        wait_until(lambda: not is_at_a_letter(maker))  # noqa: B023 - asked at once


def is_at_a_letter(number: int) -> bool:
    """Return whether a process, started by the server of a workshop, has worked for a second."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(number)
        server = process.parent()
        is_maker = server is not None and "forkserver" in " ".join(server.cmdline())
        return is_maker and process.cpu_times().user > 1
    return False


def test_delivered_once_to_each_worker(cluster: RunningCluster) -> None:
    """What all letters share goes to each worker once, and nothing stays there afterwards."""
    made_on(cluster, jobs(ogp(), 12))

    with connected(cluster.address) as client:
        left = client.run(lambda dask_worker: list(dask_worker.plugins))
        logs = [
            [line.split()[-1] for _, line in lines if "Starting Worker plugin lettergen-" in line]
            for lines in client.get_worker_logs().values()
        ]
    newest = logs[0][0]
    assert [log.count(newest) for log in logs] == [1] * WORKERS
    assert [name for names in left.values() for name in names if "lettergen" in name] == []
    wait_until(lambda: not any(map(is_workshop, below(cluster.workers))))


def test_the_scheduler_is_lost(tmp_path: Path) -> None:
    """Without its scheduler a batch ends at once, with a sentence that says how to go on."""
    with running(tmp_path, workers=1, settings={}) as doomed, pytest.raises(LetterError) as error:
        made_on(doomed, jobs(ogp(), 60), heard=lambda _: os.kill(doomed.scheduler, signal.SIGKILL))

    (problem,) = error.value.problems
    assert problem.code == "cluster-failed"
    assert problem.message == "The connection to the scheduler was lost."
    assert "run the same command to go on" in problem.hint


def test_a_batch_that_was_killed(cluster: RunningCluster, tmp_path: Path) -> None:
    """What a killed batch left on the workers is taken away when the next one begins."""
    office = many(tmp_path / "office", 60)
    call = ("batch", NAME, "--office", office, "-o", tmp_path / "out")
    with started(*call, "--cluster", cluster.address) as process:
        wait_until(lambda: bool(letters(tmp_path / "out")))
        process.kill()
    with connected(cluster.address) as client:
        wait_until(lambda: bool(client.run_on_scheduler(dispatch.abandoned)))

        made_on(cluster, jobs(ogp(), 1))

        assert client.run_on_scheduler(dispatch.abandoned) == []
    wait_until(lambda: not any(map(is_workshop, below(cluster.workers))))


def test_a_stranger_among_the_workers(cluster: RunningCluster) -> None:
    """A worker that would make other letters, also one that comes later, makes none."""
    desk = ogp()
    here = fingerprint(desk.letterhead.fonts) | {"Pango": "9.9"}
    with connected(cluster.address) as client, pytest.raises(LetterError) as error:
        list(
            make_on_cluster(
                jobs(desk, 4), desk.materials, desk.letterhead, client=client, here=here
            )
        )

    (problem,) = error.value.problems
    assert problem.code == "other-versions"
    assert problem.message.startswith("The worker tcp://127.0.0.1:")
    assert ", here 9.9." in problem.message


def scripted(
    count: int, *outcomes: Exception | Callable[[bytes], bytes]
) -> tuple[dict[int, Outcome], list[int]]:
    """Return what becomes of so many jobs, and how many went out at a time."""
    desk, client = ogp(), Scripted(*outcomes)
    made = make_on_cluster(
        jobs(desk, count), desk.materials, desk.letterhead, client=client, here={}
    )
    return dict(made), client.sizes


def fine(job: bytes) -> bytes:
    """Answer a job with a letter."""
    return seal(job, Outcome("AZE", "en", b"%PDF"))


def test_only_a_few_are_under_way() -> None:
    """However many letters there are, a few for each worker are read ahead."""
    taken = 0
    ahead: list[int] = []
    desk, client = ogp(), Scripted(*[fine] * 100)

    def watched() -> Iterator[tuple[int, Job]]:
        nonlocal taken
        for one in jobs(desk, 400):
            taken += 1
            yield one

    for _ in make_on_cluster(watched(), desk.materials, desk.letterhead, client=client, here={}):
        ahead.append(taken - len(ahead))

    assert len(ahead) == taken == 400
    assert max(ahead) <= CHUNK * (CHUNKS_PER_THREAD + 1)


def test_workers_die_at_one_letter() -> None:
    """A chunk at which workers die is tried letter by letter, so that one letter fails by name."""
    dead = KilledWorker("x", None, 3)

    made, sizes = scripted(3, dead, fine, dead, fine)

    assert sizes == [3, 1, 1, 1]
    assert [number for number, one in made.items() if one.content is None] == [1]
    assert codes(made[1].problems) == ["worker-died"]


@pytest.mark.parametrize(
    ("answer", "code"), [(GIVEN_UP, "worker-died"), (fine(b"another job"), "spoilt-letter")]
)
def test_what_does_not_come_back(answer: bytes, code: str) -> None:
    """A letter that was given up there, or was changed on the way, is a named failure."""
    made, _ = scripted(1, lambda _: answer)

    assert made[0].content is None
    assert codes(made[0].problems) == [code]
    assert made[0].problems[0].data is not None


def test_a_cluster_that_fails() -> None:
    """Whatever else a cluster comes up with ends the batch with one sentence."""
    with pytest.raises(LetterError) as error:
        scripted(1, ImportError("No module named 'lettergen'\nand so on"))

    (problem,) = error.value.problems
    assert problem.message == "The cluster failed (ImportError: No module named 'lettergen')."


def test_no_letter_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker is there for a while every letter is asked for all the same."""
    monkeypatch.setattr(Scripted, "has_worker", False)

    made, _ = scripted(9, fine, fine, fine)

    assert sorted(made) == list(range(9))


def test_all_workers_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """When no worker is left, and none comes, nobody waits for ever."""
    monkeypatch.setattr(dispatch, "LONGEST_WITHOUT_WORKERS", 0)
    with pytest.raises(LetterError) as error:
        scripted(1, fine)

    assert codes(error.value.problems) == ["no-workers"]
