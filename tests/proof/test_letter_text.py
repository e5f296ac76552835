"""The text of one letter, with its values taken out."""

from __future__ import annotations

from dataclasses import replace

from lettergen.errors import TemplatePlace
from lettergen.letter.letter import Body, Letter, Origin
from lettergen.proof.letter_text import CLOSE, OPEN, Value, text_of, with_names, with_texts
from tests.offices import aze, ogp
from tests.one_part import FULL
from tests.reference import filled_in


def letter() -> Letter:
    """Return the reference letter."""
    found = ogp().merged(aze())
    assert found.letter is not None
    return found.letter


def test_values_are_read_from_the_marks() -> None:
    """Each value of a paragraph has its field and is what the letter prints, with its ending."""
    first, *_ = text_of(letter()).paragraphs

    assert first.values[:3] == (
        Value("state.with_article", "Azerbaijan's"),
        Value("role", "ministerial representative for OGP"),
        Value("state.with_article", "Azerbaijan"),
    )


def test_parts_are_read_from_the_table() -> None:
    """Parts outside the words have their labels; a field of that name is a value of the body."""
    own = letter()
    mark = Origin(1, TemplatePlace("en.md.j2"), ("delivery",), ())
    body = Body(filled_in(1, "no"), (mark,))
    found = text_of(replace(own, delivery="By hand", body=body), without=("addressees",))

    assert found.parts == {
        "delivery": "By hand",
        "date": "April 27, 2021",
        "salutation": "Dear Mr. Huseynov,",
        "close": "Best wishes,",
        "signed by": "Sanjay Pradhan, Chief Executive Officer",
        "copies to": own.copies[0].one_line,
    }
    assert [one.values for one in found.paragraphs] == [(Value("delivery", "no"),)]


def test_parts_keep_their_lines_and_markup() -> None:
    """Two entries are not one with a semicolon, and a bold subject is not a plain one."""
    two, one = (replace(FULL, subject_lines=lines) for lines in (("a", "b"), ("a; b",)))
    bold, plain = (replace(FULL, subject=Body(text)) for text in ("**Plan**", "Plan"))

    assert text_of(two).parts != text_of(one).parts
    assert text_of(bold).parts != text_of(plain).parts


def test_a_blind_copy_is_not_shown() -> None:
    """The proof shows what the addressees get: no blind copy is in the text of a letter."""
    merged = ogp().merged(ogp().record("XAB"))
    assert merged.letter is not None
    assert merged.letter.blind_copies

    assert "Chico Lini" not in str(text_of(merged.letter))


def test_layout_of_the_translation() -> None:
    """Whether a translation is printed after the letter or side by side is one of its parts."""
    after = replace(FULL, translation=FULL, beside=False)

    assert "translation layout" not in text_of(FULL).parts
    assert text_of(after).parts["translation layout"] == "after"
    assert text_of(replace(after, beside=True)).parts["translation layout"] == "beside"


def test_tables_do_not_depend_on_earlier_values() -> None:
    """The columns of a table are as wide after one value as after twelve."""
    table = "| a |\n|---|\n| {} |"

    def frame(count: int) -> str:
        mark = tuple(
            Origin(number, TemplatePlace("en.md.j2"), ("name",), ()) for number in range(1, 14)
        )
        before = "".join(filled_in(number, "x") for number in range(1, count))
        text = f"{before}.\n\n{table.format(filled_in(count, 'y'))}"
        return text_of(replace(letter(), body=Body(text, mark))).paragraphs[1].text

    assert frame(2) == frame(13)


def test_what_takes_the_place_of_a_value() -> None:
    """Names stay between their characters, texts do not."""
    text = f"a {OPEN}1{CLOSE} b {OPEN}0{CLOSE}"

    assert with_names(text, ["x", "y"]) == f"a {OPEN}y{CLOSE} b {OPEN}x{CLOSE}"
    assert with_texts(text, ["x", "y"]) == "a y b x"
