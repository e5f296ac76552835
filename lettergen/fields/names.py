"""The fields that a record may have, and the field that a typed name means.

A person may write `addressee.name` for `addressee.1.name`, and `cc: Rufus T. Firefly`
for `cc.1.name`. Each short form has one full name, or none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from lettergen.errors import Severity, TemplatePlace
from lettergen.fields.declaration import ITEM, Field, pattern
from lettergen.l10n.languages import SCRIPT, TAG

NUMBER = re.compile("[1-9][0-9]{0,3}")
"""The number of an item; ``01`` and digits of other scripts are not accepted."""


BLIND = "bcc"
"""The list that the addressee never sees."""


@dataclass(frozen=True, eq=False)
class Declared:
    """The fields of a letter, by name.

    Compared by identity, so that the meaning of each typed name can be cached for the next record.

    Attributes:
        uses: Declared name to the line of the template that uses it.
        unknown: The severity of a value without a declared field.
    """

    fields: tuple[Field, ...]
    uses: Mapping[str, TemplatePlace]
    unknown: Severity = Severity.WARNING

    def only(self, groups: Collection[str]) -> Declared:
        """Return the fields in *groups*, which are first parts of names."""
        fields = (field for field in self.fields if field.name.partition(".")[0] in groups)
        return replace(self, fields=tuple(fields))

    @cached_property
    def groups(self) -> frozenset[str]:
        """The first parts of the names."""
        return frozenset(name.partition(".")[0] for name in self.by_name)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Declared name to field."""
        return {field.name: field for field in self.fields}

    @cached_property
    def lists(self) -> Mapping[str, str]:
        """List to its first field, which a plain text in it means: ``cc`` -> ``cc.*.name``."""
        found: dict[str, str] = {}
        for field in self.fields:
            if field.list_name is not None:
                found.setdefault(field.list_name, field.name)
        return found

    @cached_property
    def typed_names(self) -> tuple[str, ...]:
        """The names as typed: ``cc.1.name``."""
        return tuple(name.replace(ITEM, "1") for name in self.by_name)


@lru_cache(maxsize=4096)
def full_path(path: str, declared: Declared) -> str | None:
    """Return the declared path that a typed *path* means, or None.

    A single item of a list needs no number (``addressee.name``), and a plain text is the first
    field of its item (``signatory.1`` is ``signatory.1.id``).
    """
    if not all(NUMBER.fullmatch(part) for part in path.split(".") if part.isdigit()):
        return None
    for candidate in (path, numbered(path, declared)):
        name = pattern(candidate)
        if base_name(name, declared) is not None:
            return candidate
        if first := declared.lists.get(name.removesuffix(f".{ITEM}")):
            rest = first.removeprefix(name)
            if name.endswith(ITEM) and ITEM not in rest:
                return candidate + rest
    return None


@lru_cache(maxsize=4096)
def numbered(path: str, declared: Declared) -> str:
    """Return *path* with the number 1 after each list that has no number."""
    parts = path.split(".")
    full: list[str] = []
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        full.append(part)
        if pattern(".".join(full)) in declared.lists and not following.isdigit():
            full.append("1")
    return ".".join(full)


def base_name(name: str, declared: Declared) -> str | None:
    """Return the declared name of *name*, without its language or script, or None."""
    if name in declared.by_name:
        return name
    base, _, tag = name.rpartition(".")
    field = declared.by_name.get(base)
    if field is None or not (field.per_language or field.per_script):
        return None
    is_tag = TAG.fullmatch(tag) or (field.per_script and SCRIPT.fullmatch(tag))
    return base if is_tag else None


@lru_cache(maxsize=4096)
def item_of(path: str, declared: Declared) -> str | None:
    """Return the innermost item of a list that *path* belongs to: ``cc.2`` for ``cc.2.nmae``."""
    parts = numbered(path, declared).split(".")
    items = (".".join(parts[:end]) for end in range(len(parts), 1, -1) if parts[end - 1].isdigit())
    return next((item for item in items if list_of(item) in declared.lists), None)


def is_blind(path: str) -> bool:
    """Return whether the fact at *path* belongs to a blind copy."""
    return path.partition(".")[0] == BLIND


def list_of(item: str) -> str:
    """Return the declared name of the list that *item* is in."""
    return pattern(item).removesuffix(f".{ITEM}")


@lru_cache(maxsize=4096)
def items_in(path: str) -> tuple[tuple[str, int], ...]:
    """Return each list in *path*, with the number of its item."""
    parts = path.split(".")
    return tuple(
        (".".join(parts[:index]), int(part)) for index, part in enumerate(parts) if part.isdigit()
    )
