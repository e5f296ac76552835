"""Tests of the office's settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import Field
from lettergen.files import paths
from lettergen.office.settings import LoadedOffice, load_office, office_close, translated, written

SETTINGS = """
name = "Ruritanian Office"
data = "members.yaml"
date = 2021-04-27
signs = "chief"

[close]
en = "Best wishes,"

[[signatory]]
id = "chief"
name = "Flavia Elphberg"
title = {en = "Director", fr = "Directrice"}
from = 2019-01-01

[fields.region]
description = "The desk."
"""


def office_of(folder: Path, settings: str) -> LoadedOffice:
    """Write an office and read it."""
    (folder / "lettergen.toml").write_text(settings, encoding="utf-8")
    return load_office(folder)


def refused(folder: Path, settings: str) -> Problem:
    """Return the one problem for which the office is refused."""
    with pytest.raises(CallError) as error:
        office_of(folder, settings)
    (problem,) = error.value.problems
    return problem


def test_read(tmp_path: Path) -> None:
    """An office is read with its signatories, its own fields and its defaults."""
    office = office_of(tmp_path, SETTINGS)
    chief = office.signatory("chief")

    assert office.settings.date == date(2021, 4, 27)
    assert office.settings.limits.pages == 10
    assert chief is not None
    assert chief.from_ == date(2019, 1, 1)
    assert office.signatory("nobody") is None
    assert office.own_fields == (Field("region", description="The desk.", source="office"),)


def test_the_example_is_sound() -> None:
    """The office that is shipped as an example can be read."""
    assert load_office(paths.shipped("examples") / "ogp").settings.signs == "ceo"


def test_no_office(tmp_path: Path) -> None:
    """A folder without settings is no office, and the way to one is named."""
    with pytest.raises(CallError) as error:
        load_office(tmp_path)

    (problem,) = error.value.problems
    assert problem.message == f"There is no office in {str(tmp_path)!r}: it has no lettergen.toml."
    assert problem.hint == "Name its folder with --office, or make one: lettergen init DIR."


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            'signs = "cheif"',
            (
                "lettergen.toml:1: 'signs' names 'cheif', but no signatory has that id. "
                "Did you mean 'chief'?"
            ),
        ),
        (
            'time_zone = "Europe/Streslau"',
            (
                "lettergen.toml:1: 'time_zone' is 'Europe/Streslau'. "
                "It should be a time zone such as Europe/Prague."
            ),
        ),
        (
            'time_zone = "../../etc/passwd"',
            (
                "lettergen.toml:1: 'time_zone' is '../../etc/passwd'. "
                "It should be a time zone such as Europe/Prague."
            ),
        ),
        (
            'date = "tomorrow"',
            (
                "lettergen.toml:1: 'date' is 'tomorrow'. "
                "It should be a date such as 2021-04-27 or 'today'."
            ),
        ),
        (
            'unknown = "ignore"',
            "lettergen.toml:1: 'unknown' is 'ignore'. It should be one of 'warning' or 'error'.",
        ),
        (
            "limits = {seconds = inf}",
            "lettergen.toml:1: 'limits.seconds' is inf. It should be a number.",
        ),
        (
            "limits = {pages = 0}",
            "lettergen.toml:1: 'limits.pages' is 0. It should be a larger number.",
        ),
        (
            'langauge = "en"',
            "lettergen.toml:1: Unknown setting 'langauge'. Did you mean 'language'?",
        ),
    ],
)
def test_wrong_setting(tmp_path: Path, line: str, text: str) -> None:
    """A wrong setting is reported with what it should be."""
    rest = SETTINGS.replace('signs = "chief"\n', "").replace("date = 2021-04-27\n", "")

    assert str(refused(tmp_path, f"{line}\n{rest}")) == text


def test_signatories_differ(tmp_path: Path) -> None:
    """Two signatories with one id are refused."""
    problem = refused(tmp_path, SETTINGS + '[[signatory]]\nid = "chief"\nname = "B"\ntitle = "C"\n')

    assert problem.message == "'signatory' is not valid."
    assert problem.hint == ("It should be a list in which every signatory has a different id.")


def test_data_file(tmp_path: Path) -> None:
    """The command line's data file wins over the office's; with neither the call is wrong."""
    office = office_of(tmp_path, SETTINGS)
    none = office_of(tmp_path, 'name = "N"')

    assert office.data_file(Path("other.csv")) == Path("other.csv")
    assert office.data_file(None) == tmp_path / "members.yaml"
    with pytest.raises(CallError, match="No data file is named"):
        none.data_file(None)


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("Director", "en", "Director"),
        ("Director", "en-GB", "Director"),
        ("Director", "fr", None),
        ({"en": "Director"}, "en-GB", "Director"),
        ({"en": "A", "en-GB": "B"}, "en-GB", "B"),
        ({"en-GB": "B"}, "en", None),
        ({"en": "Director"}, "fr", None),
    ],
)
def test_translated(text: str | dict[str, str], language: str, answer: str | None) -> None:
    """Each text serves its own language only; a single text is in the office's own."""
    assert translated(text, language, "en") == answer


@pytest.mark.parametrize(
    ("name", "language", "answer"),
    [
        ("Flavia Elphberg", "ru", "Flavia Elphberg"),
        ({"Latn": "Flavia", "Cyrl": "Флавия"}, "uk", "Флавия"),
        ({"Latn": "Flavia", "Cyrl": "Флавия"}, "fr", "Flavia"),
        ({"Latn": "Flavia", "az": "Flaviya"}, "az", "Flaviya"),
        ({"Latn": "Flavia"}, "ar", None),
    ],
)
def test_written(name: str | dict[str, str], language: str, answer: str | None) -> None:
    """A name has a form per script; a single form is used in every letter."""
    assert written(name, language) == answer


@pytest.mark.parametrize("line", ['title = {Latn = "A"}', 'title = "A"\nname = {xx = "A"}'])
def test_keys_that_are_no_languages(tmp_path: Path, line: str) -> None:
    """A title's keys are languages, a name's languages or scripts; all else is refused."""
    name = "" if "name" in line else 'name = "N"\n'
    settings = f'{SETTINGS}\n[[signatory]]\nid = "x"\n{name}{line}\n'

    with pytest.raises(CallError, match="keys are languages"):
        office_of(tmp_path, settings)


def test_close_in_no_language(tmp_path: Path) -> None:
    """The keys of the office's closes are languages."""
    with pytest.raises(CallError, match="keys are languages"):
        office_of(tmp_path, 'name = "N"\n[close]\nenglish = "Yours,"\n')


def test_office_close() -> None:
    """The office's close is used in its own language, and in no other."""
    assert office_close({"en": "Best wishes,"}, "en-GB") == "Best wishes,"
    assert office_close({"en": "Best wishes,"}, "fr") == ""


@pytest.mark.parametrize("mark", ["'DRAFT'", "'file-copy'", "{en = 'Draft', fr = 'X'}"])
def test_marks_that_options_print(tmp_path: Path, mark: str) -> None:
    """What an option prints on every page is not a handling mark of the office."""
    problem = refused(tmp_path, f'name = "Office"\nmarks = [{mark}]\n')

    assert problem.code == "bad-setting"
    assert "It should be a list without" in problem.hint
    assert str(problem.template) == "lettergen.toml:2"
