"""DIN 5008, forms A and B: the places of the parts in millimetres, as DIN 5008:2020 has them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from lettergen.geometry import Box
from lettergen.l10n.phrases import languages, phrases
from lettergen.letter.letter import Body, Letter
from lettergen.letter.people import Addressee, Person
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.page_text import first_page
from tests.reference import EVERY_PART, PARAGRAPHS, REFERENCE, page_texts, printed
from tests.styles.reading import in_order, line, lines, overlapping, wrong_in_window

FORMS = {"A": load_letterhead("din5008-a", None), "B": load_letterhead("din5008-b", None)}
FIELD = {"A": 27.0, "B": 45.0}  # millimetres from the top: DIN 5008:2020
FOLDS = {"A": (87.0, 192.0), "B": (105.0, 210.0)}
PUNCH = 148.5
INK = 2.0  # millimetres between the top of a line's box and that of its letters, at most

TWICE = f"{PARAGRAPHS}\n\n{PARAGRAPHS}"
LONG = replace(EVERY_PART, draft="", body=Body(f"{EVERY_PART.body.markdown}\n{TWICE}"))
WITH_ALL = replace(
    EVERY_PART,
    via=(Person("Black Michael", "Governor"),),
    postscript="The bridge is up.",
    distribution=(Person("Robert Burgonyo", "Cook"),),
    subject_lines=("File RUR-44",),
    version="Authoritative text",
)
STREETS = ("1 Castle Street", "Second Floor", "Old Town", "North Tower", "Moat", "Hill", "10001")

form = pytest.mark.parametrize("form", FORMS)


def addressed(lines: int, **change: object) -> Letter:
    """Return a letter whose address has so many lines."""
    streets = STREETS[: lines - 2]
    addressee = Addressee("Flavia Elphberg", state="RURITANIA", lines=streets)
    assert len(addressee.address) == lines
    return replace(REFERENCE, addressees=(addressee,), **change)  # type: ignore[arg-type]


@form
def test_places(form: str) -> None:
    """Return line, address, information and subject are where the standard has them."""
    letter = replace(EVERY_PART, addressees=EVERY_PART.addressees[:1])
    found, top = lines(printed(letter, FORMS[form]).pdf), FIELD[form]
    back, name = line(found, f"{FORMS[form].sender} ·", page=1), line(found, "Rudolf", page=1)

    assert top - 0.5 <= back.top <= back.bottom <= top + 5
    assert back.left == pytest.approx(25, abs=0.5)
    assert name.top == pytest.approx(top + 17.7, abs=0.5)
    assert name.left == pytest.approx(25, abs=0.5)
    information = line(found, "DRAFT", page=1)
    assert information.left == pytest.approx(125, abs=0.5)
    assert information.top == pytest.approx(top + 5, abs=0.5)
    subject = line(found, "Status of the", page=1)
    assert subject.top == pytest.approx(top + 45 + 8.46, abs=0.5)


@form
def test_subject_is_not_announced(form: str) -> None:
    """The subject is two lines above the salutation, without a label."""
    letter = replace(REFERENCE, subject=Body("Status of the plan"))
    found = lines(printed(letter, FORMS[form]).pdf)
    subject, salutation = line(found, "Status of the plan"), line(found, "Dear")

    assert subject.left == pytest.approx(25, abs=0.5)
    assert salutation.top - subject.bottom == pytest.approx(2 * 4.23, abs=0.5)


@form
def test_notes_stand_right_above_the_address(form: str) -> None:
    """Delivery and marks fill the note zone from below."""
    found = lines(printed(EVERY_PART, FORMS[form]).pdf)
    delivery, mark, name = (
        line(found, w, page=1) for w in ("By courier", "CONFIDENTIAL", "Rudolf")
    )

    assert FIELD[form] + 5 < delivery.top < mark.top < name.top < FIELD[form] + 17.7 + INK
    assert name.top - mark.bottom < 4.23


@form
def test_marks_to_fold_and_punch_at(form: str) -> None:
    """Thin lines at the left edge of page 1 alone show where to fold and where to punch."""
    pdf = printed(LONG, FORMS[form]).pdf
    with first_page(pdf) as page:
        edge = [box for _, box in page.drawings() if box.right < 20]

    assert sorted(box.top for box in edge) == pytest.approx(sorted((*FOLDS[form], PUNCH)), abs=0.2)
    assert all(box.left >= 4 and box.bottom - box.top < 0.3 for box in edge)


@form
def test_order(form: str) -> None:
    """The parts are in the order of the standard, each once."""
    text = "".join(page_texts(printed(WITH_ALL, FORMS[form]).pdf))

    assert in_order(
        text,
        FORMS[form].sender,
        "By courier",
        "CONFIDENTIAL",
        "Rudolf Rassendyll",
        "Authoritative text",
        "RUR-44",
        "FRE/2021/17",
        "April 27, 2021",
        "Black Michael",
        "Status of the action plan",
        "File RUR-44",
        "Excellencies,",
        "Best wishes,",
        "Rupert Hentzau",
        "Enclosures:",
        "Distribution:",
        "Antoinette Mauban",
        "Robert Burgonyo",
        "P.S.",
    )
    for once in ("By courier", "FRE/2021/17", "Excellencies,", "Best wishes,", "Mauban", "bridge"):
        assert text.count(once) == 1


@form
def test_later_pages(form: str) -> None:
    """Each page from the second says its number and how many there are, at the right."""
    rendered = printed(LONG, FORMS[form])
    found = lines(rendered.pdf)

    assert rendered.pages == 3
    for page in (2, 3):
        number = line(found, f"Page {page} of 3", page=page)
        assert number.right == pytest.approx(210 - 20, abs=0.5)
        assert number.top > 297 - 25
    assert not any(one.text.startswith("Page 1") for one in found)


def test_later_pages_in_german() -> None:
    """A German letter says its parts in German."""
    letter = replace(LONG, language="de", date_text="27. April 2021")
    text = "".join(page_texts(printed(letter, FORMS["B"]).pdf))

    assert in_order(text, "Ihr Zeichen:", "Unser Zeichen:", "Datum:", "Anlagen:", "Verteiler:")
    assert "Seite 2 von 3" in text


@pytest.mark.parametrize("language", languages())
def test_page_comes_before_pages(language: str) -> None:
    """In every language the page number comes before the number of pages, as the style sets it."""
    said = phrases(language)("Page {page} of {pages}")

    assert 0 <= said.find("{page}") < said.find("{pages}")


@form
@pytest.mark.parametrize("lines", range(3, 10))
def test_address_in_its_window(form: str, lines: int) -> None:
    """Three to nine lines are seen in the window; what is more than six goes up or is smaller."""
    notes = {"delivery": "By courier", "marks": ("CONFIDENTIAL",)}

    assert wrong_in_window(addressed(lines), FORMS[form]) == []
    assert wrong_in_window(addressed(lines, **notes), FORMS[form]) == []


@form
def test_address_too_long(form: str) -> None:
    """An address that does not fit is reported, and overlaps nothing."""
    streets = tuple(f"Line {number}" for number in range(14))
    letter = replace(REFERENCE, addressees=(Addressee("Flavia", state="RURITANIA", lines=streets),))

    assert "window-line-outside" in wrong_in_window(letter, FORMS[form])
    assert overlapping(lines(printed(letter, FORMS[form]).pdf)) == []


@form
def test_others_stand_below_the_window(form: str) -> None:
    """An envelope goes to one person: the window shows no other addressee."""
    four = EVERY_PART.addressees[:1] * 2 + EVERY_PART.addressees[1:] * 2

    assert wrong_in_window(EVERY_PART, FORMS[form]) == []
    assert overlapping(lines(printed(replace(REFERENCE, addressees=four), FORMS[form]).pdf)) == []


@form
def test_long_references(form: str) -> None:
    """References longer than the information block run into nothing and stay on the sheet."""
    letter = replace(REFERENCE, reference="A-" * 60, your_reference="B-" * 60)
    found = lines(printed(letter, FORMS[form]).pdf)

    assert overlapping(found) == []
    assert all(4 < one.left < one.right <= 206 and 4 < one.top < 293 for one in found)


@pytest.mark.parametrize("beside", [False, True])
def test_two_languages(beside: bool) -> None:
    """A letter in two languages, one of them right to left, comes out whole."""
    arabic = replace(EVERY_PART, language="ar", date_text="27 أبريل 2021")
    letter = replace(EVERY_PART, translation=arabic, beside=beside)
    pdf = printed(letter, FORMS["B"]).pdf

    assert overlapping(lines(pdf)) == []
    assert "".join(page_texts(pdf)).count("Tarlenheim") == 2
    assert wrong_in_window(letter, FORMS["B"]) == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_another_letterhead(paper: str) -> None:
    """Another sender's letter fits; on US Letter the places count from the top left as well."""
    ogp = load_letterhead("ogp", None, style="din5008", paper=paper)
    found = lines(printed(addressed(5), ogp).pdf)

    assert wrong_in_window(addressed(5), ogp) == []
    name = line(found, "Flavia", page=1)
    assert (name.left, name.top) == pytest.approx((25, 45 + 17.7), abs=INK)
    assert overlapping(found) == []


def test_right_to_left() -> None:
    """The window of an envelope stays at the left when the words run from the right."""
    arabic = replace(EVERY_PART, language="ar", date_text="27 أبريل 2021")
    pdf = printed(arabic, FORMS["B"]).pdf
    with first_page(pdf) as page:
        box = page.around(range(page.text.index("Rassendyll"), page.text.index("Rassendyll") + 10))

    assert box is not None
    assert Box(20, 62, 105, 90).meets(box, 1)
    assert len(pypdfium2.PdfDocument(pdf)) == 2
