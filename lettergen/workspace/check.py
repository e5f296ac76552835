"""Everything that is wrong with an office, found in one run; nothing is written.

Every letter is made and none is kept: some things show only on the finished page, such as a
character that no font has, or a line that leaves the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from lettergen.batch.workers import make_all, processors
from lettergen.errors import (
    CallError,
    LettergenError,
    Problem,
    Severity,
    TemplatePlace,
    did_you_mean,
)
from lettergen.facts.reading import read_facts
from lettergen.fields.declaration import Field
from lettergen.fields.names import Declared
from lettergen.files import paths
from lettergen.files.toml_file import TomlFile
from lettergen.l10n.languages import ENGLISH, tag_of
from lettergen.letterhead import Letterhead
from lettergen.letterhead.house_style import HouseStyle
from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.office.passages import unused_passages
from lettergen.office.reviews import FILE as REVIEWS
from lettergen.office.reviews import load_reviews
from lettergen.office.settings import LoadedOffice
from lettergen.plan.entries import Entry, Verdict, known_fields
from lettergen.plan.overrides import NO_DATE
from lettergen.produce import Job
from lettergen.records import Record
from lettergen.template.body import compile_body
from lettergen.template.loading import Template
from lettergen.template.parity import disparities
from lettergen.template.reviews import warnings_of_body
from lettergen.workspace.reading import OfficeReader

T = TypeVar("T")

Found = tuple[str, Problem]
"""A problem, and the id of the record it concerns; no id where it concerns none."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check looked at, and what it found.

    Attributes:
        templates: The names of the templates that were checked.
        records: How many records were read.
        found: Each problem with the id of its record, in the order in which it was found.
    """

    templates: tuple[str, ...]
    records: int
    found: tuple[Found, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem once, errors and warnings."""
        return tuple(dict.fromkeys(problem for _, problem in self.found))


def check(office: OfficeReader, name: str = "") -> Findings:
    """Look for everything that is wrong with templates, letterheads and data.

    Args:
        name: The template to look at; all of them unless it is given.

    Raises:
        CallError: There is no office, or the request is wrong.
    """
    _refuse_unknown(office, name)
    names = (name,) if name else paths.names("templates", office.folder)
    records, unread = _attempt(lambda: office.records)
    letterhead, found = _look(office)
    found += unread
    read = [_attempt(partial(office.template, one)) for one in names]
    found += [one for _, problems in read for one in problems]
    templates = [template for template, _ in read if template]
    lettered: set[str] = set()
    for template in templates:
        found += [("", problem) for problem in _wrong_words(template, office.loaded)]
        materials, problems = _attempt(partial(_materials, office, template, letterhead))
        entries, undecided = _plan(office, template) if records else ((), [])
        found += problems + undecided + list(_wrong_letters(entries, materials, letterhead))
        lettered |= {one.record.id for one in entries if one.verdict is Verdict.CHOSEN}
    others = [record for record in records or () if record.id not in lettered]
    found += _wrong_records(others, templates, office.loaded)
    if not name:
        found += [("", problem) for problem in _stray_passages(office.folder, names)]
    found += [("", problem) for problem in _unused_reviews(office.folder, templates, name)]
    return Findings(names, len(records or ()), tuple(found))


def _refuse_unknown(office: OfficeReader, template: str) -> None:
    """Refuse a template or a letterhead that the call names and that does not exist."""
    folder, letterhead = office.loaded.folder, office.request.letterhead
    if template and paths.find("templates", template, folder) is None:
        office.template(template)
    if letterhead and paths.find("letterheads", letterhead, folder) is None:
        _ = office.letterhead


def _attempt(read: Callable[[], T]) -> tuple[T | None, list[Found]]:
    """Return what *read* returns, or None and why it cannot be read."""
    try:
        return read(), []
    except LettergenError as error:
        return None, [("", problem) for problem in error.problems]


def _look(office: OfficeReader) -> tuple[Letterhead | None, list[Found]]:
    """Return the letterhead that letters are written on, and what is wrong with any letterhead."""
    chosen, found = _attempt(lambda: office.letterhead)
    for name in letterhead_names(office.folder):
        found += _attempt(partial(load_letterhead, name, office.folder))[1]
    return chosen, found


def _materials(
    office: OfficeReader, template: Template, letterhead: Letterhead | None
) -> Materials:
    return office.materials(template.name, letterhead.house if letterhead else HouseStyle())


