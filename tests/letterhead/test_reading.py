"""Letterheads as they are found, chosen and read."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.files.paths import shipped
from lettergen.letterhead.reading import letterhead_names, letterhead_summary, load_letterhead


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return an office with a copy of the shipped letterheads and style."""
    shutil.copytree(shipped("letterheads"), tmp_path / "letterheads")
    return tmp_path


def edit(office: Path, file: str, old: str, new: str) -> None:
    """Replace *old* in one of the office's letterhead files."""
    path = office / "letterheads" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", letterhead_names(None))
def test_shipped(name: str) -> None:
    """Every shipped letterhead reads, on each of its papers, and can travel to a worker."""
    for paper in letterhead_summary(name, None).papers:
        letterhead = load_letterhead(name, None, paper=paper)

        assert letterhead.paper.name == paper
        assert pickle.loads(pickle.dumps(letterhead)) == letterhead  # noqa: S301  our own bytes


def test_shipped_names() -> None:
    """The shipped letterheads; what begins with an underscore is no letterhead."""
    assert {"ogp", "ogp-a4", "plain"} <= set(letterhead_names(None))


def test_summary() -> None:
    """A list says title, papers with the usual one first, and style."""
    summary = letterhead_summary("ogp", None)

    assert summary.title == "Open Government Partnership"
    assert (summary.papers, summary.style) == (("letter", "a4"), "ogp")
    assert load_letterhead("ogp", None).paper.name == "letter"


def test_unknown_names(office: Path) -> None:
    """A letterhead or style that a letterhead names and that is missing is shown with its line."""
    own = office / "letterheads" / "own"
    own.mkdir()
    for setting, value, code in (("like", "opg", "letterhead"), ("style", "opg", "style")):
        like = "like = 'ogp'\n" if setting == "style" else ""
        (own / "letterhead.toml").write_text(f"{like}title = 'O'\n{setting} = '{value}'\n")
        with pytest.raises(CallError) as error:
            load_letterhead("own", office)

        (problem,) = error.value.problems
        assert problem.code == f"unknown-{code}"
        assert str(problem.template) == f"letterheads/own/letterhead.toml:{3 if like else 2}"


def test_the_senders_country() -> None:
    """A letterhead may say where its letters are posted; otherwise this is unknown."""
    assert load_letterhead("ogp", None).country == "USA"
    assert load_letterhead("plain", None).country == ""


def test_office_wins(office: Path) -> None:
    """The office's own letterhead wins over the shipped one of the same name."""
    edit(office, "plain/letterhead.toml", "Republic of Freedonia", "Kingdom of Ruritania")

    assert "Kingdom of Ruritania" in load_letterhead("plain", office).sender_lines
    assert "Kingdom of Ruritania" not in load_letterhead("plain", None).sender_lines


def test_own_style(office: Path) -> None:
    """An office may add a house style, and a call may choose it."""
    styles = office / "letterheads" / "_styles"
    shutil.copytree(styles / "ogp", styles / "castle")

    letterhead = load_letterhead("ogp", office, style="castle")

    assert letterhead.style == "castle"
    assert letterhead.css[1].file == "letterheads/_styles/castle/style.css"


@pytest.mark.parametrize(
    ("name", "style", "paper", "message"),
    [
        ("ogpp", None, None, "There is no letterhead 'ogpp'. Did you mean 'ogp'?"),
        ("_styles", None, None, "Known: "),
        ("../letterheads/ogp", None, None, "There is no letterhead"),
        ("ogp", "opg", None, "There is no style 'opg'. Did you mean 'ogp'?"),
        ("ogp", "../ogp", None, "There is no style '../ogp'."),
        ("ogp", None, "a5", "There is no paper 'a5' in letterheads/ogp."),
        ("ogp", None, "A4", "Did you mean 'a4'? Known: a4, letter."),
    ],
)
def test_unknown_choice(name: str, style: str | None, paper: str | None, message: str) -> None:
    """An unknown letterhead, style or paper is refused with the nearest and with all known."""
    with pytest.raises(CallError) as error:
        load_letterhead(name, None, style=style, paper=paper)

    assert message in str(error.value)


@pytest.mark.parametrize("name", ["logo", "mark"])
def test_missing_logo(office: Path, name: str) -> None:
    """A letterhead whose logo is missing is an error at its line, never a letter without it."""
    edit(office, "ogp/letterhead.toml", "\nlogo = ", f"\n{name} = ")
    (office / "letterheads/ogp/mark.svg").unlink()

    with pytest.raises(CallError) as error:
        load_letterhead("ogp", office)

    assert error.value.problems[0].code == "missing-file"
    place = error.value.problems[0].template
    assert place is not None
    assert place.file == "letterheads/ogp/letterhead.toml"
    assert place.line is not None
    text = (office / place.file).read_text(encoding="utf-8")
    assert text.splitlines()[place.line - 1].startswith(f"{name} = ")


def test_names_of_the_logo(office: Path) -> None:
    """An older file's `mark` and `mark_text` say the same as `logo` and `logo_text`."""
    path = office / "letterheads/ogp/letterhead.toml"
    before = load_letterhead("ogp", office)
    assert before.mark is not None
    edit(office, "ogp/letterhead.toml", "\nlogo", "\nmark")

    assert "\nmark_text = " in path.read_text(encoding="utf-8")
    assert load_letterhead("ogp", office) == before


def test_logo_of_a_letterhead_like_another(office: Path) -> None:
    """Whichever name an office's letterhead uses, its logo wins over that of `like`."""
    own = office / "letterheads/castle"
    own.mkdir()
    shutil.copy(office / "letterheads/ogp/mark.svg", own / "crest.svg")
    for name in ("logo", "mark"):
        settings = f'title = "C"\nlike = "ogp"\n{name} = "crest.svg"\n{name}_text = "Crest"\n'
        (own / "letterhead.toml").write_text(settings, encoding="utf-8")
        letterhead = load_letterhead("castle", office)

        assert letterhead.mark is not None
        assert (letterhead.mark.name, letterhead.mark_text) == ("crest.svg", "Crest")


@pytest.mark.parametrize("name", ["logo", "logo_text"])
def test_two_names_of_one_setting(office: Path, name: str) -> None:
    """A file that gives the logo under both names is refused at the former name's line."""
    former = name.replace("logo", "mark")
    edit(office, "ogp/letterhead.toml", f"\n{name} = ", f'\n{former} = "x"\n{name} = ')

    with pytest.raises(CallError) as error:
        load_letterhead("ogp", office)

    (problem,) = error.value.problems
    assert problem.code == "bad-setting"
    assert problem.message == f"{name!r} and {former!r} are the same setting, and both are given."
    assert problem.template is not None
    assert problem.template.line == (5 if name == "logo" else 6)


def test_html_in_css(office: Path) -> None:
    """A stylesheet cannot close its own element."""
    edit(office, "ogp/letterhead.css", ".mark", "/* </style> */ .mark")

    with pytest.raises(CallError, match="The stylesheet contains '</'"):
        load_letterhead("ogp", office)


def test_missing_settings_of_a_style(office: Path) -> None:
    """A style without its settings is refused by that file's name."""
    (office / "letterheads/_styles/ogp/style.toml").unlink()

    with pytest.raises(CallError, match=r"There is no file 'style\.toml'"):
        load_letterhead("ogp", office)
