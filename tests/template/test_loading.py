"""Tests of the reading of a template's folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import FieldType
from lettergen.files import paths
from lettergen.files.digest import digest
from lettergen.office.reviews import Review, keep_review
from lettergen.template.loading import Template, load_template

SETTINGS = """
title = "Thanks"

[bodies.en]
subject = "Our thanks"
reviewed_by = "Flavia Elphberg"
reviewed_on = 2021-01-05

[fields.deed]
required = true
description = "What they did."
example = "the loan of a drum"

[fields.rooms]
type = "list of integer"
description = "Rooms used."
example = "12"
"""
LINES = SETTINGS.count("\n")

REGRET = """
title = "Regret"
[bodies.en]
[fields.loss]
type = "date"
required = true
description = "When it was lost."
[fields.deed]
description = "What they did."
"""

FLAVIA = Review(by="Flavia Elphberg", on=date(2021, 1, 5))


def write(office: Path, name: str, text: str | bytes) -> Path:
    """Write one file of the office's templates."""
    file = office / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return an office with one sound template, ``thanks``."""
    write(tmp_path, "thanks/template.toml", SETTINGS)
    write(tmp_path, "thanks/en.md.j2", "Thank you for {{ deed }}.\n")
    return tmp_path


def refused(office: Path, name: str = "thanks") -> list[Problem]:
    """Return why a template is refused."""
    with pytest.raises(CallError) as error:
        load_template(name, office)
    return list(error.value.problems)


def told(office: Path, name: str = "thanks") -> list[str]:
    """Return why a template is refused, each problem on one line."""
    return [str(problem) for problem in refused(office, name)]


def test_read(office: Path) -> None:
    """A template is read with its words, fields, review and the line of its subject."""
    template = load_template("thanks", office)
    body = template.bodies["en"]

    assert (template.title, template.languages) == ("Thanks", ("en",))
    assert body.source.text == "Thank you for {{ deed }}.\n"
    assert (body.subject.text, body.subject.line) == ("Our thanks", 5)
    assert template.reviews == {"en": (FLAVIA,)}
    assert [(one.name, one.type) for one in template.fields] == [
        ("deed", FieldType.TEXT),
        ("rooms.*", FieldType.INTEGER),
    ]


def test_reviews(office: Path) -> None:
    """The office's review of a body comes first, then the template's own; others do not count."""
    named = Review(by="Otto", on=date(2021, 2, 1), digest="0" * 64)
    keep_review(office, "thanks", "en", named)
    keep_review(office, "thanks", "fr", named)
    keep_review(office, "regret", "en", named)
    write(office, "thanks/template.toml", SETTINGS.replace("reviewed_on", "# reviewed_on"))
    assert load_template("thanks", office).reviews == {"en": (named,)}

    own = f'reviewed_digest = "{"1" * 64}"\nreviewed_on'
    write(office, "thanks/template.toml", SETTINGS.replace("reviewed_on", own))
    flavia = FLAVIA.model_copy(update={"digest": "1" * 64})
    assert load_template("thanks", office).reviews == {"en": (named, flavia)}


def test_wrong_review(office: Path) -> None:
    """A template is refused while its review names no digest that can be one, or the office's."""
    own = 'reviewed_digest = "soon"\nreviewed_on'
    write(office, "thanks/template.toml", SETTINGS.replace("reviewed_on", own))
    (problem,) = told(office)
    assert "'bodies.en.reviewed_digest' is 'soon'." in problem

    write(office, "thanks/template.toml", SETTINGS)
    (office / "reviews.toml").write_text("[review.thanks.en]\nby = 5\n")
    assert [str(one.template) for one in refused(office)] == ["reviews.toml:1", "reviews.toml:2"]


def test_reviews_decide_no_letter(office: Path) -> None:
    """Who has read the words, and when, changes no key of a letter."""
    template = load_template("thanks", office)

    assert digest(replace(template, reviews={})) == digest(template)
    assert digest(replace(template, title="Other")) != digest(template)


def test_unknown_template(office: Path) -> None:
    """A template that is not there is refused with the nearest name, or with all of them."""
    names = ", ".join(paths.names("templates", office))

    assert told(office, "thnaks") == ["Unknown template 'thnaks'. Did you mean 'thanks'?"]
    assert told(office, "zzz") == [f"Unknown template 'zzz'. The templates are: {names}."]


def test_own_wins(office: Path) -> None:
    """The office's own template wins over the built-in one of that name."""
    write(office, "suspension-update/template.toml", 'title = "Own"\n[bodies.en]\n')
    write(office, "suspension-update/en.md.j2", "Own words.\n")

    assert load_template("suspension-update", office).title == "Own"
    assert load_template("suspension-update", None).title != "Own"


def test_missing_and_undeclared_bodies(office: Path) -> None:
    """A body without a file and a file without a declaration are told together."""
    (office / "templates/thanks/en.md.j2").unlink()
    write(office, "thanks/fr.md.j2", "Merci.\n")
    write(office, "thanks/closing.md.j2", "A part, in no language.\n")

    assert told(office) == [
        (
            "templates/thanks/en.md.j2: This file is missing. "
            "Write it, or remove it from templates/thanks/template.toml."
        ),
        (
            "templates/thanks/template.toml: The body fr.md.j2 has no table [bodies.fr]. "
            "Add [bodies.fr] to templates/thanks/template.toml, or remove the file."
        ),
    ]


