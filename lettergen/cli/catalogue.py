"""`templates`, `letterheads` and `fields`: what is available for letters.

Without an office they show what is built in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import typer

from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, print_json, print_table, say, show_next, show_problems
from lettergen.errors import CallError, LettergenError, Problem
from lettergen.fields.declaration import Field
from lettergen.files import paths
from lettergen.files.writing import refuse_output, write_whole
from lettergen.office import settings
from lettergen.template.loading import Template, load_template
from lettergen.workspace import Office

NEW_OFFICE = "lettergen init office"
SPREADSHEETS = (".xlsx", ".csv")
HEADINGS = ("name", "type", "required", "description", "example")


def templates(call: Call, name: str) -> int:
    """List the templates, or show the template *name*; return the exit status."""
    office = _office(call)
    if name:
        return _template(call, load_template(name, _folder(office)), office)
    found, problems = [], []
    for one in paths.names("templates", _folder(office)):
        try:
            found.append(load_template(one, _folder(office)))
        except LettergenError as error:
            problems += [("", problem) for problem in error.problems]
    if call.json:
        print_json([_summary(template) for template in found])
    else:
        rows = ((one.name, one.title, ", ".join(one.languages)) for one in found)
        print_table(("name", "title", "languages"), rows)
    show_problems(problems)
    if found:
        show_next(f"lettergen templates {found[0].name}{again(call)}")
    return int(bool(problems))


def letterheads(call: Call, name: str) -> int:
    """List the letterheads, or show the letterhead *name*; return the exit status."""
    from lettergen.letterhead.reading import letterhead_names, letterhead_summary

    folder = _folder(_office(call))
    if name:
        return _letterhead(call, name, folder)
    found, problems = [], []
    for one in letterhead_names(folder):
        try:
            found.append(letterhead_summary(one, folder))
        except LettergenError as error:
            problems += [("", problem) for problem in error.problems]
    if call.json:
        print_json([asdict(one) for one in found])
    else:
        rows = ((one.name, one.title, ", ".join(one.papers), one.style) for one in found)
        print_table(("name", "title", "papers", "style"), rows)
    show_problems(problems)
    if found:
        show_next(f"lettergen letterheads {found[0].name}{again(call)}")
    return int(bool(problems))


def fields(call: Call, name: str, schema: bool, sheet: Path | None) -> int:
    """Show the fields of a template: a table, a JSON Schema or an empty spreadsheet."""
    if schema and sheet is not None:
        message = "--schema and --sheet cannot be used together."
        raise CallError([Problem("bad-call", message, "Use one of them.")])
    if sheet is not None:
        refuse_output(sheet, "spreadsheet", SPREADSHEETS, option="--sheet", force=call.force)
    office = _office(call)
    template = load_template(name, _folder(office))
    if sheet is not None:
        return _sheet(call, template, office, sheet)
    if schema:
        return _schema(call, template, office)
    known = _known(template, office)
    if call.json:
        print_json([_field(field) for field in known])
    else:
        _print_fields(known)
    show_next(
        f"lettergen fields {name}{again(call)} --sheet {name}.xlsx",
        f"lettergen fields {name}{again(call)} --schema",
    )
    return 0


def _office(call: Call) -> settings.Office | None:
    """Return the office, or None outside an office."""
    return Office(call.office).loaded if call.is_in_office else None


def _folder(office: settings.Office | None) -> Path | None:
    return office.folder if office else None


def _known(template: Template, office: settings.Office | None) -> tuple[Field, ...]:
    """Return the common fields, then the template's own."""
    from lettergen.plan.entries import known_fields

    known = known_fields(template, office) if office else template.known_fields
    return tuple({one.name: one for one in known if one.source != "office"}.values())


def _template(call: Call, template: Template, office: settings.Office | None) -> int:
    from lettergen.template.example import load_example

    example = load_example(template)
    known = _known(template, office)
    if call.json:
        shown = {"fields": [_field(field) for field in known], "example": example}
        print_json(_summary(template) | shown)
    else:
        _describe(template, known, example)
    _show_next_steps(call, template, office)
    return 0


