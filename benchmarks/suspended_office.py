"""Make an office with many suspended members, all like the reference record except their names.

This module does not depend on the format of a record: it finds the reference record by its id
and replaces the addressee's name wherever it appears. The office writes in English, so texts in
other languages are left out.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import chain, cycle, islice, product
from pathlib import Path
from typing import Any

import yaml

GIVEN = (
    "Rudolf",
    "Þórunn",
    "Əlişir",
    "Nguyễn",
    "Jožka",
    "Ünal",
    "Zoë",
    "Ingrīda",
    "Çetin",
    "Søren",
)
FAMILY = tuple(
    f"{start}{end}"
    for start, end in product(
        ("Gərayl", "Strelsaü", "Zendá", "Hentzaŭ", "Tarleñh"), ("in", "ova", "sson", "er")
    )
)
OTHER_TAGS = {"fr", "es", "ar", "az", "ru", "Arab", "Cyrl"}
REFERENCE_ID = "AZE"
REFERENCE_NAME = ("Vusal", "Huseynov")


def make_office(sample: Path, office: Path, members: int) -> Path:
    """Copy the *sample* office to *office* and return a data file with *members* records."""
    shutil.copytree(sample, office)
    # Passages belong to records of the sample, which are not in this office.
    shutil.rmtree(office / "passages", ignore_errors=True)
    text = json.dumps(in_english(reference_record(sample)), ensure_ascii=False)
    data = office / "suspended.json"
    records = [member(text, *person) for person in people(members)]
    data.write_text(json.dumps({"members": records}, ensure_ascii=False), encoding="utf-8")
    return data


def people(members: int) -> Iterator[tuple[str, str, str]]:
    """Yield the id, given name and family name of each member; names recur after 200."""
    names = islice(cycle(product(GIVEN, FAMILY)), members)
    for number, (given, family) in enumerate(names, start=1):
        yield f"M{number:03}", given, family


def reference_record(sample: Path) -> dict[str, Any]:
    """Return the reference record of the *sample* office, with every value as typed."""
    for path in sorted(sample.rglob("*.yaml")):
        for record in records_of(path):
            if record.get("id") == REFERENCE_ID:
                return record
    message = f"No YAML file in {sample} holds a record with the id {REFERENCE_ID}."
    raise SystemExit(message)


def records_of(path: Path) -> list[dict[str, Any]]:
    """Return the records in a YAML file: those of a list, or of a mapping's lists."""
    text = path.read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - this loader makes only text
    lists = content.values() if isinstance(content, dict) else [content]
    found = chain.from_iterable(each for each in lists if isinstance(each, list))
    return [record for record in found if isinstance(record, dict)]


def in_english(value: Any) -> Any:  # noqa: ANN401 - a parsed JSON document
    """Return *value* without the texts of other languages and scripts."""
    if isinstance(value, list):
        return [in_english(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: in_english(item) for key, item in value.items() if key not in OTHER_TAGS}
    return {key: item for key, item in kept.items() if item != {}}


def member(text: str, own_id: str, given: str, family: str) -> dict[str, Any]:
    """Return the record in *text* with another id and another addressee."""
    for old, new in zip(REFERENCE_NAME, (given, family), strict=True):
        text = text.replace(old, new)
    record: dict[str, Any] = json.loads(text)
    return record | {"id": own_id}
