"""Serve the preview on this machine only, until it is stopped."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import closing
from functools import partial

import uvicorn

from lettergen.errors import CallError, Problem
from lettergen.preview.choice import Choice
from lettergen.preview.guard import HOSTS, LOOPBACK
from lettergen.preview.office_reader import LOOKS, Reading, read_sources
from lettergen.preview.renderer import Renders
from lettergen.preview.routes import PreviewApp, application
from lettergen.workspace import Office

USUAL_PORT = 8765
PORTS_TRIED = 20
HIGHEST_PORT = 65535
LONGEST_GOODBYE = 2  # seconds that open connections get


def refuse_other_hosts(host: str) -> None:
    """Refuse a host that other machines can reach.

    Raises:
        CallError: *host* is not this machine's loopback address.
    """
    if host not in HOSTS:
        message = f"The preview cannot use host {host!r}: other machines could read the letters."
        hint = (
            f"Leave out --host: it is {LOOPBACK}. From another machine, use an SSH tunnel: "
            f"ssh -L {USUAL_PORT}:{LOOPBACK}:{USUAL_PORT} MACHINE."
        )
        raise CallError([Problem("not-loopback", message, hint)])


def free_socket(port: int) -> socket.socket:
    """Return a listening socket on *port*, or on the next one that is free.

    Raises:
        CallError: None of them is free.
    """
    last = min(port + PORTS_TRIED - 1, HIGHEST_PORT)
    for number in range(port, last + 1):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((LOOPBACK, number))
            listening.listen()
        except OSError:
            listening.close()
        else:
            return listening
    message = f"No port from {port} to {last} is free."
    raise CallError([Problem("no-port", message, "Choose another one with --port.")])


def serve(
    office: Office,
    template: str,
    record_id: str,
    where: str,
    *,
    port: int,
    ready: Callable[[str], None],
) -> None:
    """Serve until Ctrl-C.

    Args:
        template: The template of the letter that the page shows first.
        record_id: The record of that letter.
        where: Which records the page lists.
        ready: Called with the address once it answers.

    Raises:
        CallError: No port is free.
    """
    token = secrets.token_urlsafe(32)
    usual = Choice(template, record_id, **{one: getattr(office.request, one) for one in LOOKS})
    reading = Reading(partial(read_sources, office, where))
    limits = office.loaded.settings.limits
    with closing(free_socket(port)) as listening, closing(Renders(limits)) as renders:
        number = listening.getsockname()[1]
        site = PreviewApp(reading, renders, usual)
        config = uvicorn.Config(
            application(site, office.folder, office.request.data, port=number, token=token),
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=LONGEST_GOODBYE,
        )
        address = f"http://{LOOPBACK}:{number}/?token={token}"
        _Server(config, partial(ready, address), site.end).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Reports when it starts to answer, and when it is about to end."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End; open event streams are ended first, so that none delays it."""
        self._ending()
        await super().shutdown(sockets)
