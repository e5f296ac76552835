"""All shipped house styles at once: no letter loses a part or is damaged silently.

The tests of the single styles check the place of each part.
"""

from __future__ import annotations

import re
import shutil
from itertools import chain
from pathlib import Path

import pytest

from lettergen.compose.document import compose_text
from lettergen.errors import CallError, TemplatePlace
from lettergen.files.paths import shipped
from lettergen.l10n.phrases import phrases
from lettergen.letter.letter import Letter
from lettergen.letterhead import Letterhead
from lettergen.letterhead.reading import load_letterhead
from lettergen.letterhead.styles import style_names
from lettergen.produce import Format
from tests.offices import DATA, Changes, aze, ogp
from tests.reference import EVERY_PART, REFERENCE, as_written, printed
from tests.styles.hard_letters import EVERY, HARD
from tests.styles.reading import lines, overlapping, words

SENDERS = {"din5008": "din5008-b", "note-verbale": "un"}  # where it has another name than its style
FOUR = "four addressees with long names"
LETTERS = {"reference": REFERENCE, "every part": EVERY_PART, "every part and more": EVERY, **HARD}
NOTE = re.compile(r"^\[\^\d+\]: (.+)$", re.MULTILINE)
EDGE = 4.0  # millimetres that no printer reaches


def look(style: str) -> Letterhead:
    """Return the style with a letterhead that is made for it."""
    return load_letterhead(SENDERS.get(style, style), None, style=style)


def squeezed(text: str) -> str:
    """Return *text* as it is compared: breaks, spaces and capitals are the style's."""
    return "".join(text.split()).casefold()


def people(letter: Letter) -> tuple[str, ...]:
    """Return everybody whom the letter names, as it names them."""
    named = chain(letter.addressees, letter.via, letter.copies, letter.distribution)
    signed = chain.from_iterable(
        (one.on_behalf_of, one.name, one.signing_for if letter.language != "ar" else "")
        for one in letter.signatories
    )
    streets = chain.from_iterable(one.lines for one in letter.addressees)
    return (*(one.name for one in named), *signed, *streets)


def parts(letter: Letter) -> list[str]:
    """Return the words of every part of the letter, and of its translation."""
    own = [
        *(
            phrases(letter.language)(letter.version) if letter.version else "",
            letter.delivery,
            letter.reference,
            letter.your_reference,
        ),
        *(letter.date_text, letter.subject.markdown.replace("*", ""), *letter.subject_lines),
        *(letter.salutation, letter.close, letter.postscript, *people(letter)),
        *(enclosure.title for enclosure in letter.enclosures),
        *NOTE.findall(letter.body.markdown),
    ]
    return own + (parts(letter.translation) if letter.translation else [])


def bodies(letter: Letter) -> str:
    """Return the words of the body without its notes, and of the translation's."""
    return NOTE.sub("", letter.body.markdown) + (
        bodies(letter.translation) if letter.translation else ""
    )


def miscounted(letter: Letter, text: str) -> dict[str, tuple[int, int]]:
    """Return each part that is not there as often as in the letter: (found, expected)."""
    said = [squeezed(part) for part in parts(letter) if part.isascii() and part.strip()]
    everything, text = "\n".join([*said, squeezed(bodies(letter))]), squeezed(text)
    counts = {part: (text.count(part), everything.count(part)) for part in said}
    return {
        part: (found, expected) for part, (found, expected) in counts.items() if found != expected
    }


@pytest.mark.parametrize("style", style_names(None))
@pytest.mark.parametrize("name", LETTERS)
def test_every_part_once(name: str, style: str) -> None:
    """Every part is printed once, on paper and as text; no line overlaps or leaves the page."""
    letterhead = look(style)
    letter = as_written(LETTERS[name], letterhead)
    found = lines(printed(letter, letterhead).pdf)
    text, paper = compose_text(letter, letterhead), letterhead.paper

    assert miscounted(letter, words(found)) == {}
    assert miscounted(letter, text) == {}
    assert all(squeezed(mark) in squeezed(text) for mark in letter.every_mark)
    assert overlapping(found) == []
    assert all(one.left > EDGE and one.right < paper.width - EDGE for one in found)
    assert all(one.top > EDGE and one.bottom < paper.height - EDGE for one in found)


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({f"signatory.{n}.id": "ceo" for n in range(1, 5)}, "too-many", "signatory"),
        ({"signatory": None}, "no-signatory", "signatory.1.id"),
        ({f"addressee.{n}.name": "Rupert Hentzau" for n in range(2, 6)}, "too-many", "addressee"),
        ({"mark.1": "CONFIDENTAIL"}, "unknown-mark", "mark.1"),
    ],
    ids=["four signatories", "no signatory", "five addressees", "unknown mark"],
)
def test_record_that_no_style_can_show(changes: Changes, code: str, path: str) -> None:
    """A letter of too many people, of none or with an unknown mark is refused with its place."""
    outcome = ogp().with_settings(signs="").outcome(aze(changes), Format.TEXT)
    problem = next(one for one in outcome.problems if one.code == code)

    assert outcome.content is None
    assert problem.is_error
    assert problem.message
    assert problem.hint
    assert problem.data is not None
    assert (problem.data.file, problem.data.path) == (DATA, path)


def test_window_that_the_paper_cannot_have(tmp_path: Path) -> None:
    """A letterhead whose window is of another paper is refused, with its file and the windows."""
    own = tmp_path / "letterheads" / "castle"
    shutil.copytree(shipped("letterheads") / "plain", own)
    settings = (own / "letterhead.toml").read_text(encoding="utf-8")
    window = 'windows = {letter = "uk-dl"}\n'
    (own / "letterhead.toml").write_text(window + settings, encoding="utf-8")

    assert load_letterhead("castle", tmp_path, paper="a4").window is None
    with pytest.raises(CallError) as error:
        load_letterhead("castle", tmp_path, paper="letter")
    (problem,) = error.value.problems
    assert (problem.code, problem.template) == (
        "window-paper",
        TemplatePlace("letterheads/castle/letterhead.toml", 1),
    )
    assert "us-10" in problem.hint
