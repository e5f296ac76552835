"""Produce one letter: a job goes in, an outcome comes out, whatever happens.

Pure and on plain data, so that it runs in this process, in a worker or on another
machine alike. It touches no register, no keys and no output folder, and it never
raises for what is wrong with a letter.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from lettergen.compose.document import (
    compose_html,
    compose_print,
    compose_text,
    letter_warnings,
)
from lettergen.compose.stylesheet import stylesheets
from lettergen.errors import DataPlace, LetterError, LettergenError, Problem, TemplatePlace
from lettergen.facts.reading import Facts
from lettergen.fields.names import is_blind
from lettergen.l10n.phrases import phrases
from lettergen.letter.letter import Enclosure, Letter
from lettergen.letterhead import Letterhead
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.pdf.job import LayOut, PrintJob
from lettergen.pdf.layout import lay_out
from lettergen.pdf.weasyprint_log import MisplacedLine, MissingGlyph
from lettergen.plan.entries import Entry


class Format(StrEnum):
    """What a letter can become."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "txt"


@dataclass(frozen=True, slots=True)
class Job:
    """One letter to make.

    Attributes:
        file_copy: Whether to make the office's own copy, which names the blind copies.
        with_letter: Whether the outcome is to carry the merged letter too.
    """

    entry: Entry
    format: Format = Format.PDF
    file_copy: bool = False
    with_letter: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        content: The finished letter; None when it could not be made.
        pages: How many pages it has; 0 for HTML and text, which have none.
        problems: Errors, when there is no content; with content there may be warnings.
        letter: The merged letter, if the job asks for it and it could be merged.

    Content and letter can name blind copies, so `repr` shows neither.
    """

    id: str
    language: str
    content: bytes | None = field(repr=False)
    pages: int = 0
    enclosures: tuple[Enclosure, ...] = ()
    problems: tuple[Problem, ...] = ()
    letter: Letter | None = field(default=None, repr=False)

    def finished(self) -> bytes:
        """Return the finished letter.

        Raises:
            LetterError: It could not be made; the error holds every problem found.
        """
        if self.content is None:
            raise LetterError(self.problems)
        return self.content


Finished = tuple[bytes, int]
FILE_COPY = "File copy"
POSTAL = "addressee.1.postal."
NEVER_PRINTED = ("history.",)  # said by the standing, where it is said


def produce(
    job: Job, materials: Materials, letterhead: Letterhead, lay_out: LayOut = lay_out
) -> Outcome:
    """Make the letter of *job*; *lay_out* turns it into pages, by default in this process."""
    outcome = Outcome(job.entry.record.id, job.entry.language, None)
    try:
        merged = merge(job.entry, materials)
    except LettergenError as error:
        return replace(outcome, problems=error.problems)
    except Exception as error:  # noqa: BLE001 - one record's fault must not end the others' letters
        return replace(outcome, problems=(fault(error, job.entry),))
    letter = merged.letter if job.with_letter else None
    outcome = replace(outcome, problems=merged.problems, letter=letter)
    if merged.letter is None or merged.facts is None:
        return outcome
    most_pages = materials.office.settings.limits.pages
    try:
        content, pages = _made(job, merged.letter, letterhead, most_pages, lay_out)
        warned = letter_warnings(merged.letter)
    except LettergenError as error:
        facts = merged.facts
        located = tuple(_located(one, job, facts, materials) for one in error.problems)
        return replace(outcome, problems=(*merged.problems, *located))
    except Exception as error:  # noqa: BLE001 - as above
        return replace(outcome, problems=(*merged.problems, fault(error, job.entry)))
    problems = (*merged.problems, *(_located(one, job, merged.facts, materials) for one in warned))
    enclosures = merged.letter.enclosures
    return replace(outcome, content=content, pages=pages, enclosures=enclosures, problems=problems)


def _made(
    job: Job, letter: Letter, letterhead: Letterhead, pages: int, lay_out: LayOut
) -> Finished:
    """Return the finished letter in the job's format, and how many pages it has."""
    if job.file_copy:
        letter = letter.copy_for_file(phrases(letter.language)(FILE_COPY))
    match job.format:
        case Format.HTML:
            return compose_html(letter, letterhead, preview=False).encode(), 0
        case Format.TEXT:
            return compose_text(letter, letterhead).encode(), 0
        case Format.PDF:
            html = compose_print(letter, letterhead)
            # A signature is served beside the letterhead's own pictures.
            letterhead = replace(letterhead, assets=(*letterhead.assets, *letter.pictures))
            sheets = stylesheets(letterhead, letter.language)
            address = letter.addressees[0].address
            beside = beside_address(letter, letterhead)
            rendered = lay_out(
                PrintJob(html, sheets, letterhead, letter.date, pages, address, beside)
            )
            return rendered.pdf, rendered.pages


def _located(problem: Problem, job: Job, facts: Facts, materials: Materials) -> Problem:
    """Return *problem* with the place that holds the character no font has, or the record's."""
    if isinstance(problem, MisplacedLine):
        places = address_places(facts)
        known_line = problem.line <= len(places)
        return replace(problem, data=places[problem.line - 1] if known_line else facts.record)
    if not isinstance(problem, MissingGlyph):
        known = problem.data or problem.template
        return problem if known else replace(problem, data=job.entry.record.place)
    for path, value in facts.values.items():
        hidden = path.startswith(NEVER_PRINTED) or (is_blind(path) and not job.file_copy)
        if problem.character in str(value) and not hidden:
            return replace(problem, data=facts.places.get(path))
    for passage in materials.for_letter(job.entry).passages.values():
        if any(problem.character in text for text in passage.texts.values()):
            return replace(problem, template=TemplatePlace(passage.file))
    return problem


def fault(error: Exception, entry: Entry) -> Problem:
    """Return a fault of lettergen's own as a problem, so that the batch goes on."""
    message = f"lettergen itself failed on this letter: {type(error).__name__}: {error}"
    hint = "Please report it with this sentence; the other letters are not concerned."
    return Problem("internal-fault", message, hint, data=entry.record.place)


def beside_address(letter: Letter, letterhead: Letterhead) -> tuple[str, ...]:
    """Return what may be seen in the window next to the first addressee's address.

    An envelope goes to one person: another addressee seen there is a problem. Marks, delivery
    and the return line may be.
    """
    return_line = " ".join((letterhead.sender, *letterhead.sender_lines))
    return (letter.draft, *letter.marks, letter.delivery, return_line)


def address_places(facts: Facts) -> list[DataPlace]:
    """Return where the lines of the first addressee's address come from, in their order."""
    first = "addressee.1"
    state = f"{first}.state" if facts.text(f"{first}.state") else "state"
    posts = [path for path in (f"{first}.title", f"{first}.office") if facts.text(path)]
    lines = [line for line in facts.items(f"{first}.line") if facts.text(line)]
    if not lines and any(path.startswith(POSTAL) for path in facts.values):
        return [facts.record]  # the lines are put together from the parts of the address
    names = [f"{first}.name"] if facts.text(f"{first}.name") else []
    return [facts.place(path) for path in (*names, *posts[:1], *lines, state)]
