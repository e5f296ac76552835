"""Tests of merging: one letter, or all that is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import Problem, Severity
from lettergen.letter.parts import PARTS, WORDS
from lettergen.letter.people import Recipient, Signatory
from lettergen.merge.letter import merge
from lettergen.office.passages import Passage
from lettergen.plan.request import Request
from lettergen.records import Record
from tests.offices import (
    SMALL_FACTS,
    SMALL_TOML,
    Changes,
    Desk,
    aze,
    codes,
    desk_of,
    ogp,
    record_of,
    small_office,
)

ADDRESS = {"salutation.en": "Madam,", "salutation.fr": "Madame,", "close.en": "Yours,"}
TEXTS = ADDRESS | {"close.fr": "Cordialement,", "topic.en": "The plan", "topic.fr": "Le plan"}
BILINGUAL = """
title = "A note"

[bodies.en]
[bodies.fr]

[fields.topic]
required = true
description = "What it is about."
per_language = true
"""


def small(changes: dict[str, str] | None = None) -> Record:
    """Return the record of the small office with *changes*."""
    return record_of(SMALL_FACTS | (changes or {}))


def bilingual(folder: Path) -> Desk:
    """Write a small office whose one template speaks English and French."""
    toml = SMALL_TOML.replace('"Chief of the Chancellery"', '{ en = "Chief", fr = "Chef" }')
    small_office(folder, "{{ topic }}\n", template=BILINGUAL.replace("[bodies.fr]", ""), toml=toml)
    note = folder / "templates" / "note"
    (note / "template.toml").write_text(BILINGUAL, encoding="utf-8")
    (note / "fr.md.j2").write_text("Sujet : {{ topic }}\n", encoding="utf-8")
    names = "en: {short: Ruritania, formal: Kingdom}, fr: {short: Ruritanie, formal: Royaume}"
    (folder / "states.yaml").write_text(f"- {{code: XAA, {names}}}\n", encoding="utf-8")
    return desk_of(folder, "note", "plain", [])


def test_letter() -> None:
    """A record without a problem becomes a letter in which all is resolved."""
    merged = ogp().merged(aze({"bcc": "Chico Lini", "mark": "CONFIDENTIAL"}))

    assert merged.problems == ()
    assert merged.letter is not None
    letter = merged.letter
    assert (letter.id, letter.language, letter.date) == ("AZE", "en", date(2021, 4, 27))
    assert (letter.date_text, letter.marks) == ("April 27, 2021", ("CONFIDENTIAL",))
    assert letter.blind_copies == (Recipient("Chico Lini"),)
    assert letter.addressee_copy.blind_copies == ()


def test_draft_mark() -> None:
    """The draft mark is apart from the handling marks, in the letter's language."""
    materials = replace(ogp().materials, draft=True)

    letter = merge(ogp().entry(aze({"mark": "CONFIDENTIAL"})), materials).letter

    assert letter is not None
    assert (letter.draft, letter.marks) == ("DRAFT", ("CONFIDENTIAL",))


def test_marks_of_the_body() -> None:
    """Each word that was filled in knows its line in the template and its place in the data."""
    merged = ogp().merged(aze({"concern": "press laws"}))

    assert merged.letter is not None
    mark = next(one for one in merged.letter.body.origins if one.paths == ("concern",))
    assert mark.template.file == "templates/suspension-update/en.md.j2"
    assert [str(place) for place in mark.data] == ["members.yaml:99 (concern)"]


def test_origin_of_the_standing() -> None:
    """What is worked out of the history names the fact that it was taken from."""
    merged = ogp().merged(aze({"history.3.instrument": "2019 ruling"}))

    assert merged.letter is not None
    mark = next(one for one in merged.letter.body.origins if one.paths == ("standing.instrument",))
    assert [str(place) for place in mark.data] == ["members.yaml:99 (history.3.instrument)"]


