"""The front door: what can be asked of an office, and what it answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import lettergen
from lettergen import CallError, LetterError, LettergenError, Office, Request
from lettergen.batch.manifest import Status
from lettergen.batch.run import Make
from lettergen.batch.workers import make_all
from lettergen.letterhead import Letterhead
from lettergen.pdf.layout_process import LayoutProcess
from tests.cli.sample import BLIND, LETTER, NAME, SUSPENDED, change
from tests.offices import OGP, codes
from tests.processes import contents, letters
from tests.reference import page_texts

SELECTED = 'id in ["AZE", "XAB"]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample office."""
    return shutil.copytree(OGP, tmp_path / "office")


def test_names() -> None:
    """The package offers the names it lists, and any other is an error as usual."""
    assert {lettergen.Office, lettergen.Request} == {Office, Request}
    assert all(getattr(lettergen, name) for name in lettergen.__all__)
    assert issubclass(CallError, LettergenError)
    assert issubclass(LetterError, LettergenError)
    with pytest.raises(AttributeError, match="no attribute 'Offices'"):
        lettergen.Offices  # type: ignore[attr-defined]  # noqa: B018 - what this test is about


def test_plan() -> None:
    """A plan has a decision on every record; --where's expression selects."""
    office = Office(str(OGP))
    chosen = [entry.record.id for entry in office.plan(NAME, SELECTED) if entry.verdict == "chosen"]

    assert chosen == ["AZE", "XAB"]
    assert len(office.plan(NAME)) == len(office.records)


def test_check(folder: Path) -> None:
    """A check returns every problem once; each is found with the id of its record."""
    change(folder / "members.yaml", "    concern: restrictions on public assembly\n", "")

    findings = Office(folder).check(NAME)

    assert codes(findings.problems).count("missing-field") == 1
    assert ("XAA", "missing-field") in [(one, problem.code) for one, problem in findings.found]
    assert (findings.templates, findings.records) == ((NAME,), 16)


def test_letter() -> None:
    """A letter is its bytes and its pages; it is the same in this process or in another."""
    office = Office(OGP)

    letter = office.letter(NAME, "AZE")
    with LayoutProcess() as layout:
        apart = office.letter(NAME, "AZE", layout=layout)

    assert letter.finished().startswith(b"%PDF")
    assert len(page_texts(letter.finished())) == letter.pages == 1
    assert apart == letter


@pytest.mark.parametrize("form", ["txt", "html"])
def test_other_forms(form: lettergen.workspace.office.Form) -> None:
    """A letter is plain text or HTML where that is asked for."""
    assert b"Dear Mr. Huseynov," in Office(OGP).letter(NAME, "AZE", form).finished()


def test_request() -> None:
    """A request wins over the office and over the record."""
    asked = Request(date="2021-06-01", letterhead="plain", values={"concern": "delays"})
    letter = Office(OGP, asked).letter(NAME, "AZE", "txt").finished().decode()

    assert "June 1, 2021" in letter
    assert "delays" in letter
    assert "1100 13th Street" not in letter


def test_letter_that_cannot_be_made() -> None:
    """A letter that lacks a fact has no bytes; asking for them raises all its problems."""
    letter = Office(OGP, Request(values={"concern": "", "action_plan.ends": "soon"})).letter(
        NAME, "AZE"
    )

    assert letter.content is None
    with pytest.raises(LetterError) as error:
        letter.finished()
    assert error.value.problems == letter.problems
    assert set(codes(letter.problems)) == {"empty-field", "wrong-type"}


