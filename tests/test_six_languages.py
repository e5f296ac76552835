"""The status update in six languages, down to the page and read back from it."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest

from lettergen.office.passages import Passage
from lettergen.plan.request import Request
from lettergen.produce import Format, Outcome
from tests.offices import Changes, aze, changed, codes, ogp
from tests.reference import page_texts

REFERENCE_EMAIL = "info@opengovpartnership.org"
LANGUAGES = ("en", "fr", "es", "ar", "az", "ru")
GRAUSTARK = "XAC"
STAGES: dict[str, Changes] = {
    "as it is": {},
    "all met": {"milestones.2.met": "yes", "milestones.1.met": "yes"},
    "some met": {"milestones.1.met": "yes"},
    "none due": {"milestones.1.due": "2022-01-31", "milestones.2.due": "2022-01-31"},
    "no milestones": {"milestones": None},
    "plan ended": {"action_plan.ends": "2020-12", "mention_since": "no"},
    "under way": {"assessment.stage": "under way", "offer_meeting": "no"},
    "published": {"assessment.stage": "published", "assessment.published": "2021-03-15"},
}


@cache
def made(record_id: str, language: str, form: Format = Format.PDF) -> Outcome:
    """Return a letter of the sample office in that language."""
    return ogp().outcome(ogp().record(record_id), form, Request(language=language))


def content(outcome: Outcome) -> bytes:
    """Return what was made; nothing may have gone wrong."""
    assert [problem for problem in outcome.problems if problem.is_error] == []
    assert outcome.content is not None
    return outcome.content


def words(text: str) -> list[str]:
    """Return the words of a text in order, as letters and digits alone.

    The other program turns brackets round by rules of its own, and moves points.
    """
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record_id", ["AZE", GRAUSTARK])
def test_letter_is_read_back(record_id: str, language: str) -> None:
    """The text of the PDF is that of the letter, in logical order, in each language."""
    text = content(made(record_id, language, Format.TEXT)).decode()
    said = words(text.partition(REFERENCE_EMAIL)[2])
    printed = words("\n".join(page_texts(content(made(record_id, language)))))

    alike = SequenceMatcher(None, said, printed[-len(said) - 40 :], autojunk=False)
    kept = sum(block.size for block in alike.get_matching_blocks())
    assert kept >= len(said) * 0.97, sorted(set(said) - set(printed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_archivable_and_accessible(language: str) -> None:
    """Each letter is PDF/A-2a and PDF/UA-1 by an outside program's reading."""
    pdf = content(made("AZE", language))

    assert failures(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == language


def failures(pdf: bytes) -> list[str]:
    """Return what an outside program has against a PDF."""
    return [
        failure.message
        for profile in ("2a", "ua1")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        if "STREAM-LENGTH" not in failure.rule_id  # a known false alarm
    ]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_branch_is_a_letter(language: str, stage: str) -> None:
    """In each language, every stage that a member may be in gives a letter of its own."""
    record = changed(ogp().record(GRAUSTARK), STAGES[stage])

    text = content(ogp().outcome(record, Format.TEXT, Request(language=language))).decode()

    assert "  " not in text.replace("\n", "")
    assert ".." not in text
    if stage != "as it is":
        assert text != content(made(GRAUSTARK, language, Format.TEXT)).decode()


@pytest.mark.parametrize(
    ("language", "salutation", "close"),
    [
        ("en", "Dear Mr. Huseynov,", "Best wishes,"),
        (
            "fr",
            "Monsieur,",
            "Je vous prie, Monsieur, d'agréer mes salutations distinguées.",
        ),
        ("es", "Estimado señor Huseynov:", "Atentamente,"),
        (
            "ar",
            "السيد فوسال حسينوف المحترم، تحية طيبة وبعد،",
            "وتفضلوا بقبول فائق الاحترام والتقدير.",
        ),
        ("az", "Hörmətli cənab Hüseynov,", "Hörmətlə,"),
        ("ru", "Уважаемый господин Гусейнов!", "С уважением,"),
    ],
)
def test_forms_of_address(language: str, salutation: str, close: str) -> None:
    """Each letter greets and closes as its language does."""
    letter = ogp().merged(aze(), Request(language=language)).letter

    assert letter is not None
    assert (letter.salutation, letter.close) == (salutation, close)


@pytest.mark.parametrize(
    ("changes", "language", "path"),
    [
        ({"addressee.title": "Chief"}, "fr", "addressee.1.title.fr"),
        ({"history.3.label": None}, "fr", "history.3.label.fr"),
        ({"history.3.instrument": "2018 resolution"}, "ru", "history.3.instrument.ru"),
        ({"state_genitive": None}, "az", "state_genitive"),
        ({"addressee.gender": None}, "fr", "addressee.1.form"),
        ({"addressee.name_dative": None}, "ru", "addressee.1.name_dative"),
        ({"addressee.name": None, "addressee.name.Latn": "Ali"}, "ar", "addressee.1.name.Arab"),
    ],
)
def test_what_a_language_lacks(changes: Changes, language: str, path: str) -> None:
    """A text or a form that a language needs and the record lacks stops that letter, by name."""
    merged = ogp().merged(aze(changes), Request(language=language))

    assert merged.letter is None
    assert path in [one.data.path for one in merged.problems if one.data]


@pytest.mark.parametrize("layout", ["after", "beside"])
@pytest.mark.parametrize(("language", "second"), [("en", "fr"), ("ar", "en"), ("en", "ar")])
def test_two_languages(language: str, second: str, layout: str) -> None:
    """A letter in two languages holds both, says which one counts, and is fit for the archive."""
    record = changed(ogp().record(GRAUSTARK), {"translation": second, "translation_layout": layout})
    request = Request(language=language)
    merged = ogp().merged(record, request)
    pdf = content(ogp().outcome(record, Format.PDF, request))
    printed = words("\n".join(page_texts(pdf)))

    assert merged.letter is not None
    assert merged.letter.translation is not None
    assert (merged.letter.version, merged.letter.translation.version) == (
        "Authoritative text",
        "Unofficial translation",
    )
    assert merged.letter.beside is (layout == "beside")
    for tag in (language, second):
        alone = content(made(GRAUSTARK, tag, Format.TEXT)).decode()
        lost = [word for word in words(alone) if word not in printed]
        assert len(lost) <= len(words(alone)) // 40, lost
    html = content(ogp().outcome(record, Format.HTML, request)).decode()
    assert f'<html lang="{language}"' in html
    assert f'lang="{second}" dir="{"rtl" if second == "ar" else "ltr"}"' in html
    assert failures(pdf) == []
    assert tagged_languages(pdf) == {second}


def tagged_languages(pdf: bytes) -> set[str]:
    """Return the languages that parts of a PDF are tagged with, beside the document's own."""
    with pikepdf.open(BytesIO(pdf)) as document:
        parts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return {str(one.Lang) for one in parts if one.get("/S") == "/Art"}


def test_blind_copies_stay_blind_in_both() -> None:
    """Neither version of the addressee's copy knows of a blind copy."""
    record = changed(ogp().record(GRAUSTARK), {"translation": "fr", "bcc.1.name": "Chico Lini"})

    merged = ogp().merged(record)

    assert merged.letter is not None
    assert merged.letter.blind_copies != ()
    copy = merged.letter.addressee_copy
    assert copy.translation is not None
    assert copy.blind_copies == copy.translation.blind_copies == ()


@pytest.mark.parametrize(
    ("second", "code"),
    [("en-GB", "same-language"), ("klingon", "unknown-language"), ("ka", "no-body")],
)
def test_no_such_translation(second: str, code: str) -> None:
    """A translation into the letter's own language, or into none that there is, is refused."""
    merged = ogp().merged(aze({"translation": second}))

    assert merged.letter is None
    assert code in codes(merged.problems)


def test_a_passage_in_one_language_only() -> None:
    """A passage that only one of the two languages has would be lost in the other."""
    desk = ogp()
    passages = {("AZE", "en"): Passage("x.md", {"after-status": "Words."})}
    desk = replace(desk, materials=replace(desk.materials, passages=passages))

    merged = desk.merged(aze({"translation": "fr"}))

    assert "A passage is written in en but not in fr." in [one.message for one in merged.problems]
