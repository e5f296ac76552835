"""Check that words that must be in the third person do not say *I* or *we*.

A note verbale refers to its sender in the third person; only what it quotes may say *I*.
Source: UN Correspondence Manual, ST/DCS/4/Rev.1, sections 116 to 118.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lettergen.errors import Problem, Severity, TemplatePlace
from lettergen.l10n.languages import best_match
from lettergen.letter.letter import Body
from lettergen.markdown.words import words_of
from lettergen.template.loading import SourceText

WORDS = {
    "en": "I me my myself we us our ours ourselves",
    "fr": "je j' j\u2019 me m' m\u2019 moi mon ma mes nous notre nos",
    "es": "yo me mi mis mí nosotros nosotras nos nuestro nuestra nuestros nuestras",
    "ru": "я меня мне мной мною мы нас нам нами",
    "az": "mən məni mənə məndən məndə mənim biz bizi bizə bizdən bizdə bizim",
    "ar": "أنا نحن",
}
"""Separate words of the first person, by language."""
ELIDED = "'\u2019"


def first_person(words: Iterable[Body], language: str, source: SourceText) -> list[Problem]:
    """Return a warning for each word of the first person outside block quotes.

    Args:
        source: The text of the body; the place is its line with the word.
    """
    chosen = best_match(language, WORDS)
    if chosen is None:
        return []
    text = "\n".join(words_of(one, quoted=False) for one in words)
    used = (one for one in WORDS[chosen].split() if _pattern(one).search(text))
    return [_warning(word, source) for word in used]


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    """Return a pattern for *word*, with or without a capital: *us* is a word, *US* is a state."""
    forms = {word, word[0].upper() + word[1:]}
    end = "" if word[-1] in ELIDED else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms)))}){end}")


def _warning(word: str, source: SourceText) -> Problem:
    message = f"The words must be in the third person, but they say {word!r}."
    hint = "Name the office instead, or choose another house style with --style."
    place = TemplatePlace(source.file, _line(word, source))
    return Problem("first-person", message, hint, Severity.WARNING, template=place)


def _line(word: str, source: SourceText) -> int | None:
    lines = enumerate(source.text.split("\n"), start=source.line)
    return next((number for number, line in lines if _pattern(word).search(line)), None)
