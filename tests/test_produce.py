"""Tests of producing one letter."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from lettergen.errors import Problem
from lettergen.letter.letter import Enclosure
from lettergen.letterhead import Letterhead, StyleText
from lettergen.office.passages import Passage
from lettergen.office.settings import Limits
from lettergen.plan.overrides import Request
from lettergen.produce import Format, Job, Outcome, produce
from lettergen.protocol.forms_of_address import Forms
from tests.offices import Changes, Desk, aze, codes, ogp, told
from tests.reference import page_texts
from tests.test_suspension_update import REFERENCE

BLIND = {
    "bcc.1.name": "Zenobia Quillfeather",
    "bcc.1.title": "Keeper of Canaries",
    "bcc.1.office": "Aviary",
    "bcc.1.state": "XAB",
}


def content(outcome: Outcome) -> bytes:
    """Return the finished letter; nothing may be wrong with it."""
    assert told(outcome.problems) == []
    assert outcome.content is not None
    return outcome.content


def test_reference_letter_on_paper() -> None:
    """The reference letter is read back from its one page word for word."""
    outcome = ogp().outcome(aze(), Format.PDF)

    assert " ".join(page_texts(content(outcome))).split() == REFERENCE.split()
    assert (outcome.id, outcome.language, outcome.pages) == ("AZE", "en", 1)


@pytest.mark.parametrize(
    ("form", "start"), [(Format.HTML, b"<!DOCTYPE html>"), (Format.TEXT, b"Open Government")]
)
def test_other_formats(form: Format, start: bytes) -> None:
    """HTML and plain text have no pages."""
    outcome = ogp().outcome(aze(), form)

    assert content(outcome).startswith(start)
    assert outcome.pages == 0


def test_formats_by_suffix() -> None:
    """A format is called by the suffix of its files."""
    assert [Format("pdf"), Format("html"), Format("txt")] == list(Format)


def test_enclosures() -> None:
    """An outcome says what goes along with the letter."""
    record = aze({"enclosure.1.title": "Resolution", "enclosure.1.file": "r.pdf"})

    assert ogp().outcome(record, Format.TEXT).enclosures == (Enclosure("Resolution", "r.pdf"),)


@pytest.mark.parametrize("form", Format)
def test_blind_copy_changes_nothing(form: Format) -> None:
    """A letter with blind copies is, byte for byte, the letter without them."""
    blind = aze(BLIND)
    letter = ogp().merged(blind).letter

    assert letter is not None
    assert letter.blind_copies[0].one_line == (
        "Zenobia Quillfeather, Keeper of Canaries, Aviary, Republic of Freedonia"
    )
    assert content(ogp().outcome(blind, form)) == content(ogp().outcome(aze(), form))


def test_blind_copy_is_nowhere_in_the_pdf() -> None:
    """No object, stream or metadata of the PDF holds a word of a blind copy, in any writing."""
    pdf = content(ogp().outcome(aze(BLIND), Format.PDF))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.docinfo.get("/Title") == "Letter to Vusal Huseynov, April 27, 2021"
        parts = [repr(item).encode() for item in document.objects]
        parts += [
            item.read_bytes() for item in document.objects if isinstance(item, pikepdf.Stream)
        ]
    everything = b"\n".join([pdf, *parts, *(text.encode() for text in page_texts(pdf))])
    for word in ("Zenobia", "Quillfeather", "Canaries", "Aviary", "Freedonia"):
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            written = word.encode(encoding)
            assert written not in everything
            assert written.hex().encode() not in everything.lower()
    assert b"Vusal" in everything  # so that the search can find something


def test_same_bytes() -> None:
    """The same records give the same bytes, in another order too."""
    desk = ogp()
    entries = [entry for entry in desk.plan(desk.records) if not entry.reason]

    def letters(jobs: list[Job]) -> dict[str, bytes]:
        outcomes = [produce(job, desk.materials, desk.letterhead) for job in jobs]
        return {outcome.id: content(outcome) for outcome in outcomes}

    jobs = [Job(entry) for entry in entries[:3]]
    assert letters(jobs) == letters(jobs[::-1])


def test_plain_data() -> None:
    """A job, its materials and its outcome can travel to a worker and back."""
    desk = ogp()
    job = Job(desk.entry(aze()), Format.TEXT)

    travelled = pickle.loads(pickle.dumps((job, desk.materials, desk.letterhead)))  # noqa: S301 - our own
    outcome = produce(*travelled)

    assert outcome == pickle.loads(pickle.dumps(outcome))  # noqa: S301 - our own
    assert content(outcome) == content(produce(job, desk.materials, desk.letterhead))


def test_record_with_problems() -> None:
    """A record with problems gives no letter, but all of them."""
    outcome = ogp().outcome(aze({"concern": None, "signatory": "nobody"}), Format.PDF)

    assert (outcome.content, outcome.pages) == (None, 0)
    assert codes(outcome.problems) == ["missing-field", "unknown-signatory"]


def test_warning_beside_a_letter() -> None:
    """A warning stands beside the finished letter."""
    outcome = ogp().outcome(aze({"seat": "Baku"}), Format.TEXT)

    assert outcome.content is not None
    assert codes(outcome.problems) == ["unknown-field"]


SMILE = (
    "No font of the letterhead has '\U0001f600' (U+1F600, GRINNING FACE). Correct the text, or add "
    "a font that has it to 'fonts' in letterhead.toml."
)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"role": "envoy \U0001f600"}, "role"),
        ({"cc.1.name": "\U0001f600"}, "cc.1.name"),
        ({"bcc": "\U0001f600", "reference": "A\U0001f600"}, "reference"),
        ({"history.1.label": "\U0001f600", "history.3.label": "\U0001f600"}, "history.3.label"),
    ],
)
def test_missing_glyph(changes: Changes, path: str) -> None:
    """A character that no font has names the field that is printed, and its place."""
    outcome = ogp().outcome(aze(changes), Format.PDF)

    assert outcome.content is None
    assert told(outcome.problems) == [f"error: members.yaml:99 ({path}): {SMILE}"]


def test_missing_glyph_of_a_passage() -> None:
    """A character of a passage that no font has names the passage's file."""
    passage = Passage("passages/suspension-update/AZE.en.md", {"after-status": "\U0001f600"})
    desk = ogp()
    desk = replace(desk, materials=replace(desk.materials, passages={("AZE", "en"): passage}))

    problems = desk.outcome(aze(), Format.PDF).problems

    assert told(problems) == [f"error: {passage.file}: {SMILE}"]


