"""Where the built-in names of states differ from CLDR or ISO 3166-1, and why that is accepted."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

from __future__ import annotations

from collections.abc import Mapping


def each(codes: str, reason: str) -> dict[str, str]:
    """Return one reason for several states."""
    return dict.fromkeys(codes.split(), reason)


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
FULL_NAME = "the United Nations' name; CLDR has the everyday one"
ARTICLE = "ISO writes the article into the name"
ISLANDS = "CLDR abbreviates the islands"
UNLIKE_CLDR: Mapping[str, Mapping[str, str]] = {
    "en": {
        "ATG": "CLDR writes an ampersand",
        "BIH": "CLDR writes an ampersand",
        "KNA": "CLDR abbreviates, and writes an ampersand",
        "LCA": "CLDR abbreviates",
        "STP": "CLDR writes an ampersand and accents",
        "TTO": "CLDR writes an ampersand",
        "VCT": "CLDR abbreviates, and writes an ampersand",
        "CPV": "CLDR keeps Cape Verde; the name since 2013 is Cabo Verde",
        "MMR": "CLDR adds Burma in brackets",
        "COD": "CLDR: Congo - Kinshasa",
        "COG": "CLDR: Congo - Brazzaville",
        "VAT": "CLDR names Vatican City, the United Nations the Holy See",
        "VNM": "UNTERM: Viet Nam",
        **each("BOL BRN FSM IRN KOR LAO MDA PRK PSE RUS SYR TZA VEN", FULL_NAME),
    },
    "fr": {
        "BLR": "the United Nations: Bélarus",
        "COD": "CLDR: Congo-Kinshasa",
        "COG": "CLDR: Congo-Brazzaville",
        "CPV": "CLDR keeps Cap-Vert; the name since 2013 is Cabo Verde",
        "IRQ": "the United Nations: Iraq",
        "KGZ": "the United Nations: Kirghizistan",
        "KNA": "the United Nations: Saint-Kitts-et-Nevis",
        "LBR": "the United Nations: Libéria",
        "MMR": "CLDR adds Birmanie in brackets",
        "NGA": "the United Nations: Nigéria",
        "TLS": "the United Nations: Timor-Leste",
        "TUR": "CLDR keeps Turquie; the name since 2022 is Türkiye",
        "VAT": "CLDR names the city, the United Nations the Holy See",
        "VNM": "the United Nations: Viet Nam",
        **each("BOL BRN FSM IRN KOR LAO MDA PRK PSE RUS SYR TZA VEN", FULL_NAME),
    },
    "es": {
        "BLR": "the United Nations: Belarús",
        "KNA": "the United Nations: Saint Kitts y Nevis",
        "MLI": "the United Nations: Malí",
        "MMR": "CLDR adds Birmania in brackets",
        "SAU": "the United Nations: Arabia Saudita",
        "SUR": "the United Nations: Suriname",
        "SWZ": "CLDR writes Esuatini; the state's own spelling is Eswatini",
        "TUR": "CLDR keeps Turquía; the name since 2022 is Türkiye",
        "VAT": "CLDR names the city, the United Nations the Holy See",
        "VNM": "the United Nations: Viet Nam",
        **each("BOL BRN FSM IRN KOR LAO MDA PRK PSE RUS SYR TZA VEN", FULL_NAME),
    },
    "ru": {
        **each("MHL SLB SYC", ISLANDS),
        **each("ARE PRK", "CLDR abbreviates"),
        **each("GBR PSE RUS BHS COM", FULL_NAME),
        "COD": "CLDR: Конго - Киншаса",
        "COG": "CLDR: Конго - Браззавиль",
        "KGZ": "the state's own spelling: Кыргызстан",
        "MMR": "CLDR adds Бирма in brackets",
        "TLS": "the United Nations: Тимор-Лешти",
        "USA": "CLDR writes е for ё here alone",
        "VAT": "CLDR names the city, the United Nations the Holy See",
    },
    "ar": {
        "CIV": "the United Nations: كوت ديفوار",
        "COD": "CLDR: الكونغو - كينشاسا",
        "COG": "CLDR: الكونغو - برازافيل",
        "CPV": "the name since 2013 is Cabo Verde",
        "MMR": "CLDR adds Burma in brackets",
        "OMN": "CLDR writes the vowel mark",
        "TLS": "CLDR puts spaces around the hyphen",
        "VAT": "CLDR names the city, the United Nations the Holy See",
        **each("KOR PRK PSE RUS", FULL_NAME),
    },
    "az": {
        "CIV": "CLDR writes it without a hyphen",
        "COD": "CLDR: Konqo - Kinşasa",
        "COG": "CLDR: Konqo - Brazzavil",
        "TLS": "the state's own spelling",
        "VAT": "CLDR names the city, the United Nations the Holy See",
        "ZAF": "CLDR's has no ending; ISO's translation has",
        **each("KOR PRK PSE RUS", FULL_NAME),
    },
}
MISSPELT = "the translation of ISO has another spelling than its own short name, or an older one"
SHORT_BY_CHOICE = "UNTERM, in English too: the short name, or the state's name after a change"
FORMAL_UNLIKE_ISO: Mapping[str, Mapping[str, str]] = {
    "en": {
        "BIH": "the republic left its name in 1995 (Dayton); UNTERM: Bosnia and Herzegovina",
        "GUY": "UNTERM, and the constitution: Co-operative Republic of Guyana",
        "ITA": "UNTERM: Republic of Italy",
        "LBY": "UNTERM: State of Libya",
        "MMR": "UNTERM, and the constitution of 2008: Republic of the Union of Myanmar",
        "NPL": "UNTERM: Nepal",
        "RWA": "UNTERM, and the constitution of 2003: Republic of Rwanda",
        "VAT": "ISO names the territory, the United Nations the Holy See",
        "ERI": ARTICLE,
        "PSE": ARTICLE,
    },
    "fr": {
        **each("ERI PSE", ARTICLE),
        **each("BIH GUY LBY MMR NPL RWA TUR CPV", SHORT_BY_CHOICE),
        **each("BGD BTN GNQ HTI NGA PLW SMR STP SUR TTO TZA VEN", MISSPELT),
        "ARG": "the state's own style: République argentine",
        "BRA": "the state's own style: fédérative",
        "CHE": "the state's own style: Confédération suisse",
        "ECU": "the article: de l'Équateur",
        "GRC": "the state's own style: hellénique",
        "IND": "the article: de l'Inde",
        "LKA": "the order of the words in its constitution: socialiste démocratique",
        "MUS": "the state is more than the one island",
        "PRK": "the United Nations: populaire démocratique",
        "TUN": "the state's own style: tunisienne",
        "URY": "the article: de l'Uruguay",
        "WSM": "the article: du Samoa",
    },
    "es": {
        **each("BIH GUY LBY NPL SWZ TUR TLS", SHORT_BY_CHOICE),
        **each("BLR CIV COM GNB KGZ MDA MLI MWI PLW QAT SUR VNM", MISSPELT),
        "BOL": "capitals, as in its constitution",
        "BRA": "the article: del Brasil",
        "DZA": "the United Nations: Argelina Democrática y Popular",
        "IRN": "the article: del Irán",
        "JOR": "the United Nations: Hachemita",
        "SAU": "the United Nations: de la Arabia Saudita",
        "TZA": "the United Nations: Tanzanía",
    },
}
