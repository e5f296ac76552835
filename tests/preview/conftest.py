"""A preview of the sample office, and a browser that looks at it."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lettergen.files import paths
from tests.browser import PATIENCE
from tests.offices import OGP
from tests.processes import started

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)")
NAME = "suspension-update"


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview.

    Attributes:
        number: Its process.
        said: What it printed until it answered.
    """

    number: int
    port: int
    token: str
    said: str
    office: Path

    @property
    def address(self) -> str:
        """The address that was printed."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def headers(self) -> dict[str, str]:
        """What the page's own requests carry."""
        return {"Host": f"127.0.0.1:{self.port}", "Cookie": f"lettergen-{self.port}={self.token}"}

    def ask(self, path: str, method: str = "GET", **headers: str | None) -> tuple[int, bytes]:
        """Return status and content of an answer; a header set to None is left out."""
        answer, content = self.answer(path, method, **headers)
        return answer.status, content

    def answer(
        self, path: str, method: str = "GET", **headers: str | None
    ) -> tuple[HTTPResponse, bytes]:
        """Return an answer and its content."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {**self.headers, **named}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def open(self, browser: Browser, **options: Any) -> Page:
        """Open the page in a window with a profile of its own; wait until the letter is there."""
        page = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, **options}
        ).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(self.address)
        page.wait_for_selector("html[data-html]")
        return page

    @property
    def words(self) -> Path:
        """The body of the template, in the office's own folder."""
        return self.office / "templates" / NAME / "en.md.j2"


def make_office(folder: Path) -> Path:
    """Copy the sample office and its words into *folder*, to be edited."""
    office = shutil.copytree(OGP, folder / "office")
    shutil.copytree(paths.shipped("templates"), office / "templates")
    return office


@contextmanager
def running(
    office: Path, *options: str, identity: str = "AZE", template: str = NAME
) -> Iterator[Preview]:
    """Give a preview of the letter to one member, as a terminal starts it."""
    arguments = (
        "preview",
        template,
        "--id",
        identity,
        "--office",
        str(office),
        "--no-open",
        *options,
    )
    with started(*arguments) as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if found := ADDRESS.search(line):
                break
        else:
            pytest.fail(said)
        # Nobody may wait for a full pipe.
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield Preview(process.pid, int(found[1]), found[2], said, office)
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that no test of the module changes."""
    with running(make_office(tmp_path_factory.mktemp("shared"))) as preview:
        yield preview


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview of an office that the test may spoil."""
    with running(make_office(tmp_path)) as one:
        yield one
