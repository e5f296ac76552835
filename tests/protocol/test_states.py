"""Tests of the names of states."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path

import pytest

from lettergen.errors import LetterError
from lettergen.protocol.states import State, States, load_states
from tests.checkout import ROOT

DAY = date(2021, 4, 27)
BUILT_IN_STATES = load_states(None)


@pytest.mark.parametrize(
    ("code", "language", "on", "short", "formal"),
    [
        ("TUR", "en", date(2022, 5, 31), "Turkey", "Republic of Turkey"),
        ("TUR", "en", date(2022, 6, 1), "Türkiye", "Republic of Türkiye"),
        ("TUR", "fr", date(2022, 5, 31), "Turquie", "République de Turquie"),
        ("TUR", "fr", date(2022, 6, 1), "Türkiye", "République de Türkiye"),
        ("SWZ", "en", date(2018, 4, 18), "Swaziland", "Kingdom of Swaziland"),
        ("SWZ", "en", date(2018, 4, 19), "Eswatini", "Kingdom of Eswatini"),
        ("SWZ", "es", date(2018, 4, 18), "Swazilandia", "Reino de Swazilandia"),
        ("SWZ", "ru", date(2018, 4, 18), "Свазиленд", ""),
        ("SWZ", "ru", date(2018, 4, 19), "Эсватини", ""),
        ("MKD", "en", date(2019, 2, 11), *["former Yugoslav Republic of Macedonia"] * 2),
        ("MKD", "en", date(2019, 2, 12), "North Macedonia", "Republic of North Macedonia"),
        ("MKD", "az", date(2019, 2, 12), "Şimali Makedoniya", ""),
        ("CPV", "en", date(2013, 10, 23), "Cape Verde", "Republic of Cape Verde"),
        ("CPV", "en", date(2013, 10, 24), "Cabo Verde", "Republic of Cabo Verde"),
        ("CPV", "ar", date(2013, 10, 23), "الرأس الأخضر", ""),
        ("CPV", "ar", date(2013, 10, 24), "كابو فيردي", ""),
        ("CZE", "en", date(2016, 5, 16), "Czech Republic", "Czech Republic"),
        ("CZE", "en", date(2016, 5, 17), "Czechia", "Czech Republic"),
    ],
)
def test_name_of_the_day(code: str, language: str, on: date, short: str, formal: str) -> None:
    """A letter names a state as it was called on the letter's day."""
    state = BUILT_IN_STATES.name(code, language, on)

    assert (state.short, state.formal) == (short, formal)


@pytest.mark.parametrize(
    ("language", "short", "formal"),
    [
        ("en", "Azerbaijan", "the Republic of Azerbaijan"),
        ("en-GB", "Azerbaijan", "the Republic of Azerbaijan"),
        ("fr", "l'Azerbaïdjan", "la République d'Azerbaïdjan"),
        ("es", "Azerbaiyán", "la República de Azerbaiyán"),
        ("az", "Azərbaycan", "Azərbaycan Respublikası"),
        ("ru", "Азербайджан", "Азербайджанская Республика"),
        ("ar", "أذربيجان", "جمهورية أذربيجان"),
    ],
)
def test_in_a_sentence(language: str, short: str, formal: str) -> None:
    """A name has the article of its language."""
    state = BUILT_IN_STATES.name("AZE", language, DAY)

    assert (state.with_article, state.formal_with_article) == (short, formal)


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("aze", "Did you mean 'AZE'? If not, add a row to states.yaml."),
        ("AZ", "Did you mean 'AZE'? If not, add a row to states.yaml."),
        ("CH", "Did you mean 'CHE'? If not, add a row to states.yaml."),
        ("UK", "Did you mean 'GBR'? If not, add a row to states.yaml."),
        ("AZR", "Did you mean 'AZE'? If not, add a row to states.yaml."),
        ("Azerbajan", "Did you mean 'AZE'? If not, add a row to states.yaml."),
        ("republic of azerbaijan", "Did you mean 'AZE'? If not, add a row to states.yaml."),
        ("Turkey", "Did you mean 'TUR'? If not, add a row to states.yaml."),
        ("XAA", "Use an ISO 3166-1 alpha-3 code, or add a row to states.yaml."),
        ("", "Use an ISO 3166-1 alpha-3 code, or add a row to states.yaml."),
    ],
)
def test_unknown_code(code: str, hint: str) -> None:
    """An unknown code is refused; a code or a name that is meant is named."""
    with pytest.raises(LetterError) as error:
        BUILT_IN_STATES.name(code, "en", DAY)

    (problem,) = error.value.problems
    assert problem.code == "unknown-state"
    assert problem.hint == hint


