"""`check`: everything that is wrong with templates, letterheads and data, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from lettergen.batch.workers import make_all, processors
from lettergen.cli.desk import NO_DATE, Desk, exit_status
from lettergen.cli.gathering import gather_letterhead, gather_materials
from lettergen.cli.options import Call, again
from lettergen.cli.output import (
    Told,
    counted,
    problems_json,
    say,
    tell_json,
    tell_next,
    tell_problems,
)
from lettergen.errors import CallError, LettergenError, Problem, TemplatePlace, did_you_mean
from lettergen.facts.reading import read_facts
from lettergen.fields.declaration import Field
from lettergen.fields.names import Declared
from lettergen.files import paths
from lettergen.l10n.languages import ENGLISH, tag_of
from lettergen.letterhead import Letterhead
from lettergen.letterhead.house_style import HouseStyle
from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.office.passages import unused_passages
from lettergen.plan.entries import Entry, Verdict, known_fields, languages_of
from lettergen.produce import Job
from lettergen.records import Record
from lettergen.template.body import compile_body
from lettergen.template.loading import Template
from lettergen.template.parity import disparities
from lettergen.template.reviews import warnings_of_body

T = TypeVar("T")


def check(call: Call, name: str) -> int:
    """Tell everything that is wrong with templates, letterheads and data; write nothing.

    Every letter is made, down to its pages, since some things show only there: a character
    that no font has, a line that leaves the sheet.

    Raises:
        CallError: The call is wrong, or there is no office to look at.
    """
    desk = Desk(call)
    _refuse_unknown(desk, name)
    names = (name,) if name else paths.names("templates", desk.office.folder)
    told: Told = []
    letterhead = _check_letterheads(desk, told)
    records = _read(lambda: desk.records, told) or ()
    read = [_read(partial(desk.template, one), told) for one in names]
    templates = [template for template in read if template]
    lettered: set[str] = set()
    for template in templates:
        told += [("", problem) for problem in _wrong_words(desk, template)]
        told += _wrong_letters(desk, template, letterhead, records, lettered)
    told += _wrong_otherwise(desk, templates, [one for one in records if one.id not in lettered])
    if not name:
        told += [("", problem) for problem in _stray_passages(desk, names)]
    return _tell(call, told, names, records)


def _tell(call: Call, told: Told, names: Sequence[str], records: Sequence[Record]) -> int:
    problems = list(dict.fromkeys(problem for _, problem in told))
    if call.json:
        tell_json({"problems": problems_json(told)})
    tell_problems(told)
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    say(
        f"Checked {counted(len(names), 'template')} and {counted(len(records), 'record')}: "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."
    )
    if not errors:
        tell_next(f"lettergen plan {names[0]}{again(call)}")
    return exit_status(problems)


def _refuse_unknown(desk: Desk, template: str) -> None:
    """Refuse a template or letterhead that the call names and nobody has."""
    folder, letterhead = desk.office.folder, desk.call.letterhead
    if template and paths.find("templates", template, folder) is None:
        desk.template(template)
    if letterhead and paths.find("letterheads", letterhead, folder) is None:
        gather_letterhead(desk)


def _read(work: Callable[[], T], told: Told) -> T | None:
    """Return what *work* reads; None when it cannot be read, which is told."""
    try:
        return work()
    except LettergenError as error:
        told += [("", problem) for problem in error.problems]
        return None


def _check_letterheads(desk: Desk, told: Told) -> Letterhead | None:
    """Check all letterheads; return the one that letters would be written on."""
    chosen = _read(partial(gather_letterhead, desk), told)
    for name in letterhead_names(desk.office.folder):
        _read(partial(load_letterhead, name, desk.office.folder), told)
    return chosen


def _wrong_words(desk: Desk, template: Template) -> Iterator[Problem]:
    """Yield what is wrong with a template's bodies, whatever the records say."""
    for language in template.languages:
        yield from compile_body(
            template, language, known_fields(template, desk.office)
        ).uses.problems
        yield from warnings_of_body(template, language)
    yield from disparities(template, template.known_fields)


