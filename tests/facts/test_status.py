"""Tests of a member's status on one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lettergen.errors import DataPlace, Problem
from lettergen.facts.reading import Facts, read_facts
from lettergen.facts.status import with_standing
from lettergen.plan.entries import declared_fields
from tests.offices import ogp, record_of, told

Entry = dict[str, str]
ACTIVE = {"status": "active", "from": "2012-04-17"}
REVIEW = {"status": "under review", "from": "2017-01-18", "label": "on watch"}
SUSPENDED = {
    "status": "Suspended",
    "from": "2018-12-05",
    "instrument": "2018 resolution",
    "rule": "Response Policy, 2017",
}
HISTORY = [ACTIVE, REVIEW, SUSPENDED]


def standing(
    on: str, history: list[Entry] | None = None, facts: dict[str, str] | None = None
) -> Facts:
    """Return the facts of a record with that history, as they are on a day."""
    entries = {
        f"history.{number}.{part}": text
        for number, entry in enumerate(HISTORY if history is None else history, start=1)
        for part, text in entry.items()
    }
    whole = {"id": "XAA", "state": "XAA", "addressee": "Flavia Elphberg"} | entries | (facts or {})
    desk = ogp()
    fields = declared_fields(desk.materials.template, desk.office, {})
    wanted = [field.optional for field in fields.fields if not field.name.startswith("history")]
    kept = [field for field in fields.fields if field.name.startswith("history")]
    declared = type(fields)((*wanted, *kept), {})
    read = read_facts(record_of(whole), declared, language="en", record_language="en")
    return with_standing(read, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("on", "status", "label"),
    [
        ("2012-04-17", "active", "active"),
        ("2017-01-17", "active", "active"),
        ("2017-01-18", "under review", "on watch"),
        ("2018-12-04", "under review", "on watch"),
        ("2018-12-05", "suspended", "suspended"),
        ("2030-01-01", "suspended", "suspended"),
    ],
)
def test_status_on_a_day(on: str, status: str, label: str) -> None:
    """The status is the one that began last, its first day included, worded as it was then."""
    facts = standing(on)

    assert (facts.text("status"), facts.text("standing.status")) == (status, status)
    assert facts.text("standing.label") == label
    assert facts.problems == ()


def test_order_of_the_history() -> None:
    """The days decide, not the order in which the entries were typed."""
    assert standing("2018-01-01", HISTORY[::-1]).text("status") == "under review"


def test_all_parts() -> None:
    """The status is the whole entry in force: its first day, its decision, its rule."""
    facts = standing("2021-04-27")

    assert facts.values["standing.from"] == date(2018, 12, 5)
    assert facts.text("standing.instrument") == "2018 resolution"
    assert facts.text("standing.rule") == "Response Policy, 2017"
    assert str(facts.places["standing.instrument"]) == "members.yaml:12 (history.3.instrument)"
    assert str(facts.places["status"]) == "members.yaml:10 (history.3.status)"


def test_nothing_of_another_entry() -> None:
    """A part that the entry in force lacks is not taken from an earlier one."""
    facts = standing("2021-04-27", [SUSPENDED, {"status": "active", "from": "2020-01-01"}])

    assert "standing.instrument" not in facts.values
    assert facts.places["standing.instrument"] == DataPlace(
        "members.yaml", line=1, path="history.2.instrument"
    )


@pytest.mark.parametrize("typed", ["suspended", "SUSPENDED", " Suspended "])
def test_status_and_history_agree(typed: str) -> None:
    """A status in addition to the history may be the same, in upper or lower case."""
    assert standing("2021-04-27", facts={"status": typed}).problems == ()


def test_contradiction() -> None:
    """A status that contradicts the history stops the letter: either could be right."""
    facts = standing("2021-04-27", facts={"status": "active"})

    assert told(facts.problems) == [
        (
            "error: members.yaml:14 (status): 'status' is 'active', but by the history it is "
            "'suspended' on 2021-04-27. Correct 'history.3.status', or remove 'status': the "
            "history gives it."
        )
    ]


def test_tie() -> None:
    """Two statuses that begin on one day stop the letter."""
    rival = {"status": "active", "from": "2018-12-05"}

    facts = standing("2021-04-27", [*HISTORY, rival])

    assert told(facts.problems) == [
        (
            "error: members.yaml:11 (history.3.from): Two statuses begin on 2018-12-05: "
            "'history.3' and 'history.4'. Correct the date of one of them."
        )
    ]


def test_tie_that_is_over() -> None:
    """Two statuses that began on one day long ago leave today's clear."""
    rival = {"status": "inactive", "from": "2012-04-17"}

    assert standing("2021-04-27", [rival, *HISTORY]).problems == ()


