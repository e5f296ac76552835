"""The office: a folder with `lettergen.toml`, its settings, signatories and own fields.

Reading it opens that one file. Templates, letterheads, states and data are read
by other modules, from the places named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as day  # the settings have their own 'date'
from pathlib import Path
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field as Setting
from pydantic import field_validator

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.fields.declaration import Field
from lettergen.files.settings_file import Settings, read_toml
from lettergen.files.toml_file import TomlFile
from lettergen.files.toml_lines import Key
from lettergen.l10n.languages import SCRIPT, best_match, locale_of, script_of

FILE = "lettergen.toml"
Translated = str | dict[str, str]
SEPARATOR = re.compile(r"[\s\-\u2010-\u2015]+")
PRINTED_BY_OPTION = {"--draft": "DRAFT", "--file-copy": "File copy"}
"""Option to the phrase that it prints, which is not a handling mark."""


def mark_key(text: str) -> str:
    """Return *text* in the form in which marks are compared: without case, spaces and dashes."""
    return SEPARATOR.sub("", text.casefold())


class SignatorySettings(Settings):
    """One ``[[signatory]]``: who may sign, and from when to when."""

    id: str = Setting(min_length=1)
    name: Translated
    title: Translated
    from_: day | None = Setting(default=None, alias="from")
    until: day | None = None
    ranks: tuple[str, ...] = ()
    image: str = ""

    @field_validator("name")
    @classmethod
    def _has_known_forms(cls, name: Translated) -> Translated:
        tags = [tag for tag in name if not SCRIPT.fullmatch(tag)] if isinstance(name, dict) else []
        _need_languages(tags)
        return name

    @field_validator("title")
    @classmethod
    def _is_in_known_languages(cls, title: Translated) -> Translated:
        _need_languages(title if isinstance(title, dict) else ())
        return title


def _need_languages(tags: Iterable[str]) -> None:
    for tag in tags:
        try:
            locale_of(tag)
        except CallError:
            raise ValueError("a table whose keys are languages, such as en or fr") from None


class Limits(Settings):
    """The most time, memory and pages that one letter may take."""

    seconds: float = Setting(default=30, gt=0, allow_inf_nan=False)
    megabytes: int = Setting(default=1500, ge=256)
    pages: int = Setting(default=10, ge=1)


class FieldTable(Settings):
    """One table under the office's ``[fields]``: a fact that no template uses."""

    description: str = Setting(min_length=1)


class OfficeFile(Settings):
    """``lettergen.toml``."""

    name: str = Setting(min_length=1)
    data: str = ""
    date: day | Literal["today"] | None = None
    time_zone: str = "UTC"
    language: str = "en"
    letterhead: str = "plain"
    style: str | None = None
    paper: str | None = None
    signatory: tuple[SignatorySettings, ...] = ()
    signs: str = ""
    close: dict[str, str] = Setting(default_factory=dict)
    statuses: tuple[str, ...] = ()
    draft_mark: bool = False
    marks: tuple[Translated, ...] = ()
    unknown: Literal["warning", "error"] = "warning"
    limits: Limits = Limits()
    fields: dict[str, FieldTable] = Setting(default_factory=dict)

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise ValueError("a time zone such as Europe/Prague") from None
        return zone

    @field_validator("marks")
    @classmethod
    def _marks_are_not_empty(cls, marks: tuple[Translated, ...]) -> tuple[Translated, ...]:
        for mark in marks:
            _need_languages(mark if isinstance(mark, dict) else ())
            texts = tuple(mark.values()) if isinstance(mark, dict) else (mark,)
            if not all(text.strip() for text in texts) or not mark:
                raise ValueError("a list of handling marks, none of them empty")
            for option, phrase in PRINTED_BY_OPTION.items():
                if mark_key(phrase) in map(mark_key, texts):
                    raise ValueError(f"a list without {phrase!r}, which {option} prints")
        return marks

    @field_validator("close")
    @classmethod
    def _closes_in_known_languages(cls, close: dict[str, str]) -> dict[str, str]:
        _need_languages(close)
        return close

    @field_validator("signatory")
    @classmethod
    def _ids_differ(
        cls, signatories: tuple[SignatorySettings, ...]
    ) -> tuple[SignatorySettings, ...]:
        ids = [signatory.id for signatory in signatories]
        if len(ids) != len(set(ids)):
            raise ValueError("a list in which every signatory has a different id")
        return signatories


@dataclass(frozen=True, eq=False)
class LoadedOffice:
    """An office that was read: its folder and its settings.

    Where the folder is decides nothing: an office that was moved is the same office.
    """

    NOT_IN_DIGEST: ClassVar = ("folder",)

    folder: Path
    settings: OfficeFile

    def place_of(self, *keys: Key) -> TemplatePlace:
        """Return where the setting at *keys* is, for problems."""
        return TomlFile(self.folder / FILE, FILE).place(*keys)

    @property
    def own_fields(self) -> tuple[Field, ...]:
        """The fields that only this office has."""
        return tuple(
            Field(name, description=table.description, source="office")
            for name, table in self.settings.fields.items()
        )

    def signatory(self, signatory_id: str) -> SignatorySettings | None:
        """Return the signatory with that id, or None."""
        return next((one for one in self.settings.signatory if one.id == signatory_id), None)

    def data_file(self, chosen: Path | None) -> Path:
        """Return the data file: the one *chosen* on the command line, else the office's.

        Raises:
            CallError: Neither names one.
        """
        if chosen is not None:
            return chosen
        if self.settings.data:
            return self.folder / self.settings.data
        hint = f"Name one with --data, or add a line 'data = \"members.yaml\"' to {FILE}."
        raise CallError([Problem("no-data-file", "No data file is named.", hint)])


def load_office(folder: Path) -> LoadedOffice:
    """Read the office in *folder*.

    Raises:
        CallError: There is none, or its settings are wrong.
    """
    file = folder / FILE
    if not file.is_file():
        message = f"There is no office in {str(folder)!r}: it has no {FILE}."
        hint = "Name its folder with --office, or make one: lettergen init DIR."
        raise CallError([Problem("no-office", message, hint)])
    office = LoadedOffice(folder, read_toml(file, OfficeFile, FILE))
    signs = office.settings.signs
    if signs and office.signatory(signs) is None:
        ids = [one.id for one in office.settings.signatory]
        hint = did_you_mean(signs, ids) or "Add a [[signatory]] with that id."
        message = f"'signs' names {signs!r}, but no signatory has that id."
        raise CallError(
            [Problem("unknown-signatory", message, hint, template=office.place_of("signs"))]
        )
    return office


def translated(text: Translated, language: str, office_language: str) -> str | None:
    """Return *text* in *language*; a single text is in the office's own language."""
    texts = {office_language: text} if isinstance(text, str) else text
    chosen = best_match(language, texts)
    return None if chosen is None else texts[chosen]


def written(name: Translated, language: str) -> str | None:
    """Return a person's *name* in a letter in *language*; a single form is used in every letter."""
    if isinstance(name, str):
        return name
    languages = [tag for tag in name if not SCRIPT.fullmatch(tag)]
    return name.get(best_match(language, languages) or script_of(language))


def office_close(closes: Mapping[str, str], language: str) -> str:
    """Return the office's own close in *language*, or the empty text."""
    return closes.get(best_match(language, closes) or "", "")
