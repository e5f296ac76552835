"""The commands that show letters before they are signed: their options reach their work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sample import NAME, listing, stand_in_office
from tests.cli.typed import document, run


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample office."""
    return stand_in_office(tmp_path, monkeypatch)


CALLS: list[tuple[tuple[str, ...], str, str]] = [
    (("preview", "suspension-updat"), "unknown-template", f"Did you mean '{NAME}'"),
    (("preview", NAME, "--id", "AZX"), "no-such-id", "Did you mean"),
    (("preview", NAME, "--where", 'status == "active"'), "no-record", "lettergen plan says"),
    (("preview", NAME, "--host", "0.0.0.0"), "not-loopback", "ssh -L"),  # noqa: S104 - refused
    (("preview", NAME, "--data", "gone.yaml"), "missing-file", "--data"),
    (("preview", NAME, "--letterhead", "opg"), "unknown-letterhead", "Did you mean 'ogp'"),
    (("preview", NAME, "--date", "soon"), "bad-date", ""),
    (("proof", NAME, "-o", "proof.docx"), "bad-output", "End its name in .html or .pdf"),
    (("proof", NAME, "-o", "nowhere/proof.pdf"), "no-folder", "Make it"),
    (("proof", NAME, "-o", "members.yaml"), "bad-output", ""),
    (("proof", NAME, "-o", "p.pdf", "--where", 'id == "?"'), "no-record", "lettergen plan"),
    (("diff", "AZE", "XAA"), "bad-call", "--template"),
    (("diff", "a.pdf", "b.pdf"), "unreadable-file", "name and permissions"),
    (("diff", "2021-04-27", "2021-10-01", "--template", NAME), "bad-call", "--id"),
    (("diff", "AZE", "XAY", "--template", NAME), "no-such-id", "Did you mean"),
    (("diff", "AZE", "XAA", "--template", NAME, "-o", "d.pdf"), "bad-output", "in .html"),
]


@pytest.mark.parametrize(("call", "code", "next_step"), CALLS, ids=lambda one: " ".join(one)[:60])
def test_a_wrong_call_is_refused(call: tuple[str, ...], code: str, next_step: str) -> None:
    """A wrong call says what is wrong and what to do next, ends with 2, and writes nothing."""
    before = listing(Path())
    result = run(*call, status=2)

    assert f"[{code}]" in result.stderr
    assert next_step in result.stderr
    assert "Traceback" not in result.output
    assert listing(Path()) == before


def test_nothing_is_overwritten() -> None:
    """A file that stands there is kept, unless --force is said."""
    Path("p.html").write_text("mine", encoding="utf-8")
    for call in (("proof", NAME, "-o", "p.html"), ("diff", "a.pdf", "b.pdf", "-o", "p.html")):
        assert "[file-exists]" in run(*call, status=2).stderr
    assert Path("p.html").read_text(encoding="utf-8") == "mine"
    run("diff", "AZE", "AZE", "--template", NAME, "-o", "p.html", "--force")
    assert "No word differs." in Path("p.html").read_text(encoding="utf-8")


def test_problems_come_as_json() -> None:
    """With --json a refusal is one document too."""
    found = document("diff", "AZE", "XAA", status=2)

    assert found["parts"] == []
    assert [one["code"] for one in found["problems"]] == ["bad-call"]
