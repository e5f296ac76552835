"""The settings files of letterheads and house styles."""

from __future__ import annotations

from re import fullmatch
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, ValidationInfo, field_validator
from pydantic import Field as Setting

from lettergen.errors import CallError, did_you_mean
from lettergen.files.settings_file import Settings
from lettergen.geometry import PAPERS
from lettergen.l10n.languages import tag_of
from lettergen.letter.numbering import DEFAULT_NUMBERING, pattern_parts
from lettergen.letterhead.house_style import LETTERHEAD

# Family names appear in CSS and in XML, so only what needs no escaping in either is allowed.
FAMILY = r"^[A-Za-z0-9][A-Za-z0-9 \-]*$"
LOGO, LOGO_TEXT = ("logo", "mark"), ("logo_text", "mark_text")
"""The names of one setting each: the current one, and one that older files use."""


def _is_a_paper(name: str) -> str:
    if name not in PAPERS:
        raise ValueError(did_you_mean(name, PAPERS) or f"Use one of: {', '.join(PAPERS)}.")
    return name


Windows = dict[Annotated[str, AfterValidator(_is_a_paper)], str]
"""Paper to the envelope window of the address; ``none`` for no window."""


class MarginSettings(Settings):
    """``[margins]``: millimetres; printers leave about 5 mm at each edge blank."""

    top: float = Setting(default=20, ge=8, le=80)
    right: float = Setting(default=25, ge=8, le=60)
    bottom: float = Setting(default=22, ge=8, le=80)
    left: float = Setting(default=25, ge=8, le=60)


class PrintedSettings(Settings):
    """``[printed]``: how far from its edges the paper is preprinted, in millimetres."""

    top: float = Setting(default=0, ge=0, le=100)
    bottom: float = Setting(default=0, ge=0, le=100)
    later_top: float = Setting(default=0, ge=0, le=100)
    later_bottom: float = Setting(default=0, ge=0, le=100)


class ContactSettings(Settings):
    """One ``[[sender.contact]]``: the label is a phrase, translated with the letter."""

    label: str = Setting(min_length=1)
    text: str = Setting(min_length=1)


class SenderSettings(Settings):
    """``[sender]``: who writes, as printed in the letterhead, and from which state."""

    name: str = Setting(min_length=1)
    lines: tuple[str, ...] = ()
    country: str = ""
    contact: tuple[ContactSettings, ...] = ()

    @field_validator("country")
    @classmethod
    def _has_the_form_of_a_code(cls, country: str) -> str:
        if country and not fullmatch("[A-Z]{3}", country):
            raise ValueError("the code of a state: three capital letters, such as 'USA'")
        return country


class LetterheadFile(Settings):
    """``letterhead.toml``."""

    title: str = Setting(min_length=1)
    style: str = Setting(min_length=1)
    papers: tuple[str, ...] = Setting(min_length=1)
    mark_text: str = Setting(default="", validation_alias=AliasChoices(*LOGO_TEXT))
    mark: str = Setting(default="", validation_alias=AliasChoices(*LOGO))
    fonts: tuple[str, ...] = Setting(min_length=1)
    typographic_quotes: bool = False
    language: str = ""
    windows: Windows = Setting(default_factory=dict)
    margins: MarginSettings = MarginSettings()
    printed: PrintedSettings | None = None
    sender: SenderSettings

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, language: str) -> str:
        try:
            return tag_of(language) if language else ""
        except CallError:
            raise ValueError("a language tag such as en or fr") from None

    @field_validator("papers")
    @classmethod
    def _papers_are_known(cls, papers: tuple[str, ...]) -> tuple[str, ...]:
        if not set(papers) <= set(PAPERS):
            raise ValueError(f"a list of these papers: {', '.join(PAPERS)}")
        return papers

    @field_validator("fonts", mode="after")
    @classmethod
    def _families_are_plain(cls, fonts: tuple[str, ...]) -> tuple[str, ...]:
        if not all(fullmatch(FAMILY, family) for family in fonts):
            raise ValueError("a list of family names made of letters, digits, spaces and hyphens")
        return fonts

    @field_validator("mark")
    @classmethod
    def _logo_is_described(cls, logo: str, info: ValidationInfo) -> str:
        if logo and not info.data.get("mark_text", "wrong, which is reported").strip():
            raise ValueError(
                "an image with 'logo_text', the words that a screen reader says for it"
            )
        return logo


class StyleFile(Settings):
    """``style.toml``."""

    title: str = Setting(min_length=1)
    opening: tuple[str, ...] = Setting(min_length=1)
    ending: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    shows: dict[str, tuple[str, ...]] = Setting(default_factory=dict)
    labels: dict[str, str] = Setting(default_factory=dict)
    locales: dict[str, str] = Setting(default_factory=dict)
    windows: Windows = Setting(default_factory=dict)
    numbering: tuple[str, ...] = Setting(default=DEFAULT_NUMBERING, min_length=4, max_length=4)
    open_punctuation: bool = False
    notes_at_foot: bool = False
    third_person: bool = False

    @field_validator("opening", "ending", "after")
    @classmethod
    def _letterhead_comes_first(cls, parts: tuple[str, ...], info: ValidationInfo) -> object:
        place = parts.index(LETTERHEAD) if LETTERHEAD in parts else 0
        if place or (info.field_name != "opening" and LETTERHEAD in parts):
            raise ValueError("a list that has 'letterhead', if it is shown, in first place")
        return parts

    @field_validator("numbering")
    @classmethod
    def _numbering_can_be_read(cls, numbering: tuple[str, ...]) -> tuple[str, ...]:
        try:
            for pattern in numbering:
                pattern_parts(pattern)
        except ValueError:
            sentence = "four patterns, each with one of 1, a, A, i and I, such as '1.' and '(a)'"
            raise ValueError(sentence) from None
        return numbering

    @field_validator("locales")
    @classmethod
    def _locales_are_known(cls, locales: dict[str, str]) -> dict[str, str]:
        for tag in (*locales, *locales.values()):
            try:
                tag_of(tag)
            except CallError:
                raise ValueError("a table of languages, such as en = 'en-GB'") from None
        return locales
