"""The commands and their options: a table of contents; each does its work elsewhere.

What a command needs is imported when it runs, so that `--help` pays for nothing.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from lettergen.batch.staleness import seems_unchanged
from lettergen.cli import seen, sent
from lettergen.cli.options import (
    Call,
    ClusterOption,
    DataOption,
    DateOption,
    DoubleSidedOption,
    DraftOption,
    FileCopyOption,
    ForceOption,
    FreshOption,
    JsonOption,
    LanguageOption,
    LetterheadOption,
    MergeOption,
    OfficeOption,
    PaperOption,
    SetOption,
    StyleOption,
    TemplateArgument,
    WhereOption,
    ZipOption,
    carry_out,
)

app = typer.Typer(
    name="lettergen",
    help="Official letters from member data: facts, words and the look, merged into PDFs.",
    epilog="Begin with: lettergen init office",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

NameArgument = Annotated[str, typer.Argument(metavar="[NAME]", show_default=False)]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"lettergen {version('lettergen')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Official letters from member data: facts, words and the look, merged into PDFs."""


@app.command(epilog="Example: lettergen init office")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
) -> None:
    """Make a working office with sample data."""
    from lettergen.cli import init

    carry_out(Call(), lambda: init.init(folder))


@app.command(epilog="Example: lettergen templates suspension-update --json")
def templates(
    name: NameArgument = "", office: OfficeOption = Path(), json: JsonOption = False
) -> None:
    """List the templates; or show one: its fields, languages and an example record."""
    from lettergen.cli import catalogue

    call = Call(office, json=json)
    carry_out(call, lambda: catalogue.templates(call, name))


@app.command(epilog="Example: lettergen letterheads ogp")
def letterheads(
    name: NameArgument = "", office: OfficeOption = Path(), json: JsonOption = False
) -> None:
    """List the letterheads; or show one: its papers, style and fonts."""
    from lettergen.cli import catalogue

    call = Call(office, json=json)
    carry_out(call, lambda: catalogue.letterheads(call, name))


@app.command(epilog="Example: lettergen fields suspension-update --sheet members.xlsx")
def fields(
    template: TemplateArgument,
    schema: Annotated[bool, typer.Option("--schema", help="A JSON Schema for editors.")] = False,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", metavar="FILE", help="An empty sheet with headings: XLSX or CSV."),
    ] = None,
    office: OfficeOption = Path(),
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Show the fields of a template; as a JSON Schema; or as an empty spreadsheet."""
    from lettergen.cli import catalogue

    call = Call(office, json=json)
    carry_out(call, lambda: catalogue.fields(call, template, schema, sheet, force=force))


@app.command(epilog="Example: lettergen plan suspension-update --where 'status == \"suspended\"'")
def plan(
    template: TemplateArgument,
    where: WhereOption = "",
    office: OfficeOption = Path(),
    data: DataOption = None,
    date: DateOption = "",
    language: LanguageOption = "",
    letterhead: LetterheadOption = "",
    set_: SetOption = None,
    json: JsonOption = False,
) -> None:
    """Say for every record whether it gets the letter, and why not."""
    from lettergen.cli import plan

    call = Call(office, data, date, language, letterhead, values=tuple(set_ or ()), json=json)
    carry_out(call, lambda: plan.plan(call, template, where), "records")


@app.command(epilog="Example: lettergen check suspension-update")
def check(
    template: NameArgument = "",
    office: OfficeOption = Path(),
    data: DataOption = None,
    date: DateOption = "",
    language: LanguageOption = "",
    letterhead: LetterheadOption = "",
    set_: SetOption = None,
    json: JsonOption = False,
) -> None:
    """Tell everything that is wrong with templates, letterheads and data; write nothing."""
    from lettergen.batch.forkserver import get_ready

    get_ready()  # while the rest is imported and read
    from lettergen.cli import check

    call = Call(office, data, date, language, letterhead, values=tuple(set_ or ()), json=json)
    carry_out(call, lambda: check.check(call, template))


@app.command(epilog="Example: lettergen review suspension-update --language fr --by 'Ada Roe'")
def review(
    template: TemplateArgument,
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="The body that was read, such as fr.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The person who read it.")],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day: 2021-04-20, or today.")
    ] = "today",
    office: OfficeOption = Path(),
    json: JsonOption = False,
) -> None:
    """Bind a review to the words that were read: they are unreviewed again once they change."""
    from lettergen.cli import review

    call = Call(office, language=language, json=json)
    carry_out(call, lambda: review.review(call, template, review.Reader(by, on)))


@app.command(epilog="Example: lettergen render suspension-update --id AZE -o letter.pdf")
def render(
    template: TemplateArgument,
    record_id: Annotated[str, typer.Option("--id", metavar="ID", help="The record.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="A .pdf, .html or .txt file."),
    ] = None,
    overlay: Annotated[
        Path | None,
        typer.Option(
            "--overlay", metavar="FILE", help="A .png of page 1 with window, folds and margins."
        ),
    ] = None,
    office: OfficeOption = Path(),
    data: DataOption = None,
    date: DateOption = "",
    language: LanguageOption = "",
    letterhead: LetterheadOption = "",
    style: StyleOption = "",
    paper: PaperOption = "",
    set_: SetOption = None,
    draft: DraftOption = None,
    file_copy: FileCopyOption = False,
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Make one letter."""
    from lettergen.pdf.layout_process import LayoutProcess

    call = Call(
        office, data, date, language, letterhead, style, paper, tuple(set_ or ()), draft, json
    )
    has_pages = output is None or output.suffix.lower() == ".pdf"
    with LayoutProcess() if has_pages else nullcontext() as layout:
        from lettergen.cli import render  # while the process gets ready

        files = render.Files(output, overlay)
        carry_out(
            call,
            lambda: render.render(
                call, template, record_id, files, layout, file_copy=file_copy, force=force
            ),
            "letters",
        )