def test_missing_glyph_of_the_office() -> None:
    """A character that no record holds is told without a place in the data."""
    desk = ogp().with_settings(close={"en": "\U0001f600"})

    assert told(desk.outcome(aze(), Format.PDF).problems) == [f"error: {SMILE}"]


def test_too_many_pages() -> None:
    """A letter longer than the office allows is refused."""
    desk = ogp().with_settings(limits=Limits(pages=1))
    record = desk.record("XAF")

    outcome = desk.outcome(record, Format.PDF)

    assert (outcome.content, outcome.pages) == (None, 0)
    assert told(outcome.problems) == [
        (
            f"error: {record.place}: The letter has 2 pages; 1 are allowed. Shorten it, or raise "
            "'pages' under [limits]."
        )
    ]


def broken(**parts: Any) -> Callable[[Letterhead], Letterhead]:
    """Return what breaks some parts of a letterhead."""
    return lambda letterhead: replace(letterhead, **parts)


@pytest.mark.parametrize(
    ("form", "breaking", "code"),
    [
        (Format.HTML, broken(html=StyleText("letter.html.j2", "{{ nothing }}")), "bad-skeleton"),
        (Format.TEXT, broken(text=StyleText("letter.txt.j2", "{% if %}")), "bad-skeleton"),
        (Format.PDF, broken(css=(StyleText("a.css", "p { colour: red }"),)), "layout-warning"),
        (Format.PDF, broken(fonts=("No Such Serif",)), "missing-font"),
        (Format.PDF, broken(assets=()), "missing-asset"),
    ],
)
def test_broken_letterhead(
    form: Format, breaking: Callable[[Letterhead], Letterhead], code: str
) -> None:
    """What is wrong with the letterhead is a problem of each letter, and never raised."""
    desk = ogp()

    outcome = produce(Job(desk.entry(aze()), form), desk.materials, breaking(desk.letterhead))

    assert outcome.content is None
    assert set(codes(outcome.problems)) == {code}


def faulty_merge(desk: Desk) -> Desk:
    """Return a desk whose forms of address are of the wrong kind."""
    rows: Any = None
    return replace(desk, materials=replace(desk.materials, forms=Forms(rows)))


def faulty_layout(desk: Desk) -> Desk:
    """Return a desk whose letterhead is of the wrong kind."""
    contacts: Any = None
    return replace(desk, letterhead=replace(desk.letterhead, contacts=contacts))


@pytest.mark.parametrize("breaking", [faulty_merge, faulty_layout])
def test_own_fault(breaking: Callable[[Desk], Desk]) -> None:
    """A fault of lettergen's own costs one letter, and says that it is none of the user's."""
    outcome = breaking(ogp()).outcome(aze(), Format.TEXT)

    assert outcome.content is None
    (problem,) = outcome.problems
    assert problem.code == "internal-fault"
    assert problem.message.startswith("lettergen itself failed on this letter: TypeError: ")
    assert str(problem.data) == "members.yaml:5"


@pytest.mark.parametrize(
    "request_", [Request(language="fr"), Request(date="1000-01-01"), Request(date="2999-12-31")]
)
@pytest.mark.parametrize("form", Format)
def test_extreme_calls(request_: Request, form: Format) -> None:
    """A language without a body and the ends of the calendar give a letter, or a problem."""
    outcome = ogp().outcome(aze(), form, request_)

    assert (outcome.content is None) == any(one.is_error for one in outcome.problems)
    assert not {"internal-fault", "unlayable"} & set(codes(outcome.problems))


def test_problem_of_the_plan() -> None:
    """An entry with a problem of the plan is never made."""
    problem = Problem("undecided", "Nobody knows.")
    entry = replace(ogp().entry(aze()), problems=(problem,))

    outcome = produce(Job(entry), ogp().materials, ogp().letterhead)

    assert (outcome.content, outcome.problems) == (None, (problem,))


def test_variety_of_the_house() -> None:
    """A house writes a language in its own variety; the outcome is still of the language asked."""
    desk = ogp()
    house = replace(desk.materials.house, locales={"en": "en-GB"})
    british = replace(desk, materials=replace(desk.materials, house=house))

    outcome = british.outcome(aze(), Format.TEXT)

    assert outcome.language == "en"
    assert "27 April 2021" in content(outcome).decode()


def test_first_person_in_the_third() -> None:
    """A house that writes in the third person warns of each I and we, and makes the letter."""
    desk = ogp()
    house = replace(desk.materials.house, third_person=True)
    outcome = produce(
        Job(desk.entry(aze()), Format.TEXT),
        replace(desk.materials, house=house),
        desk.letterhead,
    )

    assert set(codes(outcome.problems)) == {"first-person"}
    assert outcome.content is not None