def _plan(office: OfficeReader, template: Template) -> tuple[tuple[Entry, ...], list[Found]]:
    """Return the plan, and what is wrong with the template's selection.

    Raises:
        CallError: The request is wrong: its date, its language or what it sets.
    """
    try:
        return office.entries(template.name), []
    except CallError as error:
        if not all(problem.template for problem in error.problems):
            raise
        return (), [("", problem) for problem in error.problems]


def _wrong_words(template: Template, office: LoadedOffice) -> Iterator[Problem]:
    """Yield what is wrong with a template's bodies, whatever the records say."""
    for language in template.languages:
        yield from compile_body(template, language, known_fields(template, office)).uses.problems
        yield from warnings_of_body(template, language)
    yield from disparities(template, template.known_fields)


def _wrong_letters(
    entries: Sequence[Entry], materials: Materials | None, letterhead: Letterhead | None
) -> Iterator[Found]:
    """Yield what is wrong with the letters of a plan, as far as they can be made.

    Args:
        materials: None when they cannot be read; then the letters are not made.
        letterhead: The same; then the letters are merged and not laid out.
    """
    made = _made(entries, materials, letterhead)
    for number, entry in enumerate(entries):
        problems = made[number] if number in made else _wrong_with(entry, materials)
        yield from ((entry.record.id, problem) for problem in problems)
    if materials and entries:
        wanted = [entry for entry in entries if entry.verdict is not Verdict.LEFT_OUT]
        letters = [(entry.record.id, tag) for entry in wanted for tag in entry.languages]
        yield from (("", one) for one in unused_passages(materials.passages, letters))


def _made(
    entries: Sequence[Entry], materials: Materials | None, letterhead: Letterhead | None
) -> dict[int, tuple[Problem, ...]]:
    """Return what is wrong with each letter that can be laid out, by its number in the plan."""
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


def _wrong_records(
    records: Iterable[Record], templates: Sequence[Template], office: LoadedOffice
) -> Iterator[Found]:
    """Yield what is wrong with records of which no letter is made."""
    fields: dict[str, Field] = {}
    # A template has the fields of its neighbours by name alone, so its own go before them.
    own = (field for one in templates for field in known_fields(one, office))
    for field in (*own, *(field for one in templates for field in one.neighbours)):
        fields.setdefault(field.name, field.optional)
    loose = Declared(tuple(fields.values()), {})
    for record in records:
        language = _language_of(record, office)
        facts = read_facts(record, loose, language=language, record_language=language)
        problems = facts.problems if templates else record.problems
        yield from ((record.id, problem) for problem in problems)


def _language_of(record: Record, office: LoadedOffice) -> str:
    """Return the language of the record's texts; what is wrong with it is found with the plan."""
    own = record.values.get("language")
    try:
        return tag_of(own.text if own and own.text else office.settings.language)
    except CallError:
        return ENGLISH


def _unused_reviews(office: Path, templates: Iterable[Template], checked: str) -> Iterator[Problem]:
    """Yield a warning for each review of a template or language that the office does not have.

    Args:
        templates: Those whose reviews to look at.
        checked: The one template that is checked; empty for all.
    """
    every = paths.names("templates", office)
    languages = {template.name: template.languages for template in templates}
    kept, _ = _attempt(partial(load_reviews, office))  # each template reports a file that is wrong
    for name, reviews in (kept or {}).items():
        if name not in every and not checked:
            yield _unused_review(office, (name,), f"No template is called {name!r}", every)
        for language in reviews:
            if name in languages and language not in languages[name]:
                what = f"The template {name!r} has no body in {language!r}"
                yield _unused_review(office, (name, language), what, languages[name])


def _unused_review(office: Path, keys: tuple[str, ...], what: str, known: Sequence[str]) -> Problem:
    place = TomlFile(office / REVIEWS, REVIEWS).place("review", *keys)
    hint = did_you_mean(keys[-1], known) or "Correct the name, or remove the table."
    message = f"{what}, so this review has no effect."
    return Problem("unused-review", message, hint, Severity.WARNING, template=place)


def _stray_passages(office: Path, templates: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each folder of passages that no template of its name has."""
    folder = office / "passages"
    for found in sorted(folder.iterdir()) if folder.is_dir() else ():
        if found.is_dir() and found.name not in templates and not found.name.startswith("."):
            message = f"No template is called {found.name!r}, so no letter uses these passages."
            hint = did_you_mean(found.name, templates) or "Rename the folder, or remove it."
            place = TemplatePlace(f"passages/{found.name}")
            yield Problem("unused-passage", message, hint, template=place)
