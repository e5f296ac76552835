"""`check`: all that is wrong, in one run, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sample import NAME, PROBLEM_KEYS, change, listing, stand_in_office
from tests.cli.typed import document, next_commands, run
from tests.offices import OGP

BODY = "{% if role %}\nDear reader,\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


UNREVIEWED = ("unreviewed-body", None)
"""What is wrong with the translated bodies of the sample office: nobody has read them."""


def codes(status: int = 1) -> set[tuple[str, str | None]]:
    """Return code and record of every problem that check finds."""
    found = document("check", status=status)["problems"]
    return {(problem["code"], problem["id"]) for problem in found}


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_sample_office_is_clean() -> None:
    """No letter of the sample office is wrong; bodies want a reader; nothing is written."""
    before = listing(OGP)

    result = run("check", "--office", OGP)

    assert "Checked 2 templates and 16 records: 0 errors, 7 warnings." in result.stderr
    assert result.stdout == ""
    warned = [one["message"] for one in document("check", "--office", OGP)["problems"]]
    assert warned == [
        f"The body templates/{name}/{language}.md.j2 has not been reviewed."
        for name, languages in (("note-verbale", "en fr"), (NAME, "fr es ar az ru"))
        for language in languages.split()
    ]
    assert listing(OGP) == before
    for command in next_commands(result):
        run(*command)


def test_ten_things_wrong_at_once(office: Path) -> None:
    """Each of ten mistakes, in data, words, looks and passages, is told in the same run."""
    data = office / "members.yaml"
    change(data, "    concern: restrictions on public assembly\n", "")
    change(data, "enclosures/resolution-freedonia.txt", "enclosures/gone.txt")
    change(data, "    state: XAC\n    date", "    state: XZZ\n    date")
    change(data, "    region: Asia", "    regoin: Asia")
    change(
        data,
        "status: withdrawn\n    addressee: {name: Otto",
        "status: gone\n    addressee: {name: O",
    )
    change(data, "  - id: XAM", "  - id: XAN")
    write(office / "passages" / NAME / "XAB.en.md", "[nowhere]\nWords.\n")
    write(office / "passages" / "suspension-updat" / "XAB.en.md", "Words.\n")
    write(office / "letterheads" / "new" / "letterhead.toml", 'title = "New"\n')
    write(office / "templates" / "new" / "template.toml", 'title = "New"\n\n[bodies.en]\n')
    write(office / "templates" / "new" / "en.md.j2", BODY)
    before = listing(office)

    assert codes() == {
        ("missing-field", "XAA"),
        ("missing-enclosure", "XAB"),
        ("unknown-state", "XAC"),
        ("unknown-field", "XAD"),
        ("wrong-type", "XAO"),
        ("duplicate-id", "XAN"),
        ("unknown-place", "XAB"),
        ("unused-passage", None),
        ("missing-setting", None),
        ("template-syntax", None),
        ("unreviewed-body", None),
    }
    assert listing(office) == before


def test_problems_have_their_places(office: Path) -> None:
    """Every problem says what to do, and where: in the data, or in a file of words or looks."""
    change(office / "members.yaml", "    concern: restrictions on public assembly\n", "")
    write(office / "templates" / "new" / "template.toml", 'title = "New"\n\n[bodies.en]\n')
    write(office / "templates" / "new" / "en.md.j2", BODY)

    found = document("check", status=1)["problems"]

    assert found != []
    for problem in found:
        assert list(problem) == PROBLEM_KEYS
        assert problem["hint"]
        assert problem["data"] or problem["template"]
    syntax = next(one for one in found if one["code"] == "template-syntax")
    assert syntax["template"] == {"file": "templates/new/en.md.j2", "line": 2}
    assert "AZE" not in run("check", status=1).stderr  # it is nobody's in particular


def test_a_template_of_its_own(office: Path) -> None:
    """With a template named, the others are not looked at."""
    write(office / "templates" / "new" / "template.toml", "title = 5\n")

    assert run("check", NAME).stdout == ""
    assert codes() == {("bad-setting", None), ("missing-setting", None), UNREVIEWED}


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("members.yaml", "members: [", "bad-syntax"),
        ("states.yaml", "- {code: XAA}\n", None),
        ("forms.toml", "[[form]]\n", None),
    ],
)
def test_what_cannot_be_read_hides_nothing(
    office: Path, file: str, text: str, code: str | None
) -> None:
    """A file that cannot be read is told, and the mistakes elsewhere with it."""
    write(office / file, text)
    write(office / "letterheads" / "new" / "letterhead.toml", 'title = "New"\n')

    found = document("check", status=1)["problems"]

    errors = [one for one in found if one["severity"] == "error"]
    told = {(one["template"] or one["data"])["file"] for one in errors}
    assert told == {file, "letterheads/new/letterhead.toml"}
    assert code is None or code in {one["code"] for one in found}


def test_what_only_a_letter_needs(office: Path) -> None:
    """A record that gets no letter needs no date and no fact of one, but what it says must fit."""
    change(office / "lettergen.toml", "date = 2021-04-27", "# no date")
    data = office / "members.yaml"
    change(
        data,
        "    region: Americas\n    date: 2021-04-27\n    status: active\n",
        "    status: active\n",
    )
    assert codes(status=0) == {UNREVIEWED}

    change(
        data,
        "    status: active\n",
        "    status: active\n    language: klingon\n    offer_meeting: maybe\n",
    )

    assert codes() == {("unknown-language", "XAG"), ("wrong-type", "XAG"), UNREVIEWED}


def test_a_language_that_is_not_one(office: Path) -> None:
    """The office's own language, when it is none, is told with its file, and nothing is hidden."""
    change(office / "lettergen.toml", 'language = "en"', 'language = "xx"')
    write(office / "letterheads" / "new" / "letterhead.toml", 'title = "New"\n')

    assert codes() == {("unknown-language", None), ("missing-setting", None), UNREVIEWED}


