"""Tests of a record's facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lettergen.errors import DataPlace, Problem, Severity, TemplatePlace
from lettergen.facts.reading import Facts, read_facts
from lettergen.fields.declaration import Field, FieldType, Month
from lettergen.fields.names import Declared
from tests.offices import record_of, told

FIELDS = (
    Field("id", required=True, description="The id."),
    Field("concern", per_language=True, description="What it is about."),
    Field("rank", FieldType.ONE_OF, options=("Minister", "head of state"), description="The rank."),
    Field("plan.ends", FieldType.MONTH, description="The last month."),
    Field("plan.year", FieldType.YEAR),
    Field("met", FieldType.SWITCH),
    Field("days", FieldType.INTEGER),
    Field("day", FieldType.DATE, description="The day."),
    Field("to.*.name", at_least=1, at_most=2, description="Who it goes to."),
    Field("to.*.title", per_language=True, description="The post."),
    Field("to.*.line.*"),
    Field("step.*.text", required=True, description="A step.", example="plan"),
    Field("step.*.done", FieldType.SWITCH),
    Field("cc.*.name"),
    Field("cc.*.title"),
)
USES = {
    "plan.ends": TemplatePlace("note/en.md.j2", 7),
    "step.*.text": TemplatePlace("note/en.md.j2", 9),
}
DECLARED = Declared(FIELDS, USES)
WHOLE = {"id": "XAA", "to.name": "Flavia Elphberg"}


def facts_of(
    facts: dict[str, str],
    *,
    language: str = "en",
    record_language: str = "en",
    declared: Declared = DECLARED,
) -> Facts:
    """Return the facts of a record with *facts*, an id and an addressee."""
    record = record_of(WHOLE | facts)
    return read_facts(record, declared, language=language, record_language=record_language)


def wrong(facts: dict[str, str]) -> list[str]:
    """Return what is wrong with *facts*, without the places."""
    problems = facts_of(facts).problems
    return told(replace(one, template=None, data=None) for one in problems)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("concern", "NO", "NO"),
        ("days", "0012", 12),
        ("days", "-3", -3),
        ("day", "2021-04-27", date(2021, 4, 27)),
        ("plan.ends", "2021-08", Month(2021, 8)),
        ("plan.year", "2022", 2022),
        ("met", "Yes", True),
        ("met", "false", False),
        ("rank", "  HEAD of  State ", "head of state"),
    ],
)
def test_typed(path: str, text: str, value: object) -> None:
    """Each text becomes the type that its field declares."""
    facts = facts_of({path: text})

    assert (facts.values[path], facts.problems) == (value, ())


def test_full_paths() -> None:
    """A short form and a full path give the same facts; the place keeps what was typed."""
    short = facts_of({"to.title": "Chief", "to.line": "1 Castle Street", "cc": "Rupert"})
    full = facts_of(
        {"to.1.title": "Chief", "to.1.line.1": "1 Castle Street", "cc.1.name": "Rupert"}
    )

    assert short.values == full.values
    assert short.places["to.1.title"] == DataPlace("members.yaml", line=4, path="to.title")
    assert list(short.items("to")) == ["to.1"]
    assert list(short.items("to.1.line")) == ["to.1.line.1"]


def test_empty_is_absent() -> None:
    """An empty cell gives no fact, and keeps its place."""
    facts = facts_of({"concern": ""})

    assert "concern" not in facts.values
    assert facts.text("concern") == ""
    assert facts.place("concern") == DataPlace("members.yaml", line=4, path="concern")
    assert facts.place("day") == DataPlace("members.yaml", line=1, path="day")


@pytest.mark.parametrize(
    ("facts", "place", "sentence"),
    [
        ({"id": ""}, "2 (id)", "'id' is empty, and the letter needs it. Fill it in: The id."),
        (
            {"step.1.done": "yes"},
            "1 (step.1.text)",
            "'step.1.text' is missing, and the letter needs it. Fill it in: A step. Example: plan",
        ),
        (
            {"step.done": "yes", "step.text": ""},
            "5 (step.text)",
            "'step.1.text' is empty, and the letter needs it. Fill it in: A step. Example: plan",
        ),
        (
            {"plan.ends": "2021-9"},
            "4 (plan.ends)",
            "'2021-9' is not a month: type year-month, such as 2021-08. The last month.",
        ),
        (
            {"day": "27.4.2021"},
            "4 (day)",
            "'27.4.2021' is not a date: type year-month-day, such as 2021-04-27. The day.",
        ),
        ({"rank": "king"}, "4 (rank)", "'king' is not one of Minister, head of state. The rank."),
        (
            {"to.name": ""},
            "1 (to.1.name)",
            "Entries for 'to': 0; at least 1 must be given. Fill in 'to.1.name': Who it goes to.",
        ),
        (
            {"to.2.name": "B", "to.3.name": "C"},
            "1 (to)",
            "Entries for 'to': 3; at most 2 may be given. Remove some, or write a second letter.",
        ),
        (
            {"to": "Rudolf"},
            "4 (to)",
            "'to' is given twice: also at members.yaml:3 (to.name). Remove one of the two.",
        ),
    ],
)
def test_wrong_fact(facts: dict[str, str], place: str, sentence: str) -> None:
    """A missing, empty, misread, miscounted or repeated value is reported with its place."""
    (problem,) = facts_of(facts).problems

    assert str(problem.data) == f"members.yaml:{place}"
    assert wrong(facts) == [f"error: {sentence}"]


def test_wrong_fact_in_the_template() -> None:
    """A wrong fact is reported with the line of the template that uses it, too."""
    misread, missing = facts_of({"plan.ends": "soon", "step.done": "no"}).problems[::-1]

    assert str(misread.template) == "note/en.md.j2:7"
    assert str(missing.template) == "note/en.md.j2:9"


def test_missing_altogether() -> None:
    """A required fact without a cell is reported as missing from its record."""
    facts = read_facts(record_of({"to": "A"}), DECLARED, language="en", record_language="en")

    assert [(one.code, str(one.data)) for one in facts.problems] == [
        ("missing-field", "members.yaml:1 (id)")
    ]


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        ({"concren": "x"}, "Did you mean 'concern'?"),
        ({"cc.1.nmae": "B", "cc.1.name": "A"}, "Did you mean 'cc.1.name'?"),
        (
            {"seat": "A"},
            "Declare it under [fields] in lettergen.toml, or name it '_seat' to keep it as a note.",
        ),
    ],
)
def test_unknown_field(facts: dict[str, str], hint: str) -> None:
    """An undeclared field is a warning that names the nearest one."""
    name = next(iter(facts))

    assert wrong(facts) == [f"warning: Unknown field {name!r}. {hint}"]


def test_unknown_field_as_an_error() -> None:
    """An office can make an unknown field an error."""
    strict = replace(DECLARED, unknown=Severity.ERROR)

    (problem,) = facts_of({"concren": "x"}, declared=strict).problems

    assert (problem.code, problem.severity) == ("unknown-field", Severity.ERROR)


def test_unknown_field_near_a_missing_one() -> None:
    """If a required field with a similar name is missing, an unknown field is an error."""
    problems = wrong({"step.1.done": "yes", "step.1.txet": "a plan"})

    assert problems == [
        "error: Unknown field 'step.1.txet'. Did you mean 'step.1.text'?",
        (
            "error: 'step.1.text' is missing, and the letter needs it. Fill it in: A step. "
            "Example: plan"
        ),
    ]


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        ({"cc.nmae": "Rupert"}, "Did you mean 'cc.1.name'?"),
        ({"cc.1.nmae": "Rupert", "cc.2.name": "Sapt"}, "Did you mean 'cc.1.name'?"),
        ({"cc.2.whom": "Rupert", "cc.1.name": "Sapt"}, "'cc.2' may have: name, title."),
    ],
)
def test_no_entry_is_lost(facts: dict[str, str], hint: str) -> None:
    """A list entry without a known field stops the letter: it would be lost silently."""
    name = next(path for path in facts if "name" not in path)

    assert wrong(facts) == [f"error: Unknown field {name!r}. {hint}"]


@pytest.mark.parametrize(
    ("facts", "numbers"),
    [
        ({"cc.1.name": "A", "cc.3.name": "C"}, "'cc' has an entry 3 but no entry 2."),
        ({"cc.2.name": "B", "cc.4.name": "C"}, "'cc' has an entry 2 but no entry 1."),
        ({"cc.1.name": "", "cc.2.name": "B"}, "'cc' has an entry 2 but no entry 1."),
        ({"to.line.2": "B"}, "'to.1.line' has an entry 2 but no entry 1."),
        ({"cc.9999.name": "B"}, "'cc' has an entry 9999 but no entry 1."),
    ],
)
def test_no_gap_in_a_list(facts: dict[str, str], numbers: str) -> None:
    """A gap in a list stops the letter, and the entries after it are not counted."""
    assert wrong(facts) == [f"error: {numbers} Number the entries from 1 without gaps."]
    assert not any(path.startswith("cc.9999") for path in facts_of(facts).values)


def test_gap_already_reported() -> None:
    """A gap that was reported when the file was read is not reported again."""
    known = Problem("list-numbers", "The items of 'cc' are not numbered 1, 2, 3.")
    record = replace(record_of(WHOLE | {"cc.2.name": "B"}), problems=(known,))

    facts = read_facts(record, DECLARED, language="en", record_language="en")

    assert facts.problems == (known,)


def test_texts_are_chosen() -> None:
    """Of a text kept per language, the letter's is a fact; a missing one is reported."""
    texts = {"to.title.en": "Chief", "to.title.fr": "Chef", "concern.fr": "la presse"}
    facts = facts_of(texts)

    assert facts.values["to.1.title"] == "Chief"
    assert facts.places["to.1.title"] == DataPlace("members.yaml", line=4, path="to.title.en")
    assert [(one.code, str(one.data)) for one in facts.problems] == [
        ("untranslated", "members.yaml:6 (concern.en)")
    ]


def test_what_reading_found_stays() -> None:
    """What is wrong with the record as data is reported with its facts."""
    known = Problem("duplicate-id", "The id is taken.")
    record = replace(record_of(WHOLE), problems=(known,))

    assert read_facts(record, DECLARED, language="en", record_language="en").problems == (known,)
