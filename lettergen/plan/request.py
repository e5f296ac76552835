"""What a call asks for, in addition to the office's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """What a call asks for; an empty value leaves it to the office and the record.

    Attributes:
        data: The data file: YAML, JSON, CSV or XLSX.
        date: The day on the letters: an ISO date, or ``today``.
        language: The letters' language, such as ``en``.
        letterhead: The name of the letterhead.
        style: The name of the house style.
        paper: The paper size: ``a4`` or ``letter``.
        values: Path of a field to text; each wins over the record.
        draft: Whether every page has the draft mark.
    """

    data: Path | None = None
    date: str = ""
    language: str = ""
    letterhead: str = ""
    style: str = ""
    paper: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    draft: bool | None = None
