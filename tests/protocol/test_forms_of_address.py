"""Tests of forms of address."""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from lettergen.errors import CallError, LetterError
from lettergen.protocol.forms_of_address import Forms, complimentary_close, load_forms, salutation
from tests.checkout import ROOT

FORMS = load_forms(None)
RANKS = (
    "ambassador",
    "collective",
    "head-of-government",
    "head-of-state",
    "member-of-parliament",
    "minister",
    "named-person",
    "permanent-representative",
    "senior-official",
    "unknown-person",
)
HUSEYNOV = {"honorific": "Mr.", "surname": "Huseynov"}
TEASDALE = {"honorific": "Ms.", "surname": "Teasdale"}
FIREFLY = {"honorific": "Dr.", "surname": "Firefly"}
NOBODY: Mapping[str, str] = {}

FRENCH = """
[[form_of_address]]
form = "minister"
language = "fr"
gender = "f"
greeting = "Madame la Ministre"
salutation = "{greetings},"
close = "Je vous prie, {greetings}, d'agréer l'expression de ma haute considération."
source = "Protocol of Freedonia."

[[form_of_address]]
form = "minister"
language = "fr"
gender = "m"
greeting = "Monsieur le Ministre"
salutation = "{greetings},"
close = "Je vous prie, {greetings}, d'agréer l'expression de ma haute considération."
source = "Protocol of Freedonia."
"""


def office(folder: Path, text: str) -> Forms:
    """Return the forms of an office whose `forms.toml` holds *text*."""
    (folder / "forms.toml").write_text(text, encoding="utf-8")
    return load_forms(folder)


def greet(*addressees: tuple[str, Mapping[str, str]], language: str = "en") -> str:
    """Return the salutation of addressees given by rank and facts."""
    return salutation([(FORMS.find(rank, language), facts) for rank, facts in addressees], language)


@pytest.mark.parametrize(
    ("rank", "facts", "line", "close"),
    [
        ("named-person", HUSEYNOV, "Dear Mr. Huseynov,", "Sincerely,"),
        ("senior-official", TEASDALE, "Dear Ms. Teasdale,", "Sincerely,"),
        ("member-of-parliament", FIREFLY, "Dear Dr. Firefly,", "Sincerely,"),
        ("minister", NOBODY, "Dear Minister,", "Sincerely,"),
        ("minister", HUSEYNOV, "Dear Minister,", "Sincerely,"),
        ("unknown-person", NOBODY, "Dear Sir or Madam,", "Yours truly,"),
        *(
            (
                rank,
                NOBODY,
                "Excellency,",
                "Accept, Excellency, the assurances of my highest consideration.",
            )
            for rank in (
                "ambassador",
                "head-of-government",
                "head-of-state",
                "permanent-representative",
            )
        ),
    ],
)
def test_one_addressee(rank: str, facts: Mapping[str, str], line: str, close: str) -> None:
    """Each rank is greeted, and the letter closed, as its form says; a vacant post too."""
    form = FORMS.find(rank, "en")

    assert salutation([(form, facts)], "en") == line
    assert complimentary_close([(form, facts)], "en") == close


def test_british_close() -> None:
    """A letter in British English closes as British letters do."""
    form = FORMS.find("named-person", "en-GB")

    assert complimentary_close([(form, HUSEYNOV)], "en-GB") == "Yours sincerely,"
    assert FORMS.find("ambassador", "en-GB").language == "en"


@pytest.mark.parametrize(
    ("addressees", "language", "line"),
    [
        (
            [("named-person", HUSEYNOV), ("named-person", TEASDALE)],
            "en",
            "Dear Mr. Huseynov and Ms. Teasdale,",
        ),
        (
            [("named-person", HUSEYNOV), ("named-person", TEASDALE), ("named-person", FIREFLY)],
            "en",
            "Dear Mr. Huseynov, Ms. Teasdale, and Dr. Firefly,",
        ),
        (
            [("named-person", HUSEYNOV), ("named-person", TEASDALE), ("named-person", FIREFLY)],
            "en-GB",
            "Dear Mr. Huseynov, Ms. Teasdale and Dr. Firefly,",
        ),
        (
            [("minister", NOBODY), ("named-person", TEASDALE)],
            "en",
            "Dear Minister and Ms. Teasdale,",
        ),
        ([("minister", NOBODY)] * 2, "en", "Dear Ministers,"),
        (
            [("minister", NOBODY), ("named-person", TEASDALE), ("minister", NOBODY)],
            "en",
            "Dear Ministers and Ms. Teasdale,",
        ),
        ([("ambassador", NOBODY), ("permanent-representative", NOBODY)], "en", "Excellencies,"),
    ],
)
def test_several_addressees(
    addressees: list[tuple[str, Mapping[str, str]]], language: str, line: str
) -> None:
    """Several addressees are greeted in one line; whom the same word greets, in the plural."""
    assert greet(*addressees, language=language) == line


def test_missing_facts() -> None:
    """Each fact that a greeting lacks is reported by its field, all in one run."""
    with pytest.raises(LetterError) as error:
        greet(("named-person", {"honorific": "Mr.", "surname": " "}), ("named-person", NOBODY))

    assert [problem.message for problem in error.value.problems] == [
        "The form of address 'named-person' needs addressee.1.surname.",
        "The form of address 'named-person' needs addressee.2.honorific.",
        "The form of address 'named-person' needs addressee.2.surname.",
    ]
    assert "set 'salutation' in the record" in error.value.problems[0].hint


