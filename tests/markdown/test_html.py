"""Bodies as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body
from lettergen.markdown import body_html, line_html
from tests.reference import filled_in

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
NONCHARACTERS = MARK_OPEN + MARK_NUMBER_END + MARK_CLOSE


def html(markdown: str, *, quotes: bool = False, marks: bool = False) -> str:
    """Return a body's HTML on one line."""
    return body_html(Body(markdown), quotes=quotes, marks=marks).text.replace("\n", "")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One *two* **three**", "<p>One <em>two</em> <strong>three</strong></p>"),
        ("See [the site](https://x.example).", "<p>See the site.</p>"),
        ("<https://x.example>", "<p>https://x.example</p>"),
        ("<b>loud</b> &amp; clear", "<p>&lt;b&gt;loud&lt;/b&gt; &amp; clear</p>"),
        ("    not code", "<p>not code</p>"),
        ("Not `code`", "<p>Not `code`</p>"),
        ("[note]: all of this is printed", "<p>[note]: all of this is printed</p>"),
        ("Text\n---", "<p>Text</p><hr>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("4. a", '<ol start="4"><li>a</li></ol>'),
        ("- a\n\n- b", '<ul class="loose"><li>a</li><li>b</li></ul>'),
        ("- a\n\n  b", '<ul class="loose"><li>a<br><br>b</li></ul>'),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        (
            "| a | b |\n|---|--:|\n| c | d |",
            (
                '<table><thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr>'
                '</thead><tbody><tr><td>c</td><td class="right">d</td></tr></tbody></table>'
            ),
        ),
        ("| | |\n|-|-|\n| c | d |", "<table><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"),
    ],
)
def test_body(markdown: str, expected: str) -> None:
    """Markdown becomes plain, sound HTML; raw HTML, code and links are off."""
    assert html(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (f"**{filled_in(1, 'A')}**", '<p><strong><span data-mark="1">A</span></strong></p>'),
        (f"- {filled_in(2, 'B')}", '<ul><li><span data-mark="2">B</span></li></ul>'),
        (
            f"{filled_in(1, 'A')}{filled_in(2, 'B')} c",
            '<p><span data-mark="1">A</span><span data-mark="2">B</span> c</p>',
        ),
        (
            filled_in(3, "one *two* three"),
            (
                '<p><span data-mark="3">one </span><em><span data-mark="3">two</span></em>'
                '<span data-mark="3"> three</span></p>'
            ),
        ),
    ],
)
def test_marks(markdown: str, expected: str) -> None:
    """A preview shows which words are values, in valid nesting wherever they are."""
    assert html(markdown, marks=True) == expected
    assert html(markdown) == re.sub(r"</?span[^>]*>", "", expected)


def test_typographic_quotes() -> None:
    """Quotation marks turn typographic on demand, those of filled-in values as well."""
    markdown = f'"{filled_in(1, "O" + chr(92) + chr(39) + "Hara")}"'

    assert html(markdown, quotes=True) == "<p>“O\N{RIGHT SINGLE QUOTATION MARK}Hara”</p>"
    assert html(markdown) == "<p>&quot;O&#x27;Hara&quot;</p>"


@pytest.mark.parametrize(
    ("markdown", "first", "levels"),
    [
        ("# a\n\n## b\n\n# c", 1, [1, 2, 1]),
        ("## a\n\n#### b", 2, [2, 3]),
        ("### a", 1, [1]),
        ("## a\n\n# b", 2, [2, 2]),
    ],
)
def test_heading_levels(markdown: str, first: int, levels: list[int]) -> None:
    """Headings begin at the level asked for and skip none, as PDF/UA-1 requires."""
    text = body_html(Body(markdown), quotes=False, marks=False, first_heading=first).text

    assert [int(level) for level in re.findall(r"<h(\d)>", text)] == levels


def test_notes_stand_apart() -> None:
    """Footnotes come out apart from the body, in the order in which they are referred to."""
    words = body_html(
        Body("A.[^b] B.[^a]\n\n[^a]: Second.\n[^b]: First."), quotes=False, marks=False
    )

    assert words.text == "<p>A.<sup>1</sup> B.<sup>2</sup></p>\n"
    assert re.findall(r"<li>(.*?)</li>", words.notes) == ["First.", "Second."]


class Counter(HTMLParser):
    """Counts elements and gathers text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        if tag != "bdi":  # stands round words that run the other way than the letter
            self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_no_value_changes_the_structure(value: str) -> None:
    """Whatever a filled-in value holds, it is printed as typed and adds no element."""
    escaped = PUNCTUATION.sub(r"\\\1", value)
    markdown = f"Dear {filled_in(1, escaped)},\n\n- {filled_in(2, escaped)}"
    read = Counter()
    read.feed(html(markdown, marks=True))

    assert read.tags == ["p", "span", "ul", "li", "span"]
    assert read.text == f"Dear {value},{value}"


def test_line() -> None:
    """A subject is one line of inline Markdown."""
    line = Body(f"Status of {filled_in(1, 'Ruritania')} *now*")

    assert line_html(line, quotes=False, marks=False) == "Status of Ruritania <em>now</em>"
