"""`batch` as it is typed: told, stopped, killed, repeated, and the same bytes each time."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from lettergen.cli.options import STOPPED
from tests.cli.sample import (
    BLIND,
    LETTER_KEYS,
    NAME,
    PROBLEM_KEYS,
    SUSPENDED,
    change,
    many,
    members,
    stand_in_office,
)
from tests.cli.typed import document, next_commands, run
from tests.offices import OGP
from tests.processes import (
    LETTERGEN,
    contents,
    descendants,
    lettergen,
    letters,
    started,
    wait_until,
)
from tests.reference import page_texts

COLOUR = b"\x1b["
BATCH = ("batch", NAME)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The batch of the sample office, made by a process of its own."""
    folder = tmp_path_factory.mktemp("undisturbed") / "out"
    result = lettergen(*BATCH, "--office", OGP, "-o", folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


def test_document(office: Path) -> None:
    """--json prints one document: a letter for each record in plan order, and the problems."""
    change(office / "members.yaml", "    region: Asia and", "    regoin: Asia and")
    change(office / "members.yaml", "    concern: restrictions on public assembly\n", "")

    told = document(*BATCH, "-o", "new", status=1)

    assert list(told) == ["letters", "problems"]
    assert all(list(letter) == LETTER_KEYS for letter in told["letters"])
    assert [letter["id"] for letter in told["letters"]] == [one["id"] for one in members()]
    status = {letter["id"]: letter["status"] for letter in told["letters"]}
    assert [one for one in status if status[one] == "made"] == [*SUSPENDED[:1], *SUSPENDED[2:]]
    assert status["XAA"] == "failed"
    assert set(status.values()) == {"made", "failed", "skipped"}
    for letter in told["letters"]:
        if letter["status"] == "made":
            content = Path(letter["file"]).read_bytes()
            assert letter["sha256"] == sha256(content).hexdigest()
            assert letter["pages"] == len(page_texts(content))
        else:
            assert letter["reason"]
    assert all(list(problem) == PROBLEM_KEYS for problem in told["problems"])
    assert {(one["code"], one["severity"], one["id"]) for one in told["problems"]} == {
        ("unknown-field", "warning", "XAD"),
        ("missing-field", "error", "XAA"),
    }


def test_told_to_a_person(undisturbed: Path, office: Path) -> None:
    """The letters are listed on standard output; what to do next stands on standard error."""
    result = run(*BATCH, "-o", "new")

    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[0][:4] == ["id", "status", "language", "pages"]
    assert [row[0] for row in rows[1:]] == SUSPENDED
    assert "7 letters made in new, 0 failed, 9 records left out." in result.stderr
    assert letters(office / "new") == letters(undisturbed)


def test_again(undisturbed: Path, tmp_path: Path) -> None:
    """A batch that nothing has changed says so; a changed record makes one letter again."""
    folder = shutil.copytree(undisturbed, tmp_path / "out")
    office = shutil.copytree(OGP, tmp_path / "office")
    call = (*BATCH, "--office", office, "-o", folder)
    assert lettergen(*call).returncode == 0

    same = lettergen(*call)
    change(office / "members.yaml", "concern: restrictions on public assembly", "concern: delays")
    other = lettergen(*call)
    fresh = lettergen(*call, "--fresh")

    for result, stood in ((same, 7), (other, 6), (fresh, 0)):
        assert result.returncode == 0, result.stderr
        assert "7 letters made in" in result.stderr
        told = f"{stood} letters are unchanged and were kept."
        assert (told in result.stderr) is bool(stood)


def test_nothing_selected(office: Path) -> None:
    """A batch of nothing says so, and the command told next says why for each record."""
    result = run(*BATCH, "--where", 'id == "nobody"', "-o", "new")

    assert "No record is selected." in result.stderr
    (command,) = next_commands(result)
    assert run(*command).stdout.count("left out") == len(members())
    assert contents(office / "new").keys() == {"manifest.jsonl"}


@pytest.mark.usefixtures("office")
def test_superseded_is_told() -> None:
    """What moved away is named."""
    run(*BATCH, "-o", "new", "--where", 'id in ["AZE", "XAA"]')

    result = run(*BATCH, "-o", "new", "--where", 'id == "AZE"')

    assert f"Moved to new/superseded: 2021-04-27_{NAME}_XAA_en.pdf." in result.stderr


@pytest.mark.usefixtures("office")
def test_undecided_is_a_failure() -> None:
    """A record of which the selection asks what it does not say is neither in nor out."""
    told = document(*BATCH, "--where", 'reference == "x"', "-o", "new", status=1)

    failed = {one["id"] for one in told["letters"] if one["status"] == "failed"}
    without = {one["id"] for one in members() if "reference" not in one}
    assert failed == without & set(SUSPENDED)
    assert {one["code"] for one in told["problems"]} == {"undecided"}


def test_the_same_bytes_elsewhere(undisturbed: Path, tmp_path: Path) -> None:
    """Another order, format, time zone, locale and number of workers: the same letters."""
    elsewhere = shutil.copytree(OGP, tmp_path / "office")
    (elsewhere / "reversed.json").write_text(json.dumps(members()[::-1]), encoding="utf-8")
    environment = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}
    environment |= {"PYTHONHASHSEED": "7", "LANGUAGE": "tr", "HOME": str(tmp_path)}

    call = ("--office", elsewhere, "--data", elsewhere / "reversed.json", "--jobs", "1")
    result = lettergen(*BATCH, *call, "-o", tmp_path / "out", environment=environment)

    assert result.returncode == 0, result.stderr
    ours, theirs = contents(undisturbed), contents(tmp_path / "out")
    del ours["manifest.jsonl"], theirs["manifest.jsonl"]
    assert theirs == ours


