"""`--cluster`: a batch made on many machines, and a look at those machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from lettergen.cli.options import Call
from lettergen.cli.output import counted, say, tell_json, tell_next, tell_problems, tell_table
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
    """Who makes the letters of a call.

    Attributes:
        jobs: How many processes of this machine; 0 means one for each processor.
        cluster: A scheduler's address; empty when this machine makes them.
    """

    jobs: int = 0
    cluster: str = ""

    def refuse(self) -> None:
        """See that the call makes sense.

        Raises:
            CallError: Both are given.
        """
        if self.jobs and self.cluster:
            message = "--jobs speaks of this machine, and --cluster has others make the letters."
            hint = "Leave one of them out; dask worker --nworkers says how many make letters there."
            raise CallError([Problem("bad-call", message, hint)])

    @contextmanager
    def on_cluster(self, letterhead: Letterhead) -> Iterator[Make]:
        """Give what has the workers of the cluster make letters.

        Raises:
            CallError: It cannot be reached, or a worker would make other letters than this machine.
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
    """Return a warning when the letters travel unencrypted to another machine."""
    if not address.startswith(UNENCRYPTED) or address.startswith(HERE):
        return ()
    message = f"The letters travel to {address} unencrypted, and nobody is asked who he is."
    hint = "Use such a cluster in a closed network only; docs/cluster.md says how to use TLS."
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
        raise CallError([Problem("no-dask", "Dask is not installed here.", hint)]) from None
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
        tell_json(machines | {"problems": [problem_json(one) for one in problems]})
    else:
        _tell_machines(here, workers)
    tell_problems([("", problem) for problem in (*problems, *unencrypted_warnings(address))])
    if problems:
        tell_next(f"lettergen doctor --cluster {address}")
    else:
        say(f"{counted(len(workers), 'worker')} would make the same letters as this machine.")
    return int(bool(problems))


def _tell_machines(here: Fingerprint, workers: Mapping[str, Fingerprint]) -> None:
    """Show a column for this machine and one for all workers that are alike."""
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for address, there in workers.items():
        alike.setdefault(tuple(there.items()), []).append(address)
    columns = [here, *map(dict, alike)]
    rows = [(name, *(column.get(name, "") for column in columns)) for name in here]
    tell_table(("what", "here", *map(_heading, alike.values())), rows)


def _heading(addresses: Sequence[str]) -> str:
    first, *others = addresses
    return f"{first} and {len(others)} more" if others else first
