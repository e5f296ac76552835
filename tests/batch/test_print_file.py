"""The print file: every letter, in the order of the plan, each on a sheet of its own."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from lettergen.batch.print_file import write_print_file
from lettergen.batch.report import Report
from lettergen.errors import LetterError
from tests.conftest import Scale
from tests.processes import contents, small_disk
from tests.reference import page_texts

A4, LETTER = (595, 842), (612, 792)
MOST_PER_LETTER = 120_000  # bytes of memory


@pytest.fixture
def report(sample: tuple[Path, Report], done: Path) -> Report:
    """The batch of the sample office, in a folder of the test's own."""
    return replace(sample[1], folder=done)


def printed(report: Report, path: Path, *, double_sided: bool = False) -> bytes:
    """Write the print file and return it."""
    pages = write_print_file(report, path, double_sided=double_sided, force=False)
    content = path.read_bytes()
    assert len(page_texts(content)) == pages
    return content


def made(report: Report) -> list[tuple[str, list[str]]]:
    """Return id and pages of every letter, in the order of the plan."""
    lines = [line for line in report.lines if line.file]
    return [(line.id, page_texts((report.folder / line.file).read_bytes())) for line in lines]


def bookmarks(content: bytes) -> list[tuple[str, int]]:
    """Return title and page, counted from 0, of every bookmark."""
    marks = pypdfium2.PdfDocument(content).get_toc()
    return [(mark.get_title(), mark.get_dest().get_index()) for mark in marks]


def test_all_letters_in_order(report: Report, tmp_path: Path) -> None:
    """Every page of every letter stands there once, as it is, in the order of the plan."""
    content = printed(report, tmp_path / "all.pdf")

    assert page_texts(content) == [page for _, pages in made(report) for page in pages]


def test_a_bookmark_for_each_letter(report: Report, tmp_path: Path) -> None:
    """A bookmark leads to the first page of each letter and tells whose it is."""
    marks = bookmarks(printed(report, tmp_path / "all.pdf"))

    at = 0
    for (title, page), (record_id, pages) in zip(marks, made(report), strict=True):
        assert title == f"{record_id}: 2021-04-27_suspension-update_{record_id}_en.pdf"
        assert page == at
        at += len(pages)


def test_double_sided(report: Report, tmp_path: Path) -> None:
    """Printed on both sides every letter begins on a front; blank pages stand only where needed."""
    content = printed(report, tmp_path / "all.pdf", double_sided=True)

    expected: list[str] = []
    for (_, page), (_, pages) in zip(bookmarks(content), made(report), strict=True):
        expected += [""] * (len(expected) % 2)
        assert page == len(expected)
        expected += pages
    assert page_texts(content) == expected
    assert "" in expected
    assert expected[-1] != ""


def test_blank_pages_are_of_the_same_paper(report: Report, tmp_path: Path) -> None:
    """No printer stops to ask for another paper: a blank page is as large as its letter."""
    content = printed(report, tmp_path / "all.pdf", double_sided=True)

    sizes = {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(content)}
    assert len(sizes) == 1
    assert sizes <= {A4, LETTER}


@pytest.mark.parametrize("double_sided", [False, True])
def test_the_same_bytes(double_sided: bool, report: Report, tmp_path: Path) -> None:
    """The same letters make the same file, under another name too."""
    one = printed(report, tmp_path / "one.pdf", double_sided=double_sided)

    assert printed(report, tmp_path / "other.pdf", double_sided=double_sided) == one


def test_claims_nothing(report: Report, tmp_path: Path) -> None:
    """The print file claims neither PDF/A nor PDF/UA nor tags: the letters do, and stay."""
    before = contents(report.folder)
    printed(report, tmp_path / "all.pdf")

    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        assert {"/Metadata", "/MarkInfo", "/StructTreeRoot"} & set(pdf.Root.keys()) == set()
        assert all("/StructParents" not in page.obj for page in pdf.pages)
        assert not pdf.check_pdf_syntax()
    assert b"pdfaid" not in (tmp_path / "all.pdf").read_bytes()
    assert contents(report.folder) == before


def test_a_letter_that_was_changed(report: Report, tmp_path: Path) -> None:
    """A letter that is not as it was made spoils the file: there is none."""
    lines = [replace(line, sha256="0" * 64) if line.file else line for line in report.lines]

    with pytest.raises(LetterError, match="was changed after it was made"):
        printed(replace(report, lines=tuple(lines)), tmp_path / "all.pdf")
    assert list(tmp_path.iterdir()) == [report.folder]


def test_a_full_disk(report: Report, tmp_path: Path) -> None:
    """On a full disk there is no torn file, and the sentence says what to do."""
    with small_disk(tmp_path / "disk") as disk:
        with pytest.raises(LetterError, match="cannot be written: No space left on device"):
            printed(report, disk / "all.pdf")
        assert list(disk.iterdir()) == []


def test_thousands(
    report: Report,
    tmp_path: Path,
    scale: Scale,
    record_property: Callable[[str, object], None],
) -> None:
    """A print file of very many letters needs little memory for each."""
    count = scale.pick(small=300, full=5000)
    lines = [line for line in report.lines if line.pages == 1]
    many = replace(report, lines=tuple(lines * (count // len(lines))))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert write_print_file(many, tmp_path / "all.pdf", double_sided=True, force=False)

    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < len(many.lines) * MOST_PER_LETTER + 10_000_000
    record_property("bytes of memory a letter", grown // len(many.lines))
