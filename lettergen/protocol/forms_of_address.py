"""Forms of address: the salutation and the close that protocol keeps for each rank.

Data, never inference: a rank and, where a language needs it, a gender are matched with
what the record declares, and nothing is concluded from a name or a title. Where the data
do not say how to greet, the letter is stopped, and the record may give the whole
salutation itself.
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
from lettergen.l10n.filters import list_and, sentence_start
from lettergen.l10n.languages import best_match, language_name, same_language
from lettergen.protocol.forms_file import FILE, GREETINGS, FormsFile

BUILT_IN = PACKAGE / "protocol" / FILE
MOST_ADDRESSEES = 4
PLACE = f"{{{GREETINGS}}}"
OVERRIDE = "or give the whole salutation in the record, as 'salutation'."


@dataclass(frozen=True, slots=True)
class Form:
    """One form of address in one language; the texts hold places such as ``{surname}``.

    Attributes:
        form: The rank, such as ``minister``.
        gender: The word a record has to declare; empty for a form that fits everybody.
        address: The line of the address that names the person: ``His Excellency {name}``.
        greeting: What one addressee is called: ``{honorific} {surname}``.
        salutation: The line, with ``{greetings}``: ``Dear {greetings},``.
        close: The complimentary close; it may say ``{greetings}`` too.
        source: Where the rule comes from.
        also_close: Other closes that go with this salutation.
        greeting_several: What several are called whom the same words greet: ``Ministers``.
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
    """All forms of address known."""

    rows: tuple[Form, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The ranks to choose from, sorted."""
        return tuple(sorted({row.form for row in self.rows}))

    def find(self, form: str, language: str, gender: str = "") -> Form:
        """Return the form of address of that rank; *gender* as the record declares it, or empty.

        Raises:
            LetterError: The rank is unknown; or it has no form in that language, or none
                for that gender.
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
        message = f"There is no form of address called {form!r}."
        near = did_you_mean(form, self.names)
        hint = f"{near} The forms are: {', '.join(self.names)}.".lstrip()
        return Problem("unknown-form", message, hint)


def _none_fits(form: str, language: str, gender: str, of_rank: Iterable[Form]) -> Problem:
    """Return why no row of that rank fits: no such language, or the gender."""
    rows = list(of_rank)
    chosen = best_match(language, dict.fromkeys(row.language for row in rows))
    name = language_name(language)
    if chosen is None:
        known = ", ".join(sorted({row.language for row in rows}))
        message = f"The form of address {form!r} has no words in {name} ({language})."
        hint = f"Add it to {FILE}; it has words in: {known}; {OVERRIDE}"
        return Problem("missing-form", message, hint)
    genders = ", ".join(sorted(repr(row.gender) for row in rows if row.language == chosen))
    said = f"the record's is {gender!r}" if gender else "the record declares none"
    message = f"The form of address {form!r} needs a gender in {name}, and {said}."
    hint = f"Declare the addressee's gender as one of {genders}, {OVERRIDE}"
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
        LetterError: A fact that a greeting needs is missing (all of them are told), or the
            forms do not go into one line.
    """
    pattern = _pattern([form.salutation for form, _ in forms], forms)
    return sentence_start(_with_greetings(pattern, forms, language), language)


def complimentary_close(forms: Addressed, language: str, said: str = "") -> str:
    """Return the close that the forms prescribe: ``Sincerely,``.

    Args:
        said: A salutation that the record gives itself; a close that repeats the greeting
            repeats its words.

    Raises:
        LetterError: As for `salutation`; also when the forms close differently.
    """
    pattern = _pattern([form.close for form, _ in forms], forms)
    if said and PLACE in pattern:
        return pattern.replace(PLACE, _greeting_in(said, forms[0][0]))
    return _with_greetings(pattern, forms, language)


def _greeting_in(said: str, form: Form) -> str:
    """Return the greeting within a salutation that is written as the form writes it."""
    before, _, after = form.salutation.partition(PLACE)
    if not (said.startswith(before) and said.endswith(after) and len(said) > len(before + after)):
        message = (
            f"The close of the form {form.form!r} repeats the greeting, and {said!r} has none."
        )
        hint = f"Write the salutation as {form.salutation!r}, or give the record its own 'close'."
        raise LetterError([Problem("close-unlike-salutation", message, hint)])
    return said[len(before) : len(said) - len(after)]


def _pattern(patterns: Sequence[str], forms: Addressed) -> str:
    """Return the one pattern that all addressees share."""
    if not 1 <= len(forms) <= MOST_ADDRESSEES:
        message = f"A letter has one to {MOST_ADDRESSEES} addressees; this one has {len(forms)}."
        raise LetterError([Problem("too-many", message, "Give the others a copy (cc) instead.")])
    if len(set(patterns)) > 1:
        raise LetterError([_do_not_join(patterns)])
    return patterns[0]


def _with_greetings(pattern: str, forms: Addressed, language: str) -> str:
    if PLACE not in pattern:
        return pattern
    greetings = _greetings(forms)
    # French greets one after the other: with "et", two people would be a couple.
    in_turn = same_language(language, "fr")
    joined = ", ".join(greetings) if in_turn else list_and(greetings, language)
    return pattern.replace(PLACE, joined)


def _do_not_join(patterns: Sequence[str]) -> Problem:
    both = " and ".join(repr(pattern) for pattern in dict.fromkeys(patterns))
    message = f"The addressees' forms of address do not go into one line: {both}."
    hint = "Give the record the whole line itself: 'salutation', and 'close' if need be."
    return Problem("mixed-forms", message, hint)


def _greetings(forms: Addressed) -> list[str]:
    """Return the greetings in order; one that fits several addressees is said once, for all."""
    missing = [
        problem
        for number, (form, facts) in enumerate(forms, start=1)
        for problem in _missing(form.greeting, form, facts, number)
    ]
    if missing:
        raise LetterError(missing)
    said: dict[str, list[Form]] = {}
    for form, facts in forms:
        said.setdefault(_filled(form.greeting, facts), []).append(form)
    greetings = {
        greeting: of_these[0].greeting_several if len(of_these) > 1 else greeting
        for greeting, of_these in said.items()
    }
    if repeated := [greeting for greeting, joint in greetings.items() if not joint]:
        raise LetterError([_said_twice(greeting) for greeting in repeated])
    return list(greetings.values())


def _missing(pattern: str, form: Form, facts: Mapping[str, str], number: int) -> Iterator[Problem]:
    """Yield a problem for each fact that *pattern* needs of addressee *number* and lacks."""
    for name in _needed(pattern):
        if not facts.get(name, "").strip():
            message = f"The form of address {form.form!r} needs addressee.{number}.{name}."
            hint = f"Add it, or name another form (for a vacant post: its rank), {OVERRIDE}"
            place = DataPlace("", path=f"addressee.{number}.{name}")
            yield Problem("missing-field", message, hint, data=place)


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    return pattern.format_map({name: facts[name].strip() for name in _needed(pattern)})


def _needed(pattern: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(pattern) if name]


def _said_twice(greeting: str) -> Problem:
    message = f"Two addressees would both be greeted as {greeting!r}."
    hint = "Give the record the whole line itself, as 'salutation'."
    return Problem("mixed-forms", message, hint)


def load_forms(office: Path | None) -> Forms:
    """Return the built-in forms of address, and those of the office in that folder over them.

    An office's table replaces the built-in one of the same form, language and gender.

    Raises:
        CallError: The office's file cannot be read or has wrong tables: all of them are told.
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
    repeated = dict.fromkeys(key for key in keys if keys.count(key) > 1)
    if repeated:
        raise CallError([_repeated(key) for key in repeated])
    return rows


def _key(row: Form) -> tuple[str, str, str]:
    return row.form, row.language, row.gender


def _repeated(key: tuple[str, str, str]) -> Problem:
    which = " ".join(part for part in key if part)
    message = f"There are two tables for the form of address {which}."
    return Problem("repeated-row", message, "Remove one.", template=TemplatePlace(FILE))
