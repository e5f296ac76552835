"""The common options: read, handed on to the next command, and how a call ends."""

from __future__ import annotations

import inspect
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lettergen.cli.options import SHARED, Call, again, carry_out, shared, values_of
from lettergen.errors import CallError, LetterError, Problem
from lettergen.plan.request import Request

WRONG = Problem("x", "It is wrong.", "Fix it.")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((), {}),
        (("concern=delays",), {"concern": "delays"}),
        ((" cc.1.name = Bob = Bill ", "a="), {"cc.1.name": "Bob = Bill", "a": ""}),
    ],
)
def test_settings(values: tuple[str, ...], found: dict[str, str]) -> None:
    """--set path=value is a path, the first equals sign and a value that may be empty."""
    assert values_of(values) == found


def test_wrong_settings() -> None:
    """Every --set that is wrong is told, not only the first."""
    with pytest.raises(CallError) as error:
        values_of(("nonsense", "=x", "a=1", "a =2"))

    assert [problem.message for problem in error.value.problems] == [
        "--set 'nonsense' is not path=value.",
        "--set '=x' is not path=value.",
        "--set is given twice for 'a'.",
    ]
    assert all(problem.hint for problem in error.value.problems)


def test_again() -> None:
    """The next command gets what says which letters are meant, fit for a shell."""
    values = {"a": "b c", "d": "'"}
    call = Call(
        Path("my office"), Request(data="a.csv", date="today", language="en", values=values)
    )

    assert shlex.split(again(call, 'status == "x"')) == [
        *("--office", "my office", "--data", "a.csv", "--where", 'status == "x"'),
        *("--date", "today", "--language", "en", "--set", "a=b c", "--set", "d='"),
    ]
    assert again(Call()) == ""


def fail(error: BaseException) -> Callable[[], int]:
    """Return work that ends in *error*."""

    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("work", "status", "code"),
    [
        (lambda: 0, 0, None),
        (lambda: 1, 1, None),
        (fail(LetterError([WRONG])), 1, "x"),
        (fail(CallError([WRONG])), 2, "x"),
        (fail(KeyboardInterrupt()), 1, "stopped"),
    ],
)
def test_carry_out(
    capsys: pytest.CaptureFixture[str], work: Callable[[], int], status: int, code: str | None
) -> None:
    """A problem becomes an exit status here: 1 for a letter, 2 for the call, 1 when stopped."""
    with pytest.raises(typer.Exit) as ended:
        carry_out(work, "letters", json=True)

    told = capsys.readouterr()
    assert ended.value.exit_code == status
    if code is None:
        assert told == ("", "")
    else:
        document = json.loads(told.out)
        assert document["letters"] == []
        assert [problem["code"] for problem in document["problems"]] == [code]
        assert f"[{code}]" in told.err


def test_a_fault_of_our_own_is_not_hidden() -> None:
    """What is no problem of the user's is not dressed up as one."""
    with pytest.raises(ZeroDivisionError):
        carry_out(fail(ZeroDivisionError()))


EVERYTHING = (
    *("--office", "o", "--data", "d.csv", "--date", "today", "--language", "fr"),
    *("--letterhead", "plain", "--set", "a=b", "--set", "c=", "--style", "memo", "--paper", "a4"),
    *("--draft", "--json", "--force"),
)


def typed(*arguments: str, names: tuple[str, ...] = tuple(SHARED)) -> tuple[Call, str]:
    """Return what a command with the shared options of those *names* gets."""
    app, got = typer.Typer(), []

    @app.command()
    @shared(*names)
    def command(call: Call, own: str) -> int:
        got.append((call, own))
        return 0

    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return got[0]


def test_shared_options() -> None:
    """A command gets its own arguments, and every shared option in one value."""
    values = {"a": "b", "c": ""}
    request = Request(
        data="d.csv",
        date="today",
        language="fr",
        letterhead="plain",
        style="memo",
        paper="a4",
        values=values,
        draft=True,
    )

    assert typed("x", *EVERYTHING) == (Call(Path("o"), request, json=True, force=True), "x")


@pytest.mark.parametrize("names", [(), ("office", "json"), tuple(SHARED)])
def test_nothing_typed(names: tuple[str, ...]) -> None:
    """Without options a call is the usual one, whichever options the command has."""
    assert typed("x", names=names) == (Call(), "x")


def test_order_of_options() -> None:
    """Shared options come after the command's own, in one order, however they are named."""

    @shared("force", "json", "office")
    def command(_: Call, own: str = "") -> int:
        return len(own)

    assert list(inspect.signature(command).parameters) == ["own", "office", "json", "force"]


def test_in_an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office is meant when one is named, or when the current folder is one."""
    monkeypatch.chdir(tmp_path)

    assert not Call().is_in_office
    assert Call(Path("elsewhere")).is_in_office
    (tmp_path / "lettergen.toml").touch()
    assert Call().is_in_office