def test_status_without_a_history() -> None:
    """Without a history the status is what was typed, and nothing more is known."""
    facts = standing("2021-04-27", [], {"status": "suspended"})

    assert facts.text("standing.label") == facts.text("standing.status") == "suspended"
    assert "standing.from" not in facts.values
    assert facts.places["standing.instrument"].path == "history.1.instrument"
    assert facts.problems == ()


def test_no_status_at_all() -> None:
    """Without a history and without a status there is no status; nothing is made up."""
    facts = standing("2021-04-27", [])

    assert not any(path.startswith("standing.") for path in facts.values)
    assert facts.places["standing.label"].path == "status"


def test_history_that_has_not_begun() -> None:
    """Before the first status of its history a member has none, and that is reported."""
    facts = standing("2012-04-16")

    assert "status" not in facts.values
    assert "standing.instrument" not in facts.values
    assert told(facts.problems) == [
        (
            "error: members.yaml:1 (status): No status in the history has begun by 2012-04-16: the "
            "first begins on 2012-04-17. Add the status that held before, or correct a date."
        )
    ]


def test_history_that_begins_later() -> None:
    """A status typed for a day before the history is used, without a later entry's decision."""
    facts = standing("2018-12-04", [SUSPENDED], {"status": "active"})

    assert facts.text("standing.status") == "active"
    assert "standing.instrument" not in facts.values
    assert facts.places["standing.instrument"].path == "history.2.instrument"


@pytest.mark.parametrize(
    "entry",
    [
        {"status": "active", "from": "soon"},
        {"status": "active"},
        {"status": "active", "from": ""},
        {"status": "actve", "from": "2020-01-01"},
        {"from": "2020-01-01"},
        {"from": "soon"},
        {"label": "green"},
    ],
)
@pytest.mark.parametrize("typed", [{}, {"status": "suspended"}])
def test_unreadable_entry(entry: Entry, typed: dict[str, str]) -> None:
    """With one entry that cannot be read the status is unknown: it might be the one in force."""
    facts = standing("2021-04-27", [SUSPENDED, entry], typed)

    assert "status" not in facts.values
    assert not any(path.startswith("standing.") for path in facts.values)
    assert any(problem.is_error for problem in facts.problems)
    assert (facts.places["status"].path or "").startswith("history.2.")


def test_word_of_the_status_is_no_translation() -> None:
    """In another language than the record's, the status does not replace its label."""
    own = standing("2018-12-05")
    foreign = with_standing(own, date(2018, 12, 5), "fr")

    assert own.text("standing.label") == "suspended"
    assert foreign.text("standing.label") == ""
    assert foreign.places["standing.label"].path == "history.3.label.fr"


def test_only_the_standing_in_force_needs_its_texts() -> None:
    """Texts of past statuses may lack the letter's language; those in force may not."""
    missing = [
        Problem("untranslated", "m", "h", data=DataPlace("x", path=f"history.{number}.instrument"))
        for number in (1, 2, 3)
    ]
    own = standing("2018-12-05")

    facts = with_standing(replace(own, problems=tuple(missing)), date(2018, 12, 5), "fr")

    assert facts.problems == (missing[2],)
