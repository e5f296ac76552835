"""A body, split into the letter and its appendices."""

from __future__ import annotations

import pytest

from lettergen.errors import LetterError
from lettergen.letter.letter import APPENDIX, Body
from lettergen.markdown import Appendix, Words, body_html, body_text
from tests.reference import filled_in


def begun(title: str) -> str:
    """Return what a body has where an appendix begins."""
    return f"\n\n{APPENDIX} {title}\n\n"


def html(markdown: str, **how: bool) -> Words:
    """Return a body as HTML."""
    return body_html(Body(markdown), quotes=True, marks=True, **how)  # type: ignore[arg-type]


def text(markdown: str) -> Words:
    """Return a body as plain text."""
    return body_text(Body(markdown), quotes=False)


def test_without_appendices() -> None:
    """A body without an appendix has none."""
    assert html("x").appendices == ()
    assert text("x").appendices == ()


def test_appendices_in_order() -> None:
    """Each appendix has what follows its title, and the body has what comes before."""
    body = f"Own.{begun('One')}- a\n{begun('Two')}B.\n\nC."

    words = html(body)
    assert words.text == "<p>Own.</p>\n"
    assert words.blocks == ("<p>Own.</p>\n",)
    assert words.appendices == (
        Appendix("One", "<ul><li>a</li>\n</ul>\n"),
        Appendix("Two", "<p>B.</p>\n<p>C.</p>\n"),
    )
    assert text(body) == Words(
        "Own.", appendices=(Appendix("One", "- a"), Appendix("Two", "B.\n\nC."))
    )


def test_title_is_escaped() -> None:
    """A title is words: its signs are printed, its quotation marks are set as elsewhere."""
    title = begun(r"\"Rules\" \& \<b\>")
    (one,) = html(f"x{title}y").appendices

    assert one.title == "“Rules” &amp; &lt;b&gt;"


def test_value_in_an_appendix() -> None:
    """A value that was filled in keeps its mark in an appendix."""
    (one,) = html(f"x{begun('A')}{filled_in(3, 'Ruritania')}").appendices

    assert one.text == '<p><span data-mark="3">Ruritania</span></p>\n'


@pytest.mark.parametrize("first", [1, 2])
def test_headings_stand_below_the_title(first: int) -> None:
    """Headings begin one level below the appendix's title, whatever level was typed."""
    body = f"# Own\n\n## Sub{begun('A')}### Top\n\n##### Low{begun('B')}# Other"
    words = body_html(Body(body), quotes=False, marks=False, first_heading=first)

    assert words.text == f"<h{first}>Own</h{first}>\n<h{first + 1}>Sub</h{first + 1}>\n"
    assert [one.text for one in words.appendices] == [
        "<h2>Top</h2>\n<h3>Low</h3>\n",
        "<h2>Other</h2>\n",
    ]


NOTED = (
    f"x[^a]{begun('A')}y[^b] z[^a]{begun('B')}w[^c]\n\n"
    "[^c]: C.\n[^b]: B, as in[^d].\n[^a]: A.\n[^d]: D.\n"
)


def test_notes_stand_where_they_are_first_referred_to() -> None:
    """A note is at the end of the section that first refers to it; the numbers continue."""
    words = html(NOTED)
    first, second = words.appendices

    assert words.notes == "<ol>\n<li>A.</li>\n</ol>\n"
    assert first.text == (
        "<p>y<sup>2</sup> z<sup>1</sup></p>\n"
        '<div class="notes">\n<ol start="2">\n<li value="2">B, as in<sup>4</sup>.</li>\n'
        '<li value="4">D.</li>\n</ol>\n</div>\n'
    )
    assert '<ol start="3">\n<li value="3">C.</li>' in second.text


def test_notes_in_plain_text() -> None:
    """In plain text each note has its number, at the end of what refers to it."""
    words = text(NOTED)

    assert words.notes == "[1] A."
    assert [one.text for one in words.appendices] == [
        "y[2] z[1]\n\n[2] B, as in[4].\n[4] D.",
        "w[3]\n\n[3] C.",
    ]


def test_notes_at_the_foot() -> None:
    """Notes at the foot of their page are so in an appendix too."""
    words = html(f"x[^a]{begun('A')}y[^b]\n\n[^a]: One.\n[^b]: Two.", notes_at_foot=True)
    (one,) = words.appendices

    assert words.notes == ""
    assert one.text == '<p>y<span class="note" data-note="2">Two.</span></p>\n'


@pytest.mark.parametrize("body", [f"x{begun('A*')}", f"x{begun('A*')}[^1]: n{begun('B')}y[^1]"])
def test_empty_appendix(body: str) -> None:
    """An empty appendix is refused by its title."""
    for write in (html, text):
        with pytest.raises(LetterError) as error:
            write(body)
        (problem,) = error.value.problems
        assert problem.code == "empty-appendix"
        assert "'A*'" in problem.message
