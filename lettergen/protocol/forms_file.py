"""The settings of `forms.toml`: its tables, and the placeholders in their texts."""

from __future__ import annotations

import re
from string import Formatter

from pydantic import Field as Setting
from pydantic import field_validator, model_validator

from lettergen.errors import CallError
from lettergen.files.settings_file import Settings
from lettergen.l10n.languages import tag_of

FILE = "forms.toml"
GREETINGS = "greetings"


class FormRow(Settings):
    """One ``[[form_of_address]]``."""

    form: str
    language: str
    gender: str = ""
    address: str = "{name}"
    greeting: str = ""
    greeting_several: str = ""
    salutation: str = Setting(min_length=1)
    close: str = Setting(min_length=1)
    also_close: tuple[str, ...] = ()
    source: str = Setting(min_length=1)

    @field_validator("form")
    @classmethod
    def _is_a_rank(cls, form: str) -> str:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", form):
            raise ValueError("a rank in small letters and hyphens, such as head-of-state")
        return form

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, language: str) -> str:
        try:
            return tag_of(language)
        except CallError:
            raise ValueError("a language tag such as en, en-GB or fr") from None

    @field_validator("address", "greeting", "greeting_several", "salutation", "close")
    @classmethod
    def _has_plain_placeholders(cls, text: str) -> str:
        if any(not re.fullmatch("[a-z_]+", place) for place in _placeholders(text)):
            raise ValueError("a text whose placeholders are field names, such as {surname}")
        return text

    @model_validator(mode="after")
    def _greets(self) -> FormRow:
        lines = {*_placeholders(self.salutation), *_placeholders(self.close)}
        if lines - {GREETINGS} or GREETINGS in _placeholders(self.greeting):
            raise ValueError(
                "a table whose salutation and close have no placeholder but {greetings}, "
                "and whose greeting does not have it"
            )
        if GREETINGS in _placeholders(self.address) or not _placeholders(self.address):
            raise ValueError("a table whose address names the person, such as {name}")
        if _placeholders(self.greeting_several):
            raise ValueError("a table whose greeting_several has no placeholders")
        if (GREETINGS in lines) != bool(self.greeting.strip()):
            raise ValueError("a table with a greeting and a line with {greetings}, or neither")
        return self


class FormsFile(Settings):
    """``forms.toml``."""

    form_of_address: tuple[FormRow, ...] = ()


def _placeholders(text: str) -> set[str]:
    """Return the placeholders of a text, such as ``surname``, with any format or dot."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return {"{"}
    return {
        str(name) if not spec and conversion is None else f"{name}!{conversion}:{spec}"
        for _, name, spec, conversion in parts
    }
