"""Tests of selections."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.facts.reading import Facts, read_facts
from lettergen.facts.status import with_standing
from lettergen.plan.entries import declared_fields, known_fields
from lettergen.plan.literals import EXAMPLE
from lettergen.plan.selection import Decision, Where
from tests.offices import Changes, aze, ogp, told

FIELDS = tuple(
    field
    for field in known_fields(ogp().materials.template, ogp().office)
    if field.source != "office"
)
IN, OUT = Decision(True), Decision(False)


def facts(changes: Changes | None = None) -> Facts:
    """Return the facts of the reference record with *changes*."""
    declared = declared_fields(ogp().materials.template, ogp().office, {})
    read = read_facts(aze(changes), declared, language="en", record_language="en")
    return with_standing(read, date(2021, 4, 27))


def refused(text: str) -> list[str]:
    """Return why *text* is no selection."""
    with pytest.raises(CallError) as error:
        Where(text, FIELDS)
    return told(error.value.problems)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ('status == "suspended"', IN),
        ('status == " SUSPENDED "', IN),
        ('status != "suspended"', OUT),
        ('status in ["active", "suspended"]', IN),
        ('status not in ["active", "suspended"]', OUT),
        ('status == "suspended" and action_plan.ends < "2021-09"', IN),
        ('status == "suspended" and action_plan.ends < "2021-08"', OUT),
        ('not (status == "active")', IN),
        ('status == "active" or assessment.year == "2022"', IN),
        ("assessment.year > 2021", IN),
        ('date == "2021-04-27"', IN),
        ('date | month <= action_plan.ends <= "2021-12"', IN),
        ("offer_meeting", IN),
        ("not offer_meeting", OUT),
        ('offer_meeting == "no"', OUT),
        ('id in ["AZE", "XAA"] and state == "AZE"', IN),
        ("milestones | length == 5", IN),
        ('milestones | rejectattr("met") | list | length == 1', IN),
        ('(addressee | first).surname == "Huseynov"', IN),
        ('"Hikmat Hajiyev" in cc | map(attribute="name")', IN),
        ('"civic" in concern', IN),
        ("reference is defined", OUT),
        ("reference is undefined", IN),
        ('reference | default("none") == "none"', IN),
        ("cc", IN),
        ("bcc", OUT),
        ('"x" if offer_meeting else ""', IN),
    ],
)
def test_decided(text: str, decision: Decision) -> None:
    """A record is in or out by its typed facts."""
    assert Where(text, FIELDS).decide(facts()) == decision


@pytest.mark.parametrize(
    "text",
    [
        "reference",
        "not reference",
        'reference == "OGP/1"',
        'reference != "OGP/1"',
        'reference in ["OGP/1"]',
        '"OGP" in reference',
        'reference == "OGP/1" or status == "suspended"',
        'status == "suspended" and reference == "OGP/1"',
        '"a" if reference else "b"',
        "reference | lower",
    ],
)
def test_undecided(text: str) -> None:
    """A record without a fact that is used is neither in nor out, and the fact is named."""
    assert Where(text, FIELDS).decide(facts()) == Decision(None, "reference")


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ('status == "suspended" or reference == "OGP/1"', IN),
        ('status == "active" and reference == "OGP/1"', OUT),
        ('reference is defined and reference == "OGP/1"', OUT),
    ],
)
def test_short_circuit(text: str, decision: Decision) -> None:
    """What is decided before an absent fact is used stays decided."""
    assert Where(text, FIELDS).decide(facts()) == decision


@pytest.mark.parametrize(
    ("text", "changes", "missing"),
    [
        ('milestones | selectattr("met") | list', {"milestones.2.met": None}, "milestones.2.met"),
        ('(bcc | first).name == "Chico Lini"', {}, "bcc.1"),
        ('(cc | first).title == "Head"', {"cc.1.title": None}, "cc.1.title"),
        ('status == "active"', {"history.3.from": "soon"}, "status"),
        ('action_plan.ends < "2021-09"', {"action_plan.ends": "later"}, "action_plan.ends"),
    ],
)
def test_undecided_by_one_entry(text: str, changes: Changes, missing: str) -> None:
    """A fact missing or misread in one entry of a list is named with its number."""
    assert Where(text, FIELDS).decide(facts(changes)) == Decision(None, missing)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ('status == "suspended" and action_plan.ends < "2021-09"', {"status", "action_plan"}),
        ('milestones | selectattr("met") | list', {"milestones"}),
        ("(cc | first).title is defined", {"cc"}),
    ],
)
def test_groups(text: str, groups: set[str]) -> None:
    """A selection has the list of facts it needs, so that a plan reads no others."""
    assert Where(text, FIELDS).groups == groups


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("status(", "unexpected end of the text"),
        ("status ==", "unexpected end of the text"),
        ('status == "suspended', "unexpected char '\"' at 10"),
        ("status = 1", "something follows after the end of the expression"),
        ('status == "suspended" }}', "something follows after the end of the expression"),
        ("", "unexpected end of the text"),
        ("(" * 5000 + "status" + ")" * 5000, "it is nested too deep, or has too long a number"),
        ("assessment.year == " + "9" * 5000, "it is nested too deep, or has too long a number"),
    ],
)
def test_syntax(text: str, why: str) -> None:
    """What is no expression is refused with a sentence and an example."""
    assert refused(text) == [f"error: The selection cannot be read: {why}. {EXAMPLE}"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'statuss == "active"',
            ("The selection uses 'statuss', which is not a declared field. Did you mean 'status'?"),
        ),
        (
            'addressee.name == "x"',
            (
                "The selection uses 'addressee.name', which is not a declared field. "
                "Did you mean (addressee | first).name?"
            ),
        ),
        (
            'region == "Europe"',
            (
                "The selection uses 'region', which is not a declared field. Use "
                "a field that `lettergen fields TEMPLATE` lists."
            ),
        ),
        (
            'action_plan.ends < "2021-9"',
            (
                "'action_plan.ends' cannot be compared with that: '2021-9' is not a month: type "
                "year-month, such as 2021-08. Correct the selection."
            ),
        ),
        (
            'status == "suspendet"',
            (
                "'status' cannot be compared with that: 'suspendet' is not one of active, under "
                "review, inactive, suspended, withdrawn. Correct the selection."
            ),
        ),
        (
            "assessment",
            (
                "'assessment' is several facts, not one. Use one of them: assessment.stage, "
                "assessment.year, assessment.published, assessment.title."
            ),
        ),
        (
            "cc is defined",
            "'cc' is a list, which is always defined. Count its items: cc | length > 0",
        ),
        (
            'date | long_date == "x"',
            "A selection cannot use the filter 'long_date'. Compare the field itself.",
        ),
        (
            'action_plan.ends is eq("2021-08")',
            (
                "A selection cannot use the test 'eq', only defined and undefined. Compare with "
                "==, !=, <, <=, >, >= or in."
            ),
        ),
        (
            'milestones | selectattr("met", "eq", "yes") | list',
            (
                "In a selection, 'selectattr' takes one yes/no field only. Write it like: "
                'milestones | selectattr("met")'
            ),
        ),
    ],
)
def test_refused(text: str, sentence: str) -> None:
    """What could only mislead is refused before any record is read."""
    assert refused(text) == [f"error: {sentence}"]


@pytest.mark.parametrize(
    "text",
    [
        "status.upper()",
        "range(9)",
        "1 + 1 == 2",
        "-assessment.year < 0",
        "concern * 99999999",
        "milestones[0].met",
        "concern[:3]",
        "{} == 1",
        "''.__class__",
        "concern.__class__.__mro__",
        "cycler",
        "self",
        "loop",
        "_x",
        "status | attr('__class__')",
        "concern | pprint",
        "lipsum",
    ],
)
def test_dangerous(text: str) -> None:
    """Calls, arithmetic and whatever is no field are refused: nothing is run."""
    assert refused(text)


def test_all_at_once() -> None:
    """Every misspelt field is reported, not only the first."""
    assert len(refused('statuss == "a" and concren == "b"')) == 2


def test_what_only_shows_while_running() -> None:
    """What fails for a record because the expression makes no sense is the call's fault."""
    where = Where("milestones | sort | list", FIELDS)

    with pytest.raises(CallError) as error:
        where.decide(facts())

    assert told(error.value.problems)[0].startswith("error: The selection cannot be evaluated: ")


TOKENS = 'status concern action_plan.ends cc milestones == < in and or not ( ) | first length "x" 1'


@given(st.lists(st.sampled_from(TOKENS.split()), max_size=9))
def test_never_raises_anything_else(tokens: list[str]) -> None:
    """Whatever is typed, a selection decides, or says what is wrong with it."""
    try:
        decision = Where(" ".join(tokens), FIELDS).decide(facts())
    except CallError:
        return
    assert decision.chosen is not None or decision.missing
