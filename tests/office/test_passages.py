"""Tests of passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.office.passages import Passage, Passages, load_passages, passage_of, unused_passages
from lettergen.office.settings import load_office
from tests.offices import SMALL_TOML, codes, told

FILE = "passages/note/XAA.en.md"
PLACES = ("after-status", "after-support")


def written(folder: Path, files: dict[str, str | bytes]) -> Passages:
    """Return the passages of an office that keeps these files for the template 'note'."""
    (folder / "lettergen.toml").write_text(SMALL_TOML, encoding="utf-8")
    note = folder / "passages" / "note"
    note.mkdir(parents=True)
    for name, text in files.items():
        content = text if isinstance(text, bytes) else text.encode()
        (note / name).write_bytes(content)
    return load_passages("note", load_office(folder))


def passage(folder: Path, text: str | bytes) -> Passage:
    """Return the one passage that a file holds."""
    return written(folder, {"XAA.en.md": text})["XAA", "en"]


@pytest.mark.parametrize(
    ("text", "places", "texts"),
    [
        ("I *do* remember.\n", ("only",), {"only": "I *do* remember."}),
        ("[only]\nText.\n", ("only",), {"only": "Text."}),
        ("\ufeff[only]\r\nOne.\r\n\r\nTwo.\r\n", ("only",), {"only": "One.\n\nTwo."}),
        ("\n  [only]  \n\n- a\n- b\n\n", ("only",), {"only": "- a\n- b"}),
        ("[after-support]\nText.", PLACES, {"after-support": "Text."}),
        (
            "[after-support]\nB.\n[after-status]\nA [link] in a line.\n",
            PLACES,
            {"after-support": "B.", "after-status": "A [link] in a line."},
        ),
    ],
)
def test_text_at_its_place(
    tmp_path: Path, text: str, places: tuple[str, ...], texts: dict[str, str]
) -> None:
    """A file fills the only place of a body, or each place that it names."""
    assert passage(tmp_path, text).at_places(places) == (texts, [])


@pytest.mark.parametrize(
    ("text", "places", "sentence"),
    [
        (
            "[after-suport]\nText.",
            PLACES,
            "The body has no place called 'after-suport'. Did you mean 'after-support'?",
        ),
        (
            "[Before all]\nText.",
            PLACES,
            (
                "The body has no place called 'Before all'. The body's places are: after-status, "
                "after-support."
            ),
        ),
        (
            "Text.",
            PLACES,
            (
                "The passage does not say where it goes. Begin it with a line [place]. The body's "
                "places are: after-status, after-support."
            ),
        ),
        (
            "Text.",
            (),
            (
                "The body has no place for a passage. Remove the file, or put {% passage 'name' %} "
                "where it belongs in the body."
            ),
        ),
    ],
)
def test_text_without_a_place(
    tmp_path: Path, text: str, places: tuple[str, ...], sentence: str
) -> None:
    """A text for which the body has no place stops the letter: it is not dropped."""
    texts, problems = passage(tmp_path, text).at_places(places)

    assert texts == {}
    assert told(problems) == [f"error: {FILE}: {sentence}"]


def test_text_before_the_first_place(tmp_path: Path) -> None:
    """Text before the first place has none, even if the body has only one."""
    texts, problems = passage(tmp_path, "Lost?\n[only]\nText.").at_places(("only",))

    assert texts == {"only": "Text."}
    assert codes(problems) == ["unknown-place"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"Jos\xe9", ":1: The file is not UTF-8 text. Save it as UTF-8."),
        ("", ":1: The passage is empty. Write it, or remove it."),
        (
            "[after-status]\n\n[after-support]\nB.",
            ":1: The passage for 'after-status' is empty. Write it, or remove it.",
        ),
        (
            "[after-status]\nA.\n\n[after-status]\nB.",
            ":4: The place 'after-status' is filled twice. Join the two texts.",
        ),
        (
            "[after-status]\nDear {{ addressee }}",
            (
                ":2: A passage cannot have placeholders: this one would be printed as it is. "
                "Write the words themselves."
            ),
        ),
        (
            "[after-status]\n{% if a %}",
            (
                ":2: A passage cannot have placeholders: this one would be printed as it is. "
                "Write the words themselves."
            ),
        ),
        (
            "[after-status]\nA\ufdd01\ufdd1B",
            (
                ":2: The line has the character U+FDD0 <noncharacter-FDD0>, which no letter may "
                "have. Type the line again by hand; such characters come with copied text."
            ),
        ),
        (
            "[after-status]\nA\u202eB",
            (
                ":2: The line has the character U+202E RIGHT-TO-LEFT OVERRIDE, which no letter may "
                "have. Type the line again by hand; such characters come with copied text."
            ),
        ),
    ],
)
def test_unfit_file(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    """A file that no letter can be made from says so, with its line."""
    _, problems = passage(tmp_path, text).at_places(PLACES)

    assert told(problems)[0] == f"error: {FILE}{sentence}"


def test_link_that_leads_out(tmp_path: Path) -> None:
    """A link out of the folder is not followed; one within it is."""
    secret = tmp_path / "secret.md"
    secret.write_text("A secret.")
    office = tmp_path / "office"
    office.mkdir()
    written(office, {"XAB.en.md": "Text."})
    folder = office / "passages" / "note"
    (folder / "XAA.en.md").symlink_to(secret)
    (folder / "XAC.en.md").symlink_to("XAB.en.md")

    passages = load_passages("note", load_office(office))

    assert passages["XAC", "en"].texts == {"": "Text."}
    assert passages["XAA", "en"].texts == {}
    assert told(passages["XAA", "en"].problems) == [
        (
            f"error: {FILE}: The file is a link that leads out of its folder. "
            "Put the file itself there."
        )
    ]


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder called like a passage is a problem of that passage, and of no other."""
    written(tmp_path, {"XAB.en.md": "Text."})
    (tmp_path / "passages" / "note" / "XAA.en.md").mkdir()

    passages = load_passages("note", load_office(tmp_path))

    assert codes(passages["XAA", "en"].problems) == ["unreadable-file"]
    assert passages["XAB", "en"].problems == ()


