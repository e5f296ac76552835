"""Templates: the words of one kind of letter, read from their folder.

A template is `templates/<name>/` with `template.toml` and one Markdown body per
language (`en.md.j2`); what several templates share stands in `templates/_shared/`.
Reading makes one frozen value that can travel to a worker; nothing is compiled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pydantic import Field as Setting

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.fields.declaration import Field, FieldType, clashing, wrong_names
from lettergen.fields.settings import FieldSettings, common_fields, declared
from lettergen.files import paths
from lettergen.files.settings_file import Settings, read_toml
from lettergen.files.toml_file import TomlFile, wrong_encoding
from lettergen.files.toml_lines import Key
from lettergen.l10n.languages import locale_of

BODY_SUFFIX = ".md.j2"
FILE = "template.toml"


class BodySettings(Settings):
    """What ``template.toml`` says of one language's body."""

    subject: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None


class TemplateFile(Settings):
    """``template.toml``."""

    title: str = Setting(min_length=1)
    summary: str = ""
    for_: str = Setting(default="", alias="for")
    bodies: dict[str, BodySettings] = Setting(min_length=1)
    fields: dict[str, FieldSettings] = Setting(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of a template, the file it stands in and the line at which it begins."""

    text: str
    file: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class BodySource:
    """One language's words, and who vouches for them."""

    language: str
    source: SourceText
    subject: SourceText
    reviewed_by: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True, eq=False)
class Template:
    """The words of one kind of letter. Compared by identity, so that compiled bodies can be kept.

    Attributes:
        selection: The records it is for, as an expression like that of `--where`; empty for all.
        bodies: Language to body.
        shared: Name to text that a body may include.
        fields: The fields this template declares.
        folder: Where it was read from.
        neighbours: Fields that only other templates of the same office declare: known to a
            record, unknown to this template's bodies.
    """

    name: str
    title: str
    summary: str
    selection: str
    bodies: Mapping[str, BodySource]
    shared: Mapping[str, SourceText]
    fields: tuple[Field, ...]
    folder: Path
    neighbours: tuple[Field, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a body for."""
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
    """Read the template called *name*; the office's own wins over the built-in one.

    Raises:
        CallError: There is none of that name, or its files cannot be read: all are told.
    """
    folder = paths.find("templates", name, office)
    if folder is None:
        raise CallError([_unknown(name, office)])
    place = f"templates/{name}"
    file = TomlFile(folder / FILE, f"{place}/{FILE}")
    if file.path.is_file() and not paths.is_inside(file.path, folder):
        raise CallError([_leads_out(file.place())])
    settings, lines = read_toml(file.path, TemplateFile, file.shown_as), file.lines()
    problems: list[Problem] = []
    bodies = {
        language: BodySource(
            language=language,
            source=_read(folder, f"{language}{BODY_SUFFIX}", place, problems),
            subject=SourceText(
                body.subject, file.shown_as, lines.get(("bodies", language, "subject"), 1)
            ),
            reviewed_by=body.reviewed_by,
            reviewed_on=body.reviewed_on,
        )
        for language, body in settings.bodies.items()
    }
    problems += _wrong_languages(folder, settings, file)
    shared = _shared(folder, set(settings.bodies), office, problems)
    fields = declared(settings.fields, "template")
    problems += wrong_names(fields, partial(file.place, "fields"))
    problems += clashing((*common_fields(), *fields), partial(file.place, "fields"))
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
    )


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
    return Problem("unknown-template", f"There is no template called {name!r}.", hint)


def _read(folder: Path, name: str, place: str, problems: list[Problem]) -> SourceText:
    """Read one text of a template; what is wrong with it goes into *problems*."""
    file, shown = folder / name, TemplatePlace(f"{place}/{name}")
    text = ""
    if not file.is_file():
        message = "This file is missing."
        hint = f"Write it, or remove it from {place}/template.toml."
        problems.append(Problem("missing-file", message, hint, template=shown))
    elif not paths.is_inside(file, folder):
        problems.append(_leads_out(shown))
    else:
        text = _decoded(file, shown, problems)
    return SourceText(text, shown.file)


def _leads_out(shown: TemplatePlace) -> Problem:
    message = "This file is a link that leads out of the template's folder."
    return Problem("outside-file", message, "Put the file itself there.", template=shown)


def _decoded(file: Path, shown: TemplatePlace, problems: list[Problem]) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        message, hint = f"It cannot be read: {error.strerror}.", "Look at the file's permissions."
        problems.append(Problem("unreadable-file", message, hint, template=shown))
    except UnicodeDecodeError as error:
        problems.append(wrong_encoding(shown.file, error))
    return ""


def _wrong_languages(folder: Path, settings: TemplateFile, at: TomlFile) -> Iterable[Problem]:
    """Yield a problem for each body in no known language, and for each undeclared body."""
    for language in settings.bodies:
        try:
            locale_of(language)
        except CallError as error:
            place = at.place("bodies", language)
            yield from (replace(problem, template=place) for problem in error.problems)
    for file in sorted(folder.glob(f"*{BODY_SUFFIX}")):
        language = file.name.removesuffix(BODY_SUFFIX)
        if language not in settings.bodies:
            with suppress(CallError):  # the name of no language is the name of a part
                locale_of(language)
                message = f"There is a body {file.name}, but no [bodies.{language}]."
                hint = f"Add [bodies.{language}] to {at.shown_as}, or remove the file."
                yield Problem("undeclared-body", message, hint, template=at.place())


def _shared(
    folder: Path, languages: set[str], office: Path | None, problems: list[Problem]
) -> Mapping[str, SourceText]:
    """Return what bodies may include: the template's own parts win over the shared ones."""
    shared: dict[str, SourceText] = {}
    for root in (*reversed(paths.searched("templates", office)), folder):
        parts, place = (root, f"templates/{folder.name}")
        if root != folder:
            parts, place = root / "_shared", "templates/_shared"
        for file in sorted(parts.glob(f"*{BODY_SUFFIX}")):
            if root != folder or file.name.removesuffix(BODY_SUFFIX) not in languages:
                shared[file.name] = _read(parts, file.name, place, problems)
    return shared
