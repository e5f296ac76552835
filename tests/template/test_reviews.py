"""Reviews hold for the words that were read, and for no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lettergen.files import paths
from lettergen.files.digest import digest
from lettergen.office.reviews import Review
from lettergen.template.loading import Template, load_template
from lettergen.template.reviews import review_label, review_of, warnings_of_body, words_read
from tests.offices import told
from tests.template import template_of

DAY = date(2021, 4, 20)
BODY = 'Dear {{ name }},\n\n{% include "a.md.j2" %}\nWe "write" again.\n'
SHARED = {
    "a.md.j2": 'A part.\n{% if x %}\n{%- include "b.md.j2" -%}\n{% endif %}\n',
    "b.md.j2": 'Deeper.\n{% include "a.md.j2" %}',
    "c.md.j2": "Another part.\n",
}
OF_THE_SHIPPED = (
    *((None, name) for name in paths.names("templates", None)),
    *(
        (office, name)
        for office in sorted(paths.shipped("examples").iterdir())
        for name in paths.names("templates", office)
        if (office / "templates" / name).is_dir()
    ),
)


def written(body: str = BODY, subject: str = "On us", **shared: str) -> Template:
    """Return a template with these words; a part is changed by its name without the suffix."""
    parts = SHARED | {f"{name}.md.j2": text for name, text in shared.items()}
    return template_of(body, subject=subject, shared=parts)


def digest_of(template: Template) -> str:
    """Return the digest of the words of the one body."""
    return words_read(template, "en").digest


def reviewed(template: Template, *reviews: Review) -> Template:
    """Return the template with reviews of its one body."""
    return replace(template, reviews={"en": reviews})


def by(name: str, words: str = "") -> Review:
    """Return a review by *name* of the words with that digest."""
    return Review(by=name, on=DAY, digest=words)


def test_what_is_read() -> None:
    """A reader reads body, subject and all parts that they include, one within another."""
    words = words_read(written(subject='{% include "c.md.j2" %}'), "en")

    assert set(words.parts) == {"a.md.j2", "b.md.j2", "c.md.j2"}
    assert words.count == 9  # Dear We write again / A part / Deeper / Another part
    assert set(words_read(written(), "en").parts) == {"a.md.j2", "b.md.j2"}


@pytest.mark.parametrize(
    "changed",
    [
        written(BODY.replace("again", "anew")),
        written(BODY.replace("again", "again ")),
        written(BODY.replace("name", "other")),
        written(BODY.replace("again", "A\u2028gain")),
        written(f"\n{BODY}"),
        written(BODY.replace("\n\n", "\n")),
        written(BODY.replace("We", " We")),
        written(BODY.replace('"write"', "“write”")),
        written(f"{BODY}{{# A comment. #}}"),
        written(BODY.replace(",\n", ",  \n")),  # a line break
        written(BODY.replace("%}\n", "%} \n", 1)),  # parts two words
        written(subject="On them"),
        written(a=SHARED["a.md.j2"].replace("A", "The")),
        written(b=SHARED["b.md.j2"].replace(".", "!")),
        written(subject="", body=f"On us{BODY}"),
    ],
)
def test_changed_words(changed: Template) -> None:
    """Any change of body, subject or included part makes other words of them."""
    assert digest_of(changed) != digest_of(written())


@pytest.mark.parametrize(
    "same",
    [
        written(BODY.replace("\n", "\r\n"), a=SHARED["a.md.j2"].replace("\n", "\r\n")),
        written(f"{BODY}\n\n"),
        written(BODY.rstrip()),
        written(c="A part that no word of the body includes."),
        replace(written(), name="other", title="Other", folder=Path("elsewhere")),
    ],
)
def test_same_words(same: Template) -> None:
    """The kind of line ends, other parts, and where the template stands change no words."""
    assert digest_of(same) == digest_of(written())


def test_digests_last() -> None:
    """Offices keep digests for years: this one may never change."""
    expected = "4a933fa85fd28ce6c65b40313a48cd0020c64cb120929fadd98d3af035f5ec57"
    assert digest_of(written()) == expected


def test_a_review_holds_for_its_words() -> None:
    """A body is reviewed when any of its reviews names the words that are there now."""
    template = written()
    holding, other = by("Ada", digest_of(template)), by("Otto", digest("others"))

    assert review_of(template, "en") is None
    for reviews in ([holding], [other, holding], [holding, other], [by("Eve"), holding]):
        assert review_of(reviewed(template, *reviews), "en") == holding
        assert warnings_of_body(reviewed(template, *reviews), "en") == []
    for reviews in ([other], [by("Eve")], [by("Eve"), other]):
        assert review_of(reviewed(template, *reviews), "en") is None
    assert review_label(reviewed(template, holding), "en") == "reviewed by Ada, on 2021-04-20"
    assert review_label(reviewed(template, other), "en") == "changed since its review"
    assert review_label(template, "en") == "not reviewed yet"


FILE = "templates/t/en.md.j2"
RUN = "run: lettergen review t --language en --by"


@pytest.mark.parametrize(
    ("reviews", "sentence"),
    [
        ([], f"The body {FILE} has not been reviewed. Have it reviewed, then {RUN} NAME"),
        (
            [by("Eve"), by("Otto", digest("others")), by("Ada", digest("older"))],
            (
                f"{FILE}, its subject or a part that it includes has changed since Otto reviewed "
                f"it on 2021-04-20. Have it reviewed again, then {RUN} NAME"
            ),
        ),
        (
            [by("Otto Roe")],
            (
                f"Otto Roe reviewed {FILE} on 2021-04-20, but this review does not name the words "
                f"read. If they are still the same, {RUN} 'Otto Roe' --on 2021-04-20"
            ),
        ),
    ],
)
def test_warnings(reviews: list[Review], sentence: str) -> None:
    """A warning says who read which words and when, and the command that binds a review."""
    found = warnings_of_body(reviewed(written(), *reviews), "en")

    assert told(found) == [f"warning: {FILE}: {sentence}"]


def test_a_body_that_cannot_be_parsed() -> None:
    """Words with a mistake in them have a digest too, so that a review of others does not hold."""
    broken = reviewed(written(f"{BODY}{{% if %}}"), by("Ada", digest_of(written())))

    assert review_of(broken, "en") is None


@pytest.mark.parametrize(("office", "name"), OF_THE_SHIPPED)
def test_shipped_reviews_hold(office: Path | None, name: str) -> None:
    """Each review that is shipped names the words that are there.

    When this fails, words have changed since they were reviewed. Have them read again; then
    whoever read them puts the digest that this test expects into `reviewed_digest` of
    template.toml, with the reader's name and the day. Without a reader, remove the review.
    """
    template = load_template(name, office)
    named = {
        language: [one.digest for one in found] for language, found in template.reviews.items()
    }
    expected = {
        language: [words_read(template, language).digest] * len(found)
        for language, found in template.reviews.items()
    }

    assert named == expected


def test_which_shipped_bodies_are_reviewed() -> None:
    """English letters were read against the one that was sent; no other body was."""
    found = {
        (name, language)
        for office, name in OF_THE_SHIPPED
        for language in load_template(name, office).languages
        if review_of(load_template(name, office), language)
    }

    assert found == {("suspension-update", "en"), ("progress-report", "en")}
