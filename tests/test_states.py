"""Tests of the names of states."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path
from time import perf_counter

import pycountry
import pytest

from lettergen.errors import LetterError
from lettergen.l10n.languages import locale_of
from lettergen.states import BUILT_IN, State, States, load_states
from lettergen.states_file import read_rows

DAY = date(2021, 4, 27)
LATELY = date(2026, 1, 1)
BUILT_IN_STATES = load_states(None)

NOT_IN_THE_UN = """
ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM
HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA
TKL TWN UMI VGB VIR WLF
"""
"""ISO codes that are neither members nor observers of the United Nations."""

NO_FORMAL_NAME_IN_ISO = """
ARE ATG AUS BFA BLZ BRB BRN CAF CAN COD DOM GEO GRD IRL JAM JPN KNA KOR LAO LCA MNG MYS NZL ROU RUS
SLB SYR TKM TUV UKR VCT
"""
"""ISO gives no official name; UNTERM's is the short one."""
FORMAL_UNLIKE_ISO = {
    "BIH": "the republic left its name in 1995 (Dayton); UNTERM: Bosnia and Herzegovina",
    "GUY": "UNTERM, and the constitution: Co-operative Republic of Guyana",
    "ITA": "UNTERM: Republic of Italy",
    "LBY": "UNTERM: State of Libya",
    "MMR": "UNTERM, and the constitution of 2008: Republic of the Union of Myanmar",
    "NPL": "UNTERM: Nepal",
    "RWA": "UNTERM, and the constitution of 2003: Republic of Rwanda",
    "VAT": "ISO names the territory, the United Nations the Holy See",
    "ERI": "ISO writes the article into the name",
    "PSE": "ISO writes the article into the name",
}
SHORT_UNLIKE_CLDR = {
    "ATG": "CLDR writes an ampersand",
    "BIH": "CLDR writes an ampersand",
    "KNA": "CLDR abbreviates, and writes an ampersand",
    "LCA": "CLDR abbreviates",
    "STP": "CLDR writes an ampersand and accents",
    "TTO": "CLDR writes an ampersand",
    "VCT": "CLDR abbreviates, and writes an ampersand",
    "BOL": "UNTERM: Plurinational State of Bolivia",
    "BRN": "UNTERM: Brunei Darussalam",
    "CIV": "CLDR writes a typographic apostrophe; quotes stay as typed here",
    "COD": "CLDR: Congo - Kinshasa",
    "COG": "CLDR: Congo - Brazzaville",
    "CPV": "CLDR keeps Cape Verde; the name since 2013 is Cabo Verde",
    "FSM": "UNTERM: Federated States of Micronesia",
    "IRN": "UNTERM: Islamic Republic of Iran",
    "KOR": "UNTERM: Republic of Korea",
    "LAO": "UNTERM: Lao People's Democratic Republic",
    "MDA": "UNTERM: Republic of Moldova",
    "MMR": "CLDR adds Burma in brackets",
    "PRK": "UNTERM: Democratic People's Republic of Korea",
    "PSE": "UNTERM: State of Palestine",
    "RUS": "UNTERM: Russian Federation",
    "SYR": "UNTERM: Syrian Arab Republic",
    "TZA": "UNTERM: United Republic of Tanzania",
    "VAT": "CLDR names Vatican City, the United Nations the Holy See",
    "VEN": "UNTERM: Bolivarian Republic of Venezuela",
    "VNM": "UNTERM: Viet Nam",
}


def english(code: str) -> State:
    """Return a state's English names of late."""
    return BUILT_IN_STATES.name(code, "en", LATELY)


def test_every_member_and_observer() -> None:
    """All 193 members and both observers of the United Nations are there, and nobody else."""
    iso = {country.alpha_3 for country in pycountry.countries}

    assert len(BUILT_IN_STATES.codes) == 195
    assert set(BUILT_IN_STATES.codes) == iso.difference(NOT_IN_THE_UN.split())
    assert iso.issuperset(NOT_IN_THE_UN.split())


def test_formal_names_against_iso() -> None:
    """A formal name is ISO's official one, but for the differences accepted above."""
    accepted = FORMAL_UNLIKE_ISO.keys() | set(NO_FORMAL_NAME_IN_ISO.split())
    differing = {
        code
        for code in BUILT_IN_STATES.codes
        if getattr(pycountry.countries.get(alpha_3=code), "official_name", "")
        != english(code).formal
    }

    assert differing == accepted


@pytest.mark.parametrize("code", NO_FORMAL_NAME_IN_ISO.split())
def test_formal_name_is_the_short_one(code: str) -> None:
    """Where ISO knows no official name, the short name is the formal one too."""
    assert english(code).formal == english(code).short
    assert english(code).formal_article == english(code).article


