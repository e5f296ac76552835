"""An office that an earlier version left opens in this one; tests/old_office/README.md says whose.

The letters of the old batch are made again, since what decides whether a letter is kept changed.
That must be said, and must change none of their bytes.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from lettergen.letterhead.reading import load_letterhead
from lettergen.machine.fingerprint import fingerprint
from lettergen.pdf.page_text import text_of_pages
from tests.cli.typed import document, run
from tests.preview.conftest import running
from tests.processes import contents

OLD = Path(__file__).parent / "old_office"
NAME = "meeting-report"
BATCH = ("batch", NAME, "-o", "out", "--where", 'id != "XAC"')
LETTERS = {"XAA": f"2021-04-27_{NAME}_XAA_en.pdf", "XAB": f"2021-04-27_{NAME}_XAB_en.pdf"}
KEPT = re.compile(r"(\d+) letters? (?:stood already|(?:is|are) unchanged)")


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the old office."""
    office = shutil.copytree(OLD / "office", tmp_path / "office")
    monkeypatch.chdir(office)
    return office


def manifest() -> dict[str, dict[str, Any]]:
    """Return what the manifest says of each record."""
    lines = Path("out/manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, lines)}


def without(line: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return a line of the manifest without what another machine or version has otherwise."""
    return {key: value for key, value in line.items() if key not in keys}


def said_kept(stderr: str) -> int:
    """Return how many letters were said to be unchanged."""
    return sum(int(number) for number in KEPT.findall(stderr))


def machine_of_then() -> dict[str, str]:
    """Return the fingerprint of the machine that the old letters were made on."""
    found: dict[str, str] = json.loads((OLD / "machine.json").read_text(encoding="utf-8"))
    return found


def test_its_settings_are_read() -> None:
    """Every setting, template, letterhead and record is read; a warning says what to do."""
    found = document("check")

    assert [one for one in found["problems"] if one["severity"] == "error"] == []
    assert [one for one in found["problems"] if not one["hint"]] == []


def test_its_plan_is_the_same() -> None:
    """The same records get the letter as its manifest says, on the same day and in its language."""
    records = {one["id"]: one for one in document("plan", NAME)["records"]}
    chosen = {one for one, record in records.items() if record["verdict"] == "chosen"}

    assert chosen == {"XAA", "XAB", "XAC"}  # the second run left out XAC by its own choice
    assert records["XAD"]["reason"] == manifest()["XAD"]["reason"]
    assert {record["date"] for record in records.values()} == {"2021-04-27"}


def test_its_letters_are_made_again_and_said_so() -> None:
    """A batch into the old folder makes each letter again, does not call it kept, loses none."""
    before, old = contents(Path("out")), manifest()
    places = {name: (Path("out") / name).stat().st_ino for name in LETTERS.values()}
    first = run(*BATCH)
    after, new = contents(Path("out")), manifest()

    assert said_kept(first.stderr) == 0
    assert {name for name in places if (Path("out") / name).stat().st_ino == places[name]} == set()
    assert after.keys() == before.keys()
    letters = {*LETTERS.values(), "manifest.jsonl"}
    assert [name for name in before if name not in letters and after[name] != before[name]] == []
    machine = ("key", "sha256", "pages", "problems")
    assert [without(line, *machine) for line in new.values()] == [
        without(line, *machine) for line in old.values()
    ]
    assert said_kept(run(*BATCH).stderr) == len(LETTERS)


def test_its_letters_keep_their_bytes() -> None:
    """On a machine with the same fonts and libraries, each letter has the bytes it had then."""
    then = machine_of_then()
    here = fingerprint(load_letterhead("castle", Path()).fonts)
    other = [name for name in then if here.get(name) != then[name]]
    if other:
        pytest.skip(f"The letters were made on a machine with another {', '.join(other)}.")
    before = {one: line.get("sha256") for one, line in manifest().items()}
    run(*BATCH)

    assert {one: line.get("sha256") for one, line in manifest().items()} == before


def test_what_it_no_longer_makes_is_moved_and_named(office: Path) -> None:
    """A letter of the old batch that this run does not make is moved whole, and named."""
    before = contents(office / "out")
    result = run("batch", NAME, "-o", "out", "--where", 'id == "XAB"')
    after = contents(office / "out")

    gone = [name for name in before if "_XAA_" in name]
    assert len(gone) == 2
    assert {name for name in gone if name not in result.stderr} == set()
    assert {name: after[f"superseded/{name}"] for name in gone} == {
        name: before[name] for name in gone
    }
    assert after[f"superseded/2021-04-27_{NAME}_XAC_en.pdf"]


def test_its_folder_still_belongs_to_its_batch() -> None:
    """A batch in another letterhead does not write into the old folder."""
    before = contents(Path("out"))
    result = run(*BATCH, "--letterhead", "plain", status=2)

    assert "castle" in result.stderr
    assert contents(Path("out")) == before


def test_its_proof_is_made() -> None:
    """The proof shows its letters, in both languages, without writing to the batch's folder."""
    before = contents(Path("out"))
    run("proof", NAME, "-o", "proof.pdf", "--where", 'id != "XAC"')
    words = text_of_pages(Path("proof.pdf").read_bytes(), "proof.pdf")

    assert [one for one in ("XAA", "XAB") if one not in words] == []
    assert contents(Path("out")) == before


def test_its_preview_is_shown(office: Path) -> None:
    """The preview reads the old office, shows a letter and finds nothing wrong with it."""
    with running(office, identity="XAA", template=NAME) as preview:
        status, answer = preview.ask("/letter")
        found = json.loads(answer)
        _, page = preview.ask(f"/view/{found['view']}")

    assert status == 200
    assert [one for one in found["problems"] if one["severity"] == "error"] == []
    assert "a calendar of consultations" in page.decode()
