"""Measure envelopes, lay them out and read them back; one that fails does not stop the others.

Every line is first measured on an endless page at the usual type size. Then each envelope gets
the largest type that fits its longest line, but none smaller than the post can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import floor
from typing import TypeVar

from lettergen.envelope.address_block import Cover
from lettergen.envelope.page import Placed, envelope_html, envelope_styles, height_of
from lettergen.envelope.placement import bounds, by_line, misplaced, shown
from lettergen.envelope.sizes import Face
from lettergen.errors import LetterError, Problem
from lettergen.geometry import Box
from lettergen.letterhead import Letterhead
from lettergen.pdf.job import PrintJob
from lettergen.pdf.layout import lay_out
from lettergen.pdf.page_text import Ink, opened

USUAL_SIZE = 12.0  # points
SMALLEST_SIZE = 8.0  # points: USPS DMM 202.1.2
STEP = 0.25  # points
ENDLESS = Face("endless", 5000, 2000)
ENDLESS_ZONE = Box(10, 50, 4990, 1990)

Units = Mapping[int, tuple[Cover, ...]]
Failed = dict[int, tuple[Problem, ...]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Envelopes:
    """The envelopes of several letters.

    Attributes:
        pdf: The envelopes of all letters that did not fail, in order; None if all failed.
        failed: By a letter's number, why it has no envelopes.
    """

    pdf: bytes | None
    failed: Failed


def make_envelopes(units: Units, envelope: Face, letterhead: Letterhead, day: date) -> Envelopes:
    """Make the envelopes of several letters, *units* by number, in one PDF in that order.

    Args:
        day: The only date in the file.
    """
    return _Maker(units, envelope, letterhead, day).made()


@dataclass
class _Maker:
    units: Units
    envelope: Face
    letterhead: Letterhead
    day: date
    failed: Failed = field(default_factory=dict)

    def made(self) -> Envelopes:
        placed: dict[int, tuple[Placed, ...]] = {}
        for number, widths in (self._sound(self.units, self._widths) or {}).items():
            fitted = [self._fitted(*one) for one in zip(self.units[number], widths, strict=True)]
            if problems := [one for found in fitted if isinstance(found, list) for one in found]:
                self.failed[number] = tuple(problems)
            else:
                placed[number] = tuple(one for one in fitted if isinstance(one, Placed))
        pdf = self._sound(
            placed, lambda some: self._finished({number: placed[number] for number in some})
        )
        return Envelopes(pdf, self.failed)

    def _sound(self, numbers: Iterable[int], attempt: Callable[[list[int]], T]) -> T | None:
        """Return the result of *attempt* for all letters that succeed; record the failed ones.

        Each letter is tried alone only if *attempt* fails for all of them together.
        """
        left = list(numbers)
        while left:
            try:
                return attempt(left)
            except LetterError as error:
                alone = {number: self._failing(number, attempt) for number in left}
                if not any(alone.values()):
                    alone = dict.fromkeys(left, error.problems)
            self.failed |= {number: found for number, found in alone.items() if found}
            left = [number for number in left if number not in self.failed]
        return None

    @staticmethod
    def _failing(number: int, attempt: Callable[[list[int]], T]) -> tuple[Problem, ...]:
        try:
            attempt([number])
        except LetterError as error:
            return error.problems
        return ()

    def _widths(self, numbers: list[int]) -> dict[int, list[list[float]]]:
        """Return, for each envelope of each letter, its lines' widths at the usual type size."""
        placed = {
            number: tuple(Placed(one, USUAL_SIZE, ENDLESS_ZONE) for one in self.units[number])
            for number in numbers
        }
        with opened(self._laid_out(placed, ENDLESS)) as pages:
            return {
                number: [_line_widths(one, next(pages).inks()) for one in envelopes]
                for number, envelopes in placed.items()
            }

    def _fitted(self, cover: Cover, widths: list[float]) -> Placed | list[Problem]:
        """Return *cover* in the largest type that fits, or the problems if none does."""
        zone = self.envelope.address
        smallest = SMALLEST_SIZE / USUAL_SIZE
        problems = [
            _too_wide(line, width * smallest, zone.width)
            for line, width in zip(cover.all_lines, widths, strict=True)
            if width * smallest > zone.width
        ]
        if height_of(cover, SMALLEST_SIZE) > zone.height:
            problems.append(_too_high(cover, zone.height))
        if problems:
            return problems
        widest = max(zone.width, *widths)
        highest = max(zone.height, height_of(cover, USUAL_SIZE))
        fitting = USUAL_SIZE * min(zone.width / widest, zone.height / highest)
        size = max(SMALLEST_SIZE, floor(fitting / STEP) * STEP)
        return Placed(cover, size, zone)

    def _finished(self, placed: dict[int, tuple[Placed, ...]]) -> bytes:
        """Return the envelopes as a PDF, checked by reading it back.

        Raises:
            LetterError: Something is not in its place.
        """
        pdf = self._laid_out(placed, self.envelope)
        envelopes = [one for several in placed.values() for one in several]
        with opened(pdf) as pages:
            problems = [
                problem
                for one, page in zip(envelopes, pages, strict=True)
                for problem in misplaced(one, page.inks(), self.envelope)
            ]
        if problems:
            raise LetterError(problems)
        return pdf

    def _laid_out(self, placed: dict[int, tuple[Placed, ...]], envelope: Face) -> bytes:
        envelopes = tuple(one for several in placed.values() for one in several)
        html = envelope_html(envelopes, envelope, self.letterhead)
        sheets = envelope_styles(envelope, self.letterhead)
        return lay_out(PrintJob(html, sheets, self.letterhead, self.day, len(envelopes))).pdf


def _line_widths(placed: Placed, inks: Iterable[Ink]) -> list[float]:
    lines, _ = by_line(placed, inks)
    return [bounds(one).width if one else 0.0 for one in lines]


def _too_wide(line: str, width: float, most: float) -> Problem:
    message = (
        f"On the envelope, {shown(line)} is {width:.1f} mm wide in the smallest type, "
        f"{SMALLEST_SIZE:g} pt; only {most:.1f} mm are available."
    )
    return Problem("envelope-line", message, "Split the line, or shorten it.")


def _too_high(cover: Cover, most: float) -> Problem:
    height, count = height_of(cover, SMALLEST_SIZE), len(cover.all_lines)
    message = (
        f"The {count} lines on the envelope, from {shown(cover.all_lines[0])} to "
        f"{shown(cover.all_lines[-1])}, are {height:.1f} mm high in the smallest type, "
        f"{SMALLEST_SIZE:g} pt; only {most:.1f} mm are available."
    )
    return Problem("envelope-lines", message, "Remove lines, or choose a larger envelope.")
