"""Tests of filling the skeleton of a house style."""

from __future__ import annotations

import pytest

from lettergen.compose.skeleton import filled
from lettergen.errors import LetterError
from lettergen.letterhead import StyleText

LIBRARY = (
    "{% macro date(v) %}<p>{{ v }}</p>{% endmacro %}\n{% macro bad(v) %}{{ v.x.y }}{% endmacro %}"
)
INCLUDES = (("library.html.j2", StyleText("_parts/library.html.j2", LIBRARY)),)


def fill(text: str, **context: object) -> str:
    """Return a skeleton filled for a French letter."""
    return filled(
        StyleText("letter.html.j2", text), INCLUDES, {"language": "fr", **context}, escaping=True
    )


def test_texts_are_escaped_and_dressed() -> None:
    """What a skeleton prints is escaped; `isolated` sets a text as its language does."""
    assert fill("{{ a }}", a="<b>") == "&lt;b&gt;"
    assert fill("{{ a|isolated }}", a="Objet : <b>") == "Objet\u00a0: &lt;b&gt;"
    assert fill("{{ a|isolated('en') }}", a="Dear Mr. Ali") == (
        'Dear <span class="whole">Mr. Ali</span>'
    )


def test_capitals() -> None:
    """A skeleton may write a text in capitals, by the rules of its language."""
    assert fill("{{ a|capitals('az') }}{{ a|capitals|isolated }}", a="<i>") == "&lt;İ&gt;&lt;I&gt;"


def test_fixed_phrases() -> None:
    """A skeleton may say any fixed phrase, in the letter's language or another one."""
    assert fill("{{ 'Copy'|phrase }}, {{ 'Copy'|phrase('de') }}") == "Copie, Kopie"
    assert fill("{{ 'Copy'|label }}") == "Copie\u00a0:"
    with pytest.raises(LetterError, match="'Nonsense' is not translated into French"):
        fill("{{ 'Nonsense'|phrase }}")


def test_parts_are_imported() -> None:
    """A skeleton imports the macros that show the parts, and what these print is escaped."""
    text = "{% import 'library.html.j2' as library with context %}{{ library.date('<') }}"

    assert fill(text) == "<p>&lt;</p>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n{% if %}", "letter.html.j2:2: The skeleton is not valid Jinja"),
        ("\n{{ nothing }}", "letter.html.j2:2: The skeleton cannot be filled"),
        (
            "{% import 'library.html.j2' as library with context %}{{ library.bad({}) }}",
            "_parts/library.html.j2:2: The skeleton cannot be filled",
        ),
    ],
)
def test_a_broken_skeleton(text: str, message: str) -> None:
    """A skeleton that fails is reported with its line and what to do."""
    with pytest.raises(LetterError) as error:
        fill(text)

    (problem,) = error.value.problems
    assert str(problem).startswith(message)
    assert problem.hint == "Fix the house style, or choose another with --style."
