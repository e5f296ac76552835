"""The house style `un`: United Nations Correspondence Manual, ST/DCS/4/Rev.1."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.compose.document import compose_text
from lettergen.letter.letter import Body, Enclosure, Letter
from lettergen.letter.people import Addressee, Person, Recipient
from lettergen.letterhead.reading import load_letterhead
from tests.reference import EVERY_PART, PARAGRAPHS, REFERENCE, page_texts, printed
from tests.styles.reading import Line, line, lines, overlapping

UN = load_letterhead("un", None)
LEFT, RIGHT, FOOT = 25.0, 185.0, 279.0  # mm on A4: the margins of the letterhead `un`
LINE_PITCH = 5.1  # mm: 10.5 pt at 1.38
ARABIC = {"language": "ar", "date_text": "27 أبريل 2021"}
SHORT = replace(
    REFERENCE,
    body=Body("\n\n".join(PARAGRAPHS.split("\n\n")[:3])),
    reference="SC/2021/17",
    marks=("PERSONAL AND CONFIDENTIAL",),
    enclosures=(Enclosure("Action plan"), Enclosure("Resolution")),
)
WHOLE = replace(
    EVERY_PART,
    via=(Person("Boris Kraft", "Marshal"),),
    subject_lines=("Second line",),
    postscript="Please reply soon.",
    distribution=(Person("Helga Strofzin"),),
)
LONG = replace(WHOLE, body=Body(f"{WHOLE.body.markdown}\n\n{PARAGRAPHS}\n\n{PARAGRAPHS}"))


def pages(letter: Letter, paper: str | None = None) -> list[Line]:
    """Return the lines of the letter as it is printed."""
    return lines(printed(letter, load_letterhead("un", None, paper=paper)).pdf)


def nine_lines(name: str) -> Addressee:
    """Return an addressee whose address has nine lines."""
    street = tuple(f"Line {number} of {name}" for number in range(1, 7))
    return Addressee(name, "Registrar", "Castle Office", "Kingdom of Ruritania", lines=street)


def test_one_page() -> None:
    """The parts of a short letter are where the manual has them (paragraphs 32, 36, 89, 105)."""
    found = pages(SHORT)
    reference, mark, day = (
        line(found, words) for words in ("REFERENCE: SC/2021/17", "PERSONAL", "April 27")
    )
    salutation, close = line(found, "Dear"), line(found, "Best wishes")
    foot = [line(found, words) for words in ("Vusal", "Chief, State", "Republic of Azerbaijan")]

    assert {one.page for one in found} == {1}
    order = [reference, mark, day, salutation, close, line(found, "Enclosures"), *foot]
    assert [one.top for one in order] == sorted(one.top for one in order)
    assert mark.top - reference.bottom < LINE_PITCH
    for one in (reference, mark, salutation, *foot):
        assert one.left == pytest.approx(LEFT, abs=0.5)
    assert day.right == pytest.approx(RIGHT, abs=0.5)
    assert salutation.bottom - reference.bottom >= 6 * LINE_PITCH
    assert foot[-1].bottom == pytest.approx(FOOT, abs=2)
    assert max(found, key=lambda one: one.bottom) is foot[-1]
    assert overlapping(found) == []


def test_three_pages() -> None:
    """The addressees stay at the foot of page 1; later pages bear number and marks."""
    found = pages(LONG)
    foot = [one for one in found if one.text in {"Rudolf Rassendyll", "Ruritania", "Registrar"}]
    numbers = [one for one in found if one.page > 1 and one.text == str(one.page)]
    marks = [one for one in found if one.page > 1 and "CONFIDENTIAL" in one.text]
    last = max(one.page for one in found)

    assert last >= 3
    assert {one.page for one in foot} == {1}
    assert [one.page for one in numbers] == [one.page for one in marks] == list(range(2, last + 1))
    for one in numbers:
        assert one.centre == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert line(found, "Letter of 3 March").top > line(found, "Head, Registry").top
    assert overlapping(found) == []


def test_every_part_once() -> None:
    """Each part is printed once, in the order of the style, on the page and in plain text."""
    order = [
        *("By courier", "FRE/2021/17", "RUR-44", "April 27, 2021", "Boris Kraft", "action plan"),
        *("Second line", "Excellencies", "The plan of", "Best wishes", "Rupert Hentzau"),
        *("Please reply soon", "Resolution", "Antoinette Mauban", "Helga Strofzin", "Letter of 3"),
    ]
    text = compose_text(WHOLE, UN)
    read = "".join(page_texts(printed(WHOLE, UN).pdf))

    for words in ("FRE/2021/17", "Rudolf Rassendyll", "Boris Kraft", "Helga Strofzin"):
        assert (read.count(words), text.count(words)) == (1, 1)
    assert [read.index(words) for words in order] == sorted(read.index(words) for words in order)
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("many", [1, 2, 4])
@pytest.mark.parametrize("letter", [SHORT, LONG], ids=["short", "long"])
def test_nine_lines_at_the_foot(letter: Letter, many: int, paper: str) -> None:
    """One to four addresses of nine lines are at the foot of page 1, clear of everything."""
    names = ("Anna", "Boris", "Clara", "Dmitri")[:many]
    found = pages(replace(letter, addressees=tuple(map(nine_lines, names))), paper)

    assert {
        line(found, f"Line {number} of {name}").page for name in names for number in range(1, 7)
    } == {1}
    assert overlapping(found) == []


@pytest.mark.parametrize("paragraphs", range(2, 42, 3))
def test_the_foot_stays(paragraphs: int) -> None:
    """However long the letter is, its address is last on page 1."""
    found = pages(replace(SHORT, body=Body("\n\n".join(["One line of words."] * paragraphs))))
    first = [one for one in found if one.page == 1]

    assert "Republic of Azerbaijan" in max(first, key=lambda one: one.bottom).text
    assert overlapping(found) == []


@pytest.mark.parametrize("short", range(12))
def test_the_foot_stays_beside_long_paragraphs(short: int) -> None:
    """Nor does a paragraph that the end of page 1 could part push the address to page 2."""
    long = "The page fills up with words as letters do, line after line. " * 9
    words = ["One line of words."] * short + [long] * 5
    letter = replace(SHORT, body=Body("\n\n".join(words)))

    assert line(pages(letter), "Republic of Azerbaijan").page == 1


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("changes", [ARABIC, {"language": "fr", "date_text": "27 avril 2021"}])
def test_two_languages(changes: dict[str, str], beside: bool) -> None:
    """Each version has its address at the foot of its first page."""
    second = replace(SHORT, **changes)  # type: ignore[arg-type]  # texts
    found = pages(replace(SHORT, translation=second, beside=beside))
    feet = [one.page for one in found if one.text == "Vusal Huseynov"]

    assert feet == ([1, 1] if beside else [1, 2])
    assert overlapping(found) == []


def test_right_to_left() -> None:
    """In Arabic the address is flush at the right, the date at the left."""
    found = pages(replace(SHORT, **ARABIC))  # type: ignore[arg-type]  # texts

    assert line(found, "Vusal").right == pytest.approx(RIGHT, abs=0.5)
    (year,) = (one for one in found if one.text == "2021")
    assert year.left == pytest.approx(LEFT, abs=0.5)
    assert overlapping(found) == []


HARD = {
    "body only": replace(REFERENCE, copies=()),
    "a long name": replace(SHORT, addressees=(Addressee("Rassendyll " * 14, "Minister"),)),
    "a long subject": replace(SHORT, subject=Body("Status of the action plan of Ruritania " * 10)),
    "forty copies": replace(
        SHORT, copies=tuple(Recipient(f"Copy {n}", "Clerk") for n in range(40))
    ),
    "three signatories": replace(SHORT, signatories=EVERY_PART.signatories),
}


@pytest.mark.parametrize("letter", HARD.values(), ids=HARD)
def test_hard_letters(letter: Letter) -> None:
    """What is long or many neither overlaps nor leaves the sheet, and pushes no address away."""
    found = pages(letter)

    name = letter.addressees[0].name[:6]
    assert {one.page for one in found if one.text.startswith(name)} == {1}
    assert overlapping(found) == []
