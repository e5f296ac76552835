"""Workers: what one letter may do to the others, which is nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from lettergen.batch import workers
from lettergen.batch.workers import make_all, outcome_of, processors
from lettergen.errors import CallError
from lettergen.office.settings import Limits
from lettergen.produce import Job, Outcome
from lettergen.records import Record
from tests.batch.batches import busy_workers
from tests.offices import Desk, aze, changed, codes, ogp
from tests.processes import wait_until

AT_WORK = 1  # second of processor time that no ordinary letter takes
ENDLESS = {"cc.1.name": "restrictions " * 300_000}  # takes far longer than any test waits


def jobs_of(desk: Desk, records: Iterable[Record]) -> dict[int, Job]:
    """Return numbered jobs."""
    return {number: Job(desk.entry(record)) for number, record in enumerate(records)}


def with_limits(**limits: float) -> Desk:
    """Return the sample office with other limits for a letter."""
    return ogp().with_settings(limits=Limits.model_validate(limits))


def outcomes(desk: Desk, records: Iterable[Record], count: int) -> dict[int, Outcome]:
    """Make the letters of *records*."""
    return dict(make_all(jobs_of(desk, records).items(), desk.materials, desk.letterhead, count))


def test_the_same_bytes_everywhere() -> None:
    """Two workers, one worker and this very process make the same letters."""
    desk = ogp()
    records = [desk.record("AZE"), desk.record("XAB"), desk.record("XAE")]

    two, one = outcomes(desk, records, 2), outcomes(desk, reversed(records), 1)

    here = [desk.outcome(record, Job(desk.entry(record)).format) for record in records]
    assert [two[number].content for number in range(3)] == [one.content for one in here]
    assert [one[2 - number].content for number in range(3)] == [one.content for one in here]
    assert None not in [one.content for one in here]


def test_two_records_of_one_id() -> None:
    """Outcomes belong to jobs, not to ids, which the data may give twice."""
    twins = [aze(), changed(aze(), {"concern": "delays"})]

    made = outcomes(ogp(), twins, 2)

    assert made[0].content != made[1].content


def test_a_letter_that_hangs() -> None:
    """A letter that takes too long is given up, told with its record, and costs no other."""
    desk = with_limits(seconds=4)

    made = outcomes(desk, [aze(), aze(ENDLESS), aze()], 1)

    assert codes(made[1].problems) == ["out-of-time"]
    assert str(made[1].problems[0]).startswith("members.yaml:5: The letter was stopped after 4 s")
    assert made[1].content is None
    assert made[0].content == made[2].content != None  # noqa: E711 - both of them are something


def killing(at: int, times: int) -> dict[int, Outcome]:
    """Make four letters, the second of which takes long; kill the worker that is at it."""
    desk = with_limits(seconds=10)
    jobs = jobs_of(desk, [aze(), aze(ENDLESS), aze(), aze()])
    made: dict[int, Outcome] = {}
    with ThreadPoolExecutor(1) as beside:
        for number, outcome in make_all(jobs.items(), desk.materials, desk.letterhead, 1):
            made[number] = outcome
            if number == at:
                beside.submit(kill_workers, times)
    assert made.keys() == jobs.keys()
    return made


def kill_workers(times: int) -> None:
    """Kill the only worker, and the one that takes its place, each at its letter."""
    killed: set[int] = set()
    for _ in range(times):
        wait_until(lambda: any(seconds_of(one) > AT_WORK for one in set(busy_workers()) - killed))
        (worker,) = set(busy_workers()) - killed
        os.kill(worker, signal.SIGKILL)
        killed.add(worker)


def seconds_of(process: int) -> float:
    """Return the processor time that a process has used; none when it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def test_a_worker_that_is_killed() -> None:
    """A worker that dies costs time only: the letter it had in hand is made by another."""
    made = killing(at=0, times=1)

    assert [codes(made[number].problems) for number in range(4)] == [[], ["out-of-time"], [], []]


def test_a_letter_that_kills() -> None:
    """A letter at which two workers die is given up, and the sentence says how they died."""
    made = killing(at=0, times=2)

    assert [number for number, outcome in made.items() if outcome.content is None] == [1]
    (problem,) = made[1].problems
    assert problem.code == "worker-died"
    assert problem.message == "The process that made this letter died (signal 9)."
    assert problem.data is not None


def test_workers_that_are_killed_between_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the moment, and whatever a dying worker held, every letter is made."""
    monkeypatch.setattr(workers, "LONGEST_IDLE", 2)
    desk = ogp()
    jobs = jobs_of(desk, [aze()] * 8)
    made: dict[int, Outcome] = {}

    for number, outcome in make_all(jobs.items(), desk.materials, desk.letterhead, 2):
        made[number] = outcome
        if len(made) == 2:
            for worker in busy_workers():
                os.kill(worker, signal.SIGKILL)

    assert made.keys() == jobs.keys()
    assert [one.id for one in made.values() if one.content is None] == []


def test_pools_that_break() -> None:
    """A job is let go when one pool after another broke while it was under way, and no earlier."""
    desk = ogp()
    work = workers._Work(iter(jobs_of(desk, [aze(), aze()]).items()))  # noqa: SLF001 - no pool breaks on demand
    work.take(2)

    let_go = [[number for number, _ in work.give_up()] for _ in range(workers.MOST_POOLS)]

    assert let_go == [[], [], [0, 1]]
    assert work.under_way == {}


def test_no_worker_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker comes to life the call ends with a sentence, not in waiting."""
    desk = ogp()
    monkeypatch.setattr(workers, "_begin", os._exit)

    with pytest.raises(CallError, match=r"No process that makes letters can be started\."):
        next(iter(make_all(jobs_of(desk, [aze()]).items(), desk.materials, desk.letterhead, 1)))


def test_memory_is_limited() -> None:
    """A letter that needs more memory than allowed is refused, and the others are made."""
    desk = with_limits(megabytes=256, seconds=60)
    bomb = "x" * 60_000_000

    made = outcomes(desk, [aze(), aze({"concern": bomb}), aze()], 1)

    assert [number for number, one in made.items() if one.content is None] == [1]
    assert codes(made[1].problems) != []


def test_nobody_is_left_behind() -> None:
    """When the last letter is made, and when the work is broken off, no worker goes on."""
    desk = ogp()
    work = make_all(
        jobs_of(desk, [aze(), aze(ENDLESS)]).items(), desk.materials, desk.letterhead, 2
    )
    next(work)
    assert busy_workers() != []
    work.close()

    wait_until(lambda: busy_workers() == [])


def test_a_fault_in_between_is_told() -> None:
    """A result that does not come back is a problem of its letter, not the end of the batch."""
    desk = ogp()
    (job,) = jobs_of(desk, [aze()]).values()
    future: Future[Outcome] = Future()
    future.set_exception(TypeError("cannot pickle"))

    assert codes(outcome_of(future, job, 1).problems) == ["internal-fault"]


def test_processors() -> None:
    """There is a worker for each processor this process may use."""
    assert 1 <= processors() <= (os.cpu_count() or 1)