def test_short_names_against_cldr() -> None:
    """A short name is CLDR's, but for the differences accepted above."""
    territories = locale_of("en").territories
    differing = {
        code
        for code in BUILT_IN_STATES.codes
        for country in [pycountry.countries.get(alpha_3=code)]
        if country is None or territories[country.alpha_2] != english(code).short
    }

    assert differing == SHORT_UNLIKE_CLDR.keys()


def test_formal_names_carry_their_article() -> None:
    """In a sentence, a republic or a kingdom has its article; a bare name has none."""
    words = {
        *("Republic", "Kingdom", "State", "States", "Commonwealth", "Principality", "Federation"),
        *("Emirates", "Sultanate", "Confederation", "Duchy", "Union", "See"),
    }
    wrong = [
        code
        for code in BUILT_IN_STATES.codes
        if (english(code).formal_article == "the")
        != bool(words.intersection(english(code).formal.split()))
    ]

    assert wrong == []


ARTICLES = (
    "ARE BHS BOL CAF COD COG COM DOM FSM GBR GMB IRN KOR LAO MDA MHL NER NLD PHL PRK PSE RUS SDN "
    "SYR TZA USA VAT VEN"
)


def test_short_names_with_article() -> None:
    """These short names have the article in a sentence, and no other has."""
    having = [code for code in BUILT_IN_STATES.codes if english(code).article]

    assert " ".join(having) == ARTICLES
    assert {english(code).article for code in having} == {"the"}


@pytest.mark.parametrize(
    ("code", "on", "short", "formal"),
    [
        ("TUR", date(2022, 5, 31), "Turkey", "Republic of Turkey"),
        ("TUR", date(2022, 6, 1), "Türkiye", "Republic of Türkiye"),
        ("SWZ", date(2018, 4, 18), "Swaziland", "Kingdom of Swaziland"),
        ("SWZ", date(2018, 4, 19), "Eswatini", "Kingdom of Eswatini"),
        ("MKD", date(2019, 2, 11), *["former Yugoslav Republic of Macedonia"] * 2),
        ("MKD", date(2019, 2, 12), "North Macedonia", "Republic of North Macedonia"),
        ("CPV", date(2013, 10, 23), "Cape Verde", "Republic of Cape Verde"),
        ("CPV", date(2013, 10, 24), "Cabo Verde", "Republic of Cabo Verde"),
        ("CZE", date(2016, 5, 16), "Czech Republic", "Czech Republic"),
        ("CZE", date(2016, 5, 17), "Czechia", "Czech Republic"),
    ],
)
def test_name_of_the_day(code: str, on: date, short: str, formal: str) -> None:
    """A letter names a state as it was called on the letter's day."""
    state = BUILT_IN_STATES.name(code, "en", on)

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
    """A name brings the article of its own language."""
    state = BUILT_IN_STATES.name("AZE", language, DAY)

    assert (state.with_article, state.formal_with_article) == (short, formal)


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("aze", "Did you mean 'AZE'? If not: add a row to states.yaml."),
        ("AZ", "Did you mean 'AZE'? If not: add a row to states.yaml."),
        ("CH", "Did you mean 'CHE'? If not: add a row to states.yaml."),
        ("UK", "Did you mean 'GBR'? If not: add a row to states.yaml."),
        ("AZR", "Did you mean 'AZE'? If not: add a row to states.yaml."),
        ("Azerbajan", "Did you mean 'AZE'? If not: add a row to states.yaml."),
        ("republic of azerbaijan", "Did you mean 'AZE'? If not: add a row to states.yaml."),
        ("Turkey", "Did you mean 'TUR'? If not: add a row to states.yaml."),
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
    """An office adds a state of its own; the built-in ones stay."""
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
    page = Path(__file__).parents[1] / "docs" / "languages.md"
    (example,) = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    states = office(tmp_path, example)

    assert states.name("XAA", "fr", DAY).with_article == "la Ruritanie"
    assert states.name("XAB", "en", date(2019, 12, 31)).short == "Freedonia"
    assert states.name("IRN", "en", DAY).with_article == "Iran"


def test_travels_to_a_worker() -> None:
    """The names go to a worker process as they are."""
    assert pickle.loads(pickle.dumps(BUILT_IN_STATES)) == BUILT_IN_STATES  # noqa: S301 - our own


def test_reading_is_quick() -> None:
    """Every command reads the table: at its best of five it takes less than 25 milliseconds."""
    times = []
    for _ in range(5):
        start = perf_counter()
        read_rows(BUILT_IN, "states.yaml")
        times.append(perf_counter() - start)

    assert min(times) < 0.025