def test_blind_copies_show_nowhere(undisturbed: Path) -> None:
    """Who gets a blind copy stands in no file of the batch, unpacked or not."""
    for name, content in contents(undisturbed).items():
        written = content.decode("utf-8", "replace")
        if name.endswith(".pdf"):
            with pikepdf.open(undisturbed / name) as pdf:
                streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
                written += "".join(one.read_bytes().decode("utf-8", "replace") for one in streams)
            written += "".join(page_texts(content))
        assert [one for one in BLIND if one in written] == [], name


def test_one_template_a_folder(office: Path) -> None:
    """A batch with another letterhead into the same folder is refused."""
    run(*BATCH, "-o", "new", "--where", 'id == "AZE"')
    before = contents(office)

    result = run(*BATCH, "-o", "new", "--letterhead", "plain", status=2)

    assert "new holds letters with the letterhead 'ogp', not 'plain'." in result.stderr
    assert contents(office) == before


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends a batch with a sentence and whole files; the same command finishes it."""
    office, folder = many(tmp_path / "office", 60), tmp_path / "out"
    call = (*BATCH, "--office", office, "-o", folder)

    with started(*call) as process:
        wait_until(lambda: len(letters(folder)) >= 3)
        processes = descendants(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        output, told = process.communicate()

    assert process.returncode == 1
    assert output == ""
    assert told == f"{STOPPED.severity}: Stopped. [stopped]\n  fix       {STOPPED.hint}\n"
    wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in processes))
    stopped = letters(folder)
    assert 3 <= len(stopped) < 60
    assert all(content.rstrip().endswith(b"%%EOF") for content in stopped.values())
    assert list(folder.glob(".lettergen-*")) == []
    assert lettergen(*call).returncode == 0
    assert len(letters(folder)) == 60
    assert stopped.items() <= letters(folder).items()


def test_interrupted_as_json(tmp_path: Path) -> None:
    """Also a batch that is stopped gives one document, and nothing else."""
    office, folder = many(tmp_path / "office", 60), tmp_path / "out"

    with started(*BATCH, "--office", office, "-o", folder, "--json") as process:
        wait_until(lambda: bool(letters(folder)))
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate()

    told = json.loads(output)
    assert process.returncode == 1
    assert [problem["code"] for problem in told["problems"]] == ["stopped"]


def shown_on_terminal(*arguments: str | Path) -> bytes:
    """Run lettergen on a terminal of its own and return all it shows there."""
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [*LETTERGEN, *map(str, arguments)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment | {"TERM": "xterm-256color", "COLUMNS": "120"},
    ):
        os.close(follower)
        shown = b""
        with suppress(OSError):  # Linux ends a terminal with an error
            while chunk := os.read(leader, 4096):
                shown += chunk
        os.close(leader)
    return shown


def test_on_a_terminal(tmp_path: Path) -> None:
    """On a terminal a bar moves while letters are made, and an error is red."""
    office = shutil.copytree(OGP, tmp_path / "office")
    change(office / "members.yaml", "    concern: restrictions on public assembly\n", "")

    shown = shown_on_terminal(*BATCH, "--office", office, "-o", tmp_path / "out")

    assert b"Letters" in shown
    assert COLOUR + b"31m" in shown
    assert b"6 letters made" in shown


def test_in_a_pipe(tmp_path: Path) -> None:
    """In a pipe there is neither a bar nor colour."""
    office = shutil.copytree(OGP, tmp_path / "office")
    change(office / "members.yaml", "    concern: restrictions on public assembly\n", "")

    result = lettergen(*BATCH, "--office", office, "-o", tmp_path / "out")

    assert result.returncode == 1
    assert "Letters" not in result.stderr
    assert "\x1b" not in result.stdout + result.stderr
