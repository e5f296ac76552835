"""What the options of a call have in common, and how a call ends."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from lettergen.errors import CallError, LettergenError, Problem

STOPPED = Problem(
    "stopped", "Stopped.", "What was made so far is whole; run the same command to go on."
)


@dataclass(frozen=True, slots=True)
class Call:
    """The common options of one call, as typed."""

    office: Path = Path()
    data: Path | None = None
    date: str = ""
    language: str = ""
    letterhead: str = ""
    style: str = ""
    paper: str = ""
    values: tuple[str, ...] = ()
    draft: bool | None = None
    json: bool = False

    def settings(self) -> dict[str, str]:
        """Return ``--set path=value`` as a mapping.

        Raises:
            CallError: One has no ``=``, or a path is set twice.
        """
        found: dict[str, str] = {}
        problems: list[Problem] = []
        for one in self.values:
            path, equals, text = one.partition("=")
            if not equals or not path.strip():
                hint = "Write it like --set addressee.title='Minister of Justice'."
                problems.append(Problem("bad-set", f"--set {one!r} is not path=value.", hint))
            elif path.strip() in found:
                message = f"--set gives {path.strip()!r} twice."
                problems.append(Problem("duplicate-field", message, "Set each field once."))
            found[path.strip()] = text.strip()
        if problems:
            raise CallError(problems)
        return found


def again(call: Call, where: str = "") -> str:
    """Return the options that a next command needs, to speak of the same letters."""
    options = [
        ("--office", str(call.office) if call.office != Path() else ""),
        ("--data", str(call.data or "")),
        ("--where", where),
        ("--date", call.date),
        ("--language", call.language),
        *(("--set", value) for value in call.values),
    ]
    return "".join(f" {name} {shlex.quote(value)}" for name, value in options if value)


def carry_out(call: Call, work: Callable[[], int], results: str = "") -> None:
    """Do *work* and end with its exit status; tell problems that ended it early.

    Args:
        results: What the JSON document calls its list of results, of which there are none then.

    Raises:
        typer.Exit: Always, with the status.
    """
    from lettergen.cli import output

    document: dict[str, object] = {results: []} if results else {}
    try:
        status = work()
    except LettergenError as error:
        output.tell_failure(error.problems, document, json=call.json)
        status = 2 if isinstance(error, CallError) else 1
    except KeyboardInterrupt:
        output.tell_failure([STOPPED], document, json=call.json)
        status = 1
    raise typer.Exit(status)


TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", show_default=False)]
OfficeOption = Annotated[
    Path, typer.Option("--office", metavar="DIR", help="The office's folder.", show_default="here")
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="FILE", help="The data: YAML, JSON, CSV or XLSX."),
]
DateOption = Annotated[
    str,
    typer.Option("--date", metavar="DATE", help="The day on the letters: 2021-04-27, or today."),
]
LanguageOption = Annotated[
    str, typer.Option("--language", metavar="TAG", help="The letters' language, such as en.")
]
LetterheadOption = Annotated[
    str, typer.Option("--letterhead", metavar="NAME", help="The sender's look.")
]
StyleOption = Annotated[
    str, typer.Option("--style", metavar="NAME", help="The house style: the order of the parts.")
]
PaperOption = Annotated[
    str, typer.Option("--paper", metavar="NAME", help="The sheet: letter or a4.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="A fact that wins over the record's."),
]
DraftOption = Annotated[
    bool | None,
    typer.Option("--draft/--no-draft", help="The draft mark on every page.", show_default=False),
]
FileCopyOption = Annotated[
    bool,
    typer.Option("--file-copy", help="The office's own copy, which names the blind copies."),
]
WhereOption = Annotated[
    str,
    typer.Option(
        "--where", metavar="EXPR", help="Only these records, such as 'status == \"suspended\"'."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
FreshOption = Annotated[
    bool, typer.Option("--fresh", help="Make letters again though nothing has changed.")
]
ClusterOption = Annotated[
    str,
    typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler: tcp://scheduler:8786."),
]
MergeOption = Annotated[
    Path | None,
    typer.Option("--merge", metavar="FILE.pdf", help="All letters in one file too, to print."),
]
DoubleSidedOption = Annotated[
    bool, typer.Option("--double-sided", help="With --merge: each letter begins on a new sheet.")
]
ZipOption = Annotated[
    Path | None,
    typer.Option("--zip", metavar="FILE.zip", help="Letters, enclosures and manifest in one too."),
]
