"""The commands and their options: a table of contents; each does its work elsewhere.

What a command needs is imported when it runs, so that `--help` pays for nothing.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from lettergen.batch.staleness import seems_unchanged
from lettergen.cli.options import (
    FACTS,
    LETTERS,
    OFFICE,
    Call,
    ClusterOption,
    IdOption,
    TemplateArgument,
    WhereOption,
    shared,
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
LOOPBACK = "127.0.0.1"


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
@shared()
def init(
    _: Call, folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)]
) -> int:
    """Make a working office with sample data."""
    from lettergen.cli import init

    return init.init(folder)


@app.command(epilog="Example: lettergen templates suspension-update --json")
@shared(*OFFICE, "json")
def templates(call: Call, name: NameArgument = "") -> int:
    """List the templates; or show one: its fields, languages and an example record."""
    from lettergen.cli import catalogue

    return catalogue.templates(call, name)


@app.command(epilog="Example: lettergen letterheads ogp")
@shared(*OFFICE, "json")
def letterheads(call: Call, name: NameArgument = "") -> int:
    """List the letterheads; or show one: its papers, style and fonts."""
    from lettergen.cli import catalogue

    return catalogue.letterheads(call, name)


@app.command(epilog="Example: lettergen fields suspension-update --sheet members.xlsx")
@shared(*OFFICE, "json", "force")
def fields(
    call: Call,
    template: TemplateArgument,
    schema: Annotated[bool, typer.Option("--schema", help="A JSON Schema for editors.")] = False,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", metavar="FILE", help="An empty sheet with headings: XLSX or CSV."),
    ] = None,
) -> int:
    """Show the fields of a template; as a JSON Schema; or as an empty spreadsheet."""
    from lettergen.cli import catalogue

    return catalogue.fields(call, template, schema, sheet)


@app.command(epilog="Example: lettergen plan suspension-update --where 'status == \"suspended\"'")
@shared(*FACTS, "json", results="records")
def plan(call: Call, template: TemplateArgument, where: WhereOption = "") -> int:
    """Say for every record whether it gets the letter, and why not."""
    from lettergen.cli import plan

    return plan.plan(call, template, where)


@app.command(epilog="Example: lettergen check suspension-update")
@shared(*FACTS, "json")
def check(call: Call, template: NameArgument = "") -> int:
    """Tell everything that is wrong with templates, letterheads and data; write nothing."""
    from lettergen.batch.forkserver import get_ready

    get_ready()  # while the rest is imported and read
    from lettergen.cli import check

    return check.check(call, template)


@app.command(epilog="Example: lettergen review suspension-update --language fr --by 'Ada Roe'")
@shared(*OFFICE, "json")
def review(
    call: Call,
    template: TemplateArgument,
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="The body that was read, such as fr.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The person who read it.")],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day: 2021-04-20, or today.")
    ] = "today",
) -> int:
    """Bind a review to the words that were read: they are unreviewed again once they change."""
    from lettergen.cli import review

    return review.review(call, template, language, review.Reader(by, on))


@app.command(epilog="Example: lettergen render suspension-update --id AZE -o letter.pdf")
@shared(*LETTERS, "json", "force", results="letters")
def render(
    call: Call,
    template: TemplateArgument,
    record_id: IdOption,
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
    file_copy: Annotated[
        bool,
        typer.Option("--file-copy", help="The office's own copy, which names the blind copies."),
    ] = False,
) -> int:
    """Make one letter."""
    from lettergen.pdf.layout_process import LayoutProcess

    has_pages = output is None or output.suffix.lower() == ".pdf"
    with LayoutProcess() if has_pages else nullcontext() as layout:
        from lettergen.cli import render  # while the process gets ready

        wanted = render.Wanted(template, record_id, output, overlay, file_copy)
        return render.render(call, wanted, layout)


@app.command(
    epilog="Example: lettergen batch suspension-update --where 'status == \"suspended\"' -o out"
)
@shared(*LETTERS, "json", "force", results="letters")
def batch(
    call: Call,
    template: TemplateArgument,
    where: WhereOption = "",
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The batch's folder.")
    ] = Path("out"),
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Workers; 0 for one per processor.")
    ] = 0,
    cluster: ClusterOption = "",
    merge: Annotated[
        Path | None,
        typer.Option("--merge", metavar="FILE.pdf", help="All letters in one file too, to print."),
    ] = None,
    double_sided: Annotated[
        bool,
        typer.Option("--double-sided", help="With --merge: each letter begins on a new sheet."),
    ] = False,
    zip_: Annotated[
        Path | None,
        typer.Option(
            "--zip", metavar="FILE.zip", help="Letters, enclosures and manifest in one too."
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Make letters again though nothing has changed.")
    ] = False,
) -> int:
    """Make the letters of all records selected."""
    if not cluster and (fresh or not seems_unchanged(output, call.office, call.request.data)):
        from lettergen.batch.forkserver import get_ready

        get_ready()  # while the rest is imported and read
    from lettergen.cli import batch, exports
    from lettergen.cli import cluster as on_cluster

    return batch.batch(
        call,
        template,
        where,
        output,
        makers=on_cluster.Makers(jobs, cluster),
        together=exports.Together(merge, double_sided, zip_),
        fresh=fresh,
    )


@app.command(epilog="Example: lettergen envelope suspension-update --size DL")
@shared(*LETTERS, "json", "force", results="letters")
def envelope(
    call: Call,
    template: TemplateArgument,
    record_id: IdOption = "",
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
    ] = Path("envelopes.pdf"),
) -> int:
    """Print the envelopes of one letter or of a whole batch."""
    from lettergen.cli import envelope

    return envelope.envelope(call, envelope.Wanted(template, record_id, where, size, output))


@app.command(epilog="Example: lettergen preview suspension-update --id AZE")
@shared(*LETTERS)
def preview(
    call: Call,
    template: TemplateArgument,
    record_id: IdOption = "",
    where: WhereOption = "",
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="This machine.")] = LOOPBACK,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1024, max=65535, help="The first to try.")
    ] = 8765,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> int:
    """Show the letter in the browser, live, while words, facts and look are edited."""
    from lettergen.cli import preview

    page = preview.Page(host, port, opened=open_)
    return preview.preview(call, template, record_id, where, page)


@app.command(epilog="Example: lettergen proof suspension-update -o proof.pdf")
@shared(*LETTERS, "json", "force", results="letters")
def proof(
    call: Call,
    template: TemplateArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A .html or .pdf file.")
    ],
    where: WhereOption = "",
) -> int:
    """Show a whole batch to its signatory in one document: what is common, what differs."""
    from lettergen.batch.forkserver import get_ready

    get_ready()  # while the rest is imported and read
    from lettergen.cli import proof

    return proof.proof(call, template, where, output)


@app.command(epilog="Example: lettergen diff sent.pdf AZE --template suspension-update")
@shared(*FACTS, "json", "force", results="parts")
def diff(
    call: Call,
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
) -> int:
    """Compare two letters word by word: PDFs, records, or dates of one record."""
    from lettergen.cli import diff

    return diff.diff(call, diff.Sides(a, b, template, record_id), output)


@app.command(epilog="Example: lettergen doctor")
@shared("json")
def doctor(call: Call, cluster: ClusterOption = "") -> int:
    """Say what is installed, what is missing, and the command that mends it."""
    if cluster:
        from lettergen.cli import cluster as on_cluster

        return on_cluster.survey(call, cluster)
    from lettergen.cli import doctor

    return doctor.doctor(call)
