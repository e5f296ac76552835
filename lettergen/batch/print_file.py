"""The print file: all letters of a batch one after the other, for whoever prints them.

It is no original: it claims neither PDF/A nor PDF/UA, which belong to the letters. The same
letters make the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

from lettergen.batch.finished import complete, contents
from lettergen.batch.manifest import Line
from lettergen.batch.running import Report
from lettergen.writing import whole_file

OF_TAGS = {"/StructParents", "/Tabs"}  # of a page; the letter's tree of tags stays behind


def write_print_file(report: Report, path: Path, *, double_sided: bool, force: bool) -> int:
    """Write the print file of a batch to *path*, whole or not at all; return its pages.

    Args:
        double_sided: Every letter begins on the front of a sheet, after a blank page if need be.

    Raises:
        LetterError: A letter is missing or was changed, or the file cannot be written.
    """
    lines = complete(report, path)
    with whole_file(path, replace=force) as file, pikepdf.new() as pdf:
        pdf.docinfo["/Title"] = f"Print file of {report.folder.name}"
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        with pdf.open_outline() as outline:
            for line in lines:
                if double_sided and len(pdf.pages) % 2:
                    pdf.add_blank_page(page_size=_size(pdf.pages[-1]))
                outline.root.append(pikepdf.OutlineItem(f"{line.id}: {line.file}", len(pdf.pages)))
                _add_letter(pdf, report, line)
        pdf.save(file, deterministic_id=True)
        return len(pdf.pages)


def _add_letter(pdf: pikepdf.Pdf, report: Report, line: Line) -> None:
    _, content = next(contents(report, line))
    with pikepdf.open(BytesIO(content)) as letter:
        for page in letter.pages:
            for key in OF_TAGS & set(page.obj.keys()):
                del page[key]
        pdf.pages.extend(letter.pages)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Return width and height in points."""
    left, bottom, right, top = map(float, page.mediabox)
    return right - left, top - bottom