def test_what_shows_only_on_the_page(office: Path) -> None:
    """A character that no font has is found without writing a letter, with its field."""
    change(office / "members.yaml", "Gloria Teasdale", "Gloria \u0e17 Teasdale")

    found = [one for one in document("check", status=1)["problems"] if one["data"]]

    assert [(one["code"], one["id"], one["data"]["path"]) for one in found] == [
        ("missing-glyph", "XAB", "addressee.name")
    ]


def test_languages_that_say_different_things(office: Path) -> None:
    """Two languages of a template that differ in a fact are an error, at the line that differs."""
    folder = office / "templates" / "thanks"
    bodies = "[bodies.en]\n[bodies.fr]\n"
    write(folder / "template.toml", f'title = "T"\n{bodies}[fields.met]\ndescription = "M."\n')
    write(folder / "en.md.j2", "{% if met %}\nThanks for {{ met }}.\n{% endif %}\n")
    write(folder / "fr.md.j2", "{% if met %}\nMerci.\n{% endif %}\n")

    found = document("check", "thanks", status=1)["problems"]

    told = next(one for one in found if one["code"] == "parity")
    assert told["message"] == "body > if met: fr has facts: no met, but en has met."
    assert told["template"] == {"file": "templates/thanks/fr.md.j2", "line": 1}
    assert told["severity"] == "error"


def test_settings_have_their_lines(office: Path) -> None:
    """A mistake in any settings file is shown with the file and the line that makes it."""
    write(
        office / "templates" / "new" / "template.toml",
        'title = "New"\n\ntitel = "N"\n[bodies.en]\n',
    )
    write(office / "templates" / "new" / "en.md.j2", "Dear reader,\n")
    write(office / "letterheads" / "new" / "letterhead.toml", 'like = "plain"\n# A4.\npapers = 4\n')
    style = office / "letterheads" / "_styles" / "own" / "style.toml"
    write(style, 'like = "ogp"\n\n\ntitle = 5\n')
    write(office / "letterheads" / "own" / "letterhead.toml", 'like = "plain"\nstyle = "own"\n')
    write(office / "forms.toml", "\n[[form_of_address]]\nform = 5\n")

    told = run("check", status=1).stderr

    for place in (
        "templates/new/template.toml:3",
        "letterheads/new/letterhead.toml:3",
        "letterheads/_styles/own/style.toml:4",
        "forms.toml:3",
    ):
        assert f"\n  file      {place}\n" in told
    change(office / "lettergen.toml", 'language = "en"', 'language = "en"\nlangauge = "en"')
    lines = (office / "lettergen.toml").read_text(encoding="utf-8").splitlines()
    line = lines.index('langauge = "en"') + 1
    assert f"\n  file      lettergen.toml:{line}\n" in run("check", status=2).stderr
