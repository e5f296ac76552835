"""`templates`, `letterheads` and `fields`, as a newcomer types them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from lettergen.files import paths
from lettergen.letterhead.reading import letterhead_names
from tests.cli.typed import document, next_commands, run
from tests.offices import OGP, SMALL_TEMPLATE, SMALL_TOML, ogp, small_office

NAME = "suspension-update"
FIELD_KEYS = [
    *("name", "type", "required", "description", "example"),
    *("options", "per_language", "per_script", "grammar", "source"),
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that is no office."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_templates_without_an_office() -> None:
    """Where there is no office the built-in templates are listed."""
    found = document("templates")

    title = "Status update to a suspended member"
    languages = ["en", "fr", "es", "ar", "az", "ru"]
    assert {"name": NAME, "title": title, "languages": languages} in found
    assert [one["name"] for one in found] == list(paths.names("templates", None))
    assert run("templates").stdout.splitlines()[0].split() == ["name", "title", "languages"]


def test_templates_of_the_office_win(here: Path) -> None:
    """With an office its own templates stand beside the built-in ones, and win by name."""
    small_office(here, "Hello.")
    shutil.copytree(here / "templates" / "note", here / "templates" / NAME)

    found = {one["name"]: one["title"] for one in document("templates", "--office", here)}

    assert found["note"] == found[NAME] == "A note"
    assert document("templates", NAME)["title"] == "A note"


def test_templates_tell_the_broken_one(here: Path) -> None:
    """A template that cannot be read is told, and the others are listed; the exit status is 1."""
    small_office(here, "Hello.")
    (here / "templates" / "broken").mkdir()
    (here / "templates" / "broken" / "template.toml").write_text("title = ", encoding="utf-8")

    assert [one["name"] for one in document("templates", status=1)] == [
        "note",
        *paths.names("templates", None),
    ]
    assert "templates/broken/template.toml" in run("templates", status=1).stderr


@pytest.mark.parametrize("command", ["templates", "letterheads", "fields"])
def test_a_named_office_must_be_one(command: str, here: Path) -> None:
    """A folder given with --office is an office, or the call is wrong."""
    result = run(command, NAME, "--office", here / "nowhere", status=2)

    assert "There is no office in" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("templates", "suspention-update"), "Did you mean 'suspension-update'?"),
        (("fields", "suspention-update"), "Did you mean 'suspension-update'?"),
        (("letterheads", "opg"), "Did you mean 'ogp'?"),
        (("letterheads", "../ogp"), f"Known: {', '.join(letterhead_names(None))}."),
        (("fields", NAME, "--sheet", "members.xls"), "Did you mean '.xlsx'?"),
        (("fields", NAME, "--sheet", "members"), "End its name in .xlsx or .csv."),
        (("fields", NAME, "--schema", "--sheet", "a.csv"), "Use one of them."),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], hint: str, here: Path) -> None:
    """A call that cannot be right ends with 2, says what to do, and writes nothing."""
    assert hint in run(*arguments, status=2).stderr
    assert list(here.iterdir()) == []


def test_template_as_json() -> None:
    """One template gives its name, title, languages, fields and a whole record."""
    found = document("templates", NAME)
    by_name = {field["name"]: field for field in found["fields"]}

    assert list(found) == ["name", "title", "languages", "fields", "example"]
    assert {tuple(field) for field in found["fields"]} == {tuple(FIELD_KEYS)}
    assert list(by_name["assessment.stage"].values()) == [
        *("assessment.stage", "one of", True, "How far the assessment of the action plan is."),
        *("ahead", ["ahead", "under way", "published"], False, False, False, "template"),
    ]
    assert by_name["id"]["source"] == "common"
    assert found["example"]["id"] == "AZE"
    assert found["example"]["milestones"][0]["met"] == "yes"


def test_template_for_people() -> None:
    """One template is shown with who reviewed it, whom it is for, its fields and an example."""
    shown = run("templates", NAME).stdout

    assert "en: reviewed by The lettergen authors" in shown
    assert 'for        status == "suspended"' in shown
    assert "Every template also has" in shown
    assert {"concern", "milestones.*.due", "offer_meeting"} <= first_words(shown)


def first_words(text: str) -> set[str]:
    """Return the first word of each line."""
    return {line.split()[0] for line in text.splitlines() if line.strip()}


def test_template_that_nobody_reviewed(here: Path) -> None:
    """A body without a reviewer, and a template for everybody, are shown as what they are."""
    small_office(here, "Hello.", template=SMALL_TEMPLATE)

    shown = run("templates", "note").stdout

    assert "en: not reviewed yet" in shown
    assert "for        all records" in shown


def test_letterheads() -> None:
    """Letterheads are listed with their papers, the usual one first, and their style."""
    listed = {one["name"]: one for one in document("letterheads")}

    assert tuple(listed) == letterhead_names(None)
    assert listed["ogp"] == {
        "name": "ogp",
        "title": "Open Government Partnership",
        "papers": ["letter", "a4"],
        "style": "ogp",
    }
    assert "letter, a4" in run("letterheads").stdout


def test_letterheads_tell_the_broken_one(here: Path) -> None:
    """A letterhead that cannot be read is told, and the others are listed."""
    small_office(here, "Hello.")
    (here / "letterheads" / "mine").mkdir(parents=True)

    listed = document("letterheads", status=1)
    assert tuple(one["name"] for one in listed) == letterhead_names(None)
    assert "letterheads/mine" in run("letterheads", status=1).stderr


def test_one_letterhead() -> None:
    """One letterhead is shown with its fonts, the sender's lines and its margins."""
    found = document("letterheads", "ogp")
    shown = run("letterheads", "ogp").stdout

    assert found["fonts"][0] == "Noto Serif"
    assert found["sender"][:2] == ["Open Government Partnership", "1100 13th Street NW, Suite 800"]
    assert set(found["margins"]) == {"top", "right", "bottom", "left"}
    for line in (*found["fonts"], *found["sender"], "papers   letter, a4"):
        assert line in shown


