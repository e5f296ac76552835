"""Tests of the call's overrides: values, date, language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lettergen.errors import CallError, DataPlace
from lettergen.fields.declaration import TODAY as TODAY_WORD
from lettergen.fields.names import full_path
from lettergen.plan.entries import declared_fields
from lettergen.plan.overrides import Overrides, Settled
from lettergen.plan.request import Request
from tests.offices import TODAY, Changes, aze, ogp, told

Settings = dict[str, object]


class Clock:
    """A clock that counts how often it is read."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> date:
        """Return TODAY."""
        self.reads += 1
        return TODAY


def overrides(
    request: Request, today: Callable[[], date] | None = None, settings: Settings | None = None
) -> Overrides:
    """Return the overrides of a call in the sample office."""
    desk = ogp().with_settings(**(settings or {}))
    declared = declared_fields(desk.materials.template, desk.office, {})
    return Overrides(desk.office, request, declared, today or (lambda: TODAY))


def settled(request: Request, changes: Changes | None = None, **settings: object) -> Settled:
    """Apply the overrides to the reference record with *changes*."""
    return overrides(request, settings=settings).apply(aze(changes))


def values(request: Request, changes: Changes | None = None) -> dict[str, str]:
    """Return the values of the record afterwards."""
    record = settled(request, changes).record
    return {path: value.text for path, value in record.values.items()}


def refused(request: Request, **settings: object) -> list[str]:
    """Return why the call is wrong."""
    with pytest.raises(CallError) as error:
        overrides(request, settings=settings)
    return told(error.value.problems)


@pytest.mark.parametrize(
    ("call", "record", "office", "day"),
    [
        ("2021-01-01", "2021-02-02", date(2021, 3, 3), "2021-01-01"),
        ("", "2021-02-02", date(2021, 3, 3), "2021-02-02"),
        ("", None, date(2021, 3, 3), "2021-03-03"),
        ("", "", date(2021, 3, 3), "2021-03-03"),
        ("today", "2021-02-02", date(2021, 3, 3), "2030-05-06"),
        ("", "TODAY", date(2021, 3, 3), "2030-05-06"),
        ("", None, "today", "2030-05-06"),
        ("2021-01-01", "someday", None, "2021-01-01"),
    ],
)
def test_date(call: str, record: str | None, office: date | str | None, day: str) -> None:
    """The call's date wins over the record's, which wins over the office's."""
    found = settled(Request(date=call), {"date": record}, date=office)

    assert (str(found.date), found.problems) == (day, ())
    assert found.record.values["date"].text == day


@pytest.mark.parametrize(
    ("call", "record", "office", "reads"),
    [
        ("2021-01-01", "today", TODAY_WORD, 0),
        ("", "2021-02-02", TODAY_WORD, 0),
        ("", None, date(2021, 3, 3), 0),
        ("today", None, None, 1),
        ("", "today", None, 1),
        ("", None, TODAY_WORD, 1),
    ],
)
def test_clock(call: str, record: str | None, office: object, reads: int) -> None:
    """The clock is read only for the word today, and once for all letters of a call."""
    clock = Clock()
    calls = overrides(Request(date=call), clock, {"date": office})

    days = {calls.apply(aze({"date": record})).date for _ in range(3)}

    assert (clock.reads, len(days)) == (reads, 1)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (
            None,
            (
                "error: members.yaml:5 (date): The letter has no date. Give --date, fill in "
                "'date', or add a line 'date = 2021-04-27' to lettergen.toml."
            ),
        ),
        (
            "27 April 2021",
            (
                "error: members.yaml:99 (date): '27 April 2021' is not a date: type "
                "year-month-day, such as 2021-04-27. Correct the date, or write the word today."
            ),
        ),
        (
            "2021-02-30",
            (
                "error: members.yaml:99 (date): '2021-02-30' is not a day of the calendar. Correct "
                "the date, or write the word today."
            ),
        ),
    ],
)
def test_no_date(record: str | None, sentence: str) -> None:
    """A record without a date that can be read keeps its problem to itself."""
    found = settled(Request(), {"date": record}, date=None)

    assert (found.date, told(found.problems)) == (None, [sentence])


def test_wrong_date_of_the_call() -> None:
    """A date of the call that cannot be read is the call's fault."""
    assert refused(Request(date="tomorrow")) == [
        (
            "error: --date: 'tomorrow' is not a date: type year-month-day, such as 2021-04-27. The "
            "word today is accepted too."
        )
    ]


