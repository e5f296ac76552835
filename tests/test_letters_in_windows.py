"""Letters whose address stands, or does not stand, in a window."""

from __future__ import annotations

from dataclasses import replace

from lettergen.geometry import WINDOWS
from lettergen.letterhead import Letterhead, StyleText
from lettergen.produce import Format
from tests.offices import aze, ogp, told


def windowed(css: str = "") -> Letterhead:
    """Return the sample letterhead with a window, and *css* after its own."""
    look = ogp().letterhead
    more = (*look.css, StyleText("more.css", css))
    return replace(look, css=more, window=WINDOWS["us-10-4in"])


def test_address_that_misses_its_window() -> None:
    """A letter whose address its window does not show is not made; each line has its place."""
    record = aze({"addressee.1.line.1": "1 Castle Street"})

    outcome = replace(ogp(), letterhead=windowed()).outcome(record, Format.PDF)

    assert outcome.content is None
    lines = [one for one in outcome.problems if one.code == "window-line-outside"]
    assert [problem.data.path for problem in lines if problem.data] == [
        "addressee.name.Latn",  # as the record calls them
        "addressee.title.en",
        "addressee.1.line.1",
        "state",
    ]


IN_WINDOW = """.addressee { position: absolute; top: 49mm; left: 2mm; line-height: 1.2 }
.letterhead { margin-bottom: 1mm } .salutation { margin-top: 75mm }"""


def test_address_in_its_window() -> None:
    """A letter whose address stands in the window is made; text that has no page asks for none."""
    desk = replace(ogp(), letterhead=windowed(IN_WINDOW))

    made = desk.outcome(aze(), Format.PDF)
    assert told(made.problems) == []
    assert made.content
    assert replace(ogp(), letterhead=windowed()).outcome(aze(), Format.TEXT).content


def test_second_addressee_is_not_in_the_window() -> None:
    """An envelope goes to the first addressee: another one seen in its window is told."""
    css = f"{IN_WINDOW} .addressee + .addressee {{ top: 52mm; left: 70mm }}"
    second = {
        "addressee.2.name": "Rupert Hentzau",
        "addressee.2.honorific": "Mr.",
        "addressee.2.surname": "Hentzau",
        "addressee.2.title": "Count",
        "addressee.2.office": "Castle",
        "addressee.2.state": "XAB",
    }

    outcome = replace(ogp(), letterhead=windowed(css)).outcome(aze(second), Format.PDF)

    assert {one.code for one in outcome.problems} == {"window-shows-other"}
    assert "'Rupert Hentzau'" in outcome.problems[0].message
