"""Merge: one record and one template become one letter, or problems with their places.

Everything that is wrong with the record, the body and the people is found here, before
anything is laid out, and reported together. Pure: plain data in, a letter out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lettergen.errors import (
    CallError,
    DataPlace,
    LetterError,
    Problem,
    TemplatePlace,
    has_errors,
)
from lettergen.facts.reading import Facts, read_facts
from lettergen.facts.status import with_standing
from lettergen.fields.names import Declared
from lettergen.l10n.dates import long_date
from lettergen.l10n.languages import best_match, language_name, same_language, tag_of
from lettergen.l10n.phrases import phrases
from lettergen.letter.letter import Body, Letter
from lettergen.merge.checks import without_repeats, wrong_words
from lettergen.merge.enclosures import enclosures_of
from lettergen.merge.findings import Finding, found
from lettergen.merge.handling_marks import handling_marks
from lettergen.merge.materials import Materials
from lettergen.merge.passages import insertions, with_origins
from lettergen.merge.people import People
from lettergen.merge.translation import AUTHORITATIVE, second_version, unlike
from lettergen.office.passages import passage_of
from lettergen.office.settings import LoadedOffice
from lettergen.plan.entries import Entry, declared_fields, known_fields
from lettergen.plan.overrides import TRANSLATION
from lettergen.protocol.states_file import FILE as STATES_FILE
from lettergen.template.body import CompiledBody, compile_body
from lettergen.template.escaping import escaped
from lettergen.template.loading import Template

STATE = "state."


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one record: a letter, or none, and the problems (warnings too)."""

    letter: Letter | None
    problems: tuple[Problem, ...]
    facts: Facts | None = None


def merge(entry: Entry, materials: Materials) -> Merged:
    """Make the letter of *entry*; with any error among the problems there is none.

    A record that asks for a translation gets one letter in two languages. Its own language is
    the authoritative one.
    """
    materials = materials.for_letter(entry)
    merged = _merged(entry, materials)
    wanted = merged.facts.text(TRANSLATION) if merged.facts else ""
    return _with_translation(merged, entry, wanted, materials) if wanted else merged


def _with_translation(merged: Merged, entry: Entry, wanted: str, materials: Materials) -> Merged:
    assert merged.facts is not None  # noqa: S101 - for the type checker only
    place = merged.facts.place(TRANSLATION)
    try:
        language = tag_of(wanted)
    except CallError as error:
        problems = [replace(one, data=place) for one in error.problems]
        return Merged(None, (*merged.problems, *problems), merged.facts)
    second = _merged(replace(entry, language=language), materials)
    wrong = [*merged.problems, *second.problems]
    wrong += unlike(entry, language, materials.passages, place)
    letter = None
    if merged.letter and second.letter and not has_errors(wrong):
        letter = replace(
            merged.letter,
            version=AUTHORITATIVE,
            translation=second_version(second.letter, len(merged.letter.fillings)),
            beside=merged.facts.text(f"{TRANSLATION}_layout") == "beside",
        )
    return Merged(letter, tuple(dict.fromkeys(wrong)), merged.facts)


def _merged(entry: Entry, materials: Materials) -> Merged:
    """Make the letter in one language, in the variety of it that the house writes."""
    template, on = materials.template, entry.date
    language = best_match(entry.language, template.languages)
    if on is None or language is None:
        return Merged(None, tuple(dict.fromkeys(_without_words(entry, materials, language))))
    written = replace(entry, language=materials.house.locale(entry.language))
    body, declared = _words(template, materials.office, language)
    facts, nameless = _facts(written, on, declared, materials, body.uses.fields)
    passage = passage_of(materials.passages, entry.record.id, entry.language)
    texts, misplaced = insertions(facts, passage, body.uses.passages)
    own_subject, words, holes = body.fill(facts, written.language, texts)
    source = template.bodies[language].source
    words = with_origins(words, facts, TemplatePlace(source.file))
    people = People(
        facts,
        materials.office,
        materials.states,
        materials.forms,
        written.language,
        on,
        materials.house,
        materials.signatures,
        materials.draft,
    )
    letter, problems = found(_letter(entry.record.id, people, _subject(facts, own_subject), words))
    wrong = (*entry.problems, *body.uses.problems, *nameless, *facts.problems, *misplaced)
    wrong = tuple(dict.fromkeys((*wrong, *problems)))
    wrong = (*wrong, *without_repeats(holes, wrong))
    if not has_errors(wrong):  # words with a hole in them say nothing for certain
        wrong = (*wrong, *wrong_words(letter, facts, materials.house, source))
    return Merged(None if has_errors(wrong) else letter, wrong, facts)


