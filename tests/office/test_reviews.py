"""The reviews that an office keeps in reviews.toml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.office.reviews import FILE, Review, keep_review, load_reviews
from tests.offices import codes

DIGEST = "0123456789abcdef" * 4
ADA = Review(by="Ada Roe", on=date(2021, 4, 20), digest=DIGEST)
OTTO = Review(by="Otto", on=date(2021, 4, 21))


def refused(office: Path) -> CallError:
    """Return why the reviews of *office* cannot be read."""
    with pytest.raises(CallError) as error:
        load_reviews(office)
    return error.value


def test_none(tmp_path: Path) -> None:
    """Without an office, and in an office without the file, there are no reviews."""
    assert load_reviews(None) == {}
    assert load_reviews(tmp_path) == {}


def test_kept_reviews_are_read_again(tmp_path: Path) -> None:
    """A review replaces the one of the same body; those of other bodies stay."""
    keep_review(tmp_path, "thanks", "fr", OTTO)
    keep_review(tmp_path, "thanks", "en-GB", OTTO)
    keep_review(tmp_path, "regret", "fr", OTTO)
    keep_review(tmp_path, "thanks", "fr", ADA)

    found = load_reviews(tmp_path)
    assert found == {"regret": {"fr": OTTO}, "thanks": {"en-GB": OTTO, "fr": ADA}}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("name", ["a.b", "un à un", 'the "best"', "a\\b\x7f", "0"])
def test_any_name(tmp_path: Path, name: str) -> None:
    """Names of persons and templates come back as they were, whatever signs they hold."""
    review = Review(by=name, on=date(2021, 4, 20), digest=DIGEST)
    keep_review(tmp_path, name, "en", review)

    assert load_reviews(tmp_path) == {name: {"en": review}}


def test_as_people_see_it(tmp_path: Path) -> None:
    """The file begins with its purpose, and has a table for each review, in order."""
    keep_review(tmp_path, "thanks", "fr", ADA)
    keep_review(tmp_path, "my notes", "en", OTTO)

    comment, _, tables = (tmp_path / FILE).read_text(encoding="utf-8").partition("\n\n")
    assert comment.startswith("# Who reviewed which words")
    assert tables == (
        '[review."my notes".en]\nby = "Otto"\non = 2021-04-21\n\n'
        f'[review.thanks.fr]\nby = "Ada Roe"\non = 2021-04-20\ndigest = "{DIGEST}"\n'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[review.a.en", "The file is not valid TOML"),
        ("[reviews.a.en]", "Unknown setting 'reviews'. Did you mean 'review'?"),
        (
            '[review.a.en]\nby = "x"\non = 2021-04-20\ndigst = ""',
            "'review.a.en.digst'. Did you mean 'digest'?",
        ),
        ('[review.a.en]\nby = "x"', "'review.a.en.on' is missing."),
        ('[review.a.en]\nby = ""\non = 2021-04-20', "'review.a.en.by' is ''."),
        (
            '[review.a.en]\nby = "x"\non = 2021-04-20\ndigest = "0a"',
            "It should be the digest that 'lettergen review' wrote",
        ),
        ("[review]\na = 1", "It should be a table."),
    ],
)
def test_edited_by_hand(tmp_path: Path, text: str, said: str) -> None:
    """A wrong value in the file is refused with its name, and with what is expected."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    error = refused(tmp_path)
    assert said in str(error)
    assert {one.template.file for one in error.problems if one.template} == {FILE}


def test_unreadable(tmp_path: Path) -> None:
    """A file in another encoding, a folder of that name and a link that leads out are refused."""
    office = tmp_path / "office"
    office.mkdir()
    file = office / FILE
    file.write_bytes(b'[review.a.en]\nby = "Jos\xe9"')
    assert str(refused(office)).startswith(f"{FILE}:2: The file is not UTF-8 text.")

    file.unlink()
    file.mkdir()
    assert codes(refused(office).problems) == ["unreadable-file"]

    file.rmdir()
    file.symlink_to(tmp_path / "elsewhere")
    assert codes(refused(office).problems) == ["outside-file"]
    with pytest.raises(CallError):
        keep_review(office, "a", "en", ADA)
    assert not (tmp_path / "elsewhere").exists()


def test_unwritable(tmp_path: Path) -> None:
    """A review that cannot be written is refused, with what to look at."""
    with pytest.raises(CallError) as error:
        keep_review(tmp_path / "none", "a", "en", ADA)

    assert codes(error.value.problems) == ["unwritable"]
    assert "the office's folder" in error.value.problems[0].hint