def _wrong_letters(
    desk: Desk,
    template: Template,
    letterhead: Letterhead | None,
    records: Sequence[Record],
    lettered: set[str],
) -> Told:
    """Return what is wrong with the letters that *template* would make of the records.

    Args:
        lettered: Gets the ids of the records that are to have one.
    """
    told: Told = []
    house = letterhead.house if letterhead else HouseStyle()
    materials = _read(partial(gather_materials, desk, template, house), told)
    entries = _plan(desk, template, told) if records else ()
    made = _made(entries, materials, letterhead)
    for number, entry in enumerate(entries):
        problems = made[number] if number in made else _wrong_with(entry, materials)
        told += [(entry.record.id, problem) for problem in problems]
    wanted = [entry for entry in entries if entry.verdict is not Verdict.LEFT_OUT]
    lettered |= {entry.record.id for entry in wanted if entry.verdict is Verdict.CHOSEN}
    if materials and entries:
        letters = [(entry.record.id, tag) for entry in wanted for tag in languages_of(entry)]
        told += [("", one) for one in unused_passages(materials.passages, letters)]
    return told


def _made(
    entries: Sequence[Entry], materials: Materials | None, letterhead: Letterhead | None
) -> dict[int, tuple[Problem, ...]]:
    """Return what stands in the way of each letter, found by making it and keeping nothing."""
    jobs = {
        number: Job(entry)
        for number, entry in enumerate(entries)
        if entry.verdict is Verdict.CHOSEN
    }
    if not jobs or materials is None or letterhead is None:
        return {}
    made = make_all(jobs.items(), materials, letterhead, processors())
    return {number: outcome.problems for number, outcome in made}


def _wrong_with(entry: Entry, materials: Materials | None) -> Iterable[Problem]:
    """Return what is wrong with a letter that cannot be laid out, or is not made."""
    if materials and entry.verdict is Verdict.CHOSEN:
        return merge(entry, materials).problems
    if entry.verdict is Verdict.LEFT_OUT:  # a letter that is not made needs no date
        return (problem for problem in entry.problems if problem.code != NO_DATE)
    return entry.problems


def _plan(desk: Desk, template: Template, told: Told) -> tuple[Entry, ...]:
    """Return the plan; what is wrong with the template's selection is told.

    Raises:
        CallError: The call is wrong: its date, its language or what it sets.
    """
    try:
        return desk.plan(template)
    except CallError as error:
        if not all(problem.template for problem in error.problems):
            raise
        told += [("", problem) for problem in error.problems]
        return ()


def _wrong_otherwise(desk: Desk, templates: Sequence[Template], records: Sequence[Record]) -> Told:
    """Return what is wrong with the records of which no letter is made."""
    fields: dict[str, Field] = {}
    # A template knows the fields of its neighbours by name alone, so its own go before them.
    own = (field for one in templates for field in known_fields(one, desk.office))
    for field in (*own, *(field for one in templates for field in one.neighbours)):
        fields.setdefault(field.name, field.optional)
    loose = Declared(tuple(fields.values()), {})
    told: Told = []
    for record in records:
        language = _language_of(record, desk)
        facts = read_facts(record, loose, language=language, record_language=language)
        problems = facts.problems if templates else record.problems
        told += [(record.id, problem) for problem in problems]
    return told


def _language_of(record: Record, desk: Desk) -> str:
    """Return the language of the record's texts; what is wrong with it is told with the plan."""
    own = record.values.get("language")
    try:
        return tag_of(own.text if own and own.text else desk.office.settings.language)
    except CallError:
        return ENGLISH


def _stray_passages(desk: Desk, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each folder of passages that no template of its name has."""
    folder = desk.office.folder / "passages"
    for found in sorted(folder.iterdir()) if folder.is_dir() else ():
        if found.is_dir() and found.name not in names and not found.name.startswith("."):
            message = f"No template is called {found.name!r}, so no letter uses these passages."
            hint = did_you_mean(found.name, names) or "Rename the folder, or remove it."
            place = TemplatePlace(f"passages/{found.name}")
            yield Problem("unused-passage", message, hint, template=place)
