"""Every mistake a user can make gets a sentence, a next step and the promised exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command

from lettergen.cli.commands import app
from lettergen.cli.options import SHARED
from tests.cli.sample import NAME, change, listing, stand_in_office
from tests.cli.typed import document, run
from tests.processes import lettergen, started

RENDER = ("render", NAME, "--id", "AZE")
PLAN = ("plan", NAME)
BATCH = ("batch", NAME, "-o", "new")
Spoil = Callable[[Path], object]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


CALLS: list[tuple[tuple[str, ...], int, str, str]] = [
    (
        ("render", "suspension-updat", "--id", "AZE"),
        2,
        "unknown-template",
        f"Did you mean '{NAME}'",
    ),
    (
        ("render", "../x", "--id", "AZE"),
        2,
        "unknown-template",
        f"The templates are: note-verbale, {NAME}",
    ),
    ((*RENDER, "--letterhead", "ogpp"), 2, "unknown-letterhead", "Did you mean 'ogp'"),
    ((*PLAN, "--letterhead", "ogpp"), 2, "unknown-letterhead", "Did you mean 'ogp'"),
    ((*RENDER, "--style", "opg"), 2, "unknown-style", "Did you mean 'ogp'"),
    ((*RENDER, "--paper", "a44"), 2, "unknown-paper", "Did you mean 'a4'"),
    (("render", NAME, "--id", "AZZ"), 2, "no-such-id", "Did you mean 'AZE'"),
    ((*RENDER, "--date", "2021-02-30"), 2, "bad-date", "2021-02-30"),
    ((*BATCH, "--date", "tomorrow"), 2, "bad-date", "The word today is accepted"),
    ((*RENDER, "--set", "nonsense"), 2, "bad-set", "--set addressee.title="),
    ((*RENDER, "--set", "concrn=x"), 2, "unknown-field", "Did you mean 'concern'"),
    (
        (*RENDER, "--set", "concern=x", "--set", "concern=y"),
        2,
        "duplicate-field",
        "Set each field once",
    ),
    ((*RENDER, "--language", "ka"), 1, "no-body", "Available in: en"),
    ((*RENDER, "--language", "French"), 2, "unknown-language", "Did you mean 'fr'"),
    (("render", NAME, "--id", "XAG"), 1, "not-for-this-record", 'status == "suspended"'),
    ((*RENDER, "--data", "gone.yaml"), 2, "missing-file", "gone.yaml"),
    ((*RENDER, "--data", "lettergen.toml"), 2, "data-suffix", ".yaml, .yml, .json, .csv, .xlsx"),
    ((*PLAN, "--office", "enclosures"), 2, "no-office", "lettergen init DIR"),
    ((*PLAN, "--where", "status =="), 2, "bad-where", 'Write it like: status == "suspended"'),
    ((*PLAN, "--where", "statsu == 'x'"), 2, "undeclared-field", "Did you mean 'status'"),
    ((*PLAN, "--where", "action_plan.ends < 'soon'"), 2, "bad-where", "such as 2021-08"),
    ((*PLAN, "--where", "status == 'suspnded'"), 2, "bad-where", "active, under review"),
    (("batch", NAME, "-o", "states.yaml"), 2, "no-folder", "Choose another with -o"),
    (("batch", NAME, "-o", "states.yaml/out"), 2, "no-folder", "Choose another with -o"),
    (("batch", NAME, "-o", "."), 2, "part-of-office", "Choose another folder"),
    (("batch", NAME, "-o", "templates"), 2, "part-of-office", "Choose another folder"),
    ((*BATCH, "--cluster", "scheduler:8786"), 2, "bad-cluster", "tcp://scheduler:8786"),
    ((*BATCH, "--cluster", "tcp://x:1", "--jobs", "2"), 2, "bad-call", "Use one of them"),
    ((*BATCH, "--double-sided"), 2, "bad-call", "Add --merge FILE.pdf"),
    ((*BATCH, "--merge", "new/all.pdf"), 2, "own-folder", "in another folder"),
    (("doctor", "--cluster", "scheduler"), 2, "bad-cluster", "tcp://scheduler:8786"),
    (("check", "suspension-updat"), 2, "unknown-template", f"Did you mean '{NAME}'"),
    (("check", "--letterhead", "ogpp"), 2, "unknown-letterhead", "Did you mean 'ogp'"),
    (("check", "--date", "2021-02-30"), 2, "bad-date", "2021-02-30"),
    (("preview", "suspension-updat"), 2, "unknown-template", f"Did you mean '{NAME}'"),
    (("preview", NAME, "--id", "AZX"), 2, "no-such-id", "Did you mean"),
    (("preview", NAME, "--where", 'status == "active"'), 2, "no-record", "Run lettergen plan"),
    (("preview", NAME, "--host", "0.0.0.0"), 2, "not-loopback", "ssh -L"),  # noqa: S104 - refused
    (("preview", NAME, "--data", "gone.yaml"), 2, "missing-file", "--data"),
    (("preview", NAME, "--letterhead", "opg"), 2, "unknown-letterhead", "Did you mean 'ogp'"),
    (("preview", NAME, "--date", "soon"), 2, "bad-date", "The word today"),
    (("proof", NAME, "-o", "p.pdf", "--where", 'id == "?"'), 2, "no-record", "lettergen plan"),
    (("diff", "AZE", "XAA"), 2, "bad-call", "--template"),
    (("diff", "a.pdf", "b.pdf"), 2, "unreadable-file", "name and permissions"),
    (("diff", "2021-04-27", "2021-10-01", "--template", NAME), 2, "bad-call", "--id"),
    (("diff", "AZE", "XAY", "--template", NAME), 2, "no-such-id", "Did you mean"),
]


@pytest.mark.parametrize(("call", "status", "code", "told"), CALLS)
def test_wrong_calls(
    office: Path, call: tuple[str, ...], status: int, code: str, told: str
) -> None:
    """A wrong call is told as a problem and does nothing."""
    before = listing(office)

    result = run(*call, status=status)

    assert f"[{code}]" in result.stderr
    assert told in result.stderr
    assert "  fix  " in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""
    assert listing(office) == before


def _no_date(office: Path) -> None:
    change(office / "lettergen.toml", "date = 2021-04-27", "# no date")
    data = office / "members.yaml"
    data.write_text(data.read_text("utf-8").replace("    date: 2021-04-27\n", ""), "utf-8")


def _wrong_encoding(office: Path) -> None:
    (office / "members.yaml").write_bytes(b"- id: \xff\n")


def _two_sheets(office: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - one test in a hundred needs it

    workbook = Workbook()
    workbook.create_sheet("Second")
    for sheet in workbook:
        sheet.append(["id", "state"])
        sheet.append(["AZE", "AZE"])
    workbook.save(office / "two.xlsx")
    change(office / "lettergen.toml", '"members.yaml" ', '"two.xlsx" ')


def _body(text: str) -> Spoil:
    def spoil(office: Path) -> None:
        folder = office / "templates" / NAME
        folder.mkdir(parents=True)
        (folder / "template.toml").write_text('title = "x"\n\n[bodies.en]\n', "utf-8")
        (folder / "en.md.j2").write_text(text, "utf-8")
        shared = office / "templates" / "_shared"
        shared.mkdir()
        (shared / "loop.en.md.j2").write_text('{% include "loop.en.md.j2" %}\n', "utf-8")

    return spoil


def _settings(text: str) -> Spoil:
    return lambda office: (office / "lettergen.toml").write_text(text, "utf-8")


OFFICES: list[tuple[str, Spoil, int, str]] = [
    ("no date anywhere", _no_date, 2, "add a line 'date = 2021-04-27' to lettergen.toml"),
    ("data in another encoding", _wrong_encoding, 2, "members.yaml:1"),
    ("data that are gone", lambda office: (office / "members.yaml").unlink(), 2, "members.yaml"),
    ("two sheets", _two_sheets, 2, "two.xlsx"),
    ("an error in a template", _body("Dear\n{% if %}\n"), 1, f"templates/{NAME}/en.md.j2:2"),
    ("an unknown include", _body("\n\n{% include 'gone.md.j2' %}\n"), 1, "en.md.j2:3"),
    ("an include that loops", _body("{% include 'loop.en.md.j2' %}\n"), 1, "loop.en.md.j2"),
    ("settings that are no TOML", _settings("name = "), 2, "lettergen.toml"),
    ("a misspelt setting", _settings('name = "x"\nlanguge = "en"\n'), 2, "Did you mean 'language'"),
    ("no data", _settings('name = "x"\n'), 2, "--data"),
]


@pytest.mark.parametrize(
    ("spoil", "status", "told"), [one[1:] for one in OFFICES], ids=[one[0] for one in OFFICES]
)
@pytest.mark.parametrize("call", [RENDER, BATCH], ids=["render", "batch"])
def test_wrong_offices(
    office: Path, call: tuple[str, ...], spoil: Spoil, status: int, told: str
) -> None:
    """An office that is wrong is told with the place that is, and no letter comes of it."""
    spoil(office)
    before = listing(office)

    result = run(*call, status=status)

    assert told in result.stderr
    assert "  fix  " in result.stderr
    assert "Traceback" not in result.output
    assert not list(office.rglob("*.pdf"))
    assert not list(office.rglob(".lettergen-*"))
    assert {name: one for name, one in listing(office).items() if "new" not in name} == before


@pytest.mark.parametrize("call", [RENDER, BATCH, PLAN, ("check",)])
def test_failures_as_json(call: tuple[str, ...]) -> None:
    """With --json a failure is one document as well, with the list of results empty."""
    failed = document(*call, "--date", "2021-02-30", status=2)

    results = {"render": "letters", "batch": "letters", "plan": "records"}.get(call[0])
    assert list(failed) == [*([results] if results else []), "problems"]
    assert failed["problems"] == [
        {
            "code": "bad-date",
            "severity": "error",
            "message": "--date: '2021-02-30' is not a day of the calendar.",
            "hint": "The word today is accepted too.",
            "template": None,
            "data": None,
            "id": None,
        }
    ]
    assert results is None or failed[results] == []


@pytest.mark.parametrize(
    ("call", "status", "told"),
    [
        (("render", NAME, "--id", "AZZ"), 2, "Did you mean 'AZE'?"),
        ((*RENDER, "--language", "ka"), 1, "No letter was made for AZE."),
        (("batch", NAME, "--nonsense"), 2, "No such option"),
        (("render", NAME), 2, "Missing option '--id'"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_as_a_process(call: tuple[str, ...], status: int, told: str) -> None:
    """The exit status and the sentences are those of the real command."""
    result = lettergen(*call)

    assert result.returncode == status
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "call",
    [
        ("init", ""),
        ("fields", NAME, "--sheet", ""),
        (*RENDER, "-o", ""),
        (*RENDER, "--overlay", " "),
        ("batch", NAME, "-o", ""),
        (*BATCH, "--merge", ""),
        (*BATCH, "--zip", ""),
        ("envelope", NAME, "-o", ""),
        ("proof", NAME, "-o", ""),
        ("diff", "AZE", "XAA", "--template", NAME, "-o", ""),
    ],
)
def test_an_empty_path(office: Path, call: tuple[str, ...]) -> None:
    """An empty path, as of an unset variable, is a usage error wherever an output is named."""
    before = listing(office)

    result = run(*call, *(() if call[0] == "init" else ("--json",)), status=2)

    assert "The path is empty." in result.stderr
    assert result.stdout == ""
    assert listing(office) == before


def test_into_a_closed_pipe() -> None:
    """A reader who has seen enough, such as head, ends the command without a traceback."""
    with started(*PLAN) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()

    assert "Traceback" not in told
    assert "Exception" not in told


def test_every_command_tells_an_example() -> None:
    """The help of each command ends with a line that can be typed as it stands."""
    told = {
        info.callback.__name__: info.epilog for info in app.registered_commands if info.callback
    }

    assert all(
        text and text.startswith(f"Example: lettergen {name}") for name, text in told.items()
    )


FACTS = {"office", "data", "date", "language", "letterhead", "values"}
LETTERS = FACTS | {"style", "paper", "draft"}
SHARED_BY = {
    "init": set(),
    "doctor": {"json"},
    "templates": {"office", "json"},
    "letterheads": {"office", "json"},
    "fields": {"office", "json", "force"},
    "plan": FACTS | {"json"},
    "check": FACTS | {"json"},
    "review": {"office", "language", "json"},  # a language of its own, which is required
    "diff": FACTS | {"json", "force"},
    "preview": LETTERS,
    "render": LETTERS | {"json", "force"},
    "batch": LETTERS | {"json", "force"},
    "proof": LETTERS | {"json", "force"},
    "envelope": LETTERS | {"json", "force"},
}


def test_shared_options() -> None:
    """Each command has the shared options that mean something for it, and no others."""
    found = {
        name: {one.name for one in command.params} & SHARED.keys()
        for name, command in get_command(app).commands.items()  # type: ignore[attr-defined]  # a group
    }

    assert found == SHARED_BY


OUTPUTS: list[tuple[str, tuple[str, ...], str]] = [
    ("letter.pdf", (*RENDER, "-o"), "-o"),
    ("letter.txt", (*RENDER, "-o"), "-o"),
    ("page.png", (*RENDER, "-o", "letter.pdf", "--overlay"), "--overlay"),
    ("sheet.xlsx", ("fields", NAME, "--sheet"), "--sheet"),
    ("sheet.csv", ("fields", NAME, "--sheet"), "--sheet"),
    ("diff.html", ("diff", "AZE", "XAA", "--template", NAME, "-o"), "-o"),
    ("proof.pdf", ("proof", NAME, "-o"), "-o"),
    ("envelopes.pdf", ("envelope", NAME, "-o"), "-o"),
    ("all.pdf", (*BATCH, "--merge"), "--merge"),
    ("all.zip", (*BATCH, "--zip"), "--zip"),
]
"""A file that a command writes, the call that names it last, and the option that does."""

UNWRITABLE: list[tuple[str, str, str]] = [
    ("{stem}.docx", "bad-output", "End its name in"),
    ("{stem}", "bad-output", "End its name in"),
    ("nowhere/{name}", "no-folder", "Make the folder, or choose another with {option}."),
    ("states.yaml/{name}", "no-folder", "Make the folder, or choose another with {option}."),
    ("a-folder{suffix}", "bad-output", "Choose another name with {option}."),
    ("taken{suffix}", "file-exists", "another name with {option}, or replace it with --force."),
    ("/proc/{name}", "unwritable", "or choose another with {option}."),
    ("x" * 300 + "{suffix}", "unwritable", "or choose another with {option}."),
]


@pytest.mark.parametrize("target", UNWRITABLE, ids=lambda one: one[0][:20])
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: f"{one[1][0]} {one[2]} {one[0]}")
def test_files_that_cannot_be_written(
    office: Path, output: tuple[str, tuple[str, ...], str], target: tuple[str, str, str]
) -> None:
    """Whichever command writes it, a file that cannot be written is a wrong call, seen at once."""
    (name, call, option), (pattern, code, advice) = output, target
    file = Path(name)
    named = pattern.format(name=name, stem=file.stem, suffix=file.suffix)
    (office / f"a-folder{file.suffix}").mkdir()
    (office / f"taken{file.suffix}").write_bytes(b"mine")
    before = listing(office)

    result = run(*call, named, status=2)

    assert f"[{code}]" in result.stderr
    assert advice.format(option=option) in result.stderr
    assert result.stdout == ""
    assert listing(office) == before


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: f"{one[1][0]} {one[2]} {one[0]}")
def test_files_are_replaced_by_force(
    office: Path, output: tuple[str, tuple[str, ...], str]
) -> None:
    """Whichever command writes it, --force replaces a file, and never a folder."""
    name, call, _ = output
    (office / name).write_bytes(b"mine")
    (office / f"a-folder{Path(name).suffix}").mkdir()

    assert "[bad-output]" in run(*call, f"a-folder{Path(name).suffix}", "--force", status=2).stderr
    run(*call, name, "--force")
    assert (office / name).read_bytes() != b"mine"
