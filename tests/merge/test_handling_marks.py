"""Tests of handling marks."""

from __future__ import annotations

import pytest

from lettergen.l10n.phrases import PHRASES
from lettergen.merge.findings import found
from lettergen.merge.handling_marks import handling_marks, known_marks
from tests.offices import Changes, aze, codes, ogp

OWN = ("FCA RESTRICTED", {"en": "EMBARGOED", "fr": "SOUS EMBARGO"})


def marks(changes: Changes, language: str = "en") -> tuple[tuple[str, ...], list[str], list[str]]:
    """Return the marks of the reference letter, the codes of problems, and their hints."""
    desk = ogp().with_settings(marks=OWN)
    facts = desk.merged(aze(changes)).facts
    assert facts is not None
    said, problems = found(handling_marks(facts, desk.office, language))
    told = (*facts.problems, *problems)
    return said, codes(told), [one.hint for one in told]


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("confidential", "en", "CONFIDENTIAL"),
        ("CONFIDENTIAL", "fr", "CONFIDENTIEL"),
        ("Confidentiel", "en", "CONFIDENTIAL"),
        ("personal  and-confidential", "de", "PERSÖNLICH UND VERTRAULICH"),
        ("official \u2013 sensitive", "ru", "OFFICIAL-SENSITIVE"),
        ("tlp: clear", "ar", "TLP:CLEAR"),
        ("fca restricted", "fr", "FCA RESTRICTED"),
        ("embargoed", "fr", "SOUS EMBARGO"),
    ],
)
def test_said_in_the_letters_language(typed: str, language: str, said: str) -> None:
    """A plain word is translated, a caveat is not; case, spaces and dashes are forgiven."""
    assert marks({"mark": typed}, language) == ((said,), [], [])


@pytest.mark.parametrize(
    ("typed", "language", "code", "hint"),
    [
        ("CONFIDENTAIL", "en", "unknown-mark", "Did you mean 'CONFIDENTIAL'?"),
        ("EYES ONLY", "en", "unknown-mark", 'marks = ["EYES ONLY"]'),
        ("Draft", "en", "unknown-mark", "--draft"),
        ("projet", "fr", "unknown-mark", "--draft"),
        ("FILE COPY", "en", "unknown-mark", "--file-copy"),
        ("EMBARGOED", "de", "untranslated", "under 'marks'"),
    ],
)
def test_refused(typed: str, language: str, code: str, hint: str) -> None:
    """A mark that nobody knows is refused, and the hint says how it could be one."""
    said, told, hints = marks({"mark": typed}, language)

    assert (said, told) == ((), [code])
    assert hint in hints[0]


def test_per_language() -> None:
    """A record may give a mark in each language, as it is said there."""
    changes = {"mark.1.en": "URGENT", "mark.1.fr": "URGENT", "mark.2": "PERSONAL"}

    assert marks(changes)[0] == ("URGENT", "PERSONAL")


def test_every_plain_word_is_a_phrase() -> None:
    """Each mark names its source, and each plain word stands in the catalogues."""
    plain = {row.text for row in known_marks() if row.translated}

    assert plain <= set(PHRASES)
    assert {"CONFIDENTIAL", "URGENT"} <= plain
