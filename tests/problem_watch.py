"""Which problems the package reports while the tests run, and whether the registry agrees.

A run fails when a problem has a code or a severity that is not registered; a run of all tests
also when a registered code was never reported. Problems that a test makes itself do not count.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from lettergen.errors import Problem, Severity
from lettergen.errors.registry import known_problems

Seen = set[tuple[str, str]]
"""Code and severity of each problem that was reported."""

NARROWING = ("keyword", "deselect", "lf", "collectonly")  # pytest's options
FIRST_HALF, SECOND_HALF = "not slow", "slow"  # as marks, in the order in which they are run
KEPT = "lettergen/problems"  # in pytest's cache
HOW_TO_ADD = """\
Problem code {code!r} is not registered. Add it to lettergen/errors/problems.toml, in its area:

[AREA.{code}]
means = "One sentence."
fix = "One sentence."

Then run: make problems"""


class ProblemWatch:
    """A plugin of pytest that fails a run whose problems are not those of the registry."""

    def __init__(self) -> None:
        self.seen: Seen = set()
        self.complaints: list[str] = []
        watch(self.seen)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what was seen in a worker process of pytest-xdist."""
        self.seen.update(getattr(node, "workeroutput", {}).get("problems", ()))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand on what was seen in a worker process, or judge the run."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["problems"] = sorted(self.seen)
            return
        passed = session.exitstatus == pytest.ExitCode.OK
        all_of = seen_by_all(session.config, self.seen) if passed else None
        self.complaints += complaints(self.seen, all_of=all_of)
        if self.complaints and passed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print what is wrong."""
        for complaint in self.complaints:
            terminalreporter.write_line(complaint, red=True)


def watch(seen: Seen) -> None:
    """Note in *seen* each problem that the package makes in this process from now on."""

    def noted(cls: type[Problem], *values: object, **named: object) -> Problem:
        frame = sys._getframe(1)  # noqa: SLF001 - whoever makes the problem
        while frame.f_back and frame.f_globals.get("__name__") == "dataclasses":  # replace()
            frame = frame.f_back
        given = dict(zip(Problem.__match_args__, values, strict=False)) | named
        is_new = "code" in given  # and does not come back from another process
        if is_new and str(frame.f_globals.get("__name__")).startswith("lettergen."):
            seen.add((str(given["code"]), str(given.get("severity", Severity.ERROR))))
        return object.__new__(cls)

    pytest.MonkeyPatch().setattr(Problem, "__new__", noted)


def complaints(seen: Seen, *, all_of: Seen | None) -> Iterator[str]:
    """Yield what is wrong with the registry, or with the tests.

    Args:
        seen: What was seen in this run.
        all_of: What all tests saw; None while not all were run.
    """
    registry = known_problems()
    for code, severity in sorted(seen):
        if code not in registry:
            yield how_to_add(code)
        elif not registry[code].may_be(severity):
            yield f"{code!r} is registered as {registry[code].severity}; it was {severity} here."
    if all_of is not None:
        left_out = sorted(registry.keys() - dict(all_of).keys())
        yield from (f"No test produces {code!r}." for code in left_out)


def how_to_add(code: str) -> str:
    """Return which lines register *code*."""
    return HOW_TO_ADD.format(code=code)


def seen_by_all(config: pytest.Config, seen: Seen) -> Seen | None:
    """Return what all tests saw; None while not all of them were run.

    When the tests are run in two halves, what the first one saw is kept for the second.
    """
    narrowed = any(getattr(config.option, name, None) for name in NARROWING)
    if narrowed or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return None
    half, cache = config.option.markexpr, getattr(config, "cache", None)
    if not half:
        return seen
    kept = cache.get(KEPT, None) if cache else None
    if cache:
        cache.set(KEPT, sorted(seen) if half == FIRST_HALF else None)
    return None if kept is None or half != SECOND_HALF else seen | set(map(tuple, kept))
