"""Tests of pictures as plain data."""

from __future__ import annotations

from lettergen.letter.pictures import named_by_content


def test_a_name_of_its_own() -> None:
    """Another picture has another name, and the same picture the same one."""
    one, other = (named_by_content("signature", ".png", data) for data in (b"a", b"b"))

    assert one.name != other.name
    assert one == named_by_content("signature", ".png", b"a")
    assert (one.name[:10], one.name[-4:], one.mime) == ("signature.", ".png", "image/png")
