"""The commands and their options. Each command calls a module of its name.

That module is imported when the command runs, so that `--help` is quick.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

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
    help="Make official letters as PDFs from member data, templates and letterheads.",
    epilog="Start with: lettergen init office",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

NameArgument = Annotated[str, typer.Argument(metavar="[NAME]", show_default=False)]
LOOPBACK = "127.0.0.1"


def _output_path(typed: str | Path) -> Path:
    """Return the path of an output; an empty one, as of an unset variable, is refused."""
    if not str(typed).strip():
        message = "The path is empty. Name a file or a folder."
        raise typer.BadParameter(message)
    return Path(typed)


def _output(*names: str, metavar: str, says: str) -> Any:  # noqa: ANN401 - Typer's own
    """Return the option that names an output; *says* is its line in the help."""
    return typer.Option(*names, metavar=metavar, parser=_output_path, help=says)


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
    """Make official letters as PDFs from member data, templates and letterheads."""


@app.command(epilog="Example: lettergen init office")
@shared()
def init(
    _: Call,
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=_output_path, show_default=False)],
) -> int:
    """Create an office with sample data."""
    from lettergen.cli import init

    return init.init(folder)


@app.command(epilog="Example: lettergen templates suspension-update --json")
@shared(*OFFICE, "json")
def templates(call: Call, name: NameArgument = "") -> int:
    """List the templates, or show the languages, fields and an example record of one."""
    from lettergen.cli import catalogue

    return catalogue.templates(call, name)


@app.command(epilog="Example: lettergen letterheads ogp")
@shared(*OFFICE, "json")
def letterheads(call: Call, name: NameArgument = "") -> int:
    """List the letterheads, or show the papers, house style, fonts and sender of one."""
    from lettergen.cli import catalogue

    return catalogue.letterheads(call, name)


@app.command(epilog="Example: lettergen fields suspension-update --sheet members.xlsx")
@shared(*OFFICE, "json", "force")
def fields(
    call: Call,
    template: TemplateArgument,
    schema: Annotated[bool, typer.Option("--schema", help="Print a JSON Schema.")] = False,
    sheet: Annotated[
        Path | None,
        _output(
            "--sheet", metavar="FILE", says="Write an empty spreadsheet with headings: XLSX or CSV."
        ),
    ] = None,
) -> int:
    """Show the fields of a template, as a table, a JSON Schema or an empty spreadsheet."""
    from lettergen.cli import catalogue

    return catalogue.fields(call, template, schema, sheet)


@app.command(epilog="Example: lettergen plan suspension-update --where 'status == \"suspended\"'")
@shared(*FACTS, "json", results="records")
def plan(call: Call, template: TemplateArgument, where: WhereOption = "") -> int:
    """Show which records get the letter, and why the others do not."""
    from lettergen.cli import plan

    return plan.plan(call, template, where)


@app.command(epilog="Example: lettergen check suspension-update")
@shared(*FACTS, "json")
def check(call: Call, template: NameArgument = "") -> int:
    """Check templates, letterheads and data, and report every problem. Writes nothing."""
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
        str,
        typer.Option("--language", metavar="TAG", help="The language of the body, such as fr."),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The person who reviewed it.")],
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATE", help="The day of the review, or today."),
    ] = "today",
) -> int:
    """Record who has reviewed the body in one language. The review ends when its words change."""
    from lettergen.cli import review

    return review.review(call, template, language, review.Reader(by, on))


@app.command(epilog="Example: lettergen render suspension-update --id AZE -o letter.pdf")
@shared(*LETTERS, "json", "force", results="letters")
def render(
    call: Call,
    template: TemplateArgument,
    record_id: IdOption,
    output: Annotated[
        Path | None, _output("-o", "--output", metavar="FILE", says="A .pdf, .html or .txt file.")
    ] = None,
    overlay: Annotated[
        Path | None,
        _output(
            "--overlay", metavar="FILE", says="A .png of page 1 with window, folds and margins."
        ),
    ] = None,
    file_copy: Annotated[
        bool,
        typer.Option(
            "--file-copy", help="Make the office's own copy, which names the blind copies."
        ),
    ] = False,
) -> int:
    """Make one letter."""
    from lettergen.pdf.layout_process import LayoutProcess

    has_pages = output is None or output.suffix.lower() == ".pdf"
    with LayoutProcess() if has_pages else nullcontext() as layout:
        from lettergen.cli import render  # while the process starts

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
        Path, _output("-o", "--output", metavar="DIR", says="The folder of the batch.")
    ] = Path("out"),
    jobs: Annotated[
        int,
        typer.Option("--jobs", metavar="N", min=0, help="The workers; 0 for one per processor."),
    ] = 0,
    cluster: ClusterOption = "",
    merge: Annotated[
        Path | None,
        _output("--merge", metavar="FILE.pdf", says="Also write one file of all letters."),
    ] = None,
    double_sided: Annotated[
        bool,
        typer.Option(
            "--double-sided", help="With --merge: start each letter on a new sheet of paper."
        ),
    ] = False,
    zip_: Annotated[
        Path | None,
        _output("--zip", metavar="FILE.zip", says="Also pack letters, enclosures and manifest."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Make unchanged letters again too.")
    ] = False,
) -> int:
    """Make the letters of all selected records."""
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
    output: Annotated[Path, _output("-o", "--output", metavar="FILE", says="A .pdf file.")] = Path(
        "envelopes.pdf"
    ),
) -> int:
    """Make the envelopes of one letter or of a batch, in one PDF."""
    from lettergen.cli import envelope

    return envelope.envelope(call, envelope.Wanted(template, record_id, where, size, output))


@app.command(epilog="Example: lettergen preview suspension-update --id AZE")
@shared(*LETTERS)
def preview(
    call: Call,
    template: TemplateArgument,
    record_id: IdOption = "",
    where: WhereOption = "",
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address to use, on this machine.")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1024, max=65535, help="The first port to try.")
    ] = 8765,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> int:
    """Show a letter in the browser, and update it while you edit its files."""
    from lettergen.cli import preview

    page = preview.Page(host, port, opened=open_)
    return preview.preview(call, template, record_id, where, page)


@app.command(epilog="Example: lettergen proof suspension-update -o proof.pdf")
@shared(*LETTERS, "json", "force", results="letters")
def proof(
    call: Call,
    template: TemplateArgument,
    output: Annotated[
        Path, _output("-o", "--output", metavar="FILE", says="A .html or .pdf file.")
    ],
    where: WhereOption = "",
) -> int:
    """Show a batch in one document for its signatory: the common text, and what differs."""
    from lettergen.batch.forkserver import get_ready

    get_ready()  # while the rest is imported and read
    from lettergen.cli import proof

    return proof.proof(call, template, where, output)


@app.command(epilog="Example: lettergen diff sent.pdf AZE --template suspension-update")
@shared(*FACTS, "json", "force", results="parts")
def diff(
    call: Call,
    a: Annotated[str, typer.Argument(metavar="A", help="A PDF, the id of a record, or a date.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The same for the newer letter.")],
    template: Annotated[
        str, typer.Option("--template", metavar="TEMPLATE", help="The template of the letters.")
    ] = "",
    record_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="The record, if A and B are dates.")
    ] = "",
    output: Annotated[
        Path | None, _output("-o", "--output", metavar="FILE", says="A .html file.")
    ] = None,
) -> int:
    """Compare two letters word by word: PDFs, records, or dates of one record."""
    from lettergen.cli import diff

    return diff.diff(call, diff.Sides(a, b, template, record_id), output)


@app.command(epilog="Example: lettergen doctor")
@shared("json")
def doctor(call: Call, cluster: ClusterOption = "") -> int:
    """Show what is installed, what is missing, and how to fix it."""
    if cluster:
        from lettergen.cli import cluster as on_cluster

        return on_cluster.survey(call, cluster)
    from lettergen.cli import doctor

    return doctor.doctor(call)
