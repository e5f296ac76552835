"""Templates: the words of one kind of letter, read from their folder.

A template is `templates/<name>/` with `template.toml` and one Markdown body per
language (`en.md.j2`); what several templates share is in `templates/_shared/`.
Reading gives one frozen value that can be sent to a worker; nothing is compiled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from pydantic import Field as Setting

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.fields.declaration import Field, FieldType, clashing, wrong_names
from lettergen.fields.settings import FieldSettings, common_fields, declared
from lettergen.files import paths
from lettergen.files.settings_file import Settings, read_toml
from lettergen.files.text_file import read_text_inside, refuse_link_out
from lettergen.files.toml_file import TomlFile
from lettergen.files.toml_lines import Key
from lettergen.l10n.languages import locale_of
from lettergen.office.reviews import Review, WordsDigest, load_reviews

BODY_SUFFIX = ".md.j2"
FILE = "template.toml"


class BodySettings(Settings):
    """What ``template.toml`` says about the body in one language."""

    subject: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None
    reviewed_digest: WordsDigest = ""

    @property
    def reviews(self) -> Iterator[Review]:
        """The template's own review of this body, if it names the reviewer and the day."""
        if self.reviewed_by and self.reviewed_on:
            yield Review(by=self.reviewed_by, on=self.reviewed_on, digest=self.reviewed_digest)


