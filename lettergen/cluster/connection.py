"""A Dask cluster: reached, and asked whether its workers would make the same letters.

What decides a letter's bytes is compared before any letter is made: a worker with another
Pango or another font would set a line differently, and the reason would be hard to find.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from distributed import Client

from lettergen.errors import CallError, Problem
from lettergen.machine.fingerprint import Fingerprint, differences, fingerprint

ADDRESS = re.compile(r"(tcp|tls)://([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}")
LONGEST_CONNECT = 10  # seconds
SHOWN = 3  # differences that one sentence names


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Give a client of the scheduler at *address*, one that has workers.

    Raises:
        CallError: There is no such scheduler, or it has no workers.
    """
    if not ADDRESS.fullmatch(address):
        message = f"--cluster {address!r} is no scheduler's address."
        hint = "Write it like --cluster tcp://scheduler:8786, or tls://scheduler:8786."
        raise CallError([Problem("bad-cluster", message, hint)])
    _say_nothing()
    client, threads = _client(address)
    with client:
        if not threads:
            message = f"The cluster at {address} has no workers."
            hint = f"Start one on each machine: dask worker {address} --nthreads 1."
            raise CallError([Problem("no-workers", message, hint)])
        yield client


def _say_nothing() -> None:
    """Keep Dask silent: what it has to say of a cluster that is gone is said in one sentence."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    for name in ("distributed", *names):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _client(address: str) -> tuple[Any, Mapping[str, int]]:
    """Return a client, and how many threads each worker has."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions, which are looked at below
            client = Client(address, timeout=LONGEST_CONNECT, set_as_default=False)
        return client, client.nthreads()
    except Exception as error:  # whatever stands in the way: the network, a certificate, a setting
        message = f"The scheduler at {address} cannot be reached ({first_line(error)})."
        hint = (
            "See that it runs and is reached from here: dask scheduler prints its address. One "
            "that uses TLS has an address with tls://, and Dask's settings name the certificates."
        )
        raise CallError([Problem("no-cluster", message, hint)]) from error


def fingerprints(client: Any, families: Iterable[str]) -> dict[str, Fingerprint]:  # noqa: ANN401 - as above
    """Return the fingerprint of every worker by its address.

    Raises:
        CallError: A worker cannot report it.
    """
    try:
        answers = client.run(fingerprint, tuple(families), on_error="return")
    except Exception as error:  # noqa: BLE001 - a worker without lettergen cannot even be asked
        answers = {"of the cluster": error}
    failed = {address: error for address, error in answers.items() if isinstance(error, Exception)}
    if failed:
        raise CallError([_mute(address, error) for address, error in failed.items()])
    return dict(sorted(answers.items()))


def incompatible_workers(here: Fingerprint, workers: Mapping[str, Fingerprint]) -> list[Problem]:
    """Return a problem for each of *workers* that would make other letters than this machine."""
    return [
        incompatible_worker(address, here, there, differing)
        for address, there in workers.items()
        if (differing := differences(here, there))
    ]


def incompatible_worker(
    address: str, here: Fingerprint, there: Fingerprint, differing: tuple[str, ...]
) -> Problem:
    """Return the problem that the worker at *address* would make other letters."""
    nothing = "nothing"
    each = [
        f"{name} is {there.get(name, nothing)}, here {here.get(name, nothing)}"
        for name in differing
    ]
    more = f"; and {len(each) - SHOWN} more" if len(each) > SHOWN else ""
    message = f"The worker {address} would make other letters: {'; '.join(each[:SHOWN])}{more}."
    hint = "Install the same there; lettergen doctor --cluster shows all machines side by side."
    return Problem("other-versions", message, hint)


def _mute(address: str, error: Exception) -> Problem:
    message = f"The worker {address} cannot make letters ({first_line(error)})."
    hint = "Install this version of lettergen there, with pip install 'lettergen[cluster]'."
    return Problem("bad-worker", message, hint)


def first_line(error: Exception) -> str:
    """Return what *error* is and the first line of what it says."""
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
