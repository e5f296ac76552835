"""Check that the envelope's window shows the address, measured on the finished page.

The letter slides in its envelope. In every position the window must show each line of the
address, and nothing else but the texts that are allowed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from lettergen.errors import Problem
from lettergen.geometry import MM_PER_INCH, Box, Window
from lettergen.pdf.line_search import PrintedLine, find_lines
from lettergen.pdf.page_text import PrintedPage
from lettergen.pdf.weasyprint_log import MisplacedLine

SMALLEST_POINTS = 8.0
"""USPS reads addresses of 8 to 18 pt and advises 10 to 12 (its guidance on address blocks)."""
LOWEST_LETTER = 0.08 * MM_PER_INCH
"""Minimum height in mm of capitals and digits: 0.08 in, USPS on address characters."""
TOLERANCE = 0.05  # millimetres
ROUNDING = 0.02  # points
COLLISION = 0.5  # millimetres in both directions: two lines that share more overlap
NEAR = 8.0  # millimetres; no row of text extends farther from its first and last letter
LONGEST_EXCERPT = 60  # characters
MOVE = "Choose another window, or another house style with --style."


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    printed: PrintedLine

    @property
    def box(self) -> Box:
        return self.printed.box

    @property
    def name(self) -> str:
        return f"Line {self.number} of the address, {_excerpt(self.text)},"

    def problem(self, code: str, what: str, hint: str) -> MisplacedLine:
        return MisplacedLine(code, f"{self.name} {what}", hint, line=self.number)


def misplaced(
    page: PrintedPage,
    window: Window,
    address_lines: Sequence[str],
    also_visible: Sequence[str] = (),
) -> list[Problem]:
    """Return every problem with the address of the first *page* in *window*.

    Args:
        address_lines: In reading order.
        also_visible: Other texts that the window may show, such as the return line.
    """
    found = find_lines(page, (*address_lines, *also_visible), window.visible)
    lines = [
        _Line(number, text, printed)
        for number, (text, printed) in enumerate(zip(address_lines, found, strict=False), 1)
        if printed
    ]
    others = [printed for printed in found[len(address_lines) :] if printed]
    return [
        *_missing(address_lines, found),
        *_outside(lines, window),
        *(problem for line in lines for problem in _unreadable(page, line)),
        *_collisions(lines, others),
        *_disorder(lines),
        *_other_content(page, window, [printed for printed in found if printed]),
    ]


def _missing(lines: Sequence[str], found: Sequence[PrintedLine | None]) -> Iterator[Problem]:
    for number, (text, printed) in enumerate(zip(lines, found, strict=False), 1):
        if printed is None and any(character.isalnum() for character in text):
            message = f"Line {number} of the address, {_excerpt(text)}, is not on page 1."
            hint = "Choose another house style with --style: this one does not print the line."
            yield MisplacedLine("window-line-missing", message, hint, line=number)


def _outside(lines: Sequence[_Line], window: Window) -> Iterator[Problem]:
    room = window.visible.shrunk(window.clear)
    tall = room.bottom - room.top
    whole = lines[-1].box.bottom - lines[0].box.top if lines else 0.0
    for line in lines:
        box = line.box
        excess = (
            (room.left - box.left, "too far left"),
            (box.right - room.right, "too far right"),
            (room.top - box.top, "too high"),
            (box.bottom - room.bottom, "too low"),
        )
        wrong = [f"{by:.1f} mm {side}" for by, side in excess if by > TOLERANCE]
        if not wrong:
            continue
        hint = MOVE
        if box.right - box.left > room.right - room.left:
            hint = (
                f"Shorten it or split it in two: the window shows {room.right - room.left:.1f} mm."
            )
        elif whole > tall:
            hint = f"Use fewer lines: the window shows {tall:.1f} mm of height."
        elif box.right > room.right + TOLERANCE and box.left >= room.left - TOLERANCE:
            hint = f"Shorten it or split it in two. {MOVE}"
        what = f"is {' and '.join(wrong)} for the window {window.name!r}."
        yield line.problem("window-line-outside", what, hint)


def _unreadable(page: PrintedPage, line: _Line) -> Iterator[Problem]:
    """Yield what makes *line* hard to read for a machine or a postal worker."""
    inked = [index for index in line.printed.characters if page.box(index)]
    points = min(page.points(index) for index in inked)
    tallest = max(box.bottom - box.top for index in inked if (box := page.box(index)))
    has_tall = any(page.text[index].isupper() or page.text[index].isdigit() for index in inked)
    hint = f"Use at least {SMALLEST_POINTS:g} pt; post offices read 10 to 12 pt best."
    if points < SMALLEST_POINTS - ROUNDING:
        yield line.problem("window-line-small", f"is set in {points:.1f} pt.", hint)
    elif has_tall and tallest < LOWEST_LETTER - TOLERANCE:
        what = f"has letters {tallest:.1f} mm high; the minimum is {LOWEST_LETTER:.1f} mm."
        yield line.problem("window-line-small", what, hint)
    for index in (inked[0], inked[-1]):
        clip, box = page.clip(index), line.box
        if clip and (hidden := box.beyond(clip)) > TOLERANCE:
            what = f"is cut off: {hidden:.1f} mm of it are not printed."
            yield line.problem("window-line-clipped", what, "Shorten it, or fix the stylesheet.")
            return


def _collisions(lines: Sequence[_Line], others: Sequence[PrintedLine]) -> Iterator[Problem]:
    hint = "Shorten the lines, or fix the stylesheet of the house style."
    for one, other in combinations(lines, 2):
        if one.box.meets(other.box, COLLISION):
            what = f"overlaps line {other.number}, {_excerpt(other.text)}."
            yield one.problem("window-lines-overlap", what, hint)
    for line in lines:
        if any(line.box.meets(other.box, COLLISION) for other in others):
            yield line.problem("window-lines-overlap", "overlaps the text next to it.", hint)


def _disorder(lines: Sequence[_Line]) -> Iterator[Problem]:
    for above, below in pairwise(lines):
        if below.box.bottom < above.box.top:
            what = f"is above line {above.number}, {_excerpt(above.text)}."
            hint = "Choose another house style with --style: this one reorders the lines."
            yield below.problem("window-order", what, hint)


def _other_content(
    page: PrintedPage, window: Window, known: Iterable[PrintedLine]
) -> Iterator[Problem]:
    """Yield a problem for everything else that the window shows when the letter slides."""
    exposed = window.exposed
    ours = {index for printed in known for index in printed.characters}
    for row in page.rows():
        if _is_near(page, row, exposed):
            seen = [index for index in row if index not in ours and _shows(page, index, exposed)]
            is_ours = not ours.isdisjoint(row)
            if seen and (not is_ours or any(page.text[index].isalnum() for index in seen)):
                box = page.around(seen)
                text = page.text[seen[0] : seen[-1] + 1]
                yield _shows_other(_excerpt(text), box or exposed, window)
    for is_picture, box in page.drawings():
        is_ground = not is_picture and exposed.beyond(box) <= 0
        if box.meets(exposed, TOLERANCE) and not is_ground:
            what = "a picture" if is_picture else "a line or a coloured area"
            yield _shows_other(what, box, window)


def _is_near(page: PrintedPage, row: range, exposed: Box) -> bool:
    """Return whether any of *row* may be within *exposed*, judged by its first and last ink."""
    first = next((box for index in row if (box := page.box(index))), None)
    last = next((box for index in reversed(row) if (box := page.box(index))), None)
    if first is None or last is None:
        return False
    edges = first.joined(last)
    return edges.bottom > exposed.top - NEAR and edges.top < exposed.bottom + NEAR


def _shows(page: PrintedPage, index: int, exposed: Box) -> bool:
    box = page.box(index)
    return box is not None and box.meets(exposed, TOLERANCE)


def _shows_other(what: str, box: Box, window: Window) -> Problem:
    exposed = window.exposed
    by = min(
        box.right - exposed.left,
        exposed.right - box.left,
        box.bottom - exposed.top,
        exposed.bottom - box.top,
    )
    message = (
        f"The window {window.name!r} can show {what}: it extends {by:.1f} mm into the area "
        "that is visible when the letter slides in its envelope."
    )
    return Problem("window-shows-other", message, f"Only the address may be visible. {MOVE}")


def _excerpt(text: str) -> str:
    return repr(" ".join(text.split())[:LONGEST_EXCERPT])
