"""What a batch has in common, and what one letter says otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.errors import TemplatePlace
from lettergen.letter.letter import APPENDIX, Body, Letter, Origin
from lettergen.proof.comparison import Comparison, Difference, compare
from lettergen.proof.difference import Kind
from lettergen.proof.letter_text import LetterText, text_of
from tests.offices import aze, ogp
from tests.reference import filled_in

KINDS = {Kind.SAME: "{}", Kind.REMOVED: "[{}]", Kind.ADDED: "{{{}}}"}


def letter(**changes: str | None) -> Letter:
    """Return the reference letter with other facts."""
    found = ogp().merged(aze({name.replace("__", "."): text for name, text in changes.items()}))
    assert found.letter is not None
    return found.letter


def said(**changes: str | None) -> LetterText:
    """Return what such a letter says."""
    return text_of(letter(**changes))


def compared(*letters: LetterText) -> Comparison:
    """Compare letters with two that are as usual."""
    return compare([said(), said(), *letters])


def worded(difference: Difference) -> list[str]:
    """Return the paragraphs that are worded otherwise, as a person reads them."""
    return [
        " ".join(KINDS[part.kind].format(part.text.strip()) for part in paragraph.parts)
        for paragraph in difference.wording
    ]


def test_values_are_read_from_the_marks() -> None:
    """What a letter prints is known by field, a name without the ending that a sentence gave it."""
    values = said().values

    assert values["state.with_article"] == "Azerbaijan"
    assert values["assessment.year"] == "2022"
    assert "date" not in values


def test_parts_are_read_from_the_table() -> None:
    """Parts outside the words are known by their labels; a field of that name is another thing."""
    own = letter(delivery="By hand")
    mark = Origin(1, TemplatePlace("en.md.j2"), ("delivery",), ())
    told = text_of(replace(own, body=Body(filled_in(1, "no"), (mark,))), without=("addressees",))

    assert told.parts == {
        "delivery": "By hand",
        "date": "April 27, 2021",
        "salutation": "Dear Mr. Huseynov,",
        "close": "Best wishes,",
        "signed by": "Sanjay Pradhan, Chief Executive Officer",
        "copies to": own.copies[0].one_line,
    }
    assert told.values == {"delivery": "no"}


def test_a_blind_copy_is_not_said() -> None:
    """The proof shows what the addressees get: no blind copy is among what a letter says."""
    merged = ogp().merged(ogp().record("XAB"))
    assert merged.letter is not None
    assert merged.letter.blind_copies

    assert "Chico Lini" not in str(text_of(merged.letter))


def test_letters_that_are_all_alike() -> None:
    """Where nothing differs the common text is the letter, and no row says anything."""
    found = compared(said())

    assert found.differences == (Difference(),) * 3
    assert "this assessment will take place in 2022." in " ".join(found.common)
    assert {(one.name, one.text) for one in found.usual} >= {("close", "Best wishes,")}


@pytest.mark.parametrize(
    ("changes", "values", "wording"),
    [
        ({"assessment.year": "2024"}, [("assessment.year", "2024")], []),
        ({"close": "Sincerely,"}, [("close", "Sincerely,")], []),
        ({"cc": None}, [("copies to", "")], []),
        ({"role": None}, [("role", "")], ["As [the [role],] you"]),
        ({"offer_meeting": "no"}, [], ["[Representatives from the OGP"]),
        (
            {"assessment.stage": "under way"},
            [],
            [
                "(IRM) [will provide an assessment of] {is assessing} the",
                "will [take place] {be completed} in 2022.",
            ],
        ),
    ],
)
def test_one_letter_that_differs(
    changes: dict[str, str | None], values: list[tuple[str, str]], wording: list[str]
) -> None:
    """One letter's other values are rare, its other words are compared with the common ones."""
    usual, _, other = compared(text_of(letter(**changes))).differences

    assert usual == Difference()
    assert [(one.name, one.text) for one in other.values] == values
    assert all(one.is_rare for one in other.values)
    found = " | ".join(worded(other))
    assert bool(wording) == bool(found)
    assert [part for part in wording if part not in found] == []


def test_what_differs_everywhere_is_not_rare() -> None:
    """A value that every letter has otherwise is told in each row, and is nothing unusual."""
    names = ("Wine", "Cheese", "Bread")
    found = compare([said(concern=name) for name in names])

    assert [[(one.text, one.is_rare) for one in row.values] for row in found.differences] == [
        [(name, False)] for name in names
    ]
    assert "[concern]" in " ".join(found.common)


def test_half_is_not_most() -> None:
    """What only half of the letters say is common to none: both rows tell it, as nothing rare."""
    found = compare([said(), said(close="Sincerely,", offer_meeting="no")])

    assert "Representatives" not in " ".join(found.common)
    assert "close" not in [one.name for one in found.usual]
    assert [[(one.text, one.is_rare) for one in row.values] for row in found.differences] == [
        [("Best wishes,", False)],
        [("Sincerely,", False)],
    ]


def test_another_paragraph_is_no_version() -> None:
    """A paragraph that shares few words with an absent one is new, and the other one is gone."""
    own = letter(offer_meeting="no")
    thanks = "Thank you for the support that you and other representatives gave to the Committee."
    body = replace(own.body, markdown=f"{own.body.markdown}\n\n{thanks}")
    _, _, other = compared(text_of(replace(own, body=body))).differences

    assert worded(other)[0] == f"{{{thanks}}}"
    assert worded(other)[1].startswith("[Representatives from the OGP")


def test_values_alone_are_no_other_wording() -> None:
    """A paragraph whose values differ, and nothing else, is the common paragraph."""
    assert all(not one.wording for one in compared(said(**{"assessment.year": "2031"})).differences)


def test_a_paragraph_of_ones_own_is_shown_whole() -> None:
    """Words that are like no common paragraph are added; what is filled in stands in them."""
    own = letter()
    body = replace(own.body, markdown=f"{own.body.markdown}\n\nI still think of our lunch.")
    _, _, other = compared(text_of(replace(own, body=body))).differences

    assert worded(other) == ["{I still think of our lunch.}"]


def test_brackets_of_the_words_stay() -> None:
    """Words that look like a field in brackets are words."""
    own = letter()
    body = replace(own.body, markdown=f"{own.body.markdown}\n\nSee [date] and [concern].")
    found = compare([text_of(replace(own, body=body))])

    assert found.common[-1] == "See [date] and [concern]."


def test_appendices_are_compared() -> None:
    """The title and the words of an appendix are paragraphs like others."""
    own = letter()
    appended = f"{own.body.markdown}\n\n{APPENDIX} List of rooms\n\nThe first room."
    _, _, other = compared(
        text_of(replace(own, body=replace(own.body, markdown=appended)))
    ).differences

    assert worded(other) == ["{Appendix: List of rooms}", "{The first room.}"]
