"""`review`: bound to the words that were read, in every command that shows a review."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lettergen.files import paths
from lettergen.office.reviews import FILE, load_reviews
from lettergen.preview.choice import Choice
from lettergen.preview.office_reader import read_sources
from lettergen.template.loading import load_template
from lettergen.template.reviews import words_read
from lettergen.workspace import Office
from tests.cli.sample import NAME, change, listing, stand_in_office
from tests.cli.typed import document, next_commands, run
from tests.processes import letters

ADA = ("--by", "Ada Roe", "--on", "2021-04-20")
FRENCH = ("review", NAME, "--language", "fr", *ADA)
THANKS = ("review", "thanks", "--language", "en", *ADA)
OWN = """title = "Thanks"
for = 'id == "AZE"'

[bodies.en]
subject = "Our thanks"
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office with a template of its own, ``thanks``."""
    folder = stand_in_office(tmp_path, monkeypatch)
    thanks = folder / "templates" / "thanks"
    thanks.mkdir(parents=True)
    (thanks / "template.toml").write_text(OWN, encoding="utf-8")
    body = 'We thank you.\n\n{% include "farewell.md.j2" %}\n'
    (thanks / "en.md.j2").write_text(body, encoding="utf-8")
    (folder / "templates" / "_shared").mkdir()
    (folder / "templates" / "_shared" / "farewell.md.j2").write_text("Be well.\n", encoding="utf-8")
    return folder


def unreviewed(found: Any) -> list[str]:
    """Return the messages of a command's document that concern reviews."""
    return [one["message"] for one in found["problems"] if one["code"] == "unreviewed-body"]


def warned(*arguments: str | Path) -> list[str]:
    """Return what a command says of reviews."""
    return unreviewed(document(*arguments))


def test_a_built_in_body(office: Path) -> None:
    """The office reviews a built-in body: it says what was read, and no command warns any more."""
    words = words_read(load_template(NAME, None), "fr")
    before = warned("check", NAME)

    result = run(*FRENCH)

    assert result.stdout == ""
    assert (
        f"Reviewed: Status update to a suspended member (fr), {words.count} words, "
        f"digest {words.digest[:12]}.\n  fr.md.j2\n  enclosures.fr.md.j2\n  meeting.fr.md.j2\n"
        f"  support.fr.md.j2\nBy Ada Roe on 2021-04-20, saved in {FILE}.\n"
    ) in result.stderr
    assert len(warned("check", NAME)) == len(before) - 1
    assert warned("render", NAME, "--id", "AZE", "--language", "fr", "-o", "a.txt") == []
    assert "fr: reviewed by Ada Roe, on 2021-04-20" in run("templates", NAME).stdout
    assert [path.name for path in office.glob("reviews*")] == [FILE]
    for command in next_commands(result):
        run(*command)


def test_json(office: Path) -> None:
    """With --json the review is one document, and so is a refusal."""
    found = document(*THANKS, "--office", office)

    assert found == {
        "template": "thanks",
        "title": "Thanks",
        "language": "en",
        "by": "Ada Roe",
        "on": "2021-04-20",
        "words": 7,
        "parts": ["farewell.md.j2"],
        "digest": load_reviews(office)["thanks"]["en"].digest,
        "file": str(office / FILE),
        "problems": [],
    }
    refused = document("review", "thank", "--language", "en", *ADA, status=2)
    assert [one["code"] for one in refused["problems"]] == ["unknown-template"]


def test_again() -> None:
    """A later review of the same body replaces the earlier one and says so; others stay."""
    run(*FRENCH)
    run(*THANKS)
    result = run(
        "review", "thanks", "--language", "EN", "--by", " Otto\t Roe ", "--on", "2021-05-01"
    )

    assert "It replaces the review by Ada Roe on 2021-04-20." in result.stderr
    kept = load_reviews(Path())
    assert {name: [*found] for name, found in kept.items()} == {NAME: ["fr"], "thanks": ["en"]}
    assert kept["thanks"]["en"].by == "Otto Roe"


def test_the_day(office: Path) -> None:
    """Without --on it is today where the office is, as with the word today."""
    zone = "Pacific/Kiritimati"  # the first place on Earth to reach a day
    change(office / "lettergen.toml", "America/New_York", zone)
    days = [datetime.now(ZoneInfo(zone)).date()]
    for typed in ((), ("--on", "Today")):
        run(*THANKS[:-2], *typed)
        days.append(load_reviews(office)["thanks"]["en"].on)
    days.append(datetime.now(ZoneInfo(zone)).date())

    assert days == sorted(days)
    assert days[-1] - days[0] <= timedelta(days=1)


def test_a_day_to_come(office: Path) -> None:
    """A review that is dated after today is refused, and is not written."""
    tomorrow = datetime.now(ZoneInfo("America/New_York")).date() + timedelta(days=1)

    result = run(*THANKS[:-1], str(tomorrow), status=2)

    assert f"--on: {tomorrow} is after today" in result.stderr
    assert not (office / FILE).exists()


CHANGES = (
    ("templates/thanks/en.md.j2", "thank you", "thank you all"),
    ("templates/thanks/template.toml", "Our thanks", "My thanks"),
    ("templates/_shared/farewell.md.j2", "well", "good"),
)
CHANGED = (
    "templates/thanks/en.md.j2, its subject or a part that it includes has changed since Ada Roe "
    "reviewed it on 2021-04-20."
)


