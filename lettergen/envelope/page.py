"""Envelopes as one document: a page each, every line at its measured position."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from lettergen.envelope.address_block import Cover
from lettergen.envelope.sizes import Face
from lettergen.files.paths import PACKAGE
from lettergen.geometry import Box, millimetres
from lettergen.l10n.languages import text_direction
from lettergen.l10n.typography import dressed
from lettergen.letterhead import Letterhead, StyleText

LEADING = 1.3  # of the size of the type, from one line to the next
GAP = 0.5  # of a line, between marks and address
SKELETON, STYLE = "envelope.html.j2", "envelope.css"


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a line: *top* in millimetres from the envelope's upper edge."""

    text: str
    top: float
    language: str
    is_mark: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """The words on one envelope, and their position.

    Attributes:
        size: Of the type, in points.
        zone: The area for the address.
    """

    cover: Cover
    size: float
    zone: Box

    @property
    def leading(self) -> float:
        """Millimetres from one line to the next."""
        return millimetres(self.size * LEADING)

    @property
    def lines(self) -> tuple[Place, ...]:
        """The lines, centred in the zone's height, with a gap after the marks."""
        cover, marks = self.cover, len(self.cover.marks)
        top = self.zone.top + max(0.0, self.zone.height - height_of(cover, self.size)) / 2
        return tuple(
            Place(
                text,
                top + self.leading * (number + (GAP if marks and number >= marks else 0)),
                cover.country_language if _is_country(cover, number) else cover.language,
                number < marks,
            )
            for number, text in enumerate(cover.all_lines)
        )

    @property
    def side(self) -> str:
        """The side of the zone where the lines begin."""
        return "right" if text_direction(self.cover.language) == "rtl" else "left"


def _is_country(cover: Cover, number: int) -> bool:
    return bool(cover.country) and number == len(cover.all_lines) - 1


def height_of(cover: Cover, size: float) -> float:
    """Return the height in millimetres of the lines of *cover* in type of *size* points."""
    lines = len(cover.all_lines) + (GAP if cover.marks else 0)
    return lines * millimetres(size * LEADING)


def envelope_html(placed: tuple[Placed, ...], envelope: Face, letterhead: Letterhead) -> str:
    """Return the document of all envelopes, in order."""
    language = placed[0].cover.country_language
    return _skeleton().render(
        envelopes=placed,
        envelope=envelope,
        letterhead=letterhead,
        language=language,
        direction=text_direction(language),
        direction_of=text_direction,
        dressed=lambda text, language: dressed(text, language, ties=False),
    )


def envelope_styles(envelope: Face, letterhead: Letterhead) -> tuple[StyleText, ...]:
    """Return the stylesheets for envelopes of that size, in the letterhead's fonts."""
    families = ", ".join(f'"{family}"' for family in letterhead.fonts)
    size = f"{envelope.width:g}mm {envelope.height:g}mm"
    css = (
        f"@page {{ size: {size}; margin: 0 }}\nhtml {{ font-family: {families} }}\n"
        f".envelope {{ width: {envelope.width:g}mm; height: {envelope.height:g}mm }}\n"
    )
    return (StyleText(STYLE, _text(STYLE)), StyleText(STYLE, css))


@cache
def _text(file: str) -> str:
    return (PACKAGE / "envelope" / file).read_text(encoding="utf-8")


@cache
def _skeleton() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text(SKELETON))
