"""`preview`: what it says and what it opens."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest

from tests.cli.sample import NAME
from tests.preview.conftest import ADDRESS, make_office, running
from tests.processes import started, wait_until


def test_it_says_where_the_page_is(tmp_path: Path) -> None:
    """The address stands alone on its line, with its token; how to stop is said."""
    with running(make_office(tmp_path)) as preview:
        assert "on this machine only. Press Ctrl-C" in preview.said
        assert f"  {preview.address}\n" in preview.said


def test_ctrl_c_ends_it_well(tmp_path: Path) -> None:
    """Ctrl-C is how a preview ends: nothing more is said, and the exit status is 0."""
    call = ("preview", NAME, "--office", str(make_office(tmp_path)), "--no-open")
    with started(*call) as process:
        assert process.stderr is not None
        while not ADDRESS.search(process.stderr.readline()):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]

    assert (process.returncode, said) == (0, "")


def test_it_opens_the_browser(tmp_path: Path) -> None:
    """The browser that BROWSER names is opened with the whole address."""
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n', encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    call = ("preview", NAME, "--office", str(make_office(tmp_path)))
    with started(*call, env={**os.environ, "BROWSER": str(browser)}) as process:
        wait_until(lambda: opened.exists() and bool(opened.read_text(encoding="utf-8")))
        process.terminate()
        said = process.communicate(timeout=20)[1]

    assert ADDRESS.search(said)
    assert opened.read_text(encoding="utf-8").strip() in said


@pytest.mark.parametrize("named", ["", "/nonexistent/browser"])
def test_no_browser(tmp_path: Path, named: str) -> None:
    """Where there is no browser, the address is printed, with what to do."""
    call = ("preview", NAME, "--office", str(make_office(tmp_path)))
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if named:
        environment["BROWSER"] = named
    with started(*call, env=environment) as process:
        assert process.stderr is not None
        said = "".join(process.stderr.readline() for _ in range(3))
        process.terminate()

    assert ADDRESS.search(said)
    assert "No browser was found. Open the address in a browser." in said
