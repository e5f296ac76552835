"""Make letters in every letterhead and house style, envelopes, and pictures of all pages.

    python tools/gallery.py [DIR]              the default DIR is out/gallery

For each letterhead: a letter of one page and one of three and, if it has a window, the first
page with the window drawn on it. Then envelopes of every size. All pages are on overview
pictures of twelve pages, `sheet-1.png` and so on.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.pdf.raster import page_pictures

ROOT = Path(__file__).resolve().parent.parent
OFFICE = ROOT / "examples" / "styles"
TEMPLATE = "progress-report"
RECORDS = {"one": "XAB", "three": "XAA"}
STYLES_ALONE = {"note-verbale": "plain"}
"""House styles that are no letterhead's own, and the letterhead to show them with."""
ENVELOPES = ("C5", "C4", "DL", "#10")
ACROSS, DOWN = 4, 3
WIDTH, HEIGHT, CAPTION = 460, 640, 24  # pixels of one page in an overview
DOTS_PER_INCH = 100
Page = tuple[str, Image.Image]


def main() -> None:
    """Make the letters, the envelopes and the overview pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    pages = [*_letters(folder), *_envelopes(folder)]
    for number, start in enumerate(range(0, len(pages), ACROSS * DOWN), start=1):
        _overview(pages[start : start + ACROSS * DOWN]).save(folder / f"sheet-{number}.png")
    sys.stdout.write(f"{len(pages)} pages on {number} pictures in {folder}.\n")


def _letters(folder: Path) -> Iterator[Page]:
    looks = {name: ["--letterhead", name] for name in letterhead_names(OFFICE)}
    for style, letterhead in STYLES_ALONE.items():
        looks.setdefault(style, ["--letterhead", letterhead, "--style", style])
    for name, look in looks.items():
        for length, record in RECORDS.items():
            target = folder / f"{name}-{length}.pdf"
            picture = target.with_suffix(".png")
            overlay = ["--overlay", str(picture)] if _has_window(name) else []
            _lettergen("render", "--id", record, *look, *overlay, output=target)
            for number, page in enumerate(_pages(target), start=1):
                yield f"{target.stem}, page {number}", page
            if overlay:
                yield f"{target.stem}, window", Image.open(picture)


def _has_window(name: str) -> bool:
    return name in letterhead_names(OFFICE) and load_letterhead(name, OFFICE).window is not None


def _envelopes(folder: Path) -> Iterator[Page]:
    for size in ENVELOPES:
        target = folder / f"envelope-{size.strip('#')}.pdf"
        _lettergen("envelope", "--id", RECORDS["one"], "--size", size, output=target)
        for page in _pages(target):
            yield f"envelope {size}", page


def _lettergen(command: str, *options: str, output: Path) -> None:
    line = [sys.executable, "-m", "lettergen", command, TEMPLATE, *options]
    line += ["--office", str(OFFICE), "-o", str(output), "--force"]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a fixed command


def _pages(pdf: Path) -> Iterator[Image.Image]:
    for picture in page_pictures(pdf.read_bytes(), dots_per_inch=DOTS_PER_INCH):
        yield Image.open(BytesIO(picture))


def _overview(pages: list[Page]) -> Image.Image:
    """Return a picture of up to twelve pages, each below its name."""
    sheet = Image.new("RGB", (ACROSS * WIDTH, DOWN * (HEIGHT + CAPTION)), "#8a8a8a")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=15)
    for number, (name, page) in enumerate(pages):
        left, top = number % ACROSS * WIDTH, number // ACROSS * (HEIGHT + CAPTION)
        small = page.convert("RGB")
        small.thumbnail((WIDTH - 10, HEIGHT - 10), Image.Resampling.LANCZOS)
        draw.text((left + 6, top + 4), name, fill="white", font=font)
        sheet.paste(small, (left + (WIDTH - small.width) // 2, top + CAPTION))
    return sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=64)


if __name__ == "__main__":
    main()
