"""`review`: record that a person has reviewed the words of a body."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lettergen.cli.options import Call, again
from lettergen.cli.output import counted, print_json, problems_json, say, show_next, show_problems
from lettergen.errors import CallError, Problem, did_you_mean, has_errors
from lettergen.fields.declaration import TODAY, read_value
from lettergen.l10n.languages import tag_of
from lettergen.letter.characters import clean, name_of
from lettergen.office.reviews import FILE, Review, keep_review, load_reviews
from lettergen.plan.entries import known_fields
from lettergen.plan.overrides import DATE
from lettergen.template.body import compile_body
from lettergen.template.loading import BodySource, Template
from lettergen.template.parity import disparities
from lettergen.template.reviews import WordsRead, words_read
from lettergen.workspace import Office

SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who read the words, and the day: an ISO date or the word today."""

    name: str
    day: str


def review(call: Call, name: str, language: str, reader: Reader) -> int:
    """Record who has read the body in *language*; return the exit status.

    Raises:
        CallError: The call or the office is wrong, the body has errors, or the review cannot
            be written.
    """
    office = Office(call.office, call.request)
    template, folder = office.template(name), office.folder
    body = _body(template, language)
    by, on = _name(reader.name), _day(reader.day, office)
    problems = tuple(_problems(office, template, body.language))
    if has_errors(problems):
        raise CallError(problems)
    words = words_read(template, body.language)
    made = Review(by=by, on=on, digest=words.digest)
    earlier = load_reviews(folder).get(name, {}).get(body.language)
    keep_review(folder, name, body.language, made)
    found = [("", problem) for problem in problems]
    if call.json:
        document = _as_json(folder, template, body, words, made)
        print_json({**document, "problems": problems_json(found)})
    show_problems(found)
    _show(folder, template, body, words, made)
    if earlier:
        say(f"It replaces the review by {earlier.by} on {earlier.on}.")
    show_next(f"lettergen check {name}{again(call)}")
    return 0


def _body(template: Template, typed: str) -> BodySource:
    """Return the body in exactly the language *typed*.

    Raises:
        CallError: The template has no body in this language.
    """
    with suppress(CallError):  # an unknown language has no body
        language = tag_of(typed)
        for own, body in template.bodies.items():
            if tag_of(own) == language:
                return body
    message = f"The template {template.name!r} has no body in {typed!r}."
    offered = f"Available in: {', '.join(template.languages)}."
    hint = did_you_mean(typed, template.languages) or offered
    raise CallError([Problem("no-body", message, hint, template=template.place)])


def _name(typed: str) -> str:
    """Return the reader's name, cleaned for storing and printing."""
    name = clean(typed)
    if name.refused:
        message = f"--by contains the character {name_of(name.refused[0])}, which no name can have."
        raise CallError([Problem("bad-call", message, "Type the name again by hand.")])
    if not name.text:
        hint = 'Give the name of the person who read the words: --by "Flavia Elphberg".'
        raise CallError([Problem("bad-call", "--by is empty.", hint)])
    return name.text


def _day(typed: str, office: Office) -> date:
    if typed.casefold() == TODAY:
        return office.today
    try:
        day = read_value(DATE, typed)
    except ValueError as error:
        hint = "The word today is accepted too."
        raise CallError([Problem("bad-date", f"--on: {error}", hint)]) from None
    assert isinstance(day, date)  # noqa: S101 - for the type checker only
    if day > office.today:
        message = f"--on: {day} is after today, {office.today}."
        raise CallError([Problem("bad-date", message, "Give the day on which it was reviewed.")])
    return day


def _problems(office: Office, template: Template, language: str) -> Iterator[Problem]:
    """Yield what `check` reports about this body, alone and compared with the first one."""
    yield from compile_body(template, language, known_fields(template, office.loaded)).uses.problems
    compared = dict.fromkeys((template.languages[0], language))
    pair = replace(template, bodies={one: template.bodies[one] for one in compared})
    yield from disparities(pair, template.known_fields)


def _as_json(
    folder: Path, template: Template, body: BodySource, words: WordsRead, made: Review
) -> dict[str, object]:
    return {
        "template": template.name,
        "title": template.title,
        "language": body.language,
        "by": made.by,
        "on": made.on.isoformat(),
        "words": words.count,
        "parts": sorted(words.parts),
        "digest": made.digest,
        "file": str(folder / FILE),
    }


def _show(
    folder: Path, template: Template, body: BodySource, words: WordsRead, made: Review
) -> None:
    count, digits = counted(words.count, "word"), made.digest[:SHOWN_DIGITS]
    say(f"Reviewed: {template.title} ({body.language}), {count}, digest {digits}.")
    for name in ("subject", body.source.file.rpartition("/")[2], *sorted(words.parts)):
        if name != "subject" or body.subject.text:
            say(f"  {name}")
    say(f"By {made.by} on {made.on}, saved in {folder / FILE}.")
