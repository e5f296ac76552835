"""The house style memo on its whole way to the page.

To, Through, From and Subject above a rule, as the US Departments of the Interior and of
Homeland Security and ARS Manual 261.2 have them (docs/styles.md).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.compose.document import compose_print, compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import Body
from lettergen.letter.people import Recipient, Signatory
from lettergen.letterhead.reading import load_letterhead
from tests.reference import PARAGRAPHS, REFERENCE, printed
from tests.styles.hard_letters import EVERY, PICTURE, without_greeting
from tests.styles.reading import line, lines, words

MEMO = load_letterhead("memo", None)
INCH = 25.4  # millimetres
COLUMN = INCH + 34  # where the words beside the labels begin
ALL = without_greeting(EVERY)
SHORT = replace(
    ALL,
    draft="",
    marks=(),
    addressees=ALL.addressees[:1],
    signatories=(Signatory("Rupert Hentzau", "Chief Executive Officer"),),
    body=Body("The plan is late."),
)
LONG = replace(SHORT, body=Body("\n\n".join([PARAGRAPHS] * 3)))


@pytest.mark.parametrize("paper", MEMO.papers)
def test_order_and_places(paper: str) -> None:
    """Every label is at the left margin and its text in one column, in the style's order."""
    found = lines(printed(SHORT, load_letterhead("memo", None, paper=paper)).pdf)
    rows = [
        ("To:", "Rudolf Rassendyll"),
        ("Through:", "(1) Anton Strofzin, Deputy Chief"),
        ("From:", "Rupert Hentzau"),
        ("Subject:", "Status of the action plan"),
        ("Date:", "April 27, 2021"),
        ("Our reference:", "FRE/2021/17"),
        ("Your reference:", "RUR-44"),
        ("cc:", "Antoinette Mauban"),
    ]
    stand = [(line(found, label), line(found, text)) for label, text in rows]

    tops = [line(found, "MEMORANDUM").top, line(found, "By courier").top]
    tops += [label.top for label, _ in stand]
    tops += [line(found, text).top for text in ("The plan is late.", "P.S.", "Enclosures:")]
    assert tops == sorted(tops)
    for label, text in stand:
        assert label.left == pytest.approx(INCH, abs=0.6)
        assert text.left == pytest.approx(COLUMN, abs=0.6)
        assert label.top == pytest.approx(text.top, abs=0.1)
    for more in (
        "(2) Helga Bersonin",
        "Chief Executive Officer",
        "Second line",
        "Michael Strelsau",
    ):
        assert line(found, more).left == pytest.approx(COLUMN, abs=0.6)


def test_no_salutation_no_close_no_signature() -> None:
    """There is no salutation and no name below the body: the writer is named above."""
    found = lines(printed(SHORT, MEMO).pdf)

    assert line(found, "Rupert Hentzau").top < line(found, "The plan is late.").top
    with pytest.raises(LetterError) as error:
        printed(REFERENCE, MEMO)
    assert {problem.code for problem in error.value.problems} == {"part-not-shown"}
    assert len(error.value.problems) == 2


def test_whatever_a_signature_says() -> None:
    """Signed, acting, signing for another, on behalf of an organisation: all is at `From:`."""
    signatories = (
        Signatory("A Senior", "Chief", on_behalf_of="For the Council", signed=True, acting=True),
        Signatory("B Junior", "Deputy", signing_for="C Third, Registrar", manner="p.p."),
        Signatory("", "", on_behalf_of="For the Government"),
    )
    letter = replace(SHORT, signatories=signatories)
    expected = ["For the Council", "(Signed) A Senior", "Chief", "Acting", "B Junior", "Deputy"]
    expected += ["p.p. C Third, Registrar", "For the Government"]
    found = lines(printed(letter, MEMO).pdf)
    first, after = line(found, "For the Council").top - 0.1, line(found, "Subject:").top - 0.1

    assert [
        one.text for one in found if first <= one.top < after and one.text != "From:"
    ] == expected
    assert "From: " + "\n      ".join(expected) + "\nSubject:" in compose_text(letter, MEMO)


def test_picture_of_the_signature() -> None:
    """An image of the signature is at `From:`, below the title, and moves the rest down."""
    signed = replace(SHORT, signatories=(replace(SHORT.signatories[0], image=PICTURE),))
    served = replace(MEMO, assets=(*MEMO.assets, PICTURE))
    bare, pictured = lines(printed(SHORT, MEMO).pdf), lines(printed(signed, served).pdf)

    assert f'src="asset:{PICTURE.name}" alt="Signature of Rupert Hentzau"' in compose_print(
        signed, MEMO
    )
    assert line(pictured, "Chief").top == pytest.approx(line(bare, "Chief").top, abs=0.1)
    assert line(pictured, "Subject:").top - line(bare, "Subject:").top > 10


def test_copies_in_groups() -> None:
    """The groups of copies keep their headings, and the label is before the first."""
    copies = (Recipient("A B", group="Agents"), Recipient("C D", group="Registry"))
    found = lines(printed(replace(SHORT, copies=copies), MEMO).pdf)

    assert line(found, "cc:").top == pytest.approx(line(found, "Agents:").top, abs=0.1)
    tops = [line(found, text).top for text in ("Agents:", "A B", "Registry:", "C D")]
    assert tops == sorted(tops)


def test_page_numbers() -> None:
    """The second and later pages are numbered at the top right; the first one is not."""
    found = lines(printed(LONG, MEMO).pdf)

    assert max(one.page for one in found) >= 3
    for number in (2, 3):
        page = line(found, f"Page {number}")
        assert page.page == number
        assert page.right == pytest.approx(MEMO.paper.width - INCH, abs=0.6)
        assert page.bottom < 36
    assert not any(one.text.startswith("Page") for one in found if one.page == 1)


def test_title_is_printed_once() -> None:
    """The word MEMORANDUM is printed once, on paper and in plain text."""
    for text in (words(lines(printed(ALL, MEMO).pdf)), compose_text(ALL, MEMO)):
        assert text.lower().count("memorandum") == 1