@pytest.mark.parametrize("name", ["en.md.j2", "template.toml", "part.md.j2"])
def test_link_that_leads_out(office: Path, tmp_path: Path, name: str) -> None:
    """A file of the template that is a link to somewhere else is refused."""
    outside = tmp_path / "outside"
    outside.write_text(SETTINGS)
    link = office / "templates/thanks" / name
    link.unlink(missing_ok=True)
    link.symlink_to(outside)

    (problem,) = refused(office)
    assert problem.message == "The file is a link that leads out of its folder."
    assert str(problem.template) == f"templates/thanks/{name}"


def test_wrong_encoding(office: Path) -> None:
    """A body that is not UTF-8 is refused with the line at which that shows."""
    write(office, "thanks/en.md.j2", b"\xef\xbb\xbfOne.\nTwo.\nCaf\xe9.\n")

    assert told(office) == [
        "templates/thanks/en.md.j2:3: The file is not UTF-8 text. Save it as UTF-8."
    ]


def test_byte_order_mark(office: Path) -> None:
    """A byte order mark at the start of a body is not part of its words."""
    write(office, "thanks/en.md.j2", "\ufeffThanks.\n")

    assert load_template("thanks", office).bodies["en"].source.text == "Thanks.\n"


def parts_of(template: Template) -> dict[str, str]:
    """Return the file that each part of a template was read from, without its suffix."""
    return {name.removesuffix(".md.j2"): one.text for name, one in template.shared.items()}


def test_shared_parts(office: Path) -> None:
    """A template's own part wins over the office's shared one, and that over the built-in."""
    write(office, "_shared/support.en.md.j2", "the office's")
    write(office, "_shared/farewell.md.j2", "the office's")
    write(office, "thanks/farewell.md.j2", "its own")
    parts = parts_of(load_template("thanks", office))
    built_in = parts_of(load_template("suspension-update", None))

    assert parts["support.en"] == "the office's"
    assert parts["farewell"] == "its own"
    assert parts["meeting.en"] == built_in["meeting.en"] != "the office's"
    assert "en" not in parts


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            'type = "month"\nexample = "2021-13"',
            (
                "a table whose example fits its type: "
                "'2021-13' is not a month: type year-month, such as 2021-08."
            ),
        ),
        (
            'type = "list of date"\nexample = "soon"',
            (
                "a table whose example fits its type: "
                "'soon' is not a date: type year-month-day, such as 2021-04-27."
            ),
        ),
        (
            'type = "one of"\noptions = ["a", "b"]\nexample = "c"',
            "a table whose example fits its type: 'c' is not one of a, b.",
        ),
        ('type = "one of"', "a table with options if its type is 'one of', and only then."),
        ('options = ["a"]', "a table with options if its type is 'one of', and only then."),
        (
            'type = "one of"\noptions = ["On hold", "on  hold"]',
            "a table whose options differ in more than case and spaces.",
        ),
        ("at_least = 3\nat_most = 2", "a table whose at_least is not above its at_most."),
    ],
)
def test_wrong_declaration(office: Path, table: str, expected: str) -> None:
    """A field whose declaration contradicts itself is refused with the reason."""
    write(office, "thanks/template.toml", f'{SETTINGS}\n[fields.x]\ndescription = "X."\n{table}\n')
    (text,) = told(office)

    assert text == (
        f"templates/thanks/template.toml:{LINES + 2}: 'fields.x' is not valid. "
        f"It should be {expected}"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("action-plan", "'action-plan' is not a valid field name."),
        ("_deed", "'_deed' is not a valid field name."),
        ("standing.label", "'standing.label' is not a valid field name."),
        ("date", "The field 'date' is declared twice: here, or among the common fields."),
        ("state.capital", "'state' and 'state.capital' cannot both be fields."),
        ("deed.day", "'deed' and 'deed.day' cannot both be fields."),
        ("addressee.count", "'addressee.*.name' and 'addressee.count' cannot both be fields."),
    ],
)
def test_wrong_field_name(office: Path, name: str, message: str) -> None:
    """A name that a body cannot ask for, or that clashes with another, is refused."""
    write(office, "thanks/template.toml", f'{SETTINGS}\n[fields."{name}"]\ndescription = "X."\n')
    (problem,) = refused(office)

    assert problem.message == message
    assert str(problem.template) == f"templates/thanks/template.toml:{LINES + 2}"


def test_unknown_language(office: Path) -> None:
    """A body in no known language is refused."""
    write(office, "thanks/template.toml", f"{SETTINGS}\n[bodies.english]\n")
    write(office, "thanks/english.md.j2", "Thanks.\n")

    expected = f"templates/thanks/template.toml:{LINES + 2}: Unknown language 'english'."
    assert told(office) == [f"{expected} Did you mean 'en'?"]


def test_neighbours(office: Path) -> None:
    """Fields that only other templates declare are known as plain optional texts."""
    write(office, "regret/template.toml", REGRET)
    write(office, "broken/template.toml", "title = ")
    neighbours = {one.name: one for one in load_template("thanks", office).neighbours}

    assert "deed" not in neighbours
    assert "date" not in neighbours
    assert (neighbours["loss"].type, neighbours["loss"].required) == (FieldType.TEXT, False)


@pytest.mark.parametrize("name", paths.names("templates", None))
def test_shipped_templates(name: str) -> None:
    """Each built-in template can be read, and each of its fields has an example."""
    assert [one.name for one in load_template(name, None).fields if not one.example] == []
