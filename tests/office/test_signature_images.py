"""Tests of the pictures of signatures that an office keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.office.signature_images import BEGINNINGS, load_signatures
from tests.offices import SMALL_FACTS, SMALL_TOML, codes, desk_of, record_of, small_office

PNG = BEGINNINGS["image/png"] + b"pixels"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def with_image(folder: Path, name: str, content: bytes | None) -> None:
    """Write a small office whose signatory has an image called *name*."""
    small_office(folder, "Text.")
    toml = SMALL_TOML + f'image = "{name}"\n'
    (folder / "lettergen.toml").write_text(toml, encoding="utf-8")
    if content is not None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("signatures/chief.png", None, "missing-file"),
        ("signatures/chief.gif", b"GIF89a", "bad-picture"),
        ("signatures/chief.png", b"GIF89a", "bad-picture"),
        ("signatures/chief.jpg", PNG, "bad-picture"),
        ("signatures/chief.svg", b"no picture", "bad-picture"),
        ("signatures/chief.png", PNG + b"x" * 2_000_000, "large-file"),
        ("../chief.png", PNG, "outside-file"),
    ],
)
def test_refused(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    """What is not an image inside the office is refused, with the setting's place."""
    folder = tmp_path / "office"
    folder.mkdir()
    with_image(folder, name, content)
    with pytest.raises(CallError) as error:
        desk_of(folder, "note", "plain", [])

    assert codes(error.value.problems) == [code]


def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    """A link cannot bring an image into the office."""
    folder = tmp_path / "office"
    folder.mkdir()
    (tmp_path / "chief.png").write_bytes(PNG)
    with_image(folder, "chief.png", None)
    (folder / "chief.png").symlink_to(tmp_path / "chief.png")

    with pytest.raises(CallError, match="outside the office"):
        desk_of(folder, "note", "plain", [])


@pytest.mark.parametrize(("name", "content"), [("a/chief.PNG", PNG), ("chief.svg", SVG)])
def test_on_the_letter(tmp_path: Path, name: str, content: bytes) -> None:
    """An image is on a letter whose record says who allowed it, and never on a draft."""
    with_image(tmp_path, name, content)
    desk = desk_of(tmp_path, "note", "plain", [])
    facts = SMALL_FACTS | {"close": "Yours,", "signatory": "chief"}
    allowed = record_of(facts | {"signatory.authorised_by": "Sapt"} | {"signatory.id": "chief"})
    allowed = replace(
        allowed, values={key: one for key, one in allowed.values.items() if key != "signatory"}
    )
    draft = replace(desk, materials=replace(desk.materials, draft=True))

    shown = [
        one.merged(record).letter
        for one, record in ((desk, allowed), (desk, record_of(facts)), (draft, allowed))
    ]

    assert [one.pictures for one in shown if one] == [
        tuple(load_signatures(desk.office).values()),
        (),
        (),
    ]
    assert shown[0] is not None
    assert shown[0].pictures[0].data == content