def test_all_problems_at_once(tmp_path: Path) -> None:
    """What is wrong with record, passage, body and people is told in one run."""
    desk = small_office(
        tmp_path,
        "{{ topic }} {% passage 'own' %}\n",
        template=BILINGUAL.replace("[bodies.fr]\n", ""),
    )
    passages = {("XAA", "en"): Passage("passages/note/XAA.en.md", {"other": "Text."})}
    desk = replace(desk, materials=replace(desk.materials, passages=passages))
    changes = {
        "state": "nowhere",
        "signatory": "nobody",
        "cc.1.state": "XAB",
        "addressee.form": "king",
        "enclosure.file": "a.pdf",
        "seat": "Castle",
    }
    entry = desk.entry(small(changes))
    entry = replace(entry, problems=(Problem("missing-enclosure", "It is not there."),))

    merged = merge(entry, desk.materials)

    assert merged.letter is None
    assert codes(merged.problems) == [
        "missing-enclosure",
        "unknown-state",
        "unknown-field",
        "missing-field",
        "missing-field",
        "unknown-place",
        "unknown-form",
        "unknown-signatory",
        "nobody-named",
    ]


def test_wrong_body(tmp_path: Path) -> None:
    """What is wrong with the body is told beside what is wrong with the record."""
    desk = small_office(tmp_path, "{{ topc }}\n")

    merged = desk.merged(small({"signatory": "nobody"}))

    assert merged.letter is None
    assert codes(merged.problems) == ["undeclared-field", "unknown-signatory"]


def test_warnings_stand_beside_a_letter() -> None:
    """A warning does not cost a letter."""
    merged = ogp().merged(aze({"seat": "Baku"}))

    assert merged.letter is not None
    assert [problem.severity for problem in merged.problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    "problem",
    [Problem("missing-enclosure", "It is not there."), Problem("duplicate-id", "Taken.")],
)
def test_no_letter_with_an_error(problem: Problem) -> None:
    """With an error of the plan or of the data there is no letter, however good the rest."""
    planned = replace(ogp().entry(aze()), problems=(problem,))
    read = ogp().entry(replace(aze(), problems=(problem,)))

    for entry in (planned, read):
        merged = merge(entry, ogp().materials)
        assert (merged.letter, merged.problems) == (None, (problem,))


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"state": None}, ["missing-field state"]),
        ({"state": "ZZZ"}, ["unknown-state state"]),
        ({"state": ""}, ["empty-field state"]),
        ({"concern": None}, ["missing-field concern"]),
        ({"concern": ""}, ["empty-field concern"]),
        ({"concern": None, "concern.fr": "la presse"}, ["untranslated concern.en"]),
        ({"concern": None, "concern.zz": "la presse"}, ["unknown-language concern.zz"]),
        ({"action_plan.ends": "soon"}, ["wrong-type action_plan.ends"]),
        ({"history.3.instrument": None}, ["missing-field history.3.instrument"]),
        ({"history": None}, ["undecided status", "missing-field history.1.instrument"]),
        ({"history": None, "status": "suspended"}, ["missing-field history.1.instrument"]),
        ({"history.3.from": "soon"}, ["wrong-type history.3.from"]),
        ({"history.3.status": "suspendet"}, ["wrong-type history.3.status"]),
        ({"milestones.2.due": None}, ["missing-field milestones.2.due"]),
        ({"milestones.2.met": "perhaps"}, ["wrong-type milestones.2.met"]),
    ],
)
def test_no_echoes(changes: Changes, problems: list[str]) -> None:
    """A fact that is wrong is told once, where it is to be mended, not at each line that asks."""
    merged = ogp().merged(aze(changes))

    assert [f"{one.code} {one.data.path}" for one in merged.problems if one.data] == problems


def test_fact_that_comes_from_another() -> None:
    """A fact that is worked out is told by the fact that is to be filled in."""
    assert ogp().problems(aze({"history.3.instrument": None})) == [
        (
            "error: templates/suspension-update/en.md.j2:14 | members.yaml:5 "
            "(history.3.instrument): The template needs a fact here that comes from "
            "'history.3.instrument', which is not given. Fill in 'history.3.instrument'."
        )
    ]


def test_language_without_a_body() -> None:
    """Without a body in the letter's language there is no letter; other problems are told too."""
    request = Request(language="ka")

    assert ogp().problems(aze({"action_plan.ends": "soon"}), request) == [
        (
            "error: templates/suspension-update/template.toml | members.yaml:5 (language): The "
            "template 'suspension-update' has no body in 'ka'. Available in: en, fr, es, ar, az, "
            "ru. Choose one with --language, or write the body."
        ),
        (
            "error: members.yaml:99 (action_plan.ends): 'soon' is not a month: type year-month, "
            "such as 2021-08. The last month of the current action plan."
        ),
    ]