@lru_cache(maxsize=8)
def _words(
    template: Template, office: LoadedOffice, language: str
) -> tuple[CompiledBody, Declared]:
    """Return one language's words and the fields they may ask for: the same for every letter."""
    body = compile_body(template, language, known_fields(template, office))
    return body, declared_fields(template, office, body.uses.fields)


def _without_words(entry: Entry, materials: Materials, language: str | None) -> Iterator[Problem]:
    """Yield all that can be known without a date, or without a body in the letter's language."""
    template = materials.template
    yield from entry.problems
    if language is None:
        offered = ", ".join(template.languages)
        message = f"The template {template.name!r} has no body in {entry.language!r}."
        hint = f"Available in: {offered}. Choose one with --language, or write the body."
        place = replace(entry.record.place, path="language")
        yield Problem("no-body", message, hint, template=template.place, data=place)
    own = entry.record_language
    declared = declared_fields(template, materials.office, {})
    facts = read_facts(entry.record, declared, language=own, record_language=own)
    wrong = {one.data for one in entry.problems if one.data}
    yield from (one for one in facts.problems if one.data not in wrong)


def _facts(
    entry: Entry, on: date, declared: Declared, materials: Materials, asked: Iterable[str]
) -> tuple[Facts, list[Problem]]:
    """Return the facts as the body sees them, and what is wrong with the state's name.

    Args:
        asked: What the body asks for.
    """
    facts = read_facts(
        entry.record, declared, language=entry.language, record_language=entry.record_language
    )
    is_own = same_language(entry.language, entry.record_language)
    facts = with_standing(facts, on, "" if is_own else entry.language)
    code, place = facts.text("state"), facts.place("state")
    asked_names = [name.removeprefix(STATE) for name in asked if name.startswith(STATE)]
    names: Mapping[str, str] = {}
    problems: list[Problem] = []
    try:
        names = materials.states.name(code, entry.language, on).in_sentences if code else {}
        lacking = [name for name in asked_names if code and name not in names]
        problems = [_lacking_name(code, name, entry.language, place) for name in lacking]
    except LetterError as error:
        problems = [replace(one, data=one.data or place) for one in error.problems]
    values = {f"{STATE}{name}": text for name, text in names.items()}
    # Whatever is asked of a state without a name is to be mended where its code stands.
    places = {**facts.places, **{f"{STATE}{name}": place for name in (*names, *asked_names)}}
    return replace(facts, values={**facts.values, **values}, places=places), problems


def _lacking_name(code: str, name: str, language: str, place: DataPlace) -> Problem:
    message = f"The state {code} has no {name!r} in {language_name(language)}."
    hint = f"Add {name!r} to it in {STATES_FILE}."
    return Problem("missing-state-name", message, hint, data=place)


def _subject(facts: Facts, subject: Body) -> Body:
    """Return the record's own subject, which is plain text, or the template's."""
    own = facts.text("subject")
    return Body(escaped(own)) if own else subject


def _house_words(on: date, language: str, draft: bool) -> Finding[tuple[str, str]]:
    """Return the date in words and the draft mark; empty if there is to be none."""
    day, mark = "", ""
    try:
        day = long_date(on, language)
    except ValueError as error:
        hint = "Write the letter in another language."
        yield Problem("no-date-words", str(error), hint)
    try:
        mark = phrases(language)("DRAFT") if draft else ""
    except LetterError as error:
        yield from error.problems
    return day, mark


def _letter(record_id: str, people: People, subject: Body, words: Body) -> Finding[Letter]:
    """Return the letter; which fields each part of it comes from is in the table of parts."""
    facts, language = people.facts, people.language
    date_text, draft = yield from _house_words(people.date, language, people.draft)
    salutation, close = yield from people.salutation_and_close()
    return Letter(
        id=record_id,
        language=language,
        date=people.date,
        date_text=date_text,
        addressees=(yield from people.addressees()),
        salutation=salutation,
        subject=subject,
        body=words,
        close=close,
        signatories=(yield from people.signatories()),
        reference=facts.text("reference"),
        your_reference=facts.text("your_reference"),
        draft=draft,
        marks=(yield from handling_marks(facts, people.office, language)),
        delivery=facts.text("delivery"),
        via=(yield from people.people("via")),
        subject_lines=tuple(facts.text(path) for path in facts.items("subject_line")),
        postscript=facts.text("postscript"),
        enclosures=enclosures_of(facts),
        copies=(yield from people.copies("cc")),
        distribution=(yield from people.people("distribution")),
        blind_copies=(yield from people.copies("bcc")),
    )
