"""Tests of what may stand in a letter as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import escape
from string import punctuation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jinja2 import StrictUndefined

from lettergen.errors import DataPlace, TemplatePlace
from lettergen.facts.context import Missing
from lettergen.fields.declaration import Month
from lettergen.letter.characters import clean
from lettergen.letter.letter import Body
from lettergen.markdown import body_html
from lettergen.template.escaping import (
    Unprintable,
    UnprintableError,
    absent,
    escaped,
    lower,
    unprintable,
)
from tests.template import PAYLOADS, filled

AROUND = """
# Letter to {{ concern }}

{{ concern }} begins, *{{ concern }}* and **{{ concern }}**, then "{{ concern }}".
A line with a{{ concern }}b, [{{ concern }}](https://example.org) and \\{{ concern }}
{{ concern }}

- {{ concern }}
- one: {{ concern }},
  {{ concern }}

3. {{ concern }}

> {{ concern }}

| what | {{ concern }} |
|------|---------------|
| {{ concern }} | *{{ concern }}* |

End[^1] {{ concern }}

[^1]: {{ concern }}
"""
WORD = "Ruritania"
TRICKY = st.text(st.sampled_from("*_`[]()<>!|\\#+-=.:~^&;\"'{}%@ 1a\u00a0é"), min_size=1)
AT = TemplatePlace("en.md.j2", 3)
DATA = DataPlace("members.yaml", line=9, path="role")


@pytest.mark.parametrize("value", ["minister", "0", "$5 — ქ", "…", 0, -3, "a\u200bb"])
def test_printable(value: object) -> None:
    """Texts with something to read and whole numbers are printed as they are."""
    assert unprintable(value, AT, DATA) is None


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        (date(2021, 4, 27), "unprintable", "A date cannot be printed as it is."),
        (Month(2021, 8), "unprintable", "A month cannot be printed as it is."),
        (True, "unprintable", "A yes/no cannot be printed as it is."),
        (1.5, "unprintable", "A decimal number cannot be printed as it is."),
        (["a"], "unprintable", "A list cannot be printed as it is."),
        (("a",), "unprintable", "A list cannot be printed as it is."),
        ({"a": "b"}, "unprintable", "A group of facts cannot be printed as it is."),
        (iter("ab"), "unprintable", "This cannot be printed as it is."),
        ("a".upper, "unprintable", "This cannot be printed as it is."),
        (None, "unprintable", "There is nothing to print here."),
        (StrictUndefined(), "unprintable", "There is nothing to print here."),
        ("", "empty-text", "The value has no visible character."),
        (" \u00a0\t", "empty-text", "The value has no visible character."),
        ("\u200b\u200e", "empty-text", "The value has no visible character."),
        ("\u3164\u2800", "empty-text", "The value has no visible character."),
        ("a\nb", "line-break", "The value has several lines; a sentence has one."),
        ("a\u2028b", "line-break", "The value has several lines; a sentence has one."),
        (
            "a\ufdd2b",
            "control-character",
            "The value has the character U+FDD2 <noncharacter-FDD2>, which no letter may have.",
        ),
        (Unprintable("upper", "It has no letter."), "wrong-filter", "It has no letter."),
        (
            Missing("role"),
            "missing-field",
            "The template needs 'role' here, but the record does not give it.",
        ),
    ],
)
def test_unprintable(value: object, code: str, message: str) -> None:
    """Whatever would print a hole or nonsense is a problem with both places."""
    problem = unprintable(value, AT, DATA)

    assert problem is not None
    assert (problem.code, problem.message) == (code, message)
    assert (problem.template, problem.data) == (AT, DATA)
    assert problem.is_error


@pytest.mark.parametrize(
    ("path", "given"),
    [("role", "role"), ("standing.instrument", "history.*.instrument")],
)
def test_absent(path: str, given: str) -> None:
    """The hint names the field to fill in, where a fact is worked out from another as well."""
    hint = f"Fill in {given!r}, or make the sentence depend on it with {{% if … %}}."

    assert absent(path, AT, DATA).hint == hint


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("**Bob** <img>", r"\*\*Bob\*\* \<img\>"),
        ("a\\", "a\\\\"),
        ("1. one", r"1\. one"),
        ("a\n\n# b\r\nc", r"a \# b c"),
        ("ქალი — 3", "ქალი — 3"),
    ],
)
def test_escaped(text: str, markdown: str) -> None:
    """Every sign that Markdown might read stands behind a backslash, all on one line."""
    assert escaped(text) == markdown


def test_every_sign_is_escaped() -> None:
    """All ASCII punctuation is escaped, whichever Markdown's rules are in force."""
    assert escaped(punctuation) == "".join(f"\\{sign}" for sign in punctuation)


@given(st.text())
def test_escaped_is_one_line(text: str) -> None:
    """No text brings a line break with it."""
    assert len(f"{escaped(text)}.".splitlines()) == 1


USES: dict[str, Callable[[Unprintable], object]] = {
    "truth": bool,
    "text": str,
    "equality": lambda value: value == "x",
    "length": len,
}


@pytest.mark.parametrize("use", USES)
def test_refused_value_cannot_be_used(use: str) -> None:
    """What a filter could not give decides no condition; the sentence says why."""
    with pytest.raises(UnprintableError, match="It has no letter"):
        USES[use](Unprintable("upper", "It has no letter."))


def test_lower() -> None:
    """A text in small letters, where the language has no capitals of its own."""
    assert lower("The GAMBIA", "en") == "the gambia"
    with pytest.raises(ValueError, match=r"'lower' has no rule for Azerbaijani: type the text"):
        lower("BINƏ", "az")
    with pytest.raises(ValueError, match="'lower' needs a text"):
        lower(date(2021, 4, 27), "en")  # type: ignore[arg-type]  # what a template may try


def page(words: Body) -> str:
    """Return the body as HTML, its footnotes after it."""
    html = body_html(words, quotes=False, marks=False)
    return html.text + html.notes


def page_with(value: str) -> str:
    """Return the page on which *value* stands everywhere."""
    words, problems = filled(AROUND, {"concern": value})
    assert problems == []
    return page(words)


PLAIN_PAGE = page_with(WORD)
ISOLATE = re.compile('<bdi dir="(?:ltr|rtl)">|</bdi>')


@given(st.one_of(st.text(), TRICKY))
def test_a_value_never_changes_the_structure(text: str) -> None:
    """Any text in any place gives the page of a plain word, with that text in its stead."""
    cleaned = clean(text)
    assume(any(sign.isalnum() or sign in "*_`[]()<>!|\\#+-=" for sign in cleaned.text))
    assume(not cleaned.refused)

    # A text that runs the other way stands apart, in an element of its own.
    bare = ISOLATE.sub("", page_with(cleaned.text))
    assert bare == PLAIN_PAGE.replace(WORD, escape(cleaned.text))


@pytest.mark.parametrize(
    "value",
    [
        *PAYLOADS,
        "**Bob** <img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](file:///etc/passwd)",
        "&lt;script&gt; &#65; &nbsp;",
        "1. one",
        "- one",
        "    code",
        "```",
        "---",
        "| a | b |",
        "\\",
        "\\| x",
        "[^1]",
        "<https://example.org>",
        "# no heading",
        "x  ",
    ],
)
def test_a_value_is_printed_as_typed(value: str) -> None:
    """Placeholders, Markdown and HTML in a value come out as they were typed, and never run."""
    text = clean(value).text

    assert page_with(text) == PLAIN_PAGE.replace(WORD, escape(text))