def test_language_without_names_of_months(tmp_path: Path) -> None:
    """A letter in a language whose months have no names in CLDR is refused, not dated with M04."""
    small_office(tmp_path, "Text.\n")
    template = tmp_path / "templates" / "note" / "template.toml"
    template.write_text('title = "A note"\n\n[bodies.wa]\n', encoding="utf-8")
    template.with_name("en.md.j2").rename(template.with_name("wa.md.j2"))
    desk = desk_of(tmp_path, "note", "plain", [])

    assert "no-date-words" in codes(desk.merged(small(), Request(language="wa")).problems)


def test_record_without_a_date() -> None:
    """Without a date there is no letter; what is wrong besides is told, and nothing twice."""
    merged = ogp().merged(aze({"date": "soon", "action_plan.ends": "soon"}))

    assert merged.letter is None
    assert [str(one.data) for one in merged.problems] == [
        "members.yaml:99 (date)",
        "members.yaml:99 (action_plan.ends)",
    ]


@pytest.mark.parametrize(
    ("facts", "language", "path"),
    [
        ({"topic.fr": ""}, "fr", "topic.fr"),
        ({"topic.en": ""}, "en", "topic.en"),
        ({"addressee.title": "Chief"}, "fr", "addressee.1.title.fr"),
        ({"delivery": "By hand"}, "fr", "delivery.fr"),
        ({"language": "fr", "delivery": "Par porteur"}, "en", "delivery.en"),
    ],
)
def test_missing_translation(
    tmp_path: Path, facts: dict[str, str], language: str, path: str
) -> None:
    """A letter in a language for which a text is missing is refused, with that field named."""
    merged = bilingual(tmp_path).merged(small(TEXTS | facts), Request(language=language))

    assert merged.letter is None
    assert [(one.code, one.data and one.data.path) for one in merged.problems] == [
        ("untranslated", path)
    ]


def test_two_languages(tmp_path: Path) -> None:
    """A record with texts in two languages gives a letter in each, and none of the other's."""
    desk = bilingual(tmp_path)

    british, french = (desk.merged(small(TEXTS), Request(language=tag)) for tag in ("en-GB", "fr"))

    assert british.letter is not None
    assert (british.letter.salutation, british.letter.date_text) == ("Madam,", "27 April 2021")
    assert french.letter is not None
    assert (french.letter.close, french.letter.date_text) == ("Cordialement,", "27 avril 2021")
    assert french.letter.signatories == (Signatory("Rudolf Rassendyll", "Chef"),)
    assert french.letter.addressees[0].state == "Royaume"
    assert "Le plan" in french.letter.body.markdown


def test_subject_of_the_record(tmp_path: Path) -> None:
    """A record's own subject is plain text: nothing in it is Markdown."""
    template = 'title = "A note"\n\n[bodies.en]\nsubject = "On *{{ state.short }}*"\n'
    desk = small_office(tmp_path, "Text.\n", template=template)

    own, house = (desk.merged(small(facts)).letter for facts in ({"subject": "*A* [b](c)"}, {}))

    assert own is not None
    assert own.subject.markdown == r"\*A\* \[b\]\(c\)"
    assert house is not None
    assert house.subject.markdown.startswith("On *")


SAID_OF_A_FIELD: dict[str, Changes] = {
    "mark": {"mark.1": "CONFIDENTIAL"},
    "date": {"date": "2021-05-01"},
    "addressee": {"addressee.1.office": "Chancery"},
    "via": {"via.1.name": "Sapt"},
    "subject_line": {"subject_line.1": "Second phase"},
    "signatory": {"signatory.1.id": "ceo", "signatory.1.acting": "yes"},
    "enclosure": {"enclosure.1.title": "civic space"},
    "cc": {"cc.1.name": "Sapt"},
    "distribution": {"distribution.1.name": "Sapt"},
    "bcc": {"bcc.1.name": "Sapt"},
}
"""What a record says in the fields that are no plain text."""


@pytest.mark.parametrize(
    ("part", "field"), [(part.name, field) for part in PARTS for field in part.fields]
)
def test_each_part_comes_from_its_fields(part: str, field: str) -> None:
    """What a record says in a field is in the part that the table names; else in the words."""
    said = SAID_OF_A_FIELD.get(field, {field: "Zz"})
    usual: Changes = {"subject": "Review"}
    before, after = (ogp().merged(aze(one)).letter for one in (usual, {**usual, **said}))

    assert before is not None
    assert after is not None
    differing = [one.name for one in PARTS if one.lines(before) != one.lines(after)]
    assert [name for name in differing if name != WORDS] == [part]
