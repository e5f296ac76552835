"""The fixed phrases that a letterhead prints: ``Enclosure``, ``Our reference``, ``Page``.

English is the phrase itself. Every other language has a catalogue, such as ``locale/fr.po``,
which is read directly; nothing is compiled. A phrase that is missing, or marked fuzzy,
stops the letter: no French letter has an English word.
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
    """Return *text*; `make phrases` adds the argument of every call to the catalogues."""
    return text


PHRASES = (
    # To translators: Before the list of people who get a copy of the letter.
    phrase("cc"),
    # To translators: On a copy of a letter.
    phrase("Copy"),
    # To translators: Before the title of the only enclosed document.
    phrase("Enclosure"),
    # To translators: Before the list of several enclosed documents.
    phrase("Enclosures"),
    # To translators: Before the reference of the sending office.
    phrase("Our reference"),
    # To translators: Before the reference of the letter that this one answers.
    phrase("Your reference"),
    # To translators: Before the number of a page.
    phrase("Page"),
    # To translators: The page number and the number of pages; keep both placeholders in braces.
    phrase("Page {page} of {pages}"),
    # To translators: Before a telephone number, in the letterhead.
    phrase("Phone"),
    # To translators: Before an e-mail address, in the letterhead.
    phrase("Email"),
    # To translators: Before a fax number, in the letterhead.
    phrase("Fax"),
    # To translators: Between the signatory and the absent person signed for.
    phrase("for"),
    # To translators: On every page of a letter that is not to be sent.
    phrase("DRAFT"),
    # To translators: Before the addressee, in the title of the PDF.
    phrase("Letter to"),
    # To translators: Heading of the footnotes, read aloud by a screen reader.
    phrase("Footnotes"),
    # To translators: On the authoritative language of a bilingual letter.
    phrase("Authoritative text"),
    # To translators: On the other language of a bilingual letter.
    phrase("Unofficial translation"),
    # To translators: Before the officers through whom a letter is sent.
    phrase("Via"),
    # To translators: Before the officers through whom a memorandum is sent.
    phrase("Through"),
    # To translators: Before the sender, in the heading of a memorandum.
    phrase("From"),
    # To translators: Before the addressee, in the heading of a memorandum.
    phrase("To"),
    # To translators: Before the subject of a letter.
    phrase("Subject"),
    # To translators: Before the subject of a letter, in the short form that agencies use.
    phrase("Re"),
    # To translators: Before the reference number of a letter that has only one.
    phrase("Reference"),
    # To translators: Before the list of documents that a letter refers to.
    phrase("References"),
    # To translators: Before the people who get a copy, on a separate line.
    phrase("Copy to"),
    # To translators: Before the list of all people to whom the letter is sent, at its end.
    phrase("Distribution"),
    # To translators: Before the postscript: the usual abbreviation.
    phrase("P.S."),
    # To translators: Above the name, in a copy of a letter whose original was signed by hand.
    phrase("(Signed)"),
    # To translators: Next to the title of a person who holds the post temporarily.
    phrase("Acting"),
    # To translators: Between the signatory and the person who gave the authority.
    phrase("p.p."),
    # To translators: Before the date of a letter, or the date of a signature.
    phrase("Date"),
    # To translators: Before the people who get a blind copy; on the office's own copy.
    phrase("Blind copy"),
    # To translators: At the head of the copy that the office keeps for its files.
    phrase("File copy"),
    # To translators: Read aloud for the picture of a signature; keep the placeholder in braces.
    phrase("Signature of {name}"),
    # To translators: How a copy is sent, after the name of the recipient.
    phrase("by courier"),
    # To translators: How a copy is sent, after the name of the recipient.
    phrase("by e-mail"),
    # To translators: Before the number or the title of an appendix to the text.
    phrase("Appendix"),
    # To translators: Before the number of a table.
    phrase("Table"),
    # To translators: Before the person for whose attention a letter to an office is.
    phrase("Attention"),
    # To translators: Names the sender's address above the addressee's, read aloud.
    phrase("Return address"),
    # To translators: At the place for the initials on a note that is not signed.
    phrase("Initials"),
    # To translators: At the place of the office's seal.
    phrase("Seal"),
    # To translators: A handling mark on every page.
    phrase("CONFIDENTIAL"),
    # To translators: A handling mark on every page, a degree above CONFIDENTIAL.
    phrase("STRICTLY CONFIDENTIAL"),
    # To translators: A handling mark on every page: the letter is not secret.
    phrase("UNCLASSIFIED"),
    # To translators: A handling mark on every page: for the addressee alone.
    phrase("PERSONAL"),
    # To translators: A handling mark on every page.
    phrase("PERSONAL AND CONFIDENTIAL"),
    # To translators: A handling mark on every page: confidential parts are left out.
    phrase("PUBLIC VERSION"),
    # To translators: A handling mark on every page of a letter that is a translation.
    phrase("UNOFFICIAL TRANSLATION"),
    # To translators: A handling mark on every page.
    phrase("URGENT"),
    # To translators: At the head of a memorandum.
    phrase("Memorandum"),
    # To translators: Before the subject of a naval letter: the shortest form.
    phrase("Subj"),
    # To translators: Before the documents that a naval letter refers to: the shortest form.
    phrase("Ref"),
    # To translators: Before the documents enclosed with a naval letter: the shortest form.
    phrase("Encl"),
)
"""All phrases that a house style may print, in English."""


def languages(folder: Path = CATALOGUES) -> tuple[str, ...]:
    """Return the languages that have phrases, English first."""
    return (ENGLISH, *sorted(file.stem for file in folder.glob("*.po")))


def phrases(language: str, folder: Path = CATALOGUES) -> Callable[[str], str]:
    """Return the function that translates an English phrase into *language*.

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
    return lambda phrase: _translated(phrase, catalogue, chosen)


def introducing(text: str, language: str) -> str:
    """Return an English phrase in *language* with a colon after it.

    Raises:
        LetterError: As for `phrases`.
    """
    translated = phrases(language)(text)
    if translated.endswith((":", ".")):
        return translated
    return spaced(f"{translated}:", language)


@lru_cache(maxsize=32)
def _catalogue(file: Path, language: str) -> Mapping[str, str]:
    """Return the finished translations: neither empty nor fuzzy."""
    # Imported late: only a letter in a language other than English needs it.
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        with file.open("rb") as source:
            read = read_po(source, locale=language.replace("-", "_"), abort_invalid=True)
    except (OSError, UnicodeDecodeError, PoFileError) as error:
        message = f"The phrases in {language_name(language)} cannot be read: {error}."
        place = TemplatePlace(file.name)
        hint = "Save it again as a PO file in UTF-8."
        raise LetterError([Problem("bad-catalogue", message, hint, template=place)]) from error
    return {
        message.id: message.string
        for message in read
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }


def _translated(phrase: str, catalogue: Mapping[str, str], language: str) -> str:
    try:
        return catalogue[phrase]
    except KeyError:
        message = f"{phrase!r} is not translated into {language_name(language)}."
        hint = f"Translate it in {language}.po, and remove its 'fuzzy' flag if it has one."
        place = TemplatePlace(f"{language}.po")
        raise LetterError([Problem("missing-phrase", message, hint, template=place)]) from None


def _no_catalogue(language: str, folder: Path) -> Problem:
    message = f"There are no fixed phrases in {language_name(language)} ({language})."
    hint = f"Choose one of these languages: {', '.join(languages(folder))}."
    return Problem("no-phrases", message, hint)
