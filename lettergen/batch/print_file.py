"""The print file: all letters of a batch one after the other, to print them.

It is no original: it claims neither PDF/A nor PDF/UA, which belong to the letters. The same
letters make the same bytes.
"""

from __future__ import annotations

from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, cast

import pikepdf

from lettergen.batch.finished_letters import complete, contents
from lettergen.batch.manifest import Line
from lettergen.batch.report import Report
from lettergen.files.writing import whole_file

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
        sink = _Sink(file)
        pdf.save(cast("BinaryIO", sink), deterministic_id=True)
        if sink.error:
            raise sink.error
        return len(pdf.pages)


class _Sink(RawIOBase):
    """Writes to *file* and keeps to itself what goes wrong: raised inside qpdf, it ends Python.

    Attributes:
        error: The first thing that went wrong.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def writable(self) -> bool:
        """Return that this is for writing."""
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401 - a buffer
        """Write *content*, unless something went wrong before."""
        try:
            if self.error is None:
                self._file.write(content)
        except OSError as error:
            self.error = error
        return len(content)


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
