"""Who may speak to the preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from lettergen.preview.guard import HEADERS
from tests.preview.conftest import Preview

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
ROUTES = (
    *("/", "/part/desk.js", "/records", "/letter?record=XAA", "/pages?tab=x", "/events"),
    *("/view/0123456789abcdef", "/pdf/0123456789abcdef"),
)
# What a page from elsewhere, or another program, may send; every one of them must fail.
FORGED = {
    "another name that leads here": {"Host": "rebind.example"},
    "another port": {"Host": "127.0.0.1:1"},
    "this machine's own name": {"Host": "0.0.0.0"},  # noqa: S104 - a name to be refused
    "a host that begins like ours": {"Host": "127.0.0.1.example"},
    "no host": {"Host": None},
    "another origin": {"Origin": "http://evil.example"},
    "an origin without a name": {"Origin": "null"},
    "another site": {"Sec_Fetch_Site": "cross-site"},
    "another port of this machine": {"Sec_Fetch_Site": "same-site"},
    "a wrong token": {"Cookie": "lettergen={}"},
}


@pytest.mark.parametrize("method", METHODS)
def test_forged_requests_get_nothing(
    shared: Preview, method: str, record_property: Callable[[str, object], None]
) -> None:
    """480 requests with a wrong host, origin or token: none is answered with what it asks for."""
    answers = {
        (name, route): shared.ask(route, method, **headers)  # type: ignore[arg-type]  # or None
        for (name, headers), route in product(FORGED.items(), ROUTES)
    }
    record_property("requests", len(answers))

    assert len(answers) == 80
    assert {status for status, _ in answers.values()} <= {400, 403}
    assert not [key for key, (_, content) in answers.items() if b"Azerbaijan" in content]


@pytest.mark.parametrize("method", METHODS[2:])
def test_nothing_can_be_changed(shared: Preview, method: str) -> None:
    """The page's own requests may only read: every other method is refused."""
    assert {shared.ask(route, method)[0] for route in ROUTES if route != "/events"} == {405}


@pytest.mark.parametrize(
    ("cookie", "status"),
    [
        (None, 403),
        ("", 403),
        ("lettergen-{port}=", 403),
        ("lettergen-{port}=x{token}", 403),
        ("lettergen-{port}={token}x", 403),
        ("lettergen-1={token}", 403),
        ("a=b; lettergen-{port}={token}", 200),
        ("lettergen-{port}={token}; lettergen-1=other", 200),
    ],
)
def test_the_cookie_counts(shared: Preview, cookie: str | None, status: int) -> None:
    """Only the whole token under the name of this port opens; another preview's does not."""
    sent = cookie and cookie.format(port=shared.port, token=shared.token)

    assert shared.ask("/records", Cookie=sent)[0] == status


@pytest.mark.parametrize(
    ("asked", "status"), [("{token}", 303), ("", 403), ("x", 403), ("{token}&token=x", 403)]
)
def test_the_printed_address_gives_the_cookie(shared: Preview, asked: str, status: int) -> None:
    """The token in the address becomes a strict cookie that no script can read, and is dropped."""
    path = f"/?token={asked.format(token=shared.token)}"
    answer, _ = shared.answer(path, Cookie=None)

    assert answer.status == status
    if status == 303:
        assert answer.headers["Location"] == "/"
        cookie = answer.headers["Set-Cookie"].lower()
        assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize("route", [*ROUTES[:5], "/nowhere"])
def test_every_answer_is_guarded(shared: Preview, route: str) -> None:
    """Every answer says that nothing may be kept, framed, sniffed or loaded from elsewhere."""
    answer, _ = shared.answer(route)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "server" not in answer.headers


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_from_elsewhere_gets_nothing(
    shared: Preview, browser: Browser, elsewhere: int, name: str
) -> None:
    """A page of another origin in the same browser, cookie and all, can read and send nothing."""
    window = browser.new_context()
    mine = window.new_page()
    mine.goto(shared.address)
    theirs = window.new_page()
    statuses: list[int] = []
    theirs.on("response", lambda got: statuses.append(got.status))
    theirs.goto(f"http://{name}:{elsewhere}/")

    told = theirs.evaluate(ATTACK, f"http://127.0.0.1:{shared.port}/letter")

    assert told == ["no"] * 5
    assert statuses[0] == 200
    assert len(statuses) >= 2
    assert set(statuses[1:]) <= {403, 405}
    assert mine.inner_text("h1").startswith("lettergen")
    window.close()


ATTACK = """async (address) => {
    const told = [];
    for (const options of [{}, {credentials: "include"}, {mode: "no-cors"}, {method: "POST"}])
        told.push(await fetch(address, options).then((got) => got.type, () => "no"));
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
    await new Promise((done) => { frame.onload = done; setTimeout(done, 3000) });
    try { told.push(frame.contentDocument.body.textContent) } catch { told.push("no") }
    return told;
}"""


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """The port of another server on this machine, with a page that nobody should trust."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!DOCTYPE html><p>Free prizes")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_only_this_machine_hears(shared: Preview) -> None:
    """The server listens on the loopback address alone."""
    tables = [Path(f"/proc/net/{kind}").read_text(encoding="ascii") for kind in ("tcp", "tcp6")]
    listening = [line.split() for table in tables for line in table.splitlines()[1:]]
    own = {
        fields[1].split(":")[0]
        for fields in listening
        if fields[3] == "0A" and int(fields[1].split(":")[1], 16) == shared.port
    }

    assert own == {"0100007F"}


def test_two_hosts_at_once_are_refused(shared: Preview) -> None:
    """A request that names two hosts is refused: nobody could say which one is meant."""
    connection = HTTPConnection("127.0.0.1", shared.port, timeout=10)
    connection.putrequest("GET", "/letter", skip_host=True)
    for host in (f"127.0.0.1:{shared.port}", "evil.example"):
        connection.putheader("Host", host)
    connection.putheader("Cookie", shared.headers["Cookie"])
    connection.endheaders()

    assert connection.getresponse().status in {400, 403}
    connection.close()
