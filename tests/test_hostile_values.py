"""Whatever is typed into a record: a letter with exactly those words, or a named problem."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from unicodedata import normalize

import pytest

from lettergen.compose.document import compose_html, compose_text
from lettergen.errors import DataPlace
from lettergen.fields.declaration import ITEM, FieldType
from lettergen.letter.characters import Cleaned, clean
from lettergen.letter.letter import Letter
from lettergen.plan.entries import known_fields
from lettergen.produce import Format, Outcome
from lettergen.records import Record
from lettergen.records.builder import Fact, build_record
from tests.conftest import Scale
from tests.naughty import NAUGHTY
from tests.offices import DATA, aze, ogp
from tests.reference import page_texts

# A record in which every text is printed.
TALKATIVE = {
    "milestones.1.met": "no",
    "assessment.stage": "published",
    "assessment.published": "2021-03-15",
    "assessment.title": "Results Report",
    "enclosure.1.title": "Resolution",
    "signatory.1.id": "ceo",
    "subject": "A plan",
    "passage.1.place": "after-support",
    "passage.1.text": "We met.",
}
FIELDS = {
    field.name.replace(ITEM, "3" if field.name.startswith("history") else "1"): field.type
    for field in known_fields(ogp().materials.template, ogp().office)
}
CANARY = "Zenobia"
NEVER_PRINTED = {
    *("id", "region", "enclosure.1.file", "history.3.rule", "addressee.1.postal.country"),
    *("addressee.1.gender", "addressee.1.name_dative", "addressee.1.function", "state_genitive"),
}


class Page(HTMLParser):
    """Reads a page as a browser would: its elements in order, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _: object) -> None:
        """Note an element, but for those round words that run the other way than the letter."""
        if tag != "bdi":
            self.elements.append(tag)

    def without(self, tag: str) -> list[str]:
        """Return the elements, but for those of one kind."""
        return [one for one in self.elements if one != tag]

    def handle_data(self, data: str) -> None:
        """Note what is to be read."""
        self.words += data

    def handle_comment(self, _: str) -> None:
        """Note a comment, of which a letter has none."""
        self.elements.append("comment")


def record_with(field: str, text: str) -> Record:
    """Return the talkative record with one more text, as a data file would give it."""
    given: Mapping[str, str] = {path: value.text for path, value in aze(TALKATIVE).values.items()}
    given = {path.replace("addressee.", "addressee.1."): one for path, one in given.items()}
    given = {path: one for path, one in given.items() if not path.startswith(f"{field}.")}
    facts = given | {field: text}
    return build_record([Fact(path, one, 9) for path, one in facts.items()], DataPlace(DATA))


@cache
def letter_with(field: str) -> tuple[str, Page] | None:
    """Return the letter with a harmless word in one field, or None where it fits no letter."""
    merged = ogp().merged(record_with(field, CANARY))
    return composed(merged.letter) if merged.letter else None


def composed(letter: Letter) -> tuple[str, Page]:
    """Return a letter as text and as a page."""
    html = compose_html(letter, ogp().letterhead, preview=False)
    return compose_text(letter, ogp().letterhead), Page(html)


@pytest.mark.parametrize("name", NAUGHTY)
def test_words_stay_words(name: str, scale: Scale) -> None:
    """In every field a text is printed as it was typed and changes nothing else, or is refused.

    The small run tries a third of the fields with each text, and each field with a third.
    """
    step, start = scale.pick(small=3, full=1), list(NAUGHTY).index(name)
    for field in list(FIELDS)[start % step :: step]:
        merged = ogp().merged(record_with(field, NAUGHTY[name]))
        if merged.letter is None:
            assert any(one.is_error and one.data for one in merged.problems), field
        elif FIELDS[field] is not FieldType.SWITCH:  # which "no" is a word for
            check_words(field, clean(NAUGHTY[name]), merged.letter)


def check_words(field: str, typed: Cleaned, letter: Letter) -> None:
    """Hold a letter against the one that has a harmless word in that field."""
    assert not typed.refused, field
    if not typed.text:
        return
    harmless = letter_with(field)
    assert harmless is not None, field
    text, page = composed(letter)
    if FIELDS[field] is FieldType.PARAGRAPHS and typed.lines:  # an empty line parts paragraphs
        whole = harmless[0].replace(CANARY, typed.text)
        assert text.split() == whole.split(), field
        assert page.without("p") == harmless[1].without("p"), field
        return
    assert text == harmless[0].replace(CANARY, typed.text), field
    assert page.elements == harmless[1].elements, field
    assert page.words == harmless[1].words.replace(CANARY, typed.text), field


def test_every_text_is_tried() -> None:
    """The harmless word is printed for every field that is a text of the letter."""
    letters = {field: letter_with(field) for field in FIELDS}
    silent = {field for field, letter in letters.items() if letter and CANARY not in letter[0]}

    assert {field for field in silent if not field.startswith("bcc.")} == NEVER_PRINTED
    assert sum(CANARY in letter[0] for letter in letters.values() if letter) == 41


def on_paper(name: str) -> Outcome:
    """Return the letter as a PDF with one naughty text in it."""
    return ogp().outcome(record_with("concern", NAUGHTY[name]), Format.PDF)


@pytest.mark.parametrize(
    "name", ["script", "entity", "expression", "emphasis", "table", "long word", "quotes"]
)
def test_words_on_paper(name: str) -> None:
    """On paper, too, the words are those that were typed."""
    outcome = on_paper(name)

    assert outcome.problems == ()
    assert outcome.content is not None
    printed = "".join("".join(page_texts(outcome.content)).split())
    assert "".join(clean(NAUGHTY[name]).text.split()) in printed


@pytest.mark.parametrize("name", ["right to left", "combining", "zero width"])
def test_scripts_on_paper(name: str) -> None:
    """Every letter of a script that a reader puts into another order is on the paper."""
    outcome = on_paper(name)

    assert outcome.problems == ()
    assert outcome.content is not None
    printed = normalize("NFKD", "".join(page_texts(outcome.content)))
    assert set(normalize("NFKD", clean(NAUGHTY[name]).text)) <= set(printed)


@pytest.mark.parametrize("name", ["emoji", "direction", "marks", "null", "surrogate"])
def test_what_paper_cannot_show(name: str) -> None:
    """What no page can show is refused, with the field's place each time."""
    outcome = on_paper(name)

    assert outcome.content is None
    assert {str(one.data) for one in outcome.problems} == {f"{DATA}:9 (concern)"}