class TemplateFile(Settings):
    """``template.toml``."""

    title: str = Setting(min_length=1)
    summary: str = ""
    for_: str = Setting(default="", alias="for")
    bodies: dict[str, BodySettings] = Setting(min_length=1)
    fields: dict[str, FieldSettings] = Setting(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of a template, its file, and the line at which it begins."""

    text: str
    file: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class BodySource:
    """The body and the subject in one language."""

    language: str
    source: SourceText
    subject: SourceText


@dataclass(frozen=True, eq=False)
class Template:
    """The words of one kind of letter. Compared by identity, so that compiled bodies can be kept.

    Attributes:
        selection: The records it is for, as an expression like that of `--where`; empty for all.
        bodies: Language to body.
        shared: Name to text that a body may include.
        fields: The fields this template declares.
        folder: Where it was read from.
        neighbours: Fields that only other templates of the same office declare: allowed in a
            record, unknown in this template's bodies.
        reviews: Language to all reviews of that body, the office's own first, whether or not
            its words are still those that were read. They change no byte of a letter.
    """

    NOT_IN_DIGEST: ClassVar = ("folder", "reviews")

    name: str
    title: str
    summary: str
    selection: str
    bodies: Mapping[str, BodySource]
    shared: Mapping[str, SourceText]
    fields: tuple[Field, ...]
    folder: Path
    neighbours: tuple[Field, ...] = ()
    reviews: Mapping[str, tuple[Review, ...]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a body."""
        return tuple(self.bodies)

    @property
    def known_fields(self) -> tuple[Field, ...]:
        """The common fields, then the template's own."""
        return (*common_fields(), *self.fields)

    @property
    def place(self) -> TemplatePlace:
        """The settings file, for problems."""
        return TemplatePlace(f"templates/{self.name}/{FILE}")

    def place_of(self, *keys: Key) -> TemplatePlace:
        """Return where the setting at *keys* is, for problems."""
        return TomlFile(self.folder / FILE, self.place.file).place(*keys)


def load_template(name: str, office: Path | None) -> Template:
    """Read the template called *name*; the office's own takes precedence over the built-in one.

    Raises:
        CallError: No template has that name, or its files have problems: all are reported.
    """
    folder = paths.find("templates", name, office)
    if folder is None:
        raise CallError([_unknown(name, office)])
    file = TomlFile(folder / FILE, f"templates/{name}/{FILE}")
    if file.path.is_file():
        refuse_link_out(file.path, folder, file.shown_as)
    settings = read_toml(file.path, TemplateFile, file.shown_as)
    bodies, wrong_bodies = _bodies(file, settings)
    shared, wrong_parts = _shared(folder, set(settings.bodies), office)
    fields = declared(settings.fields, "template")
    problems = [
        *wrong_bodies,
        *_wrong_languages(folder, settings, file),
        *wrong_parts,
        *wrong_names(fields, partial(file.place, "fields")),
        *clashing((*common_fields(), *fields), partial(file.place, "fields")),
    ]
    if problems:
        raise CallError(problems)
    return Template(
        name=name,
        title=settings.title,
        summary=settings.summary,
        selection=settings.for_,
        bodies=bodies,
        shared=shared,
        fields=fields,
        folder=folder,
        neighbours=_neighbours(name, {field.name for field in fields}, office),
        reviews=_reviews(name, settings, office),
    )


def _reviews(
    name: str, settings: TemplateFile, office: Path | None
) -> Mapping[str, tuple[Review, ...]]:
    """Return the reviews of each body: the office's, then the template's own."""
    kept = load_reviews(office).get(name, {})
    return {
        language: (*([kept[language]] if language in kept else ()), *body.reviews)
        for language, body in settings.bodies.items()
    }


def _neighbours(name: str, own: set[str], office: Path | None) -> tuple[Field, ...]:
    """Return what the office's other templates declare, as optional texts; `check` reads them."""
    found: dict[str, Field] = {}
    for other in paths.names("templates", office):
        folder = paths.find("templates", other, office)
        if other == name or folder is None:
            continue
        with suppress(CallError):
            settings = read_toml(folder / "template.toml", TemplateFile, other)
            for field in declared(settings.fields, "neighbour"):
                loose = replace(field, type=FieldType.TEXT, options=(), required=False)
                found.setdefault(field.name, replace(loose, at_least=0, at_most=None))
    known = own | {field.name for field in common_fields()}
    return tuple(field for field in found.values() if field.name not in known)


def _unknown(name: str, office: Path | None) -> Problem:
    known = paths.names("templates", office)
    hint = did_you_mean(name, known) or f"The templates are: {', '.join(known)}."
    return Problem("unknown-template", f"Unknown template {name!r}.", hint)


def _bodies(file: TomlFile, settings: TemplateFile) -> tuple[dict[str, BodySource], list[Problem]]:
    """Return the words in each language, and the problems of their files."""
    folder, lines = file.path.parent, file.lines()
    bodies: dict[str, BodySource] = {}
    problems: list[Problem] = []
    for language, body in settings.bodies.items():
        source, wrong = _read(folder / f"{language}{BODY_SUFFIX}", f"templates/{folder.name}")
        line = lines.get(("bodies", language, "subject"), 1)
        subject = SourceText(body.subject, file.shown_as, line)
        bodies[language] = BodySource(language, source, subject)
        problems += wrong
    return bodies, problems


def _read(file: Path, place: str) -> tuple[SourceText, tuple[Problem, ...]]:
    """Return one text of a template, and the problems of reading it; empty if there are any."""
    shown = f"{place}/{file.name}"
    if not file.is_file():
        message = "This file is missing."
        hint = f"Write it, or remove it from {place}/template.toml."
        missing = Problem("missing-file", message, hint, template=TemplatePlace(shown))
        return SourceText("", shown), (missing,)
    try:
        return SourceText(read_text_inside(file, file.parent, shown), shown), ()
    except CallError as error:
        return SourceText("", shown), error.problems


def _wrong_languages(folder: Path, settings: TemplateFile, at: TomlFile) -> Iterable[Problem]:
    """Yield a problem for each body in an unknown language, and for each undeclared body."""
    for language in settings.bodies:
        try:
            locale_of(language)
        except CallError as error:
            place = at.place("bodies", language)
            yield from (replace(problem, template=place) for problem in error.problems)
    for file in sorted(folder.glob(f"*{BODY_SUFFIX}")):
        language = file.name.removesuffix(BODY_SUFFIX)
        if language not in settings.bodies:
            with suppress(CallError):  # a name that is no language is that of a part
                locale_of(language)
                message = f"The body {file.name} has no table [bodies.{language}]."
                hint = f"Add [bodies.{language}] to {at.shown_as}, or remove the file."
                yield Problem("undeclared-body", message, hint, template=at.place())


def _shared(
    folder: Path, languages: set[str], office: Path | None
) -> tuple[dict[str, SourceText], list[Problem]]:
    """Return the parts that bodies may include, and the problems of reading them.

    The template's own parts take precedence over the office's shared ones, and those over the
    built-in ones.
    """
    shared: dict[str, SourceText] = {}
    problems: list[Problem] = []
    for root in (*reversed(paths.searched("templates", office)), folder):
        parts, place = root / "_shared", "templates/_shared"
        if root == folder:
            parts, place = folder, f"templates/{folder.name}"
        for file in sorted(parts.glob(f"*{BODY_SUFFIX}")):
            if root != folder or file.name.removesuffix(BODY_SUFFIX) not in languages:
                shared[file.name], wrong = _read(file, place)
                problems += wrong
    return shared, problems
