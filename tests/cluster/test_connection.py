"""Reaching a cluster: refused in a sentence whenever it is not one that makes the same letters."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import dask
import psutil
import pytest
import trustme

from lettergen.cluster import connection as far
from lettergen.cluster.connection import connected, fingerprints, incompatible_workers
from lettergen.errors import CallError
from lettergen.machine.fingerprint import fingerprint
from tests.clusters import RunningCluster, running

FONTS = ("Noto Serif",)
OTHERWISE = "would make other letters:"


def refusal(address: str) -> tuple[str, str, str]:
    """Return code, message and hint with which the cluster at *address* is refused."""
    with pytest.raises(CallError) as error, connected(address):
        pass
    (problem,) = error.value.problems
    return problem.code, problem.message, problem.hint


def no_scheduler() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{one.getsockname()[1]}"


def test_all_workers_tell(cluster: RunningCluster) -> None:
    """Every worker tells its fingerprint, and on one machine it is that of this process."""
    with connected(cluster.address) as client:
        told = fingerprints(client, FONTS)

    assert len(told) == 2
    assert all(address.startswith("tcp://127.0.0.1:") for address in told)
    assert list(told.values()) == [fingerprint(FONTS)] * 2
    assert incompatible_workers(fingerprint(FONTS), told) == []


def test_only_on_the_loopback_interface(cluster: RunningCluster) -> None:
    """A cluster started as the manual says listens on this machine alone."""
    with connected(cluster.address):
        listening = {
            connection.laddr.ip
            for process in cluster.processes
            for connection in psutil.Process(process).net_connections("tcp")
            if connection.status == psutil.CONN_LISTEN
        }

    assert listening == {"127.0.0.1"}


def test_another_version_is_named() -> None:
    """A worker that differs is named, with what is there and what is here."""
    here = {"Python": "3.11", "Pango": "1.50.12", "zlib": "1.2.13", "a": "1", "b": "1"}
    there = here | {"Pango": "1.56.3"}
    far_off = dict.fromkeys(here, "0")

    problems = incompatible_workers(
        here, {"tcp://w:1": here, "tcp://w:2": there, "tcp://w:3": far_off}
    )

    assert [problem.message for problem in problems] == [
        f"The worker tcp://w:2 {OTHERWISE} Pango is 1.56.3, here 1.50.12.",
        (
            f"The worker tcp://w:3 {OTHERWISE} Python is 0, here 3.11; Pango is 0, here 1.50.12; "
            "zlib is 0, here 1.2.13; and 2 more."
        ),
    ]
    assert all("lettergen doctor --cluster" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    "address",
    ["scheduler:8786", "http://scheduler:8786", "tcp://scheduler", "tcp://:8786", "inproc://1", ""],
)
def test_no_address(address: str) -> None:
    """What is no address of a scheduler is refused with an example of one."""
    code, message, hint = refusal(address)

    assert code == "bad-cluster"
    assert repr(address) in message
    assert "tcp://scheduler:8786" in hint


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler listens the sentence says so, and what to look at."""
    monkeypatch.setattr(far, "LONGEST_CONNECT", 1)
    address = no_scheduler()

    code, message, hint = refusal(address)

    assert code == "no-cluster"
    assert message.startswith(f"The scheduler at {address} cannot be reached (")
    assert "dask scheduler" in hint


def test_no_workers(tmp_path: Path) -> None:
    """A scheduler without workers is refused with the command that starts one."""
    with running(tmp_path, workers=0, settings={}) as lonely:
        code, _, hint = refusal(lonely.address)

    assert code == "no-workers"
    assert f"dask worker {lonely.address} --nthreads 1" in hint


def test_a_worker_that_cannot_tell(
    cluster: RunningCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that fails at being asked, as one without lettergen does, is named with why."""
    monkeypatch.setattr(far, "fingerprint", os.chdir)  # of a folder that is not there

    with connected(cluster.address) as client, pytest.raises(CallError) as error:
        fingerprints(client, ("no", "folder"))

    assert [problem.code for problem in error.value.problems] == ["bad-worker"] * 2
    assert "TypeError: chdir: path should be" in error.value.problems[0].message


@pytest.fixture
def certificates(tmp_path: Path) -> dict[str, str]:
    """Dask's own settings for TLS, with a certificate that nobody else knows."""
    authority = trustme.CA()
    mine = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    mine.private_key_and_cert_chain_pem.write_to_path(tmp_path / "mine.pem")
    names = {"ca-file": "ca.pem"} | {
        f"{who}.{what}": "mine.pem"
        for who in ("scheduler", "worker", "client")
        for what in ("cert", "key")
    }
    return {f"distributed.comm.tls.{key}": str(tmp_path / name) for key, name in names.items()}


def as_variables(settings: dict[str, str]) -> dict[str, str]:
    """Return Dask's settings as variables of the environment."""
    keys = {key: key.replace(".", "__").replace("-", "_").upper() for key in settings}
    return {f"DASK_{keys[key]}": value for key, value in settings.items()}


def test_encrypted(
    tmp_path: Path, certificates: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With TLS who has a certificate is let in, who has none is refused in a sentence."""
    monkeypatch.setattr(far, "LONGEST_CONNECT", 3)
    variables, options = as_variables(certificates), ("--protocol", "tls")
    with running(tmp_path, workers=1, options=options, settings=variables) as secret:
        assert secret.address.startswith("tls://127.0.0.1:")
        with dask.config.set(certificates), connected(secret.address) as client:
            assert list(fingerprints(client, FONTS).values()) == [fingerprint(FONTS)]

        assert refusal(secret.address)[0] == "no-cluster"
        assert refusal(secret.address.replace("tls", "tcp"))[0] == "no-cluster"
