"""The commands for what goes round a letter when it is sent: `envelope`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lettergen.cli.options import (
    Call,
    DataOption,
    DateOption,
    DraftOption,
    ForceOption,
    JsonOption,
    LanguageOption,
    LetterheadOption,
    OfficeOption,
    PaperOption,
    SetOption,
    StyleOption,
    TemplateArgument,
    WhereOption,
    carry_out,
)

OUTPUT = Path("envelopes.pdf")


def envelope(
    template: TemplateArgument,
    record_id: Annotated[str, typer.Option("--id", metavar="ID", help="The record.")] = "",
    where: WhereOption = "",
    size: Annotated[
        str,
        typer.Option(
            "--size",
            metavar="SIZE",
            help="C5, C4, DL or #10.",
            show_default="#10 for letter paper, else DL",
        ),
    ] = "",
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A .pdf file.")
    ] = OUTPUT,
    office: OfficeOption = Path(),
    data: DataOption = None,
    date: DateOption = "",
    language: LanguageOption = "",
    letterhead: LetterheadOption = "",
    style: StyleOption = "",
    paper: PaperOption = "",
    set_: SetOption = None,
    draft: DraftOption = None,
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Print the envelopes of one letter or of a whole batch."""
    from lettergen.cli import envelope

    call = Call(
        office, data, date, language, letterhead, style, paper, tuple(set_ or ()), draft, json
    )
    wanted = envelope.Wanted(template, record_id, where, size, output)
    carry_out(call, lambda: envelope.envelope(call, wanted, force=force), "letters")
