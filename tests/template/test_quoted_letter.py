"""A letter that quotes a whole letter, from the file it was typed into to the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from lettergen.fields.declaration import Field, FieldType
from lettergen.fields.json_schema import data_schema
from lettergen.plan.request import Request
from lettergen.produce import Format
from lettergen.proof.letter_text import text_of
from lettergen.records import Record, read_records
from lettergen.template.loading import BodySource
from lettergen.template.parity import disparities
from tests.offices import SMALL_FACTS, SMALL_TEMPLATE, Desk, codes, small_office, told
from tests.records.files import as_csv, as_json, as_xlsx, as_yaml, table_rows, write
from tests.reference import page_texts
from tests.template import template_of

TEMPLATE = f"""{SMALL_TEMPLATE}
[fields.incoming]
type = "paragraphs"
description = "The letter that is answered, word for word."
example = '''
Sir,

how far has the work come?
'''
"""
BODY = """\
{% if incoming %}
Thank you for your letter, which reads as follows:

{{ incoming | quoted }}

{% endif %}
The work is done.
"""
LETTER = """\
Sir,

The National Archive asks who will hold the keys:
- of the front door, and
- of the *back* door.

(Signed) Rudolf Rassendyll
"""
QUOTED = """\
Thank you for your letter, which reads as follows:

> Sir,
>
> The National Archive asks who will hold the keys:
> - of the front door, and
> - of the *back* door.
>
> (Signed) Rudolf Rassendyll

The work is done.
"""
BLOCK = f"- id: XAA\n  incoming: |\n{''.join(f'    {one}' for one in LETTER.splitlines(True))}"


def desk(folder: Path) -> Desk:
    """Return an office whose template quotes the incoming letter."""
    return small_office(folder, BODY, template=TEMPLATE)


def answering(folder: Path, letter: str) -> Record:
    """Return the record of who wrote *letter*, read from a file."""
    facts = {**SMALL_FACTS, "incoming": letter}
    (record,) = read_records(write(folder, "answered.csv", as_csv([facts])))
    return record


def long_letter() -> str:
    """Return a letter of more than three pages, each paragraph with a number of its own."""
    words = "the work at the depot was to be finished in the autumn, and the keys handed over. "
    parts = (f"{number}. We recall that {words * 3}\nLine {number}b." for number in range(1, 31))
    return "\n\n".join(["Sir,", *parts, f"{'Donaudampfschiff' * 12}.", "(Signed) R. Rassendyll"])


def test_same_letter_from_every_format(tmp_path: Path) -> None:
    """Line ends survive YAML, JSON, CSV, XLSX and --set, and make the same letter's bytes."""
    office = desk(tmp_path)
    facts = {**SMALL_FACTS, "incoming": LETTER}
    plain = {path: text for path, text in facts.items() if path != "incoming"}
    addressee = {path.partition(".")[2]: text for path, text in plain.items() if "." in path}
    nested = [{"id": "XAA", "state": "XAA", "addressee": addressee, "incoming": LETTER}]
    files: dict[str, str | bytes] = {
        "a.yaml": as_yaml(nested),
        "b.yaml": BLOCK + "".join(f"  {path}: {text}\n" for path, text in list(plain.items())[1:]),
        "a.json": as_json(nested),
        "a.csv": as_csv([facts]),
        "b.csv": as_csv([{**facts, "incoming": LETTER.replace("\n", "\r\n")}], ";"),
        "a.xlsx": as_xlsx(table_rows([facts])),
    }
    letters = set()
    for name, content in files.items():
        (record,) = read_records(write(tmp_path, name, content))
        assert QUOTED in office.text(record), name
        letters.add(office.outcome(record, Format.PDF).content)
    (record,) = read_records(write(tmp_path, "c.csv", as_csv([plain])))
    assert "Thank you" not in office.text(record)
    call = Request(values={"incoming": LETTER})
    letters.add(office.outcome(record, Format.PDF, call).content)

    assert len(letters) == 1
    assert None not in letters


def test_over_several_pages(tmp_path: Path) -> None:
    """A long letter is quoted whole, page after page, within the margins, and archivable."""
    text = long_letter()
    outcome = desk(tmp_path).outcome(answering(tmp_path, text), Format.PDF)
    assert told(outcome.problems) == []
    assert outcome.content is not None
    pages = page_texts(outcome.content)
    words = "".join("".join(pages).split())

    assert len(pages) > 3
    at = 0
    for number in range(1, 31):  # in order, though a page's heading may part a paragraph
        at = words.index(f"{number}.Werecallthat", at)
        at = words.index(f"Line{number}b.", at)
    assert "Donaudampfschiff" * 12 in words
    assert words.index("(Signed)R.Rassendyll", at) < words.index("Theworkisdone.", at)
    check_margins(outcome.content)
    failures = [
        failure.rule_id
        for profile in ("2a", "ua1")
        for failure in page.validate_pdf_bytes(outcome.content, profile=profile).failures
        if "STREAM-LENGTH" not in failure.rule_id  # as in tests/pdf/test_conformance.py
    ]
    assert failures == []


