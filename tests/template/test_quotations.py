"""A whole letter quoted in another: every word of it, and nothing that leaves the quotation."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import Problem
from lettergen.fields.declaration import Field, FieldType
from lettergen.letter.letter import Body
from lettergen.letter.paragraphs import read_paragraphs
from lettergen.markdown import body_html, body_text
from lettergen.template.quotations import with_joined_lines
from tests.template import RECORD, compiled, facts_of, found, plain, told

INCOMING = Field("incoming", FieldType.PARAGRAPHS)
LETTERS = Field("letters.*", FieldType.PARAGRAPHS)
BODY = "Before.[^1]\n\n{{ incoming | quoted }}\n\nAfter.\n\n[^1]: A note.\n"
TRICKY = st.text(st.sampled_from("*_`[]()<>!|\\#+-=.:~^&;\"'{}%@ 1aT\té\n\n\n"), min_size=1)
HARD = """\
- no list
# no heading
> no quote
| no | table |
|----|-------|
1. no number
[^1]: no note
Table: no caption

Table: none here
    no code
***
<b>&amp; {{ x }}\\
"""


def filled(text: str, *letters: str, fields: tuple[Field, ...] = (INCOMING,)) -> Body:
    """Return a sound body with the incoming letters filled in; no problem may be told."""
    words, problems = attempted(text, *letters, fields=fields)
    assert problems == []
    return words


def attempted(
    text: str, *letters: str, fields: tuple[Field, ...] = (INCOMING,)
) -> tuple[Body, list[Problem]]:
    """Return a sound body, filled, and what stood in the way."""
    body = compiled(text, fields=fields)
    assert body.uses.problems == ()
    paths = ["incoming"] if fields == (INCOMING,) else [f"letters.{n}" for n in range(1, 9)]
    values = {path: read_paragraphs(one) for path, one in zip(paths, letters, strict=False)}
    _, words, problems = body.fill(facts_of(values), "en", {})
    return words, problems


class Page(HTMLParser):
    """Reads HTML as a browser would: its elements, and the words of each outermost one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words: dict[str, str] = {"outside": "", "blockquote": ""}
        self.feed(html)
        self.close()

    @property
    def place(self) -> str:
        """Whether the quotation is open."""
        opened, closed = self.elements.count("blockquote"), self.elements.count("/blockquote")
        return "blockquote" if opened > closed else "outside"

    def handle_starttag(self, tag: str, _: object) -> None:
        """Note an element."""
        self.elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        self.elements.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Note what is to be read."""
        self.words[self.place] += data

    def handle_comment(self, _: str) -> None:
        """Note a comment, of which a letter has none."""
        self.elements.append("comment")


def test_quoted() -> None:
    """A blank line parts paragraphs, a line end stays a line end, in HTML and as plain text."""
    words = filled("As follows:\n\n{{ incoming | quoted }}\n\nWell.", "Sir,\n\na *b*\nc\n")

    assert body_html(words, quotes=False, marks=False).text.replace("\n", "") == (
        "<p>As follows:</p><blockquote><p>Sir,</p><p>a *b*<br>c</p></blockquote><p>Well.</p>"
    )
    assert body_text(words, quotes=False).text == (
        "As follows:\n\n> Sir,\n>\n> a *b*\n> c\n\nWell."
    )


def test_marks() -> None:
    """Each line stands between marks of one number, that of the fact it came from."""
    words = filled("{{ incoming | quoted }}", "Sir,\n\na\nb")

    assert [(mark.number, mark.paths) for mark in words.origins] == [(1, ("incoming",))]
    html = body_html(words, quotes=False, marks=True).text
    for line in ("Sir,", "a", "b"):
        assert f'<span data-mark="1">{line}</span>' in html


def test_hard_letter() -> None:
    """What looks like structure is printed as it was typed, line by line."""
    words = filled(BODY, HARD)
    lines = [line.strip() for line in HARD.splitlines()]

    assert body_text(words, quotes=False).text == "\n".join(
        ["Before.[1]", "", *(f"> {line}".rstrip() for line in lines), "", "After."]
    )


@given(TRICKY)
def test_nothing_leaves_the_quotation(text: str) -> None:
    """Whatever is quoted: exactly its words, in order, and no element but lines and paragraphs."""
    paragraphs = read_paragraphs(text).paragraphs
    if not paragraphs:
        return
    words = filled(BODY, text)
    page = Page(body_html(words, quotes=False, marks=False).text)
    lines = [line for paragraph in paragraphs for line in paragraph]
    inside: list[str] = []
    for paragraph in paragraphs:
        inside += ["p", *["br"] * (len(paragraph) - 1), "/p"]
    expected = ["p", "sup", "/sup", "/p", "blockquote", *inside, "/blockquote", "p", "/p"]

    assert page.elements == expected
    assert [line for line in page.words["blockquote"].split("\n") if line] == lines
    assert page.words["outside"].split() == ["Before.1", "After."]
    quoted = [one[2:] for one in body_text(words, quotes=False).text.split("\n") if one[:1] == ">"]
    assert [line for line in quoted if line] == lines


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("{{ incoming | quoted }}", []),
        ("{{ incoming | quoted }}  \nMore.", []),
        ("{% if incoming %}\n{{ incoming|quoted }}\n{% endif %}", []),
        ("{% set one = incoming %}\n{{ one | quoted }}", []),
        ("{# Not {{ incoming | quoted }} here. #}\n{{ incoming | quoted }}", []),
        ("{{ incoming }}", ["unprintable:1"]),
        ("{{ incoming | default('x') }}", ["unprintable:1"]),
        ("{{ incoming | upper }}", ["wrong-filter:1"]),
        ("{{ incoming | length }}", ["wrong-filter:1"]),
        ("{{ incoming | quoted | upper }}", ["wrong-filter:1"]),
        ("{{ incoming | quoted('x') }}", ["refused-construct:1"]),
        ("{% set one = incoming | quoted %}{{ one }}", ["wrong-filter:1"]),
        ("{% if incoming | quoted %}x{% endif %}", ["wrong-filter:1"]),
        ("{% if incoming == 'x' %}y{% endif %}", ["wrong-comparison:1"]),
        ("{% for one in incoming %}x{% endfor %}", ["not-a-list:1"]),
        ("{% if incoming %}\n{{ concern | quoted }}\n{% endif %}", ["wrong-filter:2"]),
        ("{% if incoming %}\n{{ 'words' | quoted }}\n{% endif %}", ["wrong-filter:2"]),
        ("{% if incoming %}\n{{ words | quoted }}\n{% endif %}", ["wrong-filter:2"]),
        ("{% if incoming %}\n{{ incomming | quoted }}\n{% endif %}", ["undeclared-field:2"]),
        ("You wrote {{ incoming | quoted }}", ["quotation-in-line:1"]),
        ("\n{{ incoming | quoted }}, and so on", ["quotation-in-line:2"]),
        ("- {{ incoming | quoted }}", ["quotation-in-line:1"]),
        ("- One:\n\n  {{ incoming | quoted }}", ["quotation-in-line:3"]),
        ("> {{ incoming | quoted }}", ["quotation-in-line:1"]),
        ("> You wrote:\n{{ incoming | quoted }}", ["quotation-in-line:2"]),
        ("| a |\n|---|\n| {{ incoming | quoted }} |", ["quotation-in-line:3"]),
        ("| a |\n|---|\n{{ incoming | quoted }}\n| b |", ["quotation-in-line:3"]),
        ("{% if incoming %}{{ incoming | quoted }}{% endif %}", ["quotation-in-line:1"]),
        ("{{ incoming | quoted }}{{ concern }}", ["quotation-in-line:1"]),
        ("{{ incoming\n| quoted }} x", ["quotation-in-line:1"]),
    ],
)
def test_where_it_may_stand(text: str, problems: list[str]) -> None:
    """Only the fact itself, as the last filter of a placeholder that has its line for itself."""
    assert [one for one in told(found(text, fields=[INCOMING])) if "unused" not in one] == problems


def test_not_in_a_subject() -> None:
    """A subject is one line, so it quotes nothing; its line in template.toml is told."""
    problems = found(
        "{{ incoming | quoted }}", subject="{{ incoming | quoted }}", fields=[INCOMING]
    )

    assert told(problems) == ["wrong-filter:5"]
    assert "subject" in problems[0].message


def test_several_letters() -> None:
    """Letters of a list are quoted one after the other, each on its own."""
    text = "{% for one in letters %}\n{{ one | quoted }}\n{% endfor %}"
    words = filled(text, "Sir,\nfirst", "Sir,\n\nsecond", fields=(LETTERS,))

    html = body_html(words, quotes=False, marks=False).text.replace("\n", "")
    assert html == (
        "<blockquote><p>Sir,<br>first</p></blockquote>"
        "<blockquote><p>Sir,</p><p>second</p></blockquote>"
    )
    assert [mark.paths for mark in words.origins] == [("letters.1",), ("letters.2",)]


def test_after_a_list() -> None:
    """A quotation after an item is no part of the item."""
    words = filled("- item\n{{ incoming | quoted }}\n- other", "Sir,")

    html = body_html(words, quotes=False, marks=False).text.replace("\n", "")
    assert html == (
        "<ul><li>item</li></ul><blockquote><p>Sir,</p></blockquote><ul><li>other</li></ul>"
    )


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ((), "missing-field"),
        (("\u2800\n\u3164",), "empty-text"),
        (("a\n\x07",), "control-character"),
    ],
)
def test_unprintable(letters: tuple[str, ...], code: str) -> None:
    """A letter that is absent, shows nothing or holds what no letter may have is a problem."""
    words, problems = attempted("x\n\n{{ incoming | quoted }}", *letters)

    assert [one.code for one in problems] == [code]
    assert problems[0].data is not None
    assert problems[0].data.file == RECORD.file
    assert plain(words) == "x\n\nx"


def test_joined_lines() -> None:
    """For a comparison a quotation is one value with its lines; other values stay apart."""
    words = filled(
        "{{ concern }}\\\n{{ role }}\n\n{{ incoming | quoted }}\n\n{{ role }}", "Sir,\n\na\nb"
    )

    assert plain(Body(with_joined_lines(words.markdown))) == (
        "civic space\\\nminister\n\n\n\n> Sir,\\\n\\\na\\\nb\n\n\n\nminister"
    )