@pytest.mark.parametrize("language", ["ka", "az-Cyrl", "sr"])
def test_never_another_languages_name(language: str) -> None:
    """A name missing in the letter's language or script is a problem, not the English name."""
    with pytest.raises(LetterError, match=r"The state AZE has no name in .*Add it to states\.yaml"):
        BUILT_IN_STATES.name("AZE", language, DAY)


def office(folder: Path, text: str) -> States:
    """Return the states of an office whose `states.yaml` holds *text*."""
    (folder / "states.yaml").write_text(text, encoding="utf-8")
    return load_states(folder)


def test_office_adds_a_state(tmp_path: Path) -> None:
    """An office adds its own state; the built-in ones stay."""
    text = "- {code: XAA, en: {short: Ruritania, formal: Kingdom of Ruritania}}"
    states = office(tmp_path, text)

    assert states.name("XAA", "en", DAY) == State("XAA", "Ruritania", "Kingdom of Ruritania")
    assert states.name("AZE", "en", DAY) == BUILT_IN_STATES.name("AZE", "en", DAY)


def test_office_overrides_one_language(tmp_path: Path) -> None:
    """An office's names in a language replace all built-in ones in that language, no other."""
    text = "- {code: TUR, en: {short: Turkiye, formal: Republic of Turkiye}}\n"
    states = office(tmp_path, text + "- {code: AZE, ka: {short: აზერბაიჯანი, formal: რესპუბლიკა}}")

    assert states.name("TUR", "en", DAY).short == "Turkiye"
    assert states.name("AZE", "ka", DAY).short == "აზერბაიჯანი"
    assert states.name("AZE", "en", DAY).short == "Azerbaijan"


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    """What YAML would take for a switch or a number stays the text that was typed."""
    states = office(tmp_path, "- {code: XNO, no: {short: No, formal: 007, article: off}}")

    assert states.name("XNO", "no", DAY) == State("XNO", "No", "007", "off")


def test_no_name_before_the_first_day(tmp_path: Path) -> None:
    """A name is not used before its first day."""
    states = office(tmp_path, "- {code: XAA, from: 2020-01-01, en: {short: A, formal: B}}")

    with pytest.raises(LetterError, match="The state XAA has no name in English on 2019-12-31"):
        states.name("XAA", "en", date(2019, 12, 31))


def test_office_without_states(tmp_path: Path) -> None:
    """An office need not have a file; an empty one changes nothing."""
    assert load_states(tmp_path) == BUILT_IN_STATES
    assert office(tmp_path, "# nothing yet\n") == BUILT_IN_STATES


def test_documented_example(tmp_path: Path) -> None:
    """The example in the user's page is a file that works."""
    page = ROOT / "docs" / "languages.md"
    (example,) = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    states = office(tmp_path, example)

    assert states.name("XAA", "fr", DAY).with_article == "la Ruritanie"
    assert states.name("XAB", "en", date(2019, 12, 31)).short == "Freedonia"
    assert states.name("IRN", "en", DAY).with_article == "Iran"


def test_travels_to_a_worker() -> None:
    """The names go to a worker process as they are."""
    assert pickle.loads(pickle.dumps(BUILT_IN_STATES)) == BUILT_IN_STATES  # noqa: S301 - our own