@pytest.mark.parametrize(
    ("template", "record", "request_", "code"),
    [
        ("suspension-updat", "AZE", Request(), "unknown-template"),
        (NAME, "AZZ", Request(), "no-such-id"),
        (NAME, "AZE", Request(language="French"), "unknown-language"),
        (NAME, "AZE", Request(values={"concrn": "x"}), "unknown-field"),
        (NAME, "AZE", Request(letterhead="opg"), "unknown-letterhead"),
        (NAME, "AZE", Request(data=Path("gone.yaml")), "missing-file"),
    ],
)
def test_wrong_request(template: str, record: str, request_: Request, code: str) -> None:
    """A request that cannot be met is an error with its problem, and what to do."""
    with pytest.raises(CallError) as error:
        Office(OGP, request_).letter(template, record)

    assert codes(error.value.problems) == [code]
    assert all(problem.hint for problem in error.value.problems)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Office(None),  # type: ignore[arg-type]
        lambda: Office(OGP, "today"),  # type: ignore[arg-type]
        lambda: Office(OGP).check(7),  # type: ignore[arg-type]
        lambda: Office(OGP).plan(None),  # type: ignore[arg-type]
        lambda: Office(OGP).plan(NAME, None),  # type: ignore[arg-type]
        lambda: Office(OGP).letter(None, "AZE"),  # type: ignore[arg-type]
        lambda: Office(OGP).letter(NAME, None),  # type: ignore[arg-type]
        lambda: Office(OGP).letter(NAME, "AZE", "doc"),  # type: ignore[arg-type]
        lambda: Office(OGP).letter(NAME, "AZE", None),  # type: ignore[arg-type]
        lambda: Office(OGP).batch(NAME, None),  # type: ignore[arg-type]
        lambda: Office(OGP).batch(NAME, ""),
        lambda: Office(OGP).batch(NAME, "out", where=1),  # type: ignore[arg-type]
        lambda: Office(OGP).batch(NAME, "out", jobs=-1),
        lambda: Office(OGP).batch(NAME, "out", jobs="2"),  # type: ignore[arg-type]
    ],
)
def test_wrong_arguments(
    ask: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An argument of a wrong kind is refused with a sentence, and nothing is written."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CallError) as error:
        ask()

    assert codes(error.value.problems) == ["bad-call"]
    assert all(problem.hint for problem in error.value.problems)
    assert list(tmp_path.iterdir()) == []


def test_not_for_this_record() -> None:
    """A record that the template is not for gets no letter, and the outcome says why."""
    letter = Office(OGP).letter(NAME, "XAG")

    assert letter.content is None
    assert codes(letter.problems) == ["not-for-this-record"]


def test_batch(folder: Path, tmp_path: Path) -> None:
    """A batch writes letters and manifest, reports on every record, and keeps what it can."""
    office, out = Office(folder), tmp_path / "out"
    heard: list[tuple[int, int]] = []

    report = office.batch(NAME, out, advance=lambda done, total: heard.append((done, total)))
    again = Office(folder).batch(NAME, str(out))

    assert [line.id for line in report.made] == SUSPENDED
    assert report.failed == ()
    assert len(letters(out)) == len(SUSPENDED)
    assert heard[-1] == (len(SUSPENDED), len(SUSPENDED))
    assert again.kept == len(SUSPENDED)
    assert contents(out)[LETTER] == office.letter(NAME, "AZE").finished()


def test_batch_with_a_failure(folder: Path, tmp_path: Path) -> None:
    """One record's missing fact costs no other its letter."""
    change(folder / "members.yaml", "    concern: restrictions on public assembly\n", "")

    report = Office(folder).batch(NAME, tmp_path / "out", jobs=1)

    assert [line.id for line in report.failed] == ["XAA"]
    assert len(report.made) == len(SUSPENDED) - 1


def test_batch_into_the_office(folder: Path) -> None:
    """A batch is not written into a folder of the office."""
    before = contents(folder).keys()

    with pytest.raises(CallError) as error:
        Office(folder).batch(NAME, folder / "templates")

    assert codes(error.value.problems) == ["part-of-office"]
    assert contents(folder).keys() == before


def test_no_stale_letter_is_kept(folder: Path, tmp_path: Path) -> None:
    """Data that change while an office is open make their letters again when it is opened anew."""
    office, out = Office(folder), tmp_path / "out"
    office.plan(NAME)
    change(folder / "members.yaml", "concern: restrictions on public assembly", "concern: delays")
    office.batch(NAME, out, where='id == "XAA"')

    report = Office(folder).batch(NAME, out, where='id == "XAA"')

    (letter,) = letters(out)
    assert report.kept == 0
    assert "delays" in " ".join(page_texts((out / letter).read_bytes()))


def test_batch_made_elsewhere(tmp_path: Path) -> None:
    """What makes the letters can be given, and is asked for none when none is wanted."""
    used: list[str] = []

    @contextmanager
    def makers(letterhead: Letterhead) -> Iterator[Make]:
        used.append(letterhead.name)
        yield lambda jobs, materials, look: make_all(jobs, materials, look, 1)

    for where in (SELECTED, SELECTED):
        report = Office(OGP).batch(NAME, tmp_path / "out", where=where, makers=makers)

    assert used == ["ogp"]
    assert [line.status for line in report.lines].count(Status.MADE) == 2


def test_blind_copies_stay_blind(tmp_path: Path) -> None:
    """Neither a letter, nor what is returned with it, nor a report names a blind copy."""
    office = Office(OGP)
    outcomes = [office.letter(NAME, "XAB", form) for form in ("pdf", "html", "txt")]
    report = office.batch(NAME, tmp_path / "out", where='id == "XAB"')

    shown = [repr(report), *map(repr, outcomes), *page_texts(outcomes[0].finished())]
    shown += [outcome.finished().decode("latin-1") for outcome in outcomes]
    assert [name for name in BLIND if any(name in one for one in shown)] == []
    copy = office.letter(NAME, "XAB", "txt", file_copy=True, with_letter=True)
    assert all(name in copy.finished().decode() for name in BLIND)
    assert all(name in repr(copy.letter) for name in BLIND)
    assert [name for name in BLIND if name in repr(copy)] == []


def test_unreviewed_words(tmp_path: Path) -> None:
    """A letter and a batch, a kept one too, say once that their words are not reviewed."""
    office = Office(OGP, Request(language="fr"))
    letter = office.letter(NAME, "AZE", "txt")
    refused = office.letter(NAME, "XAG")
    reports = [office.batch(NAME, tmp_path / "out", where='id == "AZE"') for _ in range(2)]

    assert codes(letter.problems).count("unreviewed-body") == 1
    assert codes(refused.problems) == ["unreviewed-body", "not-for-this-record"]
    assert [codes(report.warnings) for report in reports] == [["unreviewed-body"]] * 2
    assert reports[1].kept == 1
    assert Office(OGP).batch(NAME, tmp_path / "en", where='id == "AZE"').warnings == ()
