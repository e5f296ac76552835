"""What a call asks for, in addition to what the office's own settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """What a call asks for; whatever is left empty is as the office and the record say.

    Attributes:
        data: The data file: YAML, JSON, CSV or XLSX.
        date: The day on the letters: an ISO date, or ``today``.
        language: The letters' language, such as ``en``.
        letterhead: The sender's look.
        style: The house style.
        paper: The size of the paper: ``a4`` or ``letter``.
        values: Path of a field to text; each wins over the record.
        draft: Whether the draft mark is on every page.
    """

    data: Path | None = None
    date: str = ""
    language: str = ""
    letterhead: str = ""
    style: str = ""
    paper: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    draft: bool | None = None
