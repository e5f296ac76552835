"""Forms of address: the salutation and the complimentary close for each rank.

The rank and, where a language needs it, the gender are those that the record declares; neither
is inferred from a name or a title. Without a matching form, the letter is refused, unless the
record gives the whole salutation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from lettergen.errors import CallError, DataPlace, LetterError, Problem, TemplatePlace, did_you_mean
from lettergen.files.paths import PACKAGE
from lettergen.files.settings_file import read_toml
from lettergen.files.toml_file import TomlFile
from lettergen.l10n.filters import list_and, sentence_start
from lettergen.l10n.languages import best_match, language_name, same_language
from lettergen.protocol.forms_file import FILE, GREETINGS, FormsFile

BUILT_IN = PACKAGE / "protocol" / FILE
MOST_ADDRESSEES = 4
PLACE = f"{{{GREETINGS}}}"
OVERRIDE = "or set 'salutation' in the record to the whole line."


@dataclass(frozen=True, slots=True)
class Form:
    """One form of address in one language; its texts have placeholders such as ``{surname}``.

    Attributes:
        form: The rank, such as ``minister``.
        gender: The word that the record declares; empty for a form for any gender.
        address: The line of the address that names the person: ``His Excellency {name}``.
        greeting: The greeting of one addressee: ``{honorific} {surname}``.
        salutation: The line, with ``{greetings}``: ``Dear {greetings},``.
        close: The complimentary close; it may contain ``{greetings}`` too.
        source: Where the rule comes from.
        also_close: Other closes that go with this salutation.
        greeting_several: The greeting of several addressees with the same one: ``Ministers``.
    """

    form: str
    language: str
    gender: str
    greeting: str
    salutation: str
    close: str
    source: str
    greeting_several: str = ""
    address: str = "{name}"
    also_close: tuple[str, ...] = ()


Addressed = Sequence[tuple[Form, Mapping[str, str]]]
"""The addressees in order: the form of each, and the facts about each by field name."""


@dataclass(frozen=True, slots=True)
class Forms:
    """All known forms of address."""

    rows: tuple[Form, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The ranks to choose from, sorted."""
        return tuple(sorted({row.form for row in self.rows}))

    def find(self, form: str, language: str, gender: str = "") -> Form:
        """Return the form of address of that rank; *gender* as the record declares it, or empty.

        Raises:
            LetterError: The rank is unknown, or has no form in that language or for that
                gender.
        """
        of_rank = [row for row in self.rows if row.form == form]
        if not of_rank:
            raise LetterError([self._unknown(form)])
        fitting = [row for row in of_rank if row.gender in {gender, ""}]
        chosen = best_match(language, dict.fromkeys(row.language for row in fitting))
        if chosen is None:
            raise LetterError([_none_fits(form, language, gender, of_rank)])
        in_language = [row for row in fitting if row.language == chosen]
        return max(in_language, key=lambda row: row.gender == gender)

    def _unknown(self, form: str) -> Problem:
        message = f"Unknown form of address {form!r}."
        near = did_you_mean(form, self.names)
        hint = f"{near} Use one of: {', '.join(self.names)}.".lstrip()
        return Problem("unknown-form", message, hint)


def _none_fits(form: str, language: str, gender: str, of_rank: Iterable[Form]) -> Problem:
    """Return why no row of that rank matches: its language, or its gender."""
    rows = list(of_rank)
    chosen = best_match(language, dict.fromkeys(row.language for row in rows))
    name = language_name(language)
    if chosen is None:
        known = ", ".join(sorted({row.language for row in rows}))
        message = f"The form of address {form!r} is not available in {name} ({language})."
        hint = f"Add it to {FILE} (available in: {known}), {OVERRIDE}"
        return Problem("missing-form", message, hint)
    genders = ", ".join(sorted(repr(row.gender) for row in rows if row.language == chosen))
    given = f"the record gives {gender!r}" if gender else "the record gives none"
    message = f"The form of address {form!r} needs a gender in {name}, and {given}."
    hint = f"Set the addressee's gender to one of {genders}, {OVERRIDE}"
    return Problem("missing-gender", message, hint)


def address_line(form: Form, facts: Mapping[str, str], number: int) -> str:
    """Return the line of the address that names addressee *number*: ``His Excellency Ali Bey``.

    Raises:
        LetterError: A fact that the line needs is missing.
    """
    if problems := list(_missing(form.address, form, facts, number)):
        raise LetterError(problems)
    return _filled(form.address, facts)


def salutation(forms: Addressed, language: str) -> str:
    """Return the salutation: ``Dear Mr. Huseynov,``, ``Dear Minister and Ms. Teasdale,``.

    Raises:
        LetterError: A fact that a greeting needs is missing (with a problem for each), or the
            forms do not fit into one line.
    """
    pattern = _pattern([form.salutation for form, _ in forms], forms)
    return sentence_start(_with_greetings(pattern, forms, language), language)


def complimentary_close(forms: Addressed, language: str, own_salutation: str = "") -> str:
    """Return the complimentary close of the forms: ``Sincerely,``.

    Args:
        own_salutation: The record's own salutation; a close with ``{greetings}`` takes the
            greeting from it.

    Raises:
        LetterError: As for `salutation`; also if the forms have different closes.
    """
    pattern = _pattern([form.close for form, _ in forms], forms)
    if own_salutation and PLACE in pattern:
        return pattern.replace(PLACE, _greeting_in(own_salutation, forms[0][0]))
    return _with_greetings(pattern, forms, language)