def test_values_are_not_read_as_places() -> None:
    """A name with braces is printed as typed."""
    facts = {"honorific": "Mr.", "surname": "{greetings} {honorific}"}

    assert greet(("named-person", facts)) == "Dear Mr. {greetings} {honorific},"


@pytest.mark.parametrize(
    ("addressees", "message"),
    [
        (
            [("ambassador", NOBODY), ("named-person", HUSEYNOV)],
            (
                "The addressees' forms of address do not fit into one line: "
                "'{greetings},' and 'Dear {greetings},'."
            ),
        ),
        (
            [("named-person", HUSEYNOV)] * 2,
            "Two addressees would have the same greeting 'Mr. Huseynov'.",
        ),
        ([], "A letter has one to 4 addressees; this one has 0."),
        ([("minister", NOBODY)] * 5, "A letter has one to 4 addressees; this one has 5."),
    ],
)
def test_no_line(addressees: list[tuple[str, Mapping[str, str]]], message: str) -> None:
    """Addressees that do not fit into one line are refused, with what to do."""
    with pytest.raises(LetterError) as error:
        greet(*addressees)

    (problem,) = error.value.problems
    assert problem.message == message
    assert problem.hint


def test_closes_that_differ() -> None:
    """Forms that close differently do not share a close."""
    pair = [(FORMS.find(rank, "en"), HUSEYNOV) for rank in ("unknown-person", "named-person")]

    with pytest.raises(LetterError, match="'Yours truly,' and 'Sincerely,'"):
        complimentary_close(pair, "en")


def test_unknown_form() -> None:
    """An unknown rank is refused with the near one and the list."""
    with pytest.raises(LetterError) as error:
        FORMS.find("ministre", "en")

    (problem,) = error.value.problems
    assert problem.message == "Unknown form of address 'ministre'."
    assert problem.hint == f"Did you mean 'minister'? Use one of: {', '.join(RANKS)}."


def test_missing_language() -> None:
    """A form without words in the letter's language is refused, never said in English."""
    with pytest.raises(LetterError) as error:
        FORMS.find("minister", "ka")

    (problem,) = error.value.problems
    assert problem.code == "missing-form"
    assert problem.message == "The form of address 'minister' is not available in Georgian (ka)."


def test_gender_as_declared(tmp_path: Path) -> None:
    """A form that needs a gender takes the one the record declares, in greeting and close."""
    form = office(tmp_path, FRENCH).find("minister", "fr-CA", "f")

    assert salutation([(form, NOBODY)], "fr-CA") == "Madame la Ministre,"
    assert complimentary_close([(form, NOBODY)], "fr-CA") == (
        "Je vous prie, Madame la Ministre, d'agréer l'expression de ma haute considération."
    )


@pytest.mark.parametrize(
    ("gender", "said"), [("", "the record gives none"), ("w", "the record gives 'w'")]
)
def test_gender_is_never_inferred(tmp_path: Path, gender: str, said: str) -> None:
    """Without a declared gender that fits, a form that needs one is refused."""
    with pytest.raises(LetterError) as error:
        office(tmp_path, FRENCH).find("minister", "fr", gender)

    (problem,) = error.value.problems
    assert problem.code == "missing-gender"
    assert said in problem.message
    assert "one of 'f', 'm'" in problem.hint


def test_form_for_everybody() -> None:
    """Where the words are the same for everybody, a declared gender changes nothing."""
    assert FORMS.find("minister", "en", "f") == FORMS.find("minister", "en")


def test_office_overrides(tmp_path: Path) -> None:
    """An office's table replaces the built-in one of that form, language and gender, no other."""
    text = """
        [[form_of_address]]
        form = "minister"
        language = "en"
        greeting = "{title} {surname}"
        salutation = "Dear {greetings}:"
        close = "Respectfully,"
        source = "Protocol of Freedonia."
    """
    forms = office(tmp_path, text)
    facts = {"title": "Minister", "surname": "Teasdale"}

    assert salutation([(forms.find("minister", "en"), facts)], "en") == "Dear Minister Teasdale:"
    assert forms.find("ambassador", "en") == FORMS.find("ambassador", "en")
    assert len(forms.rows) == len(FORMS.rows)


def test_office_without_forms(tmp_path: Path) -> None:
    """An office need not have its own forms."""
    assert load_forms(tmp_path) == FORMS


def test_same_table_twice(tmp_path: Path) -> None:
    """Two tables for the same form, language and gender are refused."""
    with pytest.raises(
        CallError, match=r"two tables for the form of address minister fr f\."
    ) as error:
        office(tmp_path, FRENCH + FRENCH.replace('"m"', '"n"'))

    second = FRENCH.count("\n") + FRENCH[: FRENCH.index("[[")].count("\n") + 1
    assert str(error.value.problems[0].template) == f"forms.toml:{second}"


def test_documented_example(tmp_path: Path) -> None:
    """The example in the user's page is a file that works."""
    page = ROOT / "docs" / "languages.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    form = office(tmp_path, example).find("minister", "fr", "f")

    assert salutation([(form, NOBODY)], "fr") == "Madame la Ministre,"


def test_travels_to_a_worker() -> None:
    """The forms go to a worker process as they are."""
    assert pickle.loads(pickle.dumps(FORMS)) == FORMS  # noqa: S301 - our own