@pytest.mark.parametrize(
    ("call", "record", "office", "languages"),
    [
        ("", None, "en", ("en", "en")),
        ("", "", "fr", ("fr", "fr")),
        ("", "az", "en", ("az", "az")),
        ("fr", "az", "en", ("fr", "az")),
        ("fr", None, "en", ("fr", "en")),
        ("FR_ca", "EN-gb", "en", ("fr-CA", "en-GB")),
    ],
)
def test_language(call: str, record: str | None, office: str, languages: tuple[str, str]) -> None:
    """The call's language wins over the record's, then the office's; all are normalised."""
    found = settled(Request(language=call), {"language": record}, language=office)

    assert (found.language, found.record_language) == languages


def test_unknown_language_of_a_record() -> None:
    """A record in an unknown language keeps its problem to itself; nothing is raised."""
    found = settled(Request(), {"language": "klingon"})

    assert (found.language, found.record_language) == ("en", "en")
    assert told(found.problems) == [
        (
            "error: members.yaml:99 (language): Unknown language 'klingon'. "
            "Write a tag such as 'en', 'en-GB' or 'pt-BR'."
        )
    ]


def test_unknown_language_of_the_call() -> None:
    """An unknown language of the call or the office is their fault."""
    unknown = "Unknown language 'klingon'."
    hint = "Write a tag such as 'en', 'en-GB' or 'pt-BR'."

    assert refused(Request(language="klingon")) == [f"error: {unknown} {hint}"]
    assert refused(Request(), language="klingon") == [f"error: lettergen.toml:7: {unknown} {hint}"]


@pytest.mark.parametrize(
    ("path", "full"),
    [
        ("concern", "concern"),
        ("addressee.name", "addressee.1.name"),
        ("addressee.1.name", "addressee.1.name"),
        ("addressee", "addressee.1.name"),
        ("signatory", "signatory.1.id"),
        ("bcc", "bcc.1.name"),
    ],
)
def test_set(path: str, full: str) -> None:
    """What the call sets wins over the record, by whatever name it is given."""
    found = settled(Request(values={path: "New"}))

    value = found.record.values[full]
    assert (value.text, value.place) == ("New", DataPlace("--set", path=path))
    declared = declared_fields(ogp().materials.template, ogp().office, {})
    named = [one for one in found.record.values if full_path(one, declared) == full]
    assert named == [full]


def test_set_for_every_language() -> None:
    """A text that the call sets once replaces the record's in every language."""
    given = {"role": None, "role.en": "contact", "role.fr": "contact", "concern": "x"}

    found = values(Request(values={"role": "envoy"}), given)

    assert {path: text for path, text in found.items() if path.startswith("role")} == {
        "role": "envoy"
    }
    assert found["concern"] == "x"


def test_set_for_one_language() -> None:
    """A text that the call sets in one language leaves the others."""
    given = {"role": None, "role.en": "contact", "role.fr": "contact"}

    found = values(Request(values={"role.fr": "envoyé"}), given)

    assert (found["role.en"], found["role.fr"]) == ("contact", "envoyé")


def test_set_is_cleaned() -> None:
    """What the call sets is cleaned as the data are: one space for each run of them."""
    assert values(Request(values={"role": " a\n\n#  b\t"}))["role"] == "a # b"


def test_set_to_nothing() -> None:
    """The call can remove a fact."""
    assert values(Request(values={"role": ""}))["role"] == ""


def test_set_the_date() -> None:
    """A date that the call sets in the record is the record's date."""
    assert settled(Request(values={"date": "2021-09-09"})).date == date(2021, 9, 9)
    assert settled(Request(date="2021-01-01", values={"date": "2021-09-09"})).date == (
        date(2021, 1, 1)
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rolle": "x"}, "--set: unknown field 'rolle'. Did you mean 'role'?"),
        ({"cc.01.name": "x"}, "--set: unknown field 'cc.01.name'. Did you mean 'cc.1.name'?"),
        ({"": "x"}, "--set: unknown field ''. List the fields: lettergen fields TEMPLATE."),
        (
            {"id": "XAA"},
            ("--set: 'id' identifies the record and cannot be set. Choose the record with --id."),
        ),
        (
            {"cc.name": "A", "cc.1.name": "B"},
            "--set: 'cc.1.name' is given twice. Remove one of the two.",
        ),
        (
            {"role": "a\ufdd0b"},
            (
                "--set: 'role' has the character U+FDD0 <noncharacter-FDD0>. Type it again by "
                "hand; such characters come with copied text."
            ),
        ),
    ],
)
def test_wrong_set(given: dict[str, str], sentence: str) -> None:
    """What cannot be set is the call's fault, before any record is read."""
    assert refused(Request(values=given)) == [f"error: {sentence}"]


def test_every_wrong_set() -> None:
    """All that is wrong with the settings of a call is reported at once."""
    assert len(refused(Request(values={"rolle": "x", "id": "y", "role": "\0"}))) == 3