def _greeting_in(line: str, form: Form) -> str:
    """Return the greeting in *line*, a salutation that follows the form."""
    before, _, after = form.salutation.partition(PLACE)
    if not (line.startswith(before) and line.endswith(after) and len(line) > len(before + after)):
        message = (
            f"The close of the form {form.form!r} repeats the greeting, and {line!r} has none."
        )
        hint = f"Write the salutation as {form.salutation!r}, or set 'close' in the record."
        raise LetterError([Problem("close-unlike-salutation", message, hint)])
    return line[len(before) : len(line) - len(after)]


def _pattern(patterns: Sequence[str], forms: Addressed) -> str:
    """Return the pattern that all addressees share."""
    if not 1 <= len(forms) <= MOST_ADDRESSEES:
        message = f"A letter has one to {MOST_ADDRESSEES} addressees; this one has {len(forms)}."
        raise LetterError([Problem("too-many", message, "Name the others under 'cc' instead.")])
    if len(set(patterns)) > 1:
        raise LetterError([_do_not_join(patterns)])
    return patterns[0]


def _with_greetings(pattern: str, forms: Addressed, language: str) -> str:
    if PLACE not in pattern:
        return pattern
    greetings = _greetings(forms)
    # French lists the greetings: with "et", two people would be a couple.
    in_turn = same_language(language, "fr")
    joined = ", ".join(greetings) if in_turn else list_and(greetings, language)
    return pattern.replace(PLACE, joined)


def _do_not_join(patterns: Sequence[str]) -> Problem:
    both = " and ".join(repr(pattern) for pattern in dict.fromkeys(patterns))
    message = f"The addressees' forms of address do not fit into one line: {both}."
    hint = "Set 'salutation' in the record to the whole line, and 'close' if needed."
    return Problem("mixed-forms", message, hint)


def _greetings(forms: Addressed) -> list[str]:
    """Return the greetings in order; one that several addressees share appears once."""
    missing = [
        problem
        for number, (form, facts) in enumerate(forms, start=1)
        for problem in _missing(form.greeting, form, facts, number)
    ]
    if missing:
        raise LetterError(missing)
    sharing: dict[str, list[Form]] = {}
    for form, facts in forms:
        sharing.setdefault(_filled(form.greeting, facts), []).append(form)
    greetings = {
        greeting: of_these[0].greeting_several if len(of_these) > 1 else greeting
        for greeting, of_these in sharing.items()
    }
    if repeated := [greeting for greeting, joint in greetings.items() if not joint]:
        raise LetterError([_used_twice(greeting) for greeting in repeated])
    return list(greetings.values())


def _missing(pattern: str, form: Form, facts: Mapping[str, str], number: int) -> Iterator[Problem]:
    """Yield a problem for each missing fact about addressee *number* that *pattern* needs."""
    for name in _needed(pattern):
        if not facts.get(name, "").strip():
            message = f"The form of address {form.form!r} needs addressee.{number}.{name}."
            hint = f"Add it, or use another form (for a vacant post: its rank), {OVERRIDE}"
            place = DataPlace("", path=f"addressee.{number}.{name}")
            yield Problem("missing-field", message, hint, data=place)


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    return pattern.format_map({name: facts[name].strip() for name in _needed(pattern)})


def _needed(pattern: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(pattern) if name]


def _used_twice(greeting: str) -> Problem:
    message = f"Two addressees would have the same greeting {greeting!r}."
    hint = "Set 'salutation' in the record to the whole line."
    return Problem("mixed-forms", message, hint)


def load_forms(office: Path | None) -> Forms:
    """Return the built-in forms of address and those of the office in that folder.

    An office's table replaces the built-in one of the same form, language and gender.

    Raises:
        CallError: The office's file cannot be read or has wrong tables; with a problem for each.
    """
    file = office / FILE if office else None
    if file is None or not file.is_file():
        return _built_in()
    own = {_key(row): row for row in _read(file)}
    return Forms(tuple(({_key(row): row for row in _built_in().rows} | own).values()))


@cache
def _built_in() -> Forms:
    return Forms(tuple(_read(BUILT_IN)))


def _read(file: Path) -> list[Form]:
    rows = [
        Form(**table.model_dump()) for table in read_toml(file, FormsFile, FILE).form_of_address
    ]
    keys = [_key(row) for row in rows]
    repeated = [number for number, key in enumerate(keys) if keys.index(key) < number]
    if repeated:
        settings = TomlFile(file, FILE)
        raise CallError(
            [_repeated(keys[one], settings.place("form_of_address", one)) for one in repeated]
        )
    return rows


def _key(row: Form) -> tuple[str, str, str]:
    return row.form, row.language, row.gender


def _repeated(key: tuple[str, str, str], place: TemplatePlace) -> Problem:
    which = " ".join(part for part in key if part)
    message = f"The file has two tables for the form of address {which}."
    return Problem("repeated-row", message, "Remove one of them.", template=place)
