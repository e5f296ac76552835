"""What each address of the preview answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lettergen.letterhead.reading import letterhead_names
from lettergen.preview.routes import LETTER_POLICY, PAGE, PARTS
from tests.cli.sample import LETTER, SUSPENDED, change
from tests.naughty import NAUGHTY
from tests.preview.conftest import Preview
from tests.processes import lettergen

WAYS = ("/", "/part/", "/view/", "/pdf/", "/picture/")
OUTSIDE = (
    *(
        "../lettergen.toml",
        "../../../../etc/passwd",
        "..%2f..%2flettergen.toml",
        "%2e%2e/members.yaml",
    ),
    *("%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cmembers.yaml", "..%252f..%252fetc%252fpasswd"),
    *("%2fetc%2fpasswd", "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "desk.html"),
    *("desk.js%00.css", "..;/members.yaml", "....//....//etc/passwd", "%c0%ae%c0%ae/etc/passwd"),
    *("members.yaml", "lettergen.toml", "templates/", ".git/config", "x/-1", "x/99999", "x/1/../2"),
)


def told(preview: Preview, path: str) -> dict[str, Any]:
    """Return the JSON that an address answers with."""
    status, content = preview.ask(path)
    assert status == 200
    found: dict[str, Any] = json.loads(content)
    return found


def test_the_plan_is_listed(shared: Preview) -> None:
    """The records are those of the plan, in its order, each with verdict and problems."""
    records = told(shared, "/records")["records"]

    assert [one["id"] for one in records if one["verdict"] == "chosen"] == SUSPENDED
    assert len(records) == 16
    assert records[0] == {
        "id": "AZE",
        "verdict": "chosen",
        "reason": "",
        "language": "en",
        "state": "Azerbaijan",
        "status": "suspended",
        "name": "Vusal Huseynov",
        "errors": 0,
        "warnings": 0,
    }


def test_the_pdf_is_the_one_that_render_makes(shared: Preview, tmp_path: Path) -> None:
    """The PDF to download has the bytes and the name of `lettergen render`."""
    made = told(shared, "/pages?tab=t")
    answer, pdf = shared.answer(f"/pdf/{made['digest']}")
    done = lettergen(
        "render",
        "suspension-update",
        "--id",
        "AZE",
        "--office",
        shared.office,
        "-o",
        tmp_path / "a.pdf",
    )

    assert done.returncode == 0
    assert pdf == (tmp_path / "a.pdf").read_bytes()
    assert made["pages"] == 1
    assert LETTER in answer.headers["Content-Disposition"]
    assert shared.ask(f"/picture/{made['digest']}/1")[1].startswith(b"\x89PNG")
    assert shared.ask(f"/picture/{made['digest']}/2")[0] == 404


def test_the_html_is_served_as_a_page_without_scripts(shared: Preview) -> None:
    """The letter stands at an address of its own, allowed nothing but its style and pictures."""
    view = told(shared, "/letter")["view"]
    answer, page = shared.answer(f"/view/{view}")

    assert answer.headers["Content-Security-Policy"] == LETTER_POLICY
    assert "script" not in LETTER_POLICY
    assert b"Dear Mr. Huseynov" in page


def test_a_choice_changes_the_letter(shared: Preview) -> None:
    """Letterhead, paper and date are chosen at the page; a wrong choice is a problem."""
    usual = told(shared, "/letter")
    other = told(shared, "/letter?letterhead=plain&date=2021-06-01")
    wrong = told(shared, "/letter?letterhead=plain&style=rococo")

    assert other["view"] != usual["view"]
    assert other["date"] == "2021-06-01"
    assert other["choice"]["letterhead"] == "plain"
    assert [one["code"] for one in wrong["problems"]] == ["unknown-style"]
    assert usual["offered"]["letterhead"] == list(letterhead_names(None))


def test_two_letters_are_compared(shared: Preview) -> None:
    """A view can be had with the words marked that another one has not."""
    one, other = (told(shared, f"/letter?record={name}")["view"] for name in ("AZE", "XAA"))
    page = shared.ask(f"/view/{one}?since={other}")[1].decode()

    assert "<del>Ruritania&#x27;s</del> <ins>Azerbaijan&#x27;s</ins>" in page
    assert "<ins>" not in shared.ask(f"/view/{one}?since={one}")[1].decode()
    assert "<ins>" not in shared.ask(f"/view/{one}?since=unknown")[1].decode()


def test_no_path_of_the_disk_is_served(
    shared: Preview, record_property: Callable[[str, object], None]
) -> None:
    """Whatever is asked for, however it is written, only what was made for the page is given."""
    asked = [f"{way}{path}" for way in WAYS for path in OUTSIDE]
    answers = {path: shared.ask(path) for path in asked}
    record_property("paths", len(answers))

    assert len(answers) > 100
    assert {status for status, _ in answers.values()} == {404}
    assert not [path for path, (_, content) in answers.items() if b"root:" in content]


def test_only_whole_parts_are_served(shared: Preview) -> None:
    """Each script, the stylesheet and the icon come with their type."""
    for name, kind in PARTS.items():
        answer, content = shared.answer(f"/part/{name}")
        assert answer.headers["Content-Type"].startswith(kind)
        assert len(content) > 100


def test_the_page_names_nothing_from_elsewhere() -> None:
    """No part of the page names an address of another machine."""
    text = "".join((PAGE / name).read_text(encoding="utf-8") for name in (*PARTS, "desk.html"))
    found = set(re.findall(r"https?://[^\s\"'`)]+", text))

    assert found == {"http://www.w3.org/2000/svg"}  # a name, which nobody asks for


def test_listeners_hear_of_a_change(preview: Preview) -> None:
    """Whoever listens hears the version, and a higher one once something is saved."""
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
    connection.request("GET", "/events", headers=preview.headers)
    answer = connection.getresponse()
    first = answer.readline()
    assert answer.readline() == b"\n"
    change(preview.words, "I am writing", "We are writing")
    second = answer.readline()
    connection.close()

    assert first == b"data: 1\n"
    assert int(second.removeprefix(b"data: ")) > 1
    assert told(preview, "/letter")["version"] > 1


def test_naughty_choices_do_no_harm(shared: Preview) -> None:
    """Whatever stands in a choice, the answer is JSON that says what is wrong, never a fault."""
    few = list(NAUGHTY.values())[::8]
    others = [
        (name, text) for name in ("template", "letterhead", "language", "date") for text in few
    ]
    for name, text in [*(("record", text) for text in NAUGHTY.values()), *others]:
        asked = urlencode({name: text.encode(errors="surrogatepass")})
        found = told(shared, f"/letter?{asked}")
        assert found["problems"] or not text.strip()
