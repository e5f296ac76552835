"""House styles as they are found and read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.files.paths import shipped
from lettergen.letterhead.reading import load_letterhead
from lettergen.letterhead.styles import USUAL_PARTS, load_style, style_names
from tests.checkout import ROOT


def write(office: Path, name: str, **files: str) -> Path:
    """Write a house style of the office: its files by suffix-less name."""
    folder = office / "letterheads" / "_styles" / name
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", style_names(None))
def test_shipped(name: str) -> None:
    """Every shipped style reads, and shows whom the letter goes to and when it was written."""
    house = load_style(name, None).house

    assert house.shows("date")
    assert house.shows("addressees")


@pytest.mark.parametrize("name", style_names(None))
def test_copied(name: str, tmp_path: Path) -> None:
    """The folder of a style can be copied into an office and is complete there."""
    styles = shipped("letterheads") / "_styles"
    shutil.copytree(styles / name, tmp_path / "letterheads" / "_styles" / "mine")
    own, original = load_style("mine", tmp_path), load_style(name, None)

    assert own.house == original.house
    assert [sheet.text for sheet in own.css] == [sheet.text for sheet in original.css]


def test_order_is_the_styles(tmp_path: Path) -> None:
    """A style names its parts in its own order and may be like another one in the rest."""
    write(tmp_path, "castle", style__toml="title = 'C'\nlike = 'ogp'\nopening = ['date']\n")
    house = load_style("castle", tmp_path).house

    assert house.opening == ("date",)
    assert house.ending == load_style("ogp", None).house.ending
    assert not house.shows("addressees")


def test_own_part(tmp_path: Path) -> None:
    """A style may have its own part, which says which of the letter's parts it shows."""
    write(
        tmp_path,
        "castle",
        style__toml=(
            "title = 'C'\nlike = 'ogp'\nopening = ['top']\n[shows]\ntop = ['date', 'addressees']\n"
        ),
        parts__html__j2="{% macro top(v) %}<p>{{ v.date }}</p>{% endmacro %}",
        parts__txt__j2="{% macro top(v) %}{{ v.date }}{% endmacro %}",
    )

    assert load_style("castle", tmp_path).house.shows("addressees")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("opening = ['dtae']", "There is no part 'dtae' in library.html.j2"),
        ("opening = ['date', 'date']", "style.toml:3: The part 'date' is named twice"),
        ("opening = ['date']\nending = ['date']", "style.toml:4: The part 'date' is named twice"),
        ("[shows]\ntop = ['date',\n'dat']", "style.toml:4: 'shows' names 'dat'"),
        ("opening = ['date', 'letterhead']", "'opening' is not valid"),
        ("ending = ['letterhead']", "'ending' is not valid"),
        ("[shows]\ntop = ['dat']", "'shows' names 'dat', which is not a letter part. Did you"),
        ("[shows]\ntop = ['seal']", "Use one of: letterhead, version, draft, marks, delivery"),
        ("like = 'opg'", "castle/style.toml:2: There is no style 'opg'. Did you mean 'ogp'?"),
        ("[windows]\nA4 = 'none'", "style.toml:4: Unknown setting 'windows.A4'. Did you mean 'a4'"),
        ("locales = {en = 'xx-nowhere'}", "'locales' is not valid"),
    ],
)
def test_wrong_settings(tmp_path: Path, settings: str, message: str) -> None:
    """A wrong setting of a style is refused with what it should be."""
    like = "" if "like" in settings else "like = 'ogp'\n"
    write(tmp_path, "castle", style__toml=f"title = 'C'\n{like}{settings}\n")

    with pytest.raises(CallError) as error:
        load_letterhead("ogp", tmp_path, style="castle")
    assert message in str(error.value)


def test_an_unknown_part_is_one_problem(tmp_path: Path) -> None:
    """A part that neither page nor plain text has is reported once, with its file and line."""
    write(tmp_path, "castle", style__toml="title = 'C'\nlike = 'ogp'\nopening = ['dtae']\n")

    with pytest.raises(CallError) as error:
        load_style("castle", tmp_path)
    (problem,) = error.value.problems
    assert str(problem.template) == "letterheads/_styles/castle/style.toml:3"


def test_usual_parts_are_documented() -> None:
    """The documentation names the parts that a style may show, all of them and no other."""
    text = (ROOT / "docs" / "letterheads.md").read_text(encoding="utf-8")
    listed = text.partition("The usual parts are ")[2].partition(". ")[0]

    assert tuple(re.findall(r"`(\w+)`", listed)) == USUAL_PARTS
