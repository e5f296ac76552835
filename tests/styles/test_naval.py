"""The house style naval on its whole way to the page.

The rules are those of SECNAV M-5216.5, chapter 7 (docs/styles.md).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.compose.document import compose_print, compose_text
from lettergen.geometry import PAPERS
from lettergen.letter.letter import Body
from lettergen.letter.people import Person, Signatory
from lettergen.letterhead.reading import load_letterhead
from tests.reference import PARAGRAPHS, printed
from tests.styles.hard_letters import EVERY, PICTURE, without_greeting
from tests.styles.reading import line, lines, words

NAVAL = load_letterhead("naval", None)
INCH = 25.4  # millimetres
COLUMN = INCH + 15  # where the words beside the labels begin in English
ALL = without_greeting(EVERY)
OFFICERS = tuple(Signatory(f"Officer {sign}", f"Post {sign}") for sign in "ABC")
SHORT = replace(
    ALL,
    draft="",
    marks=(),
    addressees=ALL.addressees[:1],
    signatories=OFFICERS[:1],
    body=Body("1. The plan is late.\n2. It is good."),
)
LONG = replace(SHORT, body=Body("\n\n".join([PARAGRAPHS] * 3)))


@pytest.mark.parametrize("paper", NAVAL.papers)
def test_order_and_places(paper: str) -> None:
    """The labels are at the left in the manual's order, and their texts in one column."""
    found = lines(printed(SHORT, load_letterhead("naval", None, paper=paper)).pdf)
    rows = [
        ("From:", "Post A"),
        ("To:", "Rudolf Rassendyll"),
        ("Via:", "(1) Anton Strofzin, Deputy Chief"),
        ("Subj:", "STATUS OF THE ACTION PLAN"),
        ("Ref:", "(a) RUR-44"),
        ("Encl:", "(1) Action plan of 2020"),
    ]
    stand = [(line(found, label), line(found, text)) for label, text in rows]
    tops = [line(found, text).top for text in ("FRE/2021/17", "April 27, 2021", "By courier")]
    tops += [label.top for label, _ in stand]
    after = ("The plan is late.", "It is good.", "Officer A", "P.S.", "Copy to:", "Distribution:")
    tops += [line(found, text).top for text in after]

    assert tops == sorted(tops)
    for label, text in stand:
        assert label.left == pytest.approx(INCH, abs=0.6)
        assert text.left == pytest.approx(COLUMN, abs=0.6)
        assert label.top == pytest.approx(text.top, abs=0.1)
    for more in ("(2) Helga Bersonin", "SECOND LINE OF THE MATTER", "(2) Charter of the Castle"):
        assert line(found, more).left == pytest.approx(COLUMN, abs=0.6)
    for symbol in ("FRE/2021/17", "April 27, 2021"):
        assert line(found, symbol).left > PAPERS[paper].width / 2 + INCH


def test_one_via_is_not_numbered() -> None:
    """Officers that a letter passes through are numbered only when there are two or more."""
    letter = replace(SHORT, via=(Person("Anton Strofzin"),))

    assert line(lines(printed(letter, NAVAL).pdf), "Anton Strofzin").left == pytest.approx(
        COLUMN, abs=0.6
    )


@pytest.mark.parametrize("paper", NAVAL.papers)
def test_name_at_the_centre_on_the_fourth_line(paper: str) -> None:
    """The name alone begins at the centre of the page, on the fourth line below the text."""
    letter = replace(SHORT, body=Body("The plan is late.\nIt is long.  \nIt is good."))
    found = lines(printed(letter, load_letterhead("naval", None, paper=paper)).pdf)
    last, name = line(found, "It is good."), line(found, "Officer A")
    spacing = last.top - line(found, "The plan is late.").top

    assert name.left == pytest.approx(PAPERS[paper].width / 2, abs=0.6)
    assert name.top - last.top == pytest.approx(4 * spacing, abs=0.3)
    assert [one.text for one in found].count("Post A") == 1


def test_picture_of_the_signature() -> None:
    """A picture of the signature leaves the name where it is without one."""
    bare = printed(SHORT, NAVAL).pdf
    signed = replace(SHORT, signatories=(replace(OFFICERS[0], image=PICTURE),))
    pictured = printed(signed, replace(NAVAL, assets=(*NAVAL.assets, PICTURE))).pdf

    assert line(lines(pictured), "Officer A").top == pytest.approx(
        line(lines(bare), "Officer A").top, abs=0.1
    )
    assert f'src="asset:{PICTURE.name}" alt="Signature of Officer A"' in compose_print(
        signed, NAVAL
    )