@app.command(
    epilog="Example: lettergen batch suspension-update --where 'status == \"suspended\"' -o out"
)
def batch(
    template: TemplateArgument,
    where: WhereOption = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The batch's folder: out.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Workers; 0 for one per processor.")
    ] = 0,
    cluster: ClusterOption = "",
    merge: MergeOption = None,
    double_sided: DoubleSidedOption = False,
    zip_: ZipOption = None,
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
    fresh: FreshOption = False,
) -> None:
    """Make the letters of all records selected."""
    folder = output or Path("out")
    if not cluster and (fresh or not seems_unchanged(folder, office, data)):
        from lettergen.batch.forkserver import get_ready

        get_ready()  # while the rest is imported and read
    from lettergen.cli import batch, exports
    from lettergen.cli import cluster as on_cluster

    call = Call(
        office, data, date, language, letterhead, style, paper, tuple(set_ or ()), draft, json
    )
    makers = on_cluster.Makers(jobs, cluster)
    files = exports.Together(merge, double_sided, zip_)

    def work() -> int:
        return batch.batch(
            call, template, where, folder, makers=makers, together=files, force=force, fresh=fresh
        )

    carry_out(call, work, "letters")


app.command(epilog="Example: lettergen envelope suspension-update --size DL")(sent.envelope)
app.command(epilog="Example: lettergen preview suspension-update --id AZE")(seen.preview)
app.command(epilog="Example: lettergen proof suspension-update -o proof.pdf")(seen.proof)
app.command(epilog="Example: lettergen diff sent.pdf AZE --template suspension-update")(seen.diff)


@app.command(epilog="Example: lettergen doctor")
def doctor(cluster: ClusterOption = "", json: JsonOption = False) -> None:
    """Say what is installed, what is missing, and the command that mends it."""
    from lettergen.cli import cluster as on_cluster
    from lettergen.cli import init

    call = Call(json=json)
    if cluster:
        carry_out(call, lambda: on_cluster.survey(call, cluster))
    carry_out(call, lambda: init.doctor(call))