def test_fields() -> None:
    """The fields are the common ones, then the template's own; the office's statuses are known."""
    found = document("fields", NAME)
    of_office = document("fields", NAME, "--office", OGP)
    shown = run("fields", NAME).stdout

    assert found == document("templates", NAME)["fields"]
    assert [one["name"] for one in found] == [one["name"] for one in of_office]
    assert {one["source"] for one in found} == {"common", "template"}
    status = next(one for one in of_office if one["name"] == "status")
    assert status["options"] == list(ogp().office.settings.statuses)
    assert [line.split()[0] for line in shown.splitlines()[1:]] == [one["name"] for one in found]


def test_names_stay_whole_on_a_terminal() -> None:
    """On a terminal of 100 columns no field's name is broken or cut."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100"}
    command = [sys.executable, "-m", "lettergen", "fields", NAME]
    with subprocess.Popen(
        command, stdout=follower, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        os.close(follower)
        shown = b""
        with suppress(OSError):  # Linux ends a terminal with an error
            while chunk := os.read(leader, 4096):
                shown += chunk
        os.close(leader)

    assert process.returncode == 0
    names = {field["name"] for field in document("fields", NAME)}
    assert names <= first_words(shown.decode())


def test_schema() -> None:
    """--schema prints a JSON Schema; with the office, its own fields are known."""
    schema = json.loads(run("fields", NAME, "--schema").stdout)
    of_office = json.loads(run("fields", NAME, "--office", OGP, "--schema").stdout)
    record = {"id": "XAA", "state": "XAA", "region": "Europe"}

    Draft202012Validator.check_schema(schema)
    assert not Draft202012Validator(schema).is_valid([record])
    assert Draft202012Validator(of_office).is_valid([record])


@pytest.mark.parametrize("file", ["members.xlsx", "Members.CSV"])
def test_sheet(file: str, here: Path) -> None:
    """--sheet writes the empty sheet once; only --force writes over something."""
    told = document("fields", NAME, "--sheet", file)
    content = (here / file).read_bytes()

    assert told["file"] == file
    assert told["headings"][:2] == ["id", "date"]
    assert [path.name for path in here.iterdir()] == [file]
    (here / file).write_bytes(b"mine")
    assert "replace it with --force" in run("fields", NAME, "--sheet", file, status=2).stderr
    assert (here / file).read_bytes() == b"mine"
    run("fields", NAME, "--sheet", file, "--force")
    assert (here / file).read_bytes() == content


def test_sheet_becomes_a_plan(here: Path) -> None:
    """The sheet, filled in, is planned by the very command that is told next."""
    (here / "lettergen.toml").write_text(SMALL_TOML, encoding="utf-8")
    result = run("fields", NAME, "--sheet", "members.xlsx")
    workbook = load_workbook(here / "members.xlsx")
    sheet = workbook.worksheets[0]
    row = {"id": "AZE", "state": "AZE", "date": "2021-04-27", "status": "suspended"}
    for (cell,) in sheet.iter_cols(max_row=1):
        sheet.cell(2, cell.column or 1, row.get(str(cell.value)))
    workbook.save(here / "members.xlsx")

    planned = run(*next_commands(result)[0])

    assert planned.stdout.splitlines()[1].split() == ["AZE", "chosen", "2021-04-27", "en"]


@pytest.mark.parametrize("office", [(), ("--office", str(OGP))])
@pytest.mark.parametrize(
    "arguments",
    [
        ("templates",),
        ("templates", NAME),
        ("letterheads",),
        ("letterheads", "ogp"),
        ("fields", NAME),
        ("fields", NAME, "--schema"),
        ("fields", NAME, "--sheet", "members.csv"),
    ],
)
def test_the_next_command_runs(arguments: tuple[str, ...], office: tuple[str, ...]) -> None:
    """Every command ends by naming useful next ones, which run as they stand."""
    following = next_commands(run(*arguments, *office))

    assert following != []
    for command in following:
        if "members.csv" not in command:  # an empty sheet has no records to plan yet
            run(*command)
