"""Make one record's letter as a PDF many times, in two ways in turn: A B A B."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from lettergen.letterhead.reading import load_letterhead
from lettergen.merge.materials import Materials
from lettergen.office.settings import load_office
from lettergen.plan.entries import find_record, make_plan
from lettergen.plan.request import Request
from lettergen.produce import Format, Job, produce
from lettergen.protocol.forms_of_address import load_forms
from lettergen.protocol.states import load_states
from lettergen.records import read_records
from lettergen.template.loading import load_template

OFFICE = Path(__file__).resolve().parent.parent / "examples" / "ogp"
TEMPLATE = "suspension-update"
RECORD = "AZE"
LETTERHEAD = "ogp"
DAY = date(2021, 4, 27)
WARMING, ROUNDS = 5, 40
Make = Callable[[], bytes]


def maker(*, language: str = "en", style: str | None = None, paper: str | None = None) -> Make:
    """Return a function that makes the record's letter as a PDF, in this process."""
    office, template = load_office(OFFICE), load_template(TEMPLATE, OFFICE)
    letterhead = load_letterhead(LETTERHEAD, OFFICE, style=style, paper=paper)
    states, forms = load_states(OFFICE), load_forms(OFFICE)
    materials = Materials(template, office, states, forms, {}, house=letterhead.house)
    record = find_record(read_records(OFFICE / "members.yaml"), RECORD)
    request = Request(language=language)
    (entry,) = make_plan([record], template, office, request, today=lambda: DAY)

    def make() -> bytes:
        outcome = produce(Job(entry, Format.PDF), materials, letterhead)
        if outcome.content is None:
            raise SystemExit("\n".join(map(str, outcome.problems)))
        return outcome.content

    return make


def medians(one: Make, other: Make) -> tuple[float, float]:
    """Return the median processor seconds of both, after warm-up rounds."""
    times = [(_seconds(one), _seconds(other)) for _ in range(WARMING + ROUNDS)][WARMING:]
    return median(first for first, _ in times), median(second for _, second in times)


def _seconds(make: Make) -> float:
    start = process_time()
    make()
    return process_time() - start