def _describe(template: Template, known: tuple[Field, ...], example: dict[str, Any]) -> None:
    from lettergen.template.example import as_yaml
    from lettergen.template.reviews import review_label

    _show(*(line for line in (template.title, template.summary) if line), "")
    for number, language in enumerate(template.languages):
        _show(f"{'' if number else 'languages':<11}{language}: {review_label(template, language)}")
    _show(f"{'for':<11}{template.selection or 'all records'}", "")
    _print_fields(field for field in known if field.source != "common")
    common = sum(field.source == "common" for field in known)
    _show("", f"Every template also has {counted(common, 'common field')}.")
    _show("", "An example record:", "", as_yaml(example))


def _show_next_steps(call: Call, template: Template, office: settings.Office | None) -> None:
    """Show which commands are useful after looking at *template*."""
    fields_of = f"lettergen fields {template.name}{again(call)}"
    first = f"lettergen plan {template.name}{again(call)}" if office else NEW_OFFICE
    show_next(first, fields_of, f"{fields_of} --sheet {template.name}.xlsx")


def _summary(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "title": template.title,
        "languages": list(template.languages),
    }


def _field(field: Field) -> dict[str, Any]:
    keys = ("name", "type", "required", "description", "example")
    more = ("options", "per_language", "per_script", "grammar", "source")
    return {key: getattr(field, key) for key in (*keys, *more)}


def _print_fields(known: Iterable[Field]) -> None:
    rows = (
        (one.name, one.type_label, one.need_label, one.description, one.example) for one in known
    )
    print_table(HEADINGS, rows)
    say("* is the number of an item: cc.*.name means cc.1.name, cc.2.name and so on.")


def _letterhead(call: Call, name: str, folder: Path | None) -> int:
    from lettergen.letterhead.reading import load_letterhead

    found = load_letterhead(name, folder)
    contacts = [f"{one.label}: {one.text}" for one in found.contacts]
    margins = asdict(found.margins)
    shown: dict[str, Any] = {
        "name": found.name,
        "title": found.title,
        "papers": list(found.papers),
        "style": found.style,
        "fonts": list(found.fonts),
        "sender": [found.sender, *found.sender_lines, *contacts],
        "margins": margins,
    }
    if call.json:
        print_json(shown)
    else:
        _show(found.title, "", f"{'papers':<9}{', '.join(found.papers)}")
        sides = ", ".join(f"{side} {width:g}" for side, width in margins.items())
        _show(f"{'style':<9}{found.style}", f"{'margins':<9}{sides} mm")
        for key in ("fonts", "sender"):
            for number, line in enumerate(shown[key]):
                _show(f"{'' if number else key:<9}{line}")
    show_next(f"lettergen letterheads{again(call)}", f"lettergen templates{again(call)}")
    return 0


def _schema(call: Call, template: Template, office: settings.Office | None) -> int:
    from lettergen.fields.json_schema import data_schema

    others = (*(office.own_fields if office else ()), *template.neighbours)
    print_json(data_schema(template.title, _known(template, office), others))
    say("Save it as a file and name it in your editor's settings: see docs/templates.md.")
    show_next(f"lettergen check {template.name}{again(call)}" if office else NEW_OFFICE)
    return 0


def _sheet(call: Call, template: Template, office: settings.Office | None, target: Path) -> int:
    from lettergen.records.blank_sheet import columns, csv_sheet, xlsx_sheet

    make = xlsx_sheet if target.suffix.lower() == ".xlsx" else csv_sheet
    known = _known(template, office)
    write_whole(target, make(known), replace=call.force)
    headings = [column.heading for column in columns(known)]
    if call.json:
        print_json({"file": str(target), "headings": headings})
    say(f"Made {target}: {counted(len(headings), 'heading')}. Fill in a row for each member.")
    filled = replace(call, request=replace(call.request, data=target))
    show_next(f"lettergen plan {template.name}{again(filled)}" if office else NEW_OFFICE)
    return 0


def _show(*lines: str) -> None:
    """Print *lines* as part of the result."""
    for line in lines:
        typer.echo(line)