def check_margins(content: bytes) -> None:
    """Hold every word against the edges of its page."""
    edge = 36  # points
    for one in pypdfium2.PdfDocument(content):
        width, height = one.get_size()
        text = one.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert edge < left < right < width - edge
            assert edge / 2 < bottom < top < height - edge / 2


def test_paragraphs_break_over_pages(tmp_path: Path) -> None:
    """A quotation fills its pages: none ends early to keep a paragraph or all of it together."""
    words = "We recall that the keys were to be handed over. " * 180
    outcome = desk(tmp_path).outcome(answering(tmp_path, f"Sir,\n{words}"), Format.PDF)
    assert told(outcome.problems) == []
    assert outcome.content is not None
    counts = [text.count("recall") for text in page_texts(outcome.content)]

    assert sum(counts) == 180
    assert counts[0] > 20
    assert all(count > 60 for count in counts[1:-1])


def test_tagged_as_a_quotation(tmp_path: Path) -> None:
    """A reader that speaks the letter is told where the quotation begins and ends."""
    outcome = desk(tmp_path).outcome(answering(tmp_path, LETTER), Format.PDF)
    assert outcome.content is not None
    with pikepdf.open(BytesIO(outcome.content)) as pdf:
        tags = [str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]

    assert tags.count("/BlockQuote") == 1


@pytest.mark.parametrize("form", [Format.HTML, Format.TEXT])
def test_hostile_letter(form: Format, tmp_path: Path) -> None:
    """A quoted page of HTML and Markdown is words, in either form."""
    office = desk(tmp_path)
    hostile = "</blockquote><script>x</script>\n\n> out\n\n{{ 7*7 }}\n{% raw %}\n[^1]: n\n\n---"
    outcome = office.outcome(answering(tmp_path, hostile), form)
    assert told(outcome.problems) == []
    assert outcome.content is not None
    text = outcome.content.decode()

    if form is Format.TEXT:
        assert "> </blockquote><script>x</script>\n>\n> > out\n>\n> {{ 7*7 }}\n> {% raw %}" in text
    else:
        assert "<script>x" not in text
        assert text.count("<blockquote>") == text.count("</blockquote>") == 1
        assert "<p>&gt; out</p>" in text.replace("\n", "")


def test_a_lost_character_is_told(tmp_path: Path) -> None:
    """A letter of several lines with a character that none may have is refused, not quoted."""
    merged = desk(tmp_path).merged(answering(tmp_path, "Sir,\n\u202eevil"))

    assert merged.letter is None
    assert codes(merged.problems) == ["control-character"]


def test_a_text_stays_on_one_line(tmp_path: Path) -> None:
    """A field of another type reads the same file as before: its lines are joined."""
    template = TEMPLATE.replace('type = "paragraphs"', 'type = "text"')
    office = small_office(tmp_path, "You wrote: {{ incoming }}", template=template)

    assert "You wrote: a b c\n" in office.text(answering(tmp_path, "a\nb\n\nc"))


def test_parity() -> None:
    """A language that quotes the letter says more than one that does not."""
    fields = [Field("incoming", FieldType.PARAGRAPHS)]
    quoting = template_of("As follows:\n\n{{ incoming | quoted }}\n\nWell.", fields=fields)
    silent = template_of("Ainsi :\n\nBien.", language="fr").bodies["fr"]
    same = template_of("Ainsi :\n\n{{ incoming | quoted }}\n\nBien.", language="fr").bodies["fr"]

    def found(french: BodySource) -> list[str]:
        both = replace(quoting, bodies={**quoting.bodies, "fr": french})
        return [one.message for one in disparities(both, fields)]

    assert found(same) == []
    assert found(silent) == [
        "body: fr has paragraphs: 2, but en has 3.",
        "body: fr has facts: no incoming, but en has incoming.",
    ]


def test_proof(tmp_path: Path) -> None:
    """The proof of a batch takes the whole letter for the value, not its shortest line."""
    letter = desk(tmp_path).merged(answering(tmp_path, LETTER)).letter
    assert letter is not None
    (incoming,) = [
        value.text
        for paragraph in text_of(letter).paragraphs
        for value in paragraph.values
        if value.name == "incoming"
    ]

    assert incoming == LETTER.strip()


def test_schema_and_label() -> None:
    """An editor lets several lines pass, and a person reads what type the field has."""
    field = Field("incoming", FieldType.PARAGRAPHS, description="A letter.")

    assert field.type_label == "paragraphs"
    value = data_schema("x", [field])["$defs"]["record"]["properties"]["incoming"]
    assert "string" in value["type"]
    assert "pattern" not in value
