"""The commands that show letters before anybody signs them: `preview`, `proof`, `diff`."""

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

LOOPBACK = "127.0.0.1"


def preview(
    template: TemplateArgument,
    record_id: Annotated[str, typer.Option("--id", metavar="ID", help="The record.")] = "",
    where: WhereOption = "",
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="This machine.")] = LOOPBACK,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1024, max=65535, help="The first to try.")
    ] = 8765,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    office: OfficeOption = Path(),
    data: DataOption = None,
    date: DateOption = "",
    language: LanguageOption = "",
    letterhead: LetterheadOption = "",
    style: StyleOption = "",
    paper: PaperOption = "",
    set_: SetOption = None,
    draft: DraftOption = None,
) -> None:
    """Show the letter in the browser, live, while words, facts and look are edited."""
    from lettergen.cli import preview

    call = Call(office, data, date, language, letterhead, style, paper, tuple(set_ or ()), draft)
    page = preview.Page(host, port, opened=open_)
    carry_out(call, lambda: preview.preview(call, template, record_id, where, page))


def proof(
    template: TemplateArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A .html or .pdf file.")
    ],
    where: WhereOption = "",
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
    """Show a whole batch to its signatory in one document: what is common, what differs."""
    from lettergen.batch.forkserver import get_ready

    get_ready()  # while the rest is imported and read
    from lettergen.cli import proof

    call = Call(
        office, data, date, language, letterhead, style, paper, tuple(set_ or ()), draft, json
    )
    carry_out(call, lambda: proof.proof(call, template, where, output, force=force), "letters")


def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="A PDF, a record's id, or a date.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The same; the newer one.")],
    template: Annotated[
        str, typer.Option("--template", metavar="TEMPLATE", help="Of which letter.")
    ] = "",
    record_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Whose letter, to compare two dates.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A .html page.")
    ] = None,
    office: OfficeOption = Path(),
    data: DataOption = None,
    date: DateOption = "",
    language: LanguageOption = "",
    letterhead: LetterheadOption = "",
    set_: SetOption = None,
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Compare two letters word by word: PDFs, records, or dates of one record."""
    from lettergen.cli import diff

    call = Call(office, data, date, language, letterhead, values=tuple(set_ or ()), json=json)
    sides = diff.Sides(a, b, template, record_id)
    carry_out(call, lambda: diff.diff(call, sides, output, force=force), "parts")
