"""Tests of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import CallError, DataPlace, Problem, Severity
from lettergen.fields.declaration import FieldType
from lettergen.plan.entries import (
    Entry,
    Verdict,
    chosen,
    declared_fields,
    find_record,
    known_fields,
    languages_in,
)
from lettergen.plan.request import Request
from lettergen.records import Record
from tests.offices import Changes, aze, codes, ogp, record_of, small_office, told

SUSPENDED = ("AZE", "XAA", "XAB", "XAC", "XAD", "XAE", "XAF")


def plan(changes: Changes, where: str = "") -> Entry:
    """Decide on the reference record with *changes*."""
    (entry,) = ogp().plan([aze(changes)], where=where)
    return entry


def test_sample_office() -> None:
    """All suspended members of the sample office get the letter, in the order of the data."""
    entries = ogp().plan(ogp().records)

    assert [entry.record.id for entry in entries] == [record.id for record in ogp().records]
    assert tuple(entry.record.id for entry in chosen(entries)) == SUSPENDED
    assert {entry.date for entry in entries} == {date(2021, 4, 27)}
    assert [problem for entry in entries for problem in entry.problems] == []


def test_order_of_the_data() -> None:
    """The plan keeps the order of the data, whatever that is."""
    entries = ogp().plan(ogp().records[::-1])

    assert entries[0].record.id == ogp().records[-1].id
    assert tuple(entry.record.id for entry in chosen(entries)) == SUSPENDED[::-1]


def test_reasons() -> None:
    """A record that is left out says whether the template or the call leaves it out."""
    entries = {
        entry.record.id: entry
        for entry in ogp().plan(ogp().records, where='action_plan.ends < "2021-09"')
    }

    assert (entries["AZE"].verdict, entries["AZE"].reason) == (Verdict.CHOSEN, "")
    assert (entries["XAA"].verdict, entries["XAA"].reason) == (
        Verdict.LEFT_OUT,
        'not: action_plan.ends < "2021-09"',
    )
    assert (entries["XAG"].verdict, entries["XAG"].reason) == (
        Verdict.LEFT_OUT,
        'the template is for: status == "suspended"',
    )


def test_undecided() -> None:
    """A record that lacks what the selection uses is undecided, with the place to fill in."""
    entry = plan({}, 'reference == "OGP/1"')

    assert (entry.verdict, entry.reason) == (Verdict.UNDECIDED, "'reference' is not given")
    assert told(entry.problems) == [
        (
            "error: members.yaml:5 (reference): The selection uses 'reference', which this "
            "record does not give. Fill it in, or change the selection so that it does not use it."
        )
    ]


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (
            None,
            (
                "members.yaml:5 (action_plan.ends): 'action_plan.ends' is missing, and the letter "
                "needs it."
            ),
        ),
        ("2021-9", "members.yaml:99 (action_plan.ends): '2021-9' is not a month"),
    ],
)
def test_undecided_for_a_known_reason(ends: str | None, sentence: str) -> None:
    """What is wrong with a fact that the selection uses is reported, and only once."""
    entry = plan({"action_plan.ends": ends}, 'action_plan.ends < "2021-09"')

    (problem,) = told(entry.problems)
    assert problem.startswith(f"error: {sentence}")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"history.3.from": "soon"}, "wrong-type 99"),
        ({"history.3.status": "suspendet"}, "wrong-type 99"),
        ({"history.3.from": ""}, "empty-field 99"),
        ({"history.3.from": None}, "missing-field 5"),
        (
            {"history.1.from": "2030-01-01", "history.2": None, "history.3": None},
            "history-not-begun 5",
        ),
        ({"history": None, "status": "suspendet"}, "wrong-type 99"),
        ({"history": None}, "undecided 5"),
    ],
)
def test_undecided_standing(changes: Changes, problem: str) -> None:
    """A record of unknown status is never left out silently: the cause is reported."""
    entry = plan(changes)

    assert (entry.verdict, entry.reason) == (Verdict.UNDECIDED, "'status' is not given")
    assert [f"{one.code} {one.data.line}" for one in entry.problems if one.data] == [problem]


def test_undecided_without_a_date() -> None:
    """Without a date the status is unknown: only the date is reported as missing."""
    entry = plan({"date": "soon"})

    assert (entry.verdict, codes(entry.problems)) == (Verdict.UNDECIDED, ["wrong-type"])


def test_no_selection_of_the_template(tmp_path: Path) -> None:
    """A template that is for all chooses all, even a record of which nothing is known."""
    desk = small_office(tmp_path, "Text.\n")

    (entry,) = desk.plan([record_of({"id": "XAA"})])

    assert (entry.verdict, entry.problems) == (Verdict.CHOSEN, ())


def test_wrong_selection_of_the_template(tmp_path: Path) -> None:
    """A template's own selection that makes no sense is refused with the template's file."""
    template = 'title = "A note"\nfor = "stattus == 1"\n\n[bodies.en]\n'
    desk = small_office(tmp_path, "Text.\n", template=template)

    with pytest.raises(CallError) as error:
        desk.plan(desk.records)

    assert told(error.value.problems) == [
        (
            "error: templates/note/template.toml:2: The selection uses 'stattus', which is not a "
            "declared field. Did you mean 'status'?"
        )
    ]


def test_selection_reads_what_the_call_sets() -> None:
    """The selection uses the record with what the call sets."""
    request = Request(values={"action_plan.ends": "2022-01"})

    (entry,) = ogp().plan([aze()], request, 'action_plan.ends < "2021-09"')

    assert entry.verdict is Verdict.LEFT_OUT
    assert entry.record.values["action_plan.ends"].text == "2022-01"


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "klingon"},
        {"concern.zz": "press law"},
        {"date": "soon"},
        {"history.3.from": "soon"},
        {"cc.².name": "Rupert"},
        {"cc.99999999.name": "Rupert"},
        {"addressee": "Rupert"},
        {"state": "nowhere"},
        {"": ""},
    ],
)
def test_one_bad_record(changes: Changes) -> None:
    """A bad record does not stop the letter of another."""
    good = ogp().record("XAB")

    entries = ogp().plan([good, aze(changes), good], where='status == "suspended"')

    assert [entries[0].verdict, entries[2].verdict] == [Verdict.CHOSEN] * 2
    assert len(entries) == 3


def test_problems_of_reading() -> None:
    """What is wrong with a record as data stays with the record."""
    known = Problem("duplicate-id", "The id is taken.")

    entry = ogp().entry(replace(aze(), problems=(known,)))

    assert (entry.problems, entry.record.problems) == ((), (known,))


def test_statuses_of_the_office() -> None:
    """A status is one of those the office declares, and a plain text where it declares none."""
    template = ogp().materials.template
    declared = {field.name: field for field in known_fields(template, ogp().office)}
    free = {
        field.name: field
        for field in known_fields(template, ogp().with_settings(statuses=()).office)
    }

    for name in ("status", "history.*.status"):
        assert declared[name].type is FieldType.ONE_OF
        assert declared[name].options == ogp().office.settings.statuses
        assert free[name].type is FieldType.TEXT


def test_known_fields() -> None:
    """A record may have the common fields, the template's, and the office's own."""
    fields = {
        field.name: field.source for field in known_fields(ogp().materials.template, ogp().office)
    }

    assert fields["addressee.*.name"] == "common"
    assert fields["concern"] == "template"
    assert fields["region"] == "office"


@pytest.mark.parametrize("unknown", ["warning", "error"])
def test_unknown_fields_of_the_office(unknown: str) -> None:
    """The office decides how serious an unknown field is."""
    desk = ogp().with_settings(unknown=unknown)

    declared = declared_fields(desk.materials.template, desk.office, {})

    assert declared.unknown == Severity(unknown)


def test_find_record() -> None:
    """A record is found by its id; for an unknown id, the nearest is named."""
    assert find_record(ogp().records, "XAB").id == "XAB"

    for wrong, hint in (("aze", "Did you mean 'AZE'?"), ("Atlantis", "List the 16 records")):
        with pytest.raises(CallError) as error:
            find_record(ogp().records, wrong)
        (problem,) = error.value.problems
        assert problem.message == f"No record has the id {wrong!r}."
        assert problem.hint.startswith(hint)


def test_find_no_record() -> None:
    """A record without an id is never found, not even by an empty one."""
    with pytest.raises(CallError):
        find_record([Record("", {}, DataPlace("members.yaml"))], "")


@pytest.mark.parametrize(
    ("call", "changes", "languages"),
    [
        (Request(), {}, ("en",)),
        (Request(), {"translation": "fr"}, ("en", "fr")),
        (Request(values={"translation": "FR_ca"}), {}, ("en", "fr-CA")),
        (Request(language="fr", values={"translation": "en"}), {}, ("fr", "en")),
        (Request(values={"translation": ""}), {"translation": "fr"}, ("en",)),
        (Request(), {"translation": "klingon"}, ("en",)),
    ],
)
def test_languages(call: Request, changes: Changes, languages: tuple[str, ...]) -> None:
    """A letter's languages are its own and the second one that the record or the call gives."""
    (entry,) = ogp().plan([aze(changes)], call)

    assert entry.languages == languages
    assert entry.problems == ()


def test_languages_in_all() -> None:
    """The languages of several letters include the second one of a letter in two."""
    entries = [ogp().entry(record) for record in (aze(), aze({"translation": "fr"}))]

    assert languages_in(entries) == {"en", "fr"}