def test_no_passages(tmp_path: Path) -> None:
    """An office need not have any passages."""
    (tmp_path / "lettergen.toml").write_text(SMALL_TOML, encoding="utf-8")

    assert load_passages("note", load_office(tmp_path)) == {}


FILES: dict[str, str | bytes] = {
    "XAA.en.md": "Plain.",
    "XAA.en-GB.md": "British.",
    "XAA.fr.md": "Français.",
    "XAB.1.en.md": "Dotted.",
    "XAC.english.md": "Misnamed.",
}


@pytest.mark.parametrize(
    ("record_id", "language", "text"),
    [
        ("XAA", "en", "Plain."),
        ("XAA", "en-US", "Plain."),
        ("XAA", "en-GB", "British."),
        ("XAA", "fr-CA", "Français."),
        ("xaa", "en", "Plain."),
        ("XAB.1", "en", "Dotted."),
        ("XAA", "az", None),
        ("XAB", "en", None),
        ("XAC", "en", None),
    ],
)
def test_passage_of_a_letter(
    tmp_path: Path, record_id: str, language: str, text: str | None
) -> None:
    """A letter uses the passage for its record in its own language, never in another."""
    found = passage_of(written(tmp_path, FILES), record_id, language)

    assert (found.texts[""] if found else None) == text


def test_unused(tmp_path: Path) -> None:
    """A passage that no letter uses is a problem that names its record and language."""
    passages = written(tmp_path, FILES | {"XAX.en.md": "Text."})

    problems = unused_passages(passages, [("XAA", "en"), ("XAA", "fr"), ("XAC", "en")])

    last = "Name the file <id>.<language>.md, or remove it."
    start = "No letter uses this passage: there is no record"
    assert told(problems) == [
        f"error: passages/note/XAA.en-GB.md: {start} 'XAA' with a letter in 'en-GB'. {last}",
        f"error: passages/note/XAB.1.en.md: {start} 'XAB.1' with a letter in 'en'. {last}",
        f"error: passages/note/XAC.english.md: {start} 'XAC' with a letter in 'english'. {last}",
        (
            f"error: passages/note/XAX.en.md: {start} 'XAX' with a letter in 'en'. Did you mean "
            f"'XAC'? {last}"
        ),
    ]
