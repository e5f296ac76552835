"""Tests of the update for suspended members: the letter that was sent, and each of its branches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from lettergen.office.passages import Passage
from tests.checkout import TESTS
from tests.offices import Changes, aze, ogp

LETTER = TESTS / "reference" / "suspension-update-2021-04-27.txt"
REFERENCE = LETTER.read_text(encoding="utf-8")
Swaps = Sequence[tuple[str, str]]


def swapped(swaps: Swaps) -> str:
    """Return the reference letter with other words; each of those replaced stands in it."""
    text = REFERENCE
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return text


def test_reference_letter() -> None:
    """The sample record makes the letter that was sent, word for word."""
    assert ogp().text(aze()).split() == REFERENCE.split()


MEETING = next(line for line in REFERENCE.splitlines() if line.startswith("Representatives"))
ENCLOSED = "This letter is accompanied by the following:"
COPY = next(line for line in REFERENCE.splitlines() if line.startswith("cc: "))
SENT = "April 27, 2021"
PRADHAN = "Sanjay Pradhan\nChief Executive Officer"


@pytest.mark.parametrize(
    ("changes", "swaps"),
    [
        ({"date": "2021-05-03"}, [(SENT, "May 3, 2021")]),
        ({"addressee.name": "Ali Bey"}, [("Vusal Huseynov", "Ali Bey")]),
        ({"addressee.honorific": "Dr."}, [("Dear Mr.", "Dear Dr.")]),
        ({"addressee.surname": "Bey"}, [("Dear Mr. Huseynov", "Dear Mr. Bey")]),
        ({"addressee.title": "Head"}, [("Chief, State", "Head, State")]),
        ({"addressee.title": None}, [("Chief, State", "State")]),
        ({"addressee.office": None}, [("Chief, State Migration Service", "Chief")]),
        ({"addressee.line": "1 Quay"}, [("Service\n", "Service\n1 Quay\n")]),
        (
            {"addressee.state": "XAB"},
            [("Service\nRepublic of Azerbaijan", "Service\nRepublic of Freedonia")],
        ),
        ({"addressee.form": "minister"}, [("Dear Mr. Huseynov", "Dear Minister")]),
        ({"salutation": "Sir,"}, [("Dear Mr. Huseynov,", "Sir,")]),
        ({"close": "Yours,"}, [("Best wishes,", "Yours,")]),
        ({"role": "envoy"}, [("ministerial representative for OGP", "envoy")]),
        ({"role": None}, [("the ministerial representative for OGP, you", "you")]),
        ({"concern": "press laws"}, [("civic space constraints", "press laws")]),
        ({"state": "XAB", "cc.1.state": "XAB"}, [("Azerbaijan", "Freedonia")]),
        (
            {"state": "XAD", "cc.1.state": "XAD"},
            [
                ("Republic of Azerbaijan", "Federation of the Tamorian Isles"),
                ("suspension. Azerbaijan's", "suspension. The Tamorian Isles'"),
                ("Azerbaijan's", "the Tamorian Isles'"),
                ("Azerbaijan", "the Tamorian Isles"),
            ],
        ),
        (
            {"history.3.instrument": "2019 ruling"},
            [("2018 resolution of the OGP Steering Committee", "2019 ruling")],
        ),
        (
            {"history.3.label": "paused"},
            [('"suspended"', '"paused"'), ("suspended status", "paused status")],
        ),
        (
            {"mention_since": "yes"},
            [("status in OGP pur", "status in OGP since December 5, 2018, pur")],
        ),
        ({"mention_since": "no"}, []),
        ({"action_plan.ends": "2021-04"}, [("August 2021", "April 2021")]),
        ({"assessment.year": "2023"}, [("place in 2022", "place in 2023")]),
        ({"offer_meeting": "no"}, [(MEETING, "")]),
        ({"cc": None}, [(COPY, "")]),
        ({"cc.1.title": None}, [("Head of Foreign Policy Affairs, ", "")]),
        ({"cc.2": "Bob Roland"}, [(COPY, f"{COPY}\nBob Roland")]),
        ({"bcc": "Chico Lini"}, []),
        ({"subject": "A *plan*"}, [("Dear Mr", "A *plan*\n\nDear Mr")]),
        ({"reference": "OGP/1"}, [(SENT, f"Our reference: OGP/1\n{SENT}")]),
        ({"your_reference": "A 7"}, [(SENT, f"Your reference: A 7\n{SENT}")]),
        ({"delivery": "Via e-mail"}, [(SENT, f"Via e-mail\n{SENT}")]),
        (
            {"mark": "SECRET"},
            [("Open Government Partnership\n", "SECRET\nOpen Government Partnership\n")],
        ),
        ({"signatory": "support-unit"}, [(PRADHAN, "Flavia Elphberg\nDirector, Support Unit")]),
        (
            {"enclosure.title": "A plan"},
            [
                ("Best wishes,", f"{ENCLOSED} A plan.\nBest wishes,"),
                ("cc:", "Enclosure: A plan\ncc:"),
            ],
        ),
        (
            {"enclosure.1": "A", "enclosure.2": "B"},
            [
                ("Best wishes,", f"{ENCLOSED} A and B.\nBest wishes,"),
                ("cc:", "Enclosures:\n1. A\n2. B\ncc:"),
            ],
        ),
    ],
)
def test_words_follow_the_facts(changes: Changes, swaps: Swaps) -> None:
    """With another fact the letter says other words there, and the same everywhere else."""
    assert ogp().text(aze(changes)).split() == swapped(swaps).split()


MET = "has so far acted in accordance with the resolution and met the milestones"
PARTLY = "has met some of the milestones outlined in the resolution. We regret, however, that"
MISSED = (
    "We note with concern that Azerbaijan has not met the milestones outlined in the resolution"
)
NOT_DUE = "None of the milestones outlined in the resolution has fallen due so far."


def milestones(*facts: tuple[str, str, str]) -> Changes:
    """Return changes that leave the reference record with these milestones: text, day, met."""
    numbered = enumerate(facts, start=1)
    return {"milestones": None} | {
        f"milestones.{number}.{name}": value
        for number, fact in numbered
        for name, value in zip(("text", "due", "met"), fact, strict=True)
    }


@pytest.mark.parametrize(
    ("facts", "said", "listed"),
    [
        ([("a plan", "2020-01-01", "yes")], MET, []),
        ([("a plan", "2020-01-01", "yes"), ("a report", "2021-04-27", "no")], MET, []),
        (
            [("a plan", "2020-01-01", "yes"), ("a *report*", "2021-04-26", "no")],
            PARTLY,
            ["- a *report*, due by April 26, 2021"],
        ),
        (
            [("a plan", "2020-01-01", "no"), ("a report", "2021-01-01", "no")],
            MISSED,
            ["- a plan, due by January 1, 2020", "- a report, due by January 1, 2021"],
        ),
        ([("a plan", "2021-04-27", "no")], NOT_DUE, []),
        ([("a plan", "2021-04-27", "yes")], NOT_DUE, []),
        ([], "", []),
    ],
)
def test_milestones(facts: list[tuple[str, str, str]], said: str, listed: list[str]) -> None:
    """The letter says which milestones that have fallen due were met, and lists the others."""
    text = ogp().text(aze(milestones(*facts)))

    assert [one for one in (MET, PARTLY, MISSED, NOT_DUE) if one in text] == (
        [said] if said else []
    )
    assert [line for line in text.splitlines() if line.startswith("- ")] == listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"action_plan.ends": "2021-04"}, "should complete the implementation of its current OGP"),
        (
            {"action_plan.ends": "2021-03"},
            "was to be completed by the end of March 2021; that period has ended.",
        ),
        ({"assessment.stage": "Under  Way"}, "is assessing the implementation of commitments"),
        ({"assessment.stage": "under way"}, "this assessment will be completed in 2022."),
        (
            {"assessment.stage": "published", "assessment.published": "2021-03-15"},
            "Its findings were published on March 15, 2021.",
        ),
        (
            {
                "assessment.stage": "published",
                "assessment.published": "2021-03-15",
                "assessment.title": "Results [2021]",
                "assessment.year": None,
            },
            'Its findings were published on March 15, 2021 under the title "Results [2021]".',
        ),
    ],
)
def test_stages(changes: Changes, said: str) -> None:
    """The letter follows the action plan and its assessment from stage to stage."""
    assert said in ogp().text(aze(changes)).replace("\n", " ")


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({"assessment.year": None}, "assessment.year"),
        ({"assessment.stage": "published"}, "assessment.published"),
    ],
)
def test_what_a_stage_needs(changes: Changes, needed: str) -> None:
    """A fact that only one stage needs is missed in that stage, with the template's line."""
    (problem,) = ogp().merged(aze(changes)).problems

    assert (
        problem.message == f"The template needs {needed!r} here, but the record does not give it."
    )
    assert str(problem.template).startswith("templates/suspension-update/en.md.j2:")


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("after-status", "Committee.", "We are encouraged"),
        ("after-milestones", "August 2021.", "Consistent with"),
        ("after-support", "constraints.", "Representatives from"),
    ],
)
def test_passage(place: str, before: str, after: str) -> None:
    """The chief executive's own paragraph stands at its place, and nowhere else."""
    words = "I *well* remember our talk."
    passage = Passage("passages/suspension-update/AZE.en.md", {place: words})
    desk = ogp()
    materials = replace(desk.materials, passages={("AZE", "en"): passage})

    text = replace(desk, materials=materials).text(aze())

    printed = "I well remember our talk."
    assert f"{before}\n\n{printed}\n\n{after}" in text
    assert text.replace(f"{printed}\n\n", "") == desk.text(aze())


def test_every_suspended_member() -> None:
    """Every suspended member of the sample office gets a letter without a problem."""
    desk = ogp()
    chosen = [entry.record for entry in desk.plan(desk.records) if not entry.reason]

    texts = [desk.text(record) for record in chosen]

    assert len(texts) == 7
    assert "I still think with pleasure of our conversation" in texts[2]
