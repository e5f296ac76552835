"""Page 1 as a picture with its measures drawn over it: window, folds, margins, address.

It helps to make a house style or to check an envelope. It is never posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from lettergen.geometry import MM_PER_INCH, Box, Folds, Window
from lettergen.letterhead.letterhead import Margins
from lettergen.pdf.line_search import find_lines
from lettergen.pdf.page_text import first_page

DOTS_PER_INCH = 100
SEEN = (0, 120, 60)
EXPOSED = (200, 90, 0)
FOLD = (120, 0, 160)
MARGIN = (0, 90, 200)
ADDRESS = (210, 0, 60)
LETTER_SIZE = 13  # dots
PADDING = 6  # dots
MARK = 12.0  # the length of a fold mark in the picture, in millimetres
Colour = tuple[int, int, int]


def overlay(
    pdf: bytes,
    window: Window | None,
    folds: Folds | None,
    margins: Margins,
    lines: Sequence[str] = (),
) -> bytes:
    """Return page 1 of *pdf* as a PNG with its measures and a legend in millimetres below.

    Args:
        lines: The lines of the address, which are measured and framed.

    Raises:
        CallError: The file is not a readable PDF.
    """
    with first_page(pdf) as page:
        sheet = page.drawn(DOTS_PER_INCH).convert("RGB")
        width, height = page.size
        target = window.visible if window else Box(0, 0, width, height)
        found = [printed.box for printed in find_lines(page, lines, target) if printed]
    frame = Box(margins.left, margins.top, width - margins.right, height - margins.bottom)
    boxes: list[tuple[Colour, str, Box]] = [(MARGIN, "margins", frame)]
    if window:
        boxes.append((EXPOSED, f"{window.name}: may be seen", window.exposed))
        boxes.append((SEEN, f"{window.name}: always seen", window.visible))
    boxes += [(ADDRESS, f"address, line {number}", box) for number, box in enumerate(found, 1)]
    marks = [(f"fold at {mark:.1f} mm", mark) for mark in (folds.marks if folds else ())]
    if folds and folds.punch:
        marks.append((f"punch at {folds.punch:.1f} mm", folds.punch))
    return _drawn(sheet, boxes, marks, width)


def _drawn(
    sheet: Image.Image,
    boxes: Sequence[tuple[Colour, str, Box]],
    marks: Sequence[tuple[str, float]],
    width: float,
) -> bytes:
    """Return *sheet* with *boxes* and *marks* drawn on it, and a legend below it."""
    legend = [(colour, f"{name}: {_measures(box)}") for colour, name, box in boxes]
    legend += [(FOLD, name) for name, _ in marks]
    row = LETTER_SIZE + PADDING
    whole = Image.new("RGB", (sheet.width, sheet.height + row * len(legend) + PADDING), "white")
    whole.paste(sheet)
    pen = ImageDraw.Draw(whole)
    for colour, _, box in boxes:
        corners = [_dots(side) for side in (box.left, box.top, box.right, box.bottom)]
        pen.rectangle(corners, outline=colour, width=2 if colour in {SEEN, EXPOSED} else 1)
    for name, down in marks:
        ends = MARK / 2 if name.startswith("punch") else MARK
        pen.line([0, _dots(down), _dots(ends), _dots(down)], fill=FOLD, width=2)
        pen.line([_dots(width - ends), _dots(down), _dots(width), _dots(down)], fill=FOLD, width=2)
    font = ImageFont.load_default(LETTER_SIZE)
    for number, (colour, text) in enumerate(legend):
        top = sheet.height + PADDING + row * number
        pen.rectangle([PADDING, top, PADDING + LETTER_SIZE, top + LETTER_SIZE], fill=colour)
        pen.text((3 * PADDING + LETTER_SIZE, top), text, fill=(0, 0, 0), font=font)
    picture = BytesIO()
    whole.save(picture, "PNG")
    return picture.getvalue()


def _measures(box: Box) -> str:
    return (
        f"{box.left:.1f} to {box.right:.1f} mm from the left, "
        f"{box.top:.1f} to {box.bottom:.1f} mm from the top"
    )


def _dots(millimetres: float) -> int:
    return round(millimetres / MM_PER_INCH * DOTS_PER_INCH)
