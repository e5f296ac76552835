"""Tests of words that must stay in the third person."""

from __future__ import annotations

import pytest

from lettergen.letter.letter import Body
from lettergen.merge.third_person import first_person
from lettergen.template.loading import SourceText


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "The Mission thanks the Ministry.", []),
        ("en-GB", "As I said, our view is known to us.", ["I", "us", "our"]),
        ("en", "A note of the US (i) and (ii).", []),
        ("en", "We agree.\n\n> I do not.", ["we"]),
        ("fr", "M. Dupont et J\u2019ai ; nous.", ["j\u2019", "nous"]),
        ("es", "Nosotros lo sabemos.", ["nosotros"]),
        ("ru", "Мы рады.", ["мы"]),
        ("az", "Biz bilirik.", ["biz"]),
        ("ar", "نحن هنا", ["نحن"]),
        ("de", "Wir danken.", []),
    ],
)
def test_first_person(language: str, words: str, said: list[str]) -> None:
    """Each word of the first person outside a quotation is told once, as a warning."""
    problems = first_person([Body(words)], language, SourceText(words, "note.md"))

    assert [one.message.rpartition("they say ")[2] for one in problems] == [
        f"{word!r}." for word in said
    ]
    assert not any(one.is_error for one in problems)


def test_place() -> None:
    """A warning names the line of the body that says the word."""
    source = SourceText("The note.\n\nWe agree.\n", "templates/note/en.md.j2", 3)

    (problem,) = first_person([Body(source.text)], "en", source)

    assert str(problem.template) == "templates/note/en.md.j2:5"
