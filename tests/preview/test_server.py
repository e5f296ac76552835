"""The preview as a process: its port, its end, its refusals."""

from __future__ import annotations

import os
import signal
import socket
from contextlib import closing
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.preview.server import PORTS_TRIED, free_socket, refuse_other_hosts
from tests.preview.conftest import make_office, running
from tests.processes import children, wait_until


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "", "127.0.0.2"])  # noqa: S104 - refused
def test_other_machines_are_shut_out(host: str) -> None:
    """An address that another machine could reach is refused, with the way to do it safely."""
    with pytest.raises(CallError) as refused:
        refuse_other_hosts(host)

    (problem,) = refused.value.problems
    assert problem.code == "not-loopback"
    assert "ssh -L" in problem.hint


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_fine(host: str) -> None:
    """The loopback address may be named."""
    refuse_other_hosts(host)


def test_a_port_in_use_picks_the_next() -> None:
    """Two previews at once: the second one takes the next free port."""
    with closing(free_socket(20000)) as first:
        port = first.getsockname()[1]
        with closing(free_socket(port)) as second:
            assert second.getsockname() == ("127.0.0.1", port + 1)


def test_no_free_port_is_told() -> None:
    """When none of the next ports can be had, the call is wrong, with the option to give."""
    first = free_socket(30000)
    port = first.getsockname()[1]
    taken = [first, *(free_socket(port) for _ in range(PORTS_TRIED - 1))]
    try:
        with pytest.raises(CallError, match=f"No port from {port} to {port + 19} is free"):
            free_socket(port)
    finally:
        for one in taken:
            one.close()


def test_two_previews_at_once(tmp_path: Path) -> None:
    """Two previews of one office answer side by side, each to its own token alone."""
    office = make_office(tmp_path)
    with running(office) as one, running(office, identity="XAA") as other:
        assert one.port != other.port
        assert one.ask("/letter")[0] == other.ask("/letter")[0] == 200
        assert one.ask("/letter", Cookie=f"lettergen-{one.port}={other.token}")[0] == 403


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C ends the preview and all that it started, even while a page listens."""
    with running(make_office(tmp_path)) as preview:
        listening = socket.create_connection(("127.0.0.1", preview.port))
        lines = [f"{name}: {value}" for name, value in preview.headers.items()]
        listening.sendall(("\r\n".join(["GET /events HTTP/1.1", *lines]) + "\r\n\r\n").encode())
        assert b"200" in listening.recv(4096)
        started = children(preview.number)
        assert started

        os.kill(preview.number, number)

        wait_until(lambda: not children(preview.number))
        wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in started))
        listening.close()
