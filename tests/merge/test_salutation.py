"""Tests of closes that go with their salutation."""

from __future__ import annotations

import pytest

from lettergen.merge.salutation import clash
from lettergen.protocol.forms_of_address import load_forms

FORMS = load_forms(None)
NAMED = ("named-person",)


@pytest.mark.parametrize(
    ("language", "salutation", "close"),
    [
        ("en-GB", "Dear Sir or Madam,", "Yours sincerely,"),
        ("en-GB", "Dear Sir,", "Yours sincerely,"),
        ("en-GB", "Dear Mr. Brown,", "Yours faithfully,"),
        ("en", "Dear Sir,", "Yours sincerely,"),
        (
            "en",
            "Dear Mr. Brown,",
            "Accept, Excellency, the assurances of my highest consideration.",
        ),
        (
            "fr",
            "Monsieur,",
            "Je vous prie, Monsieur, d'agréer l'expression de ma haute considération.",
        ),
        ("es", "Excelentísimo señor Embajador:", "Atentamente,"),
        (
            "ru",
            "Уважаемый господин Гусейнов!",
            "Примите, Ваше Превосходительство, уверения в моём высоком уважении.",
        ),
    ],
)
def test_clash(language: str, salutation: str, close: str) -> None:
    """A close that belongs to other salutations alone is told, with those that would do."""
    problem = clash(salutation, close, FORMS, NAMED, language)

    assert problem is not None
    assert problem.message == f"The close {close!r} does not go with the salutation {salutation!r}."
    assert problem.hint.startswith("Use one of these closes: ")


@pytest.mark.parametrize(
    ("language", "salutation", "close"),
    [
        ("en", "Dear Mr. Brown,", "Sincerely,"),
        ("en", "Dear Mr. Brown,", "Best wishes,"),
        ("en", "Excellency,", "Sincerely,"),
        ("en-GB", "Dear Mr. Brown,", "Yours sincerely,"),
        ("en-GB", "Dear Sir or Madam,", "Yours faithfully,"),
        ("fr", "Monsieur le Ministre,", "Cordialement,"),
        ("az", "Hörmətli cənab Hüseynov,", "Dərin hörmətlə,"),
        ("ka", "Anything,", "Anything else,"),
    ],
)
def test_no_clash(language: str, salutation: str, close: str) -> None:
    """A close that goes with the salutation, or that no form of address knows, is left alone."""
    assert clash(salutation, close, FORMS, NAMED, language) is None


@pytest.mark.parametrize(
    "row", FORMS.rows, ids=lambda row: f"{row.form}-{row.language}-{row.gender}"
)
def test_every_form_goes_with_itself(row: object) -> None:
    """No close in the tables clashes with the salutation it stands beside."""
    form = next(one for one in FORMS.rows if one is row)
    greeting = form.greeting.replace("{", "").replace("}", "")
    said, close = (
        pattern.replace("{greetings}", greeting) for pattern in (form.salutation, form.close)
    )

    assert clash(said, close, FORMS, (form.form,), form.language) is None
