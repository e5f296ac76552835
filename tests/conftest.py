"""What every test may ask for: how large to be, and where chance comes from.

``LETTERGEN_SCALE``  ``small`` (default, for ``make test``) or ``full`` (``make soak``).
``LETTERGEN_SEED``   a number, to see the same "random" moments again.

Both are printed at the head of a run. A test that counts something records it
with pytest's ``record_property``; the counts are printed at the end.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests import clusters, problem_watch
from tests.browser import chromium

# On a busy machine slowness says nothing about the code.
_PATIENT = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("small", _PATIENT, max_examples=30)
settings.register_profile("full", _PATIENT, max_examples=2000)


# Each starts processes, browsers or machines of a cluster and waits for them. Coverage is measured
# without them: it does not see what runs in another process, and chance would move the figure.
SLOW = (
    "tests/batch/test_endurance.py",
    "tests/batch/test_forkserver.py",
    "tests/batch/test_workers.py",
    "tests/cli/test_cluster.py",
    "tests/cluster/",
    "tests/preview/test_desk_",
    "tests/test_readme.py::test_every_command_of_the_readme_runs",
    "tests/test_wheel.py",
)

Picked = TypeVar("Picked")


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a test is to be."""

    name: str

    def pick(self, *, small: Picked, full: Picked) -> Picked:
        """Return what belongs to this scale: mostly a number."""
        return {"small": small, "full": full}[self.name]


def pytest_configure(config: pytest.Config) -> None:
    """Settle scale and seed once, before any worker process starts and inherits them."""
    scale = os.environ.setdefault("LETTERGEN_SCALE", "small")
    if scale not in {"small", "full"}:
        message = f"LETTERGEN_SCALE is {scale!r}. Set it to 'small' or 'full'."
        raise pytest.UsageError(message)
    os.environ.setdefault("LETTERGEN_SEED", str(random.SystemRandom().randrange(10**9)))
    settings.load_profile(scale)
    config.pluginmanager.register(problem_watch.ProblemWatch())


@pytest.hookimpl(tryfirst=True)  # before `-m "not slow"` looks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are slow, and begin with them, so that no worker ends alone with one."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.no_cover)  # pytest-cov's own
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW))


def pytest_report_header() -> str:
    """Print what a later run needs to be the same."""
    return "LETTERGEN_SCALE={LETTERGEN_SCALE} LETTERGEN_SEED={LETTERGEN_SEED}".format(**os.environ)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests counted, such as ``test_kill: kills=50``."""
    for report in terminalreporter.getreports("passed"):
        counts = " ".join(f"{name}={value}" for name, value in report.user_properties)
        if counts:
            terminalreporter.write_line(f"{report.nodeid}: {counts}")


@pytest.fixture(scope="session")
def scale() -> Scale:
    """The size of this run, from LETTERGEN_SCALE."""
    return Scale(os.environ["LETTERGEN_SCALE"])


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Chance that the printed seed repeats, for each test its own."""
    seed = f"{os.environ['LETTERGEN_SEED']} {request.node.nodeid}"
    return random.Random(seed)  # noqa: S311 - moments to break things at, not secrets


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clusters.RunningCluster]:
    """A cluster of two workers on this machine, which every test leaves as it found it."""
    with clusters.running(tmp_path_factory.mktemp("cluster"), settings={}) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module; each test opens windows of its own.

    Not for longer: while it is there, Playwright's loop runs, and no other one can begin.
    """
    with chromium() as one:
        yield one
