"""The options that commands share, and the end of a call."""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from lettergen.errors import CallError, LettergenError, Problem
from lettergen.plan.request import Request

STOPPED = Problem(
    "stopped",
    "Stopped.",
    "Run the same command again to continue. Everything made so far is complete.",
)


@dataclass(frozen=True, slots=True)
class Call:
    """The values of the shared options of a call.

    Attributes:
        office: The office's folder.
        request: What the call asks for in addition to the office's settings.
        json: Whether the output is one JSON document.
        force: Whether existing files may be replaced.
    """

    office: Path = Path()
    request: Request = field(default_factory=Request)
    json: bool = False
    force: bool = False

    @property
    def is_in_office(self) -> bool:
        """Whether an office is given, or the current folder is one."""
        from lettergen.office.settings import FILE

        return self.office != Path() or (self.office / FILE).exists()


def again(call: Call, where: str = "") -> str:
    """Return the options with which the next command is about the same letters."""
    asked = call.request
    options = [
        ("--office", str(call.office) if call.office != Path() else ""),
        ("--data", str(asked.data or "")),
        ("--where", where),
        ("--date", asked.date),
        ("--language", asked.language),
        *(("--set", f"{path}={text}") for path, text in asked.values.items()),
    ]
    return "".join(f" {name} {shlex.quote(value)}" for name, value in options if value)


TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", show_default=False)]
IdOption = Annotated[str, typer.Option("--id", metavar="ID", help="The id of the record.")]
WhereOption = Annotated[
    str,
    typer.Option(
        "--where", metavar="EXPR", help="Which records, such as 'status == \"suspended\"'."
    ),
]
ClusterOption = Annotated[
    str,
    typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler: tcp://scheduler:8786."),
]


def _text(name: str, metavar: str, help_: str) -> tuple[object, object]:
    return Annotated[str, typer.Option(f"--{name}", metavar=metavar, help=help_)], ""


SHARED: dict[str, tuple[object, object]] = {
    "office": (
        Annotated[
            Path,
            typer.Option(
                "--office", metavar="DIR", help="The office's folder.", show_default="here"
            ),
        ],
        Path(),
    ),
    "data": (
        Annotated[
            Path | None,
            typer.Option("--data", metavar="FILE", help="The data file: YAML, JSON, CSV or XLSX."),
        ],
        None,
    ),
    "date": _text("date", "DATE", "The date on the letters: 2021-04-27, or today."),
    "language": _text("language", "TAG", "The language of the letters, such as en."),
    "letterhead": _text("letterhead", "NAME", "The letterhead, such as ogp."),
    "style": _text("style", "NAME", "The house style: the order of the parts."),
    "paper": _text("paper", "NAME", "The paper size: letter or a4."),
    "values": (
        Annotated[
            list[str] | None,
            typer.Option("--set", metavar="PATH=VALUE", help="A fact that overrides the record's."),
        ],
        None,
    ),
    "draft": (
        Annotated[
            bool | None,
            typer.Option(
                "--draft/--no-draft", help="Print the draft mark on every page.", show_default=False
            ),
        ],
        None,
    ),
    "json": (
        Annotated[bool, typer.Option("--json", help="Print one JSON document.")],
        False,
    ),
    "force": (
        Annotated[bool, typer.Option("--force", help="Replace existing files.")],
        False,
    ),
}
"""Each option that several commands share, for Typer, and its default, in the order of the help."""

OFFICE = ("office",)
FACTS = ("office", "data", "date", "language", "letterhead", "values")
LETTERS = (*FACTS, "style", "paper", "draft")
Command = Callable[..., int]


def shared(*names: str, results: str = "") -> Callable[[Command], Callable[..., None]]:
    """Give a command the shared options *names*, which it gets as a `Call` in its first argument.

    The command returns its exit status. Problems that end it early are shown.

    Args:
        results: The key of the list of results in the JSON document, empty if the call fails.
    """
    chosen = {name: SHARED[name] for name in SHARED if name in names}

    def decorate(command: Command) -> Callable[..., None]:
        own = [*inspect.signature(command, eval_str=True).parameters.values()][1:]
        options = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default
            )
            for name, (kind, default) in chosen.items()
        ]

        @wraps(command)
        def called(**given: Any) -> None:  # noqa: ANN401 - Typer passes them
            typed = {name: given.pop(name) for name in chosen}
            carry_out(lambda: command(_call(**typed), **given), results, json=typed.get("json"))

        signature = inspect.Signature([*own, *options])
        called.__signature__ = signature  # type: ignore[attr-defined]  # Typer reads it
        called.__annotations__ = {one.name: one.annotation for one in [*own, *options]}
        return called

    return decorate


def _call(
    office: Path = Path(),
    *,
    json: bool = False,
    force: bool = False,
    values: Sequence[str] | None = None,
    **asked: Any,  # noqa: ANN401 - the fields of a request
) -> Call:
    """Return the values of the shared options.

    Raises:
        CallError: A ``--set`` is not path=value, or a path is set twice.
    """
    return Call(office, Request(**asked, values=values_of(values or ())), json, force)


def values_of(typed: Sequence[str]) -> dict[str, str]:
    """Return each ``--set path=value`` as path and value.

    Raises:
        CallError: One has no path or no ``=``, or a path is set twice.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for one in typed:
        path, equals, text = one.partition("=")
        if not equals or not path.strip():
            hint = "Write it like --set addressee.title='Minister of Justice'."
            problems.append(Problem("bad-set", f"--set {one!r} is not path=value.", hint))
        elif path.strip() in found:
            message = f"--set is given twice for {path.strip()!r}."
            problems.append(Problem("duplicate-field", message, "Set each field once."))
        found[path.strip()] = text.strip()
    if problems:
        raise CallError(problems)
    return found


def carry_out(work: Callable[[], int], results: str = "", *, json: bool | None = False) -> None:
    """Do *work* and exit with its status; show the problems that end it early.

    Args:
        results: The key of the list of results in the JSON document, empty if the call fails.

    Raises:
        typer.Exit: Always, with the status.
    """
    from lettergen.cli import output

    document: dict[str, object] = {results: []} if results else {}
    try:
        status = work()
    except LettergenError as error:
        output.show_failure(error.problems, document, json=bool(json))
        status = 2 if isinstance(error, CallError) else 1
    except KeyboardInterrupt:
        output.show_failure([STOPPED], document, json=bool(json))
        status = 1
    raise typer.Exit(status)