@pytest.mark.parametrize(
    ("count", "places"),
    [(2, (0.5, 0)), (3, (2 / 3, 1 / 3, 0))],
)
def test_several_officers(count: int, places: tuple[float, ...]) -> None:
    """The senior officer signs at the right, the junior one at the left margin, a third between."""
    letter = replace(SHORT, signatories=OFFICERS[:count])
    found = lines(printed(letter, NAVAL).pdf)
    names = [line(found, one.name) for one in letter.signatories]
    width = NAVAL.paper.width - 2 * INCH

    assert [one.left for one in names] == pytest.approx(
        [INCH + place * width for place in places], abs=0.7
    )
    assert [one.top for one in names] == pytest.approx([names[0].top] * count, abs=0.1)
    text = [name for name in compose_text(letter, NAVAL).split("\n") if name.startswith("Officer")]
    assert text == [one.name for one in letter.signatories]


def test_capacity() -> None:
    """Acting, and for whom a person signs, are below the name; titles are at `From:` only."""
    officers = (
        replace(OFFICERS[0], acting=True, signed=True),
        replace(OFFICERS[1], signing_for="C Third, Registrar", on_behalf_of="For the Council"),
    )
    found = lines(printed(replace(SHORT, signatories=officers), NAVAL).pdf)
    signed, other = line(found, "(Signed) Officer A"), line(found, "Officer B")

    assert signed.top == pytest.approx(other.top, abs=0.1)
    assert line(found, "For the Council").top < other.top
    assert line(found, "Acting").top > signed.top
    assert line(found, "for C Third, Registrar").top > other.top
    assert line(found, "Post B").left == pytest.approx(COLUMN, abs=0.6)


@pytest.mark.parametrize("signatories", [(), (Signatory("", "", on_behalf_of="For the Navy"),)])
def test_no_post(signatories: tuple[Signatory, ...]) -> None:
    """Without a post to name, the letter is from the sender."""
    letter = replace(SHORT, signatories=signatories)

    assert "From: Navy of Freedonia\n" in compose_text(letter, NAVAL)


def test_copies_below_their_label() -> None:
    """`Copy to:` and `Distribution:` are on separate lines, the names below at the margin."""
    found = lines(printed(SHORT, NAVAL).pdf)
    for label, first in (("Copy to:", "Antoinette Mauban"), ("Distribution:", "Harbour Office")):
        assert line(found, label).text == label
        assert line(found, first).left == pytest.approx(INCH, abs=0.6)
        assert line(found, first).top > line(found, label).top + 4


def test_later_pages() -> None:
    """Later pages repeat the subject at the top left and are numbered in the middle of the foot."""
    found = lines(printed(replace(LONG, marks=("SECRET",)), NAVAL).pdf)
    pages = max(one.page for one in found)

    assert pages >= 3
    for number in range(2, pages + 1):
        head = line(found, "Subj: STATUS OF THE ACTION PLAN", page=number)
        (foot,) = (one for one in found if one.page == number and one.text == f"{number}")
        assert head.left == pytest.approx(INCH, abs=0.6)
        assert head.bottom < 38
        assert foot.centre == pytest.approx(NAVAL.paper.width / 2, abs=0.5)
        assert foot.top > NAVAL.paper.height - INCH
    assert not any(one.text == "1" for one in found)
    for number in range(1, pages + 1):
        assert sum(one.text == "SECRET" and one.page == number for one in found) == 2


def test_a_long_subject_is_cut_on_later_pages_only() -> None:
    """What does not fit the head of later pages ends there in dots; the first page has it whole."""
    subject = "Word upon word on the plan " * 18
    found = lines(printed(replace(LONG, subject=Body(subject)), NAVAL).pdf)
    head = [one for one in found if one.page == 2 and one.top < 34]
    first = " ".join(one.text for one in found if one.page == 1)

    assert first.count("WORD UPON WORD ON THE PLAN") >= 12
    assert len(head) == 3
    assert head[-1].text.endswith("…")


@pytest.mark.parametrize(
    ("language", "subject", "capitals"),
    [("az", "Binəqədi işi", "BİNƏQƏDİ İŞİ"), ("fr", "État du plan", "ÉTAT DU PLAN")],
)
def test_capitals_of_the_language(language: str, subject: str, capitals: str) -> None:
    """The subject is in the capitals of the letter's language, on paper and as text."""
    letter = replace(SHORT, language=language, subject=Body(subject))

    assert capitals in words(lines(printed(letter, NAVAL).pdf))
    assert capitals in compose_text(letter, NAVAL)
