"""The fixed phrases that a letterhead prints: ``Enclosure``, ``Our reference``, ``Page``.

English is the phrase itself. Every other language has a catalogue, ``locale/fr.po``,
which a translator opens as it stands; nothing compiled is kept. A phrase that is
missing, or marked fuzzy, stops the letter: no French letter carries an English word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from lettergen.errors import LetterError, Problem, TemplatePlace
from lettergen.files.paths import PACKAGE
from lettergen.l10n.languages import ENGLISH, best_match, language_name, same_language
from lettergen.l10n.spacing import spaced

CATALOGUES = PACKAGE / "l10n" / "locale"


def phrase(text: str) -> str:
    """Return *text*: what stands in these brackets, `make phrases` puts into the catalogues."""
    return text


PHRASES = (
    # To translators: Before the list of those who get a copy of the letter.
    phrase("cc"),
    # To translators: On a copy of a letter.
    phrase("Copy"),
    # To translators: Before the title of the one paper that goes along.
    phrase("Enclosure"),
    # To translators: Before the list of several papers that go along.
    phrase("Enclosures"),
    # To translators: Before the reference of the office that writes.
    phrase("Our reference"),
    # To translators: Before the reference of the letter that is answered.
    phrase("Your reference"),
    # To translators: Before the number of a page.
    phrase("Page"),
    # To translators: The number of a page and of all pages; keep both places in braces.
    phrase("Page {page} of {pages}"),
    # To translators: Before a telephone number, in the letterhead.
    phrase("Phone"),
    # To translators: Before an e-mail address, in the letterhead.
    phrase("Email"),
    # To translators: Before a fax number, in the letterhead.
    phrase("Fax"),
    # To translators: Between the one who signs and the absent person who is signed for.
    phrase("for"),
    # To translators: On every page of a letter that is not to be sent.
    phrase("DRAFT"),
    # To translators: Before the addressee, in the title of the PDF.
    phrase("Letter to"),
    # To translators: Heading of the footnotes, read aloud by a screen reader.
    phrase("Footnotes"),
    # To translators: On the language of a bilingual letter that counts.
    phrase("Authoritative text"),
    # To translators: On the other language of a bilingual letter.
    phrase("Unofficial translation"),
    # To translators: Before the officers that a letter passes through.
    phrase("Via"),
    # To translators: Before the officers that a memorandum passes through on its way.
    phrase("Through"),
    # To translators: Before the one who writes, in the heading of a memorandum.
    phrase("From"),
    # To translators: Before the one who is written to, in the heading of a memorandum.
    phrase("To"),
    # To translators: Before what a letter is about.
    phrase("Subject"),
    # To translators: Before what a letter is about, in the short form of agencies.
    phrase("Re"),
    # To translators: Before the one reference number of a letter, whosever it is.
    phrase("Reference"),
    # To translators: Before the list of papers that a letter refers to.
    phrase("References"),
    # To translators: Before those who get a copy, where it stands on a line of its own.
    phrase("Copy to"),
    # To translators: Before the list of all whom one letter goes to, at its end.
    phrase("Distribution"),
    # To translators: Before the postscript: the usual abbreviation.
    phrase("P.S."),
    # To translators: Above the name, in a copy of a letter whose original was signed by hand.
    phrase("(Signed)"),
    # To translators: Beside the title of whoever holds a post for the time being.
    phrase("Acting"),
    # To translators: Between the one who signs and the person whose authority that is.
    phrase("p.p."),
    # To translators: Before the day of a letter, or the day on which somebody signed.
    phrase("Date"),
    # To translators: Before those who get a blind copy; on the office's own copy.
    phrase("Blind copy"),
    # To translators: At the head of the copy that the office keeps for its files.
    phrase("File copy"),
    # To translators: Read aloud for the picture of a signature; keep the place in braces.
    phrase("Signature of {name}"),
    # To translators: How a copy goes out, after the one who gets it.
    phrase("by courier"),
    # To translators: How a copy goes out, after the one who gets it.
    phrase("by e-mail"),
    # To translators: Before the number or the title of what is appended to the text itself.
    phrase("Appendix"),
    # To translators: Before the number of a table.
    phrase("Table"),
    # To translators: Before the one for whose attention a letter to an office is meant.
    phrase("Attention"),
    # To translators: Names the sender's address above the addressee's, read aloud.
    phrase("Return address"),
    # To translators: At the place where somebody initials a note instead of signing it.
    phrase("Initials"),
    # To translators: At the place of the office's seal.
    phrase("Seal"),
    # To translators: A handling mark on every page.
    phrase("CONFIDENTIAL"),
    # To translators: A handling mark on every page, a degree above CONFIDENTIAL.
    phrase("STRICTLY CONFIDENTIAL"),
    # To translators: A handling mark on every page: the letter is no secret.
    phrase("UNCLASSIFIED"),
    # To translators: A handling mark on every page: for the addressee alone.
    phrase("PERSONAL"),
    # To translators: A handling mark on every page.
    phrase("PERSONAL AND CONFIDENTIAL"),
    # To translators: A handling mark on every page: confidential parts are left out.
    phrase("PUBLIC VERSION"),
    # To translators: A mark on every page of a letter that is a translation.
    phrase("UNOFFICIAL TRANSLATION"),
    # To translators: A mark on every page.
    phrase("URGENT"),
    # To translators: At the head of a memorandum.
    phrase("Memorandum"),
    # To translators: Before what a naval letter is about: as short as can be.
    phrase("Subj"),
    # To translators: Before the papers that a naval letter refers to: as short as can be.
    phrase("Ref"),
    # To translators: Before the papers that go along with a naval letter: as short as can be.
    phrase("Encl"),
)
"""All that a house style may say, in English."""


def languages(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """Return the languages there are phrases in, English first."""
    return (ENGLISH, *sorted(file.stem for file in folder.glob("*.po")))


def phrases(language: str, folder: Path = CATALOGUES) -> Callable[[str], str]:
    """Return the function that says an English phrase in *language*.

    Raises:
        LetterError: There is no catalogue for *language*; or, when the function is called,
            the phrase is not in it or its translation is empty or fuzzy.
    """
    if same_language(language, ENGLISH):
        return str
    chosen = best_match(language, languages(folder))
    if chosen is None:
        raise LetterError([_no_catalogue(language, folder)])
    catalogue = _catalogue(folder / f"{chosen}.po", chosen)
    return lambda phrase: _said(phrase, catalogue, chosen)


def introducing(text: str, language: str) -> str:
    """Return an English phrase in *language* with the colon that introduces what it names.

    Raises:
        LetterError: As for `phrases`.
    """
    said = phrases(language)(text)
    return said if said.endswith((":", ".")) else spaced(f"{said}:", language)


@lru_cache(maxsize=32)
def _catalogue(file: Path, language: str) -> Mapping[str, str]:
    """Return what is translated for good: neither empty nor fuzzy."""
    # Imported late: only a letter in another language than English pays for it.
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        with file.open("rb") as source:
            read = read_po(source, locale=language.replace("-", "_"), abort_invalid=True)
    except (OSError, UnicodeDecodeError, PoFileError) as error:
        message = f"The phrases in {language_name(language)} cannot be read: {error}."
        place = TemplatePlace(file.name)
        hint = "Save it as a PO file in UTF-8 again."
        raise LetterError([Problem("bad-catalogue", message, hint, template=place)]) from error
    return {
        message.id: message.string
        for message in read
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }


def _said(phrase: str, catalogue: Mapping[str, str], language: str) -> str:
    try:
        return catalogue[phrase]
    except KeyError:
        message = f"{phrase!r} is not translated into {language_name(language)}."
        hint = f"Translate it in {language}.po, and take a 'fuzzy' mark away once it is right."
        place = TemplatePlace(f"{language}.po")
        raise LetterError([Problem("missing-phrase", message, hint, template=place)]) from None


def _no_catalogue(language: str, folder: Path) -> Problem:
    message = f"There are no fixed phrases in {language_name(language)} ({language})."
    hint = f"The languages are: {', '.join(languages(folder))}."
    return Problem("no-phrases", message, hint)
