"""Reading an office: its records, its look and its plan, as one request asks for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.letterhead.house_style import HouseStyle
from lettergen.plan.request import Request
from lettergen.workspace.reading import OfficeReader
from tests.cli.sample import NAME, change
from tests.offices import OGP, codes, small_office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the sample office."""
    return shutil.copytree(OGP, tmp_path / "office")


@pytest.mark.parametrize("kind", ["in the office", "by a full path", "beside it", "by the call"])
def test_places_name_the_file_as_typed(office: Path, kind: str) -> None:
    """A place names the data file as the office or the call names it, wherever it stands."""
    data = office / "members.yaml"
    names = {
        "in the office": "members.yaml",
        "by a full path": str(data),
        "beside it": "../office/members.yaml",
        "by the call": str(data),
    }
    change(office / "lettergen.toml", '"members.yaml" ', f'"{names[kind]}" ')
    request = Request(data=data if kind == "by the call" else None)

    assert OfficeReader(office, request).records[0].place.file == names[kind]


def test_one_record() -> None:
    """One record is found by its id and decided on as in the plan of all."""
    office = OfficeReader(OGP)

    assert office.entry(NAME, "XAG") == next(
        entry for entry in office.plan(NAME) if entry.record.id == "XAG"
    )


@pytest.mark.parametrize(
    "file", ["enclosures/gone.txt", "../members.yaml", "enclosures", "x" * 300]
)
def test_missing_enclosures(office: Path, file: str) -> None:
    """A file to enclose that is not the office's is told with the plan, before any letter."""
    change(office / "members.yaml", "enclosures/resolution-freedonia.txt", file)
    entry = OfficeReader(office).entry(NAME, "XAB")

    assert codes(entry.problems) == ["missing-enclosure"]
    (problem,) = entry.problems
    assert problem.data is not None
    assert problem.data.path == "enclosure.1.file"


def undated(office: Path, *, but: int = 0) -> OfficeReader:
    """Return an office without a date, all of whose records but that many have none either."""
    change(office / "lettergen.toml", "date = 2021-04-27", "# no date")
    data, dated = office / "members.yaml", "    date: 2021-04-27\n"
    text = data.read_text(encoding="utf-8")
    found = text.count(dated)
    assert found > but
    reversed_ = text[::-1].replace(dated[::-1], "", found - but)
    data.write_text(reversed_[::-1], encoding="utf-8")
    return OfficeReader(office)


def test_no_letter_has_a_date(office: Path) -> None:
    """A plan of which no letter has a date is a wrong call, and so is one such letter."""
    reader = undated(office)

    for asked in (lambda: reader.plan(NAME), lambda: reader.entry(NAME, "AZE")):
        with pytest.raises(CallError, match="The letter has no date"):
            asked()
    assert len(reader.entries(NAME)) == len(reader.records)


def test_one_letter_has_no_date(office: Path) -> None:
    """One undated letter among others is its own record's problem."""
    reader = undated(office, but=1)

    entries = reader.plan(NAME)

    assert [entry.date is None for entry in entries].count(False) == 1
    assert codes(entries[1].problems) == ["no-date"]


def test_each_file_is_read_once(office: Path) -> None:
    """What was read stays as it was; another reader sees the files as they are now."""
    reader = OfficeReader(office)
    before = reader.plan(NAME)
    (office / "members.yaml").write_text("[]", encoding="utf-8")

    assert reader.plan(NAME) == before
    assert OfficeReader(office).plan(NAME) == ()


def test_nothing_is_read_before_it_is_needed(tmp_path: Path) -> None:
    """An office that does not exist is refused when something is asked of it."""
    reader = OfficeReader(tmp_path / "nowhere")

    with pytest.raises(CallError, match="There is no office"):
        reader.plan(NAME)


@pytest.mark.parametrize(
    ("setting", "request_", "name", "paper"),
    [
        ("", Request(), "ogp", "letter"),
        ('paper = "a4"', Request(), "ogp", "a4"),
        ('paper = "a4"', Request(paper="letter"), "ogp", "letter"),
        ("", Request(letterhead="plain", paper="a4"), "plain", "a4"),
    ],
)
def test_letterhead(office: Path, setting: str, request_: Request, name: str, paper: str) -> None:
    """Letterhead and paper are the request's, else the office's, else the letterhead's first."""
    change(office / "lettergen.toml", "[close]", f"{setting}\n[close]")

    found = OfficeReader(office, request_).letterhead

    assert (found.name, found.paper.name) == (name, paper)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("data", "missing-file"),
        ("letterhead", "unknown-letterhead"),
        ("style", "unknown-style"),
        ("paper", "unknown-paper"),
    ],
)
def test_a_setting_that_names_what_is_not_there(tmp_path: Path, setting: str, code: str) -> None:
    """What the settings name and nothing has is reported with their line; the call's is not."""
    small_office(tmp_path, "Hello.\n")
    settings = tmp_path / "lettergen.toml"
    kept = [one for one in settings.read_text().splitlines() if not one.startswith(setting)]
    settings.write_text("\n".join([f'{setting} = "gone.yaml"', *kept]))
    wanted = "records" if setting == "data" else "letterhead"

    with pytest.raises(CallError) as error:
        getattr(OfficeReader(tmp_path), wanted)
    with pytest.raises(CallError) as of_the_call:
        getattr(OfficeReader(tmp_path, Request(**{setting: "no.yaml"})), wanted)  # type: ignore[arg-type]

    assert codes(error.value.problems) == codes(of_the_call.value.problems) == [code]
    assert str(error.value.problems[0].template) == "lettergen.toml:1"
    assert of_the_call.value.problems[0].template is None


@pytest.mark.parametrize(
    ("setting", "asked", "draft"),
    [
        ("false", None, False),
        ("true", None, True),
        ("true", False, False),
        ("false", True, True),
    ],
)
def test_draft(office: Path, setting: str, asked: bool | None, draft: bool) -> None:
    """The draft mark is the office's setting, unless the request says otherwise."""
    change(office / "lettergen.toml", "draft_mark = false", f"draft_mark = {setting}")

    assert OfficeReader(office, Request(draft=asked)).materials(NAME).draft is draft


def test_warnings(tmp_path: Path) -> None:
    """A body that was not reviewed is warned of once, and only when a letter uses it."""
    small_office(tmp_path, "Hello.\n")
    office = OfficeReader(tmp_path)

    assert codes(office.warnings("note", ["en", "en"])) == ["unreviewed-body"]
    assert office.warnings("note", []) == []


def test_materials_of_two_house_styles() -> None:
    """Materials are those of the house style asked for, whatever was asked for before."""
    office = OfficeReader(OGP)
    styles = (HouseStyle(third_person=True), HouseStyle(open_punctuation=True))

    assert [office.materials(NAME, one).house for one in styles] == list(styles)
    assert office.materials(NAME).house == office.letterhead.house
    assert office.materials(NAME) is office.materials(NAME)
