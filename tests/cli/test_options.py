"""The common options: read, handed on to the next command, and how a call ends."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from lettergen.cli.options import Call, again, carry_out
from lettergen.errors import CallError, LetterError, Problem

WRONG = Problem("x", "It is wrong.", "Mend it.")


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
    assert Call(values=values).settings() == found


def test_wrong_settings() -> None:
    """Every --set that is wrong is told, not only the first."""
    with pytest.raises(CallError) as error:
        Call(values=("nonsense", "=x", "a=1", "a =2")).settings()

    assert [problem.message for problem in error.value.problems] == [
        "--set 'nonsense' is not path=value.",
        "--set '=x' is not path=value.",
        "--set gives 'a' twice.",
    ]
    assert all(problem.hint for problem in error.value.problems)


def test_again() -> None:
    """The next command gets what says which letters are meant, fit for a shell."""
    call = Call(Path("my office"), Path("a.csv"), "today", "en", values=("a=b c", "d='"))

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
        carry_out(Call(json=True), work, "letters")

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
        carry_out(Call(), fail(ZeroDivisionError()))
