"""What a batch has in common, and what one letter says otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lettergen.errors import TemplatePlace
from lettergen.letter.letter import APPENDIX, Body, Letter, Origin
from lettergen.markdown import body_html, body_text
from lettergen.proof.comparison import Comparison, Difference, compare
from lettergen.proof.difference import Kind
from lettergen.proof.letter_text import LetterText, text_of
from lettergen.records import read_records
from tests.offices import SMALL_FACTS, SMALL_TEMPLATE, aze, ogp, small_office
from tests.records.files import as_csv, write
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


def filled(*paragraphs: str) -> Body:
    """Return a body of these paragraphs; ``{name=text}`` is a value of a field."""
    origins: list[Origin] = []

    def value(found: re.Match[str]) -> str:
        paths = tuple(filter(None, [found[1]]))
        origins.append(Origin(len(origins) + 1, TemplatePlace("en.md.j2", 1), paths, ()))
        return filled_in(len(origins), found[2])

    markdown = re.sub(r"\{([a-z0-9._]*)=(.*?)\}", value, "\n\n".join(paragraphs))
    return Body(markdown, tuple(origins))


def written(*paragraphs: str) -> LetterText:
    """Return the text of a letter with these paragraphs."""
    return text_of(replace(letter(), body=filled(*paragraphs)))


def values(difference: Difference) -> list[tuple[str, str]]:
    """Return names and texts of the values that differ."""
    return [(one.name, one.text) for one in difference.values]


def test_each_form_of_a_field_is_compared() -> None:
    """A field that is printed in two forms has two values; the shorter one has its plain name."""
    ana = written("{name=ANA} is {name=Ana}; {name=Ana}.")
    found = compare([ana, ana, written("{name=BEA} is {name=Bea}; {name=BEA}.")])

    assert found.common == ("[name] is [name (2)]; [name (3)].",)
    assert [values(one) for one in found.differences] == [
        [],
        [],
        [("name", "BEA"), ("name (2)", "Bea"), ("name (3)", "BEA")],
    ]


def test_common_forms_are_filled_in() -> None:
    """What all letters share is in the common text exactly as they print it."""
    same = written("From {met_on=May 2, 2021}, in {met_on=May 2021}, as {met_on=May 2021}.")

    assert compare([same, same]).common == ("From May 2, 2021, in May 2021, as May 2021.",)


def test_items_are_filled_in() -> None:
    """Items that all letters share can be read in the common text, whatever their numbers."""
    one = written("- {milestones.1.text=a law}\n- {milestones.2.text=a plan}")
    other = written("- {milestones.2.text=a law}\n- {milestones.3.text=a plan}")
    different = written("- {milestones.1.text=a law}\n- {milestones.2.text=a map}")

    assert compare([one]).common == ("- a law\n- a plan",)
    assert compare([one, other]).common == ("- a law\n- a plan",)
    found = compare([one, one, different])
    assert found.common == ("- a law\n- [milestones.2.text]",)
    assert values(found.differences[2]) == [("milestones.2.text", "a map")]


def test_values_without_a_field_are_compared() -> None:
    """A text that a condition chose has no field; it is shown as calculated."""
    same = written("You owe {=10} crowns.")
    found = compare([same, same, written("You owe {=20} crowns.")])

    assert compare([same]).common == ("You owe 10 crowns.",)
    assert found.common == ("You owe [calculated value] crowns.",)
    assert values(found.differences[2]) == [("calculated value", "20")]


PAIR = ("First words here.", "Last words here.")


@pytest.mark.parametrize(
    ("other", "wording", "places", "order"),
    [
        (("Last words here.", "First words here."), [], [], (2, 1)),
        ((*PAIR, PAIR[0]), ["{First words here.}"], ["After 2"], ()),
        ((PAIR[0], "New.", PAIR[1]), ["{New.}"], ["After 1"], ()),
        (("New.", *PAIR), ["{New.}"], ["At the beginning"], ()),
        ((PAIR[0],), ["[Last words here.]"], ["Without 2"], ()),
        ((PAIR[0], "Last *words* here."), ["Last [words] {*words*} here."], None, ()),
        ((PAIR[0], "# Last words here."), ["{#} Last words here."], None, ()),
        ((PAIR[0], "- Last words here."), ["{-} Last words here."], None, ()),
        ((PAIR[0], "[Last](b) words here."), ["[Last] {[Last](b)} words here."], None, ()),
        ((PAIR[0], "Last words\\\nhere."), None, ["Instead of 2"], ()),
        ((PAIR[0], "Last words  here."), None, ["Instead of 2"], ()),
    ],
)
def test_what_words_alone_hide(
    other: tuple[str, ...],
    wording: list[str] | None,
    places: list[str] | None,
    order: tuple[int, ...],
) -> None:
    """Order, repetition, place and Markdown of paragraphs are compared, not only their words."""
    usual, _, found = compare([written(*PAIR), written(*PAIR), written(*other)]).differences

    assert usual == Difference()
    assert found != Difference()
    assert wording is None or worded(found) == wording
    assert places is None or [one.place for one in found.wording] == places
    assert found.order == order


def test_line_ends_in_a_paragraph_are_no_difference() -> None:
    """Where the lines of a paragraph end in the template is not printed, so it is the same."""
    assert compare([written("One\ntwo."), written("One two.")]).common == ("One two.",)


def test_an_appendix_is_no_paragraph() -> None:
    """The title of an appendix and a paragraph with the same words are different."""
    titled, plain = (written("A.", f"{mark}Appendix: B", "C.") for mark in (APPENDIX, ""))

    assert titled.paragraphs[1].frame != plain.paragraphs[1].frame


def printed(paragraphs: tuple[str, ...]) -> tuple[str, str]:
    """Return a body as plain text and as HTML, in which a line end is a blank."""
    body = filled(*paragraphs)
    html = repr(body_html(body, quotes=True, marks=False))
    return repr(body_text(body, quotes=True)), html.replace(r"\n", " ")


VALUE = st.sampled_from(
    ["{name=Ana}", "{name=ANA}", "{items.1=Ana}", "{items.2=Bo}", "{=10}", "Bo"]
)
BLOCK = st.builds(
    str.format,
    st.sampled_from(
        [
            "{} and {}",
            "{} {}",
            "**{}** and {}",
            "# {} {}",
            "## {} {}",
            "- {}\n- {}",
            "- {}\n  - {}",
            "1. {}\n\n2. {}",
            "> {}\n>\n> {}",
            "| {} | {} |\n|---|---|",
            "{}\n{}",
            "{}\\\n{}",
            "{}  \n{}",
            "{}  {}",
            "*{}* {}",
            "{}^[{}]",
            f"{APPENDIX} {{}} {{}}\n\nA.",
        ]
    ),
    VALUE,
    VALUE,
)
BLOCKS = st.lists(BLOCK, min_size=1, max_size=4).map(tuple)


@settings(deadline=None)
@given(one=BLOCKS, data=st.data())
def test_no_difference_is_hidden(one: tuple[str, ...], data: st.DataObject) -> None:
    """Two letters whose text or HTML differs have different rows, however many are as the first."""
    mixed = st.lists(st.sampled_from(one + data.draw(BLOCKS)), min_size=1, max_size=5)
    other = data.draw(st.one_of(BLOCKS, st.permutations(one).map(tuple), mixed.map(tuple)))
    mine, others = written(*one), written(*other)

    for letters in ([mine, others], [mine, mine, others], [mine, others, others]):
        found = compare(letters).differences
        assert printed(one) == printed(other) or found[0] != found[-1]


BODY = """
{% if role == "King" %}{% set sum = 10 %}{% else %}{% set sum = 20 %}{% endif %}
You owe {{ sum }} crowns, {{ "all" if role == "King" else "half" }} of it,
{{ role | upper }}: {{ role }}.

{% for year in [1894, 1898] %}
- {{ loop.index }}: {{ year }}
{% endfor %}
"""


def test_values_of_a_template(tmp_path: Path) -> None:
    """What a template sets, chooses, counts or writes in another form is in the proof."""
    template = f'{SMALL_TEMPLATE}\n[fields.role]\ndescription = "A role."\n'
    office = small_office(tmp_path, BODY, template=template)
    facts = [{**SMALL_FACTS, "id": name, "role": name} for name in ("King", "Duke")]
    records = read_records(write(tmp_path, "letters.csv", as_csv(facts)))
    letters = [office.merged(record).letter for record in records]
    king, duke = (text_of(one) for one in letters if one)
    found = compare([king, king, duke])

    assert compare([king]).common == (
        "You owe 10 crowns, all of it, KING: King.",
        "- 1: 1894\n- 2: 1898",
    )
    assert {text for _, text in values(found.differences[2])} == {"20", "half", "DUKE", "Duke"}
