"""Declarations of fields in files: the common ones, and the ``[fields]`` of a template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field as Setting
from pydantic import model_validator

from lettergen.fields.declaration import ITEM, Field, FieldType, option_key, read_value
from lettergen.files import paths
from lettergen.files.settings_file import Settings, read_toml

LIST_OF = "list of "
Single = Literal["text", "integer", "date", "month", "year", "yes/no", "one of", "paragraphs"]
Listed = Literal["list of text", "list of paragraphs", "list of integer"]
Dated = Literal["list of date", "list of month", "list of year"]
TypeName = Literal[Single, Listed, Dated]


class FieldSettings(Settings):
    """One table under ``[fields]``."""

    type: TypeName = "text"
    required: bool = False
    description: str = Setting(min_length=1)
    example: str = ""
    options: tuple[str, ...] = ()
    per_language: bool = False
    per_script: bool = False
    fixed: tuple[str, ...] = ()
    grammar: bool = False
    at_least: int = Setting(default=0, ge=0)
    at_most: int | None = Setting(default=None, ge=1)

    @model_validator(mode="after")
    def _example_fits(self) -> FieldSettings:
        if (self.type == "one of") != bool(self.options):
            raise ValueError("a table with options if its type is 'one of', and only then")
        if len({option_key(option) for option in self.options}) != len(self.options):
            raise ValueError("a table whose options differ in more than case and spaces")
        if self.grammar and self.required:
            raise ValueError("a table with either required or grammar, not both")
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("a table whose at_least is not above its at_most")
        try:
            read_value(self.declare("example", "template"), self.example) if self.example else None
        except ValueError as error:
            raise ValueError(f"a table whose example fits its type: {error}") from None
        return self

    def declare(self, name: str, source: str) -> Field:
        """Return the declared field called *name*."""
        is_list = self.type.startswith(LIST_OF)
        return Field(
            name=f"{name}.{ITEM}" if is_list else name,
            type=FieldType(self.type.removeprefix(LIST_OF)),
            source=source,
            **self.model_dump(exclude={"type"}),
        )


class FieldsFile(Settings):
    """A file that only declares fields."""

    fields: dict[str, FieldSettings]


@cache
def common_fields() -> tuple[Field, ...]:
    """Return the common fields, which every template has."""
    file = read_toml(paths.PACKAGE / "fields" / "common.toml", FieldsFile, "common.toml")
    return declared(file.fields, "common")


def declared(settings: Mapping[str, FieldSettings], source: str) -> tuple[Field, ...]:
    """Return the fields that a ``[fields]`` table declares."""
    return tuple(setting.declare(name, source) for name, setting in settings.items())
