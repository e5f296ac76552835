"""`--cluster`: make a batch on many machines, or compare those machines with this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from lettergen.cli.options import Call
from lettergen.cli.output import counted, print_json, print_table, say, show_next, show_problems
from lettergen.errors import CallError, Problem, Severity, problem_json
from lettergen.letterhead import Letterhead
from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.machine.fingerprint import Fingerprint, fingerprint

if TYPE_CHECKING:
    from lettergen.batch.run import Make

UNENCRYPTED = "tcp://"
HERE = ("tcp://127.", "tcp://localhost:", "tcp://[::1]:")


@dataclass(frozen=True, slots=True)
class Makers:
    """What makes the letters of a call.

    Attributes:
        jobs: The number of processes on this machine; 0 means one for each processor.
        cluster: The address of a scheduler; empty if this machine makes them.
    """

    jobs: int = 0
    cluster: str = ""

    def refuse(self) -> None:
        """Refuse a call that gives both.

        Raises:
            CallError: Both are given.
        """
        if self.jobs and self.cluster:
            message = "--jobs and --cluster cannot be used together."
            hint = "Use one of them. On a cluster, set the number with dask worker --nworkers."
            raise CallError([Problem("bad-call", message, hint)])

    @contextmanager
    def on_cluster(self, letterhead: Letterhead) -> Iterator[Make]:
        """Give a function that makes letters with the workers of the cluster.

        Raises:
            CallError: The cluster cannot be reached, or a worker would make different letters.
        """
        connection = _connection()
        from lettergen.cluster.dispatch import make_on_cluster

        with connection.connected(self.cluster) as client:
            here = fingerprint(letterhead.fonts)
            workers = connection.fingerprints(client, letterhead.fonts)
            if problems := connection.incompatible_workers(here, workers):
                raise CallError(problems)
            yield partial(make_on_cluster, client=client, here=here)


def unencrypted_warnings(address: str) -> tuple[Problem, ...]:
    """Return a warning if the connection to another machine is not encrypted."""
    if not address.startswith(UNENCRYPTED) or address.startswith(HERE):
        return ()
    message = f"The connection to {address} is neither encrypted nor authenticated."
    hint = "Use such a cluster only in a closed network, or use TLS: see docs/cluster.md."
    return (Problem("open-cluster", message, hint, Severity.WARNING),)


def _connection() -> ModuleType:
    """Return `lettergen.cluster.connection`.

    Raises:
        CallError: Dask is not installed.
    """
    try:
        from lettergen.cluster import connection
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("distributed", "dask")):
            raise
        hint = "Install it: pip install 'lettergen[cluster]'."
        raise CallError([Problem("no-dask", "Dask is not installed.", hint)]) from None
    return connection


def survey(call: Call, address: str) -> int:
    """Compare this machine with the workers of the cluster at *address*; return the exit status."""
    office = call.office if call.is_in_office else None
    letterheads = (load_letterhead(name, office) for name in letterhead_names(office))
    families = tuple(dict.fromkeys(font for one in letterheads for font in one.fonts))
    connection = _connection()
    with connection.connected(address) as client:
        here, workers = fingerprint(families), connection.fingerprints(client, families)
    problems = connection.incompatible_workers(here, workers)
    if call.json:
        machines = {"here": dict(here), "workers": {one: dict(workers[one]) for one in workers}}
        print_json(machines | {"problems": [problem_json(one) for one in problems]})
    else:
        _print_machines(here, workers)
    show_problems([("", problem) for problem in (*problems, *unencrypted_warnings(address))])
    if problems:
        show_next(f"lettergen doctor --cluster {address}")
    else:
        say(f"{counted(len(workers), 'worker')} would make the same letters as this machine.")
    return int(bool(problems))


def _print_machines(here: Fingerprint, workers: Mapping[str, Fingerprint]) -> None:
    """Print a column for this machine and one for each group of identical workers."""
    identical: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for address, there in workers.items():
        identical.setdefault(tuple(there.items()), []).append(address)
    columns = [here, *map(dict, identical)]
    rows = [(name, *(column.get(name, "") for column in columns)) for name in here]
    print_table(("what", "here", *map(_heading, identical.values())), rows)


def _heading(addresses: Sequence[str]) -> str:
    first, *others = addresses
    return f"{first} and {len(others)} more" if others else first
