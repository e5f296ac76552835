"""Forms of address: the salutation and the close that protocol keeps for each rank.

Data, never inference: a rank and, where a language needs it, a gender are matched with
what the record declares, and nothing is concluded from a name or a title. Where the data
do not say how to greet, the letter is stopped, and the record may give the whole
salutation itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from lettergen.errors import CallError, DataPlace, LetterError, Problem, TemplatePlace, did_you_mean
from lettergen.forms_file import FILE, GREETINGS, FormsFile
from lettergen.l10n.filters import list_and
from lettergen.l10n.languages import best_match, language_name
from lettergen.paths import PACKAGE
from lettergen.toml_file import read_toml

BUILT_IN = PACKAGE / FILE
MOST_ADDRESSEES = 4
OVERRIDE = "or give the whole salutation in the record, as 'salutation'."


@dataclass(frozen=True, slots=True)
class Form:
    """One form of address in one language; the texts hold places such as ``{surname}``.

    Attributes:
        form: The rank, such as ``minister``.
        gender: The word a record has to declare; empty for a form that fits everybody.
        greeting: What one addressee is called: ``{honorific} {surname}``.
        salutation: The line, with ``{greetings}``: ``Dear {greetings},``.
        close: The complimentary close; it may say ``{greetings}`` too.
        source: Where the rule comes from.
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
    genders = ", ".join(repr(row.gender) for row in rows if row.language == chosen)
    said = f"the record's is {gender!r}" if gender else "the record declares none"
    message = f"The form of address {form!r} needs a gender in {name}, and {said}."
    hint = f"Declare the addressee's gender as one of {genders}, {OVERRIDE}"
    return Problem("missing-gender", message, hint)


def salutation(forms: Addressed, language: str) -> str:
    """Return the salutation: ``Dear Mr. Huseynov,``, ``Dear Minister and Ms. Teasdale,``.

    Raises:
        LetterError: A fact that a greeting needs is missing (all of them are told), or the
            forms do not go into one line.
    """
    return _line([form.salutation for form, _ in forms], forms, language)


def complimentary_close(forms: Addressed, language: str) -> str:
    """Return the close that the forms prescribe: ``Sincerely,``.

    Raises:
        LetterError: As for `salutation`; also when the forms close differently.
    """
    return _line([form.close for form, _ in forms], forms, language)


def _line(patterns: Sequence[str], forms: Addressed, language: str) -> str:
    if not 1 <= len(forms) <= MOST_ADDRESSEES:
        message = f"A letter has one to {MOST_ADDRESSEES} addressees; this one has {len(forms)}."
        raise LetterError([Problem("addressees", message, "Give the others a copy (cc) instead.")])
    if len(set(patterns)) > 1:
        raise LetterError([_do_not_join(patterns)])
    if f"{{{GREETINGS}}}" not in patterns[0]:
        return patterns[0]
    greetings = list_and(_greetings(forms), language)
    return patterns[0].replace(f"{{{GREETINGS}}}", greetings)


def _do_not_join(patterns: Sequence[str]) -> Problem:
    both = " and ".join(repr(pattern) for pattern in dict.fromkeys(patterns))
    message = f"The addressees' forms of address do not go into one line: {both}."
    hint = "Give the record the whole line itself: 'salutation', and 'close' if need be."
    return Problem("mixed-forms", message, hint)


def _greetings(forms: Addressed) -> list[str]:
    """Return the greetings in order; one that fits several addressees is said once, for all."""
    problems: list[Problem] = []
    said: dict[str, list[Form]] = {}
    for number, (form, facts) in enumerate(forms, start=1):
        greeting = _greeting(form, facts, number, problems)
        said.setdefault(greeting, []).append(form)
    for greeting, of_these in said.items():
        if len(of_these) > 1 and not of_these[0].greeting_several and not problems:
            problems.append(_said_twice(greeting))
    if problems:
        raise LetterError(problems)
    return [
        of_these[0].greeting_several if len(of_these) > 1 else greeting
        for greeting, of_these in said.items()
    ]


def _greeting(form: Form, facts: Mapping[str, str], number: int, problems: list[Problem]) -> str:
    """Return the greeting of one addressee; a fact it needs and lacks goes into *problems*."""
    needed = [name for _, name, _, _ in Formatter().parse(form.greeting) if name]
    missing = [name for name in needed if not facts.get(name, "").strip()]
    for name in missing:
        message = f"The form of address {form.form!r} needs addressee.{number}.{name}."
        hint = f"Add it, or name another form (for a vacant post: its rank), {OVERRIDE}"
        place = DataPlace("", path=f"addressee.{number}.{name}")
        problems.append(Problem("missing-field", message, hint, data=place))
    return (
        "" if missing else form.greeting.format_map({name: facts[name].strip() for name in needed})
    )


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
    return Problem("repeated-form", message, "Remove one.", template=TemplatePlace(FILE))