@pytest.mark.parametrize(("file", "old", "new"), CHANGES)
def test_changed_words(office: Path, file: str, old: str, new: str) -> None:
    """Words that changed are unreviewed in every command, until they are read again or restored."""
    run(*THANKS)
    assert warned("check", "thanks") == []

    change(office / file, old, new)

    letter = ("thanks", "--id", "AZE", "-o", "a.txt", "--force")
    assert warned("check", "thanks") == [CHANGED]
    assert warned("render", *letter) == [CHANGED]
    assert "en: changed since its review" in run("templates", "thanks").stdout
    shown = read_sources(Office(office), "", Choice("thanks")).warnings["en"]
    assert [one.message for one in shown] == [CHANGED]
    change(office / file, new, old)
    assert warned("render", *letter) == []
    change(office / file, old, new)
    run(*THANKS)
    assert warned("render", *letter) == []
    assert read_sources(Office(office), "", Choice("thanks")).warnings["en"] == ()


def test_another_place(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reviews hold when the office moves, and whoever saves its files with other line ends."""
    run(*THANKS)
    moved = office.rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path)
    for file in moved.glob("templates/*/*"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert warned("check", "thanks", "--office", moved) == []


def test_an_unchanged_batch(office: Path) -> None:
    """Reviews make no letter again, and each run shows what holds now."""
    batch = ("batch", "thanks", "-o", "out")
    never, here = warned(*batch), letters(office / "out")
    run(*THANKS)
    read_now = run(*batch)
    (office / FILE).unlink()
    removed = document(*batch)

    assert never == ["The body templates/thanks/en.md.j2 has not been reviewed."]
    assert "unchanged and was kept" in read_now.stderr
    assert "unreviewed-body" not in read_now.stderr
    assert unreviewed(removed) == never
    assert letters(office / "out") == here


def test_changed_words_in_batch_and_proof(office: Path) -> None:
    """A batch and its proof say that the words have changed since they were read."""
    run(*THANKS)
    change(office / "templates/_shared/farewell.md.j2", "well", "good")

    assert warned("batch", "thanks", "-o", "out") == [CHANGED]
    proof = document("proof", "thanks", "-o", "proof.html")
    assert unreviewed(proof) == [CHANGED]
    assert {"check": "The words have been reviewed.", "failed": [CHANGED]} in proof["checks"]


def test_a_review_of_an_earlier_version(office: Path) -> None:
    """A review that names no words is none; the command that the warning names binds it."""
    reviewed = f'{OWN}reviewed_by = "Ada Roe"\nreviewed_on = 2021-04-20\n'
    (office / "templates/thanks/template.toml").write_text(reviewed, encoding="utf-8")

    (problem,) = document("check", "thanks")["problems"]
    assert problem["message"] == (
        "Ada Roe reviewed templates/thanks/en.md.j2 on 2021-04-20, but this review does not name "
        "the words read."
    )
    command = "lettergen review thanks --language en --by 'Ada Roe' --on 2021-04-20"
    assert problem["hint"].endswith(command)
    run(*THANKS)
    assert document("check", "thanks")["problems"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("review", "thank", "--language", "en", *ADA), "unknown-template", "mean 'thanks'?"),
        (("review", NAME, "--language", "frr", *ADA), "no-body", "Did you mean 'fr'?"),
        (("review", NAME, "--language", "fr-CA", *ADA), "no-body", "Available in: en, fr"),
        (("review", NAME, "--language", "french", *ADA), "no-body", "Available in: en, fr"),
        ((*FRENCH[:4], "--by", " "), "bad-call", "--by is empty"),
        ((*FRENCH[:4], "--by", "Ada\x07"), "bad-call", "U+0007"),
        ((*FRENCH[:4], "--by", "Ada", "--on", "2021-02-30"), "bad-date", "The word today"),
        ((*FRENCH, "--office", "templates"), "no-office", "There is no office"),
    ],
)
def test_refused(office: Path, arguments: tuple[str, ...], code: str, said: str) -> None:
    """A call that is wrong ends with exit status 2, says what would be right, writes nothing."""
    before = listing(office)
    result = run(*arguments, status=2)

    assert f"[{code}]" in result.stderr
    assert said in result.stderr
    assert listing(office) == before


def test_a_body_with_errors(office: Path) -> None:
    """A body that `check` refuses cannot be reviewed: by itself, or compared with the first."""
    thanks = office / "templates/thanks"
    (thanks / "fr.md.j2").write_text("Merci.\n\nMerci.\n\nAdieu.\n", encoding="utf-8")
    (thanks / "template.toml").write_text(f"{OWN}\n[bodies.fr]\n", encoding="utf-8")
    result = run("review", "thanks", "--language", "fr", *ADA, status=2)
    assert "[parity]" in result.stderr
    run(*THANKS)  # the first body has nothing wrong with it

    (office / FILE).unlink()
    change(thanks / "en.md.j2", "thank you", "thank {{ whom }}")
    result = run(*THANKS, status=2)
    assert "[undeclared-field]" in result.stderr
    assert not (office / FILE).exists()


def test_reviews_edited_by_hand(office: Path) -> None:
    """What cannot be read in reviews.toml is a problem of every command, with its file."""
    run(*THANKS)
    change(office / FILE, "by = ", "from = ")

    for command in (("check", "thanks"), ("plan", "thanks"), (*THANKS,)):
        result = run(*command, status=1 if command[0] == "check" else 2)
        assert f"  file      {FILE}:4\n" in result.stderr
        assert "review.thanks.en.from" in result.stderr


def test_the_built_in_words_are_not_written_to(office: Path) -> None:
    """A review of a built-in body goes into the office alone."""
    shipped = paths.shipped("templates")
    before = listing(shipped)
    run(*FRENCH)

    assert listing(shipped) == before
    assert NAME in load_reviews(office)
