"""The house style us-agency on its whole way to the page.

Modified block and `Re:` block as letters of the SEC have them; handling marks as the US
marks papers (the rules, with their sources: docs/styles.md).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.compose.document import compose_text
from lettergen.geometry import PAPERS
from lettergen.letter.letter import Body
from lettergen.letter.people import Signatory
from lettergen.letterhead.reading import load_letterhead
from tests.reference import PARAGRAPHS, REFERENCE, printed
from tests.styles.reading import line, lines

AGENCY = load_letterhead("us-agency", None)
INCH = 25.4  # millimetres
SHORT = replace(
    REFERENCE,
    marks=("CONFIDENTIAL",),
    delivery="Via E-Mail",
    reference="333-214617",
    your_reference="RUR-44",
    subject=Body("Kingdom of Ruritania"),
    subject_lines=("Action plan 2019 to 2021",),
    body=Body("We have reviewed your filing."),
    copies=(),
)
LONG = replace(SHORT, body=Body("\n\n".join([PARAGRAPHS] * 3)))


@pytest.mark.parametrize("paper", AGENCY.papers)
def test_order_and_places(paper: str) -> None:
    """Date, close and name begin just right of the centre, all else at the left or at `Re:`."""
    found = lines(printed(SHORT, load_letterhead("us-agency", None, paper=paper)).pdf)
    centre = PAPERS[paper].width / 2
    expected = [
        ("Department of Accession", None),
        ("April 27, 2021", centre + 3),
        ("Via E-Mail", INCH),
        ("Vusal Huseynov", INCH),
        ("Chief, State Migration Service", INCH),
        ("Re:", 1.5 * INCH),
        ("Kingdom of Ruritania", 2 * INCH),
        ("Action plan 2019 to 2021", 2 * INCH),
        ("Our reference: 333-214617", 2 * INCH),
        ("Your reference: RUR-44", 2 * INCH),
        ("Dear Mr. Huseynov,", INCH),
        ("We have reviewed your filing.", 1.5 * INCH),
        ("Best wishes,", centre + 3),
        ("Sanjay Pradhan", centre + 3),
        ("Chief Executive Officer", centre + 3),
    ]
    stand = [line(found, text) for text, _ in expected]

    assert [one.top for one in stand] == sorted(one.top for one in stand)
    for one, (_, left) in zip(stand, expected, strict=True):
        assert left is None or one.left == pytest.approx(left, abs=0.6), one
    assert line(found, "Re:").top == pytest.approx(line(found, "Kingdom").top, abs=0.1)


def test_marks_at_top_and_bottom_centre() -> None:
    """Marks are centred within half an inch of the top and the foot of every page."""
    found = lines(printed(replace(LONG, draft="DRAFT"), AGENCY).pdf)
    marks = [one for one in found if one.text == "DRAFT · CONFIDENTIAL"]
    pages = max(one.page for one in found)

    assert pages >= 3
    assert sorted(one.page for one in marks) == sorted([*range(1, pages + 1)] * 2)
    for one in marks:
        assert one.centre == pytest.approx(AGENCY.paper.width / 2, abs=0.5)
        assert one.bottom < INCH / 2 or one.top > AGENCY.paper.height - INCH / 2 - 5


def test_head_of_later_pages() -> None:
    """Later pages begin with addressee, organisation, date and page: four lines at the top left."""
    found = lines(printed(LONG, AGENCY).pdf)
    texts = ["Vusal Huseynov", "State Migration Service", "April 27, 2021", "Page 2"]
    head = [line(found, text, page=2) for text in texts]

    assert [one.left for one in head] == pytest.approx([INCH] * 4, abs=0.6)
    assert [one.top for one in head] == sorted(one.top for one in head)
    assert head[-1].bottom < min(one.top for one in found if one.page == 2 and one.top > 45)
    assert not any(one.text == "Page 1" for one in found)
    assert line(found, "Page 3").page == 3


def test_addressee_without_organisation() -> None:
    """No line of the head of later pages is left empty."""
    private = replace(LONG.addressees[0], title="", office="", state="")
    found = lines(printed(replace(LONG, addressees=(private,)), AGENCY).pdf)
    date = line(found, "April 27, 2021", page=2)

    assert date.top - line(found, "Vusal Huseynov", page=2).top < 5


def test_signatories_stand_below_each_other() -> None:
    """Several signatories each have a complete block, all right of the centre."""
    signatories = (Signatory("A Senior", "Chief"), Signatory("B Junior", "Deputy"))
    found = lines(printed(replace(SHORT, signatories=signatories), AGENCY).pdf)
    names = [line(found, name) for name in ("A Senior", "B Junior")]

    assert names[0].left == pytest.approx(names[1].left, abs=0.1)
    assert names[1].top - names[0].top > 20


def test_references_without_subject() -> None:
    """A letter without a subject still shows its numbers after `Re:`, on paper and as text."""
    letter = replace(SHORT, subject=Body(""), subject_lines=())

    assert line(lines(printed(letter, AGENCY).pdf), "Re:").text
    assert "Re: Our reference: 333-214617\n    Your reference: RUR-44\n" in compose_text(
        letter, AGENCY
    )
