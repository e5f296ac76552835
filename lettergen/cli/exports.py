"""`--merge` and `--zip`: one file of all letters of a batch, in addition to the letters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lettergen.batch.report import Report
from lettergen.cli.output import counted, say
from lettergen.errors import CallError, LetterError, Problem
from lettergen.files.digest import digest_of_file
from lettergen.files.writing import refuse_output


@dataclass(frozen=True, slots=True)
class Together:
    """The files of all letters that the call asks for.

    Attributes:
        double_sided: Whether each letter in the print file starts on the front of a sheet of paper.
    """

    print_file: Path | None = None
    double_sided: bool = False
    zip_file: Path | None = None

    def refuse(self, folder: Path, *, force: bool) -> None:
        """Refuse, before any letter is made, files that cannot be written.

        Args:
            folder: The batch's folder, which holds only the batch's own files.

        Raises:
            CallError: A file cannot be written, or --double-sided is given without --merge.
        """
        if self.double_sided and self.print_file is None:
            message = "--double-sided needs --merge, which is not given."
            raise CallError([Problem("bad-call", message, "Add --merge FILE.pdf.")])
        if self.print_file is not None:
            _refuse_own(self.print_file, folder)
            refuse_output(self.print_file, "print file", [".pdf"], option="--merge", force=force)
        if self.zip_file is not None:
            _refuse_own(self.zip_file, folder)
            refuse_output(self.zip_file, "ZIP file", [".zip"], option="--zip", force=force)

    def write(self, report: Report, *, force: bool) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """Write the files; return their part of the JSON document, and problems of the others."""
        document: dict[str, Any] = {}
        lacking: list[Problem] = []
        for key, path, write in (
            ("print_file", self.print_file, self._write_print_file),
            ("zip_file", self.zip_file, self._write_zip),
        ):
            if path is None:
                continue
            document[key] = None
            try:
                content = write(path, report, force=force)
            except LetterError as error:
                lacking += error.problems
            else:
                document[key] = {"file": str(path), "sha256": digest_of_file(path)} | content
        return document, tuple(lacking)

    def _write_print_file(self, path: Path, report: Report, *, force: bool) -> dict[str, int]:
        from lettergen.batch.print_file import write_print_file

        pages = write_print_file(report, path, double_sided=self.double_sided, force=force)
        return {"pages": pages}

    @staticmethod
    def _write_zip(path: Path, report: Report, *, force: bool) -> dict[str, int]:
        from lettergen.batch.zip_file import write_zip

        return {"files": write_zip(report, path, force=force)}


def _refuse_own(path: Path, folder: Path) -> None:
    if path.parent.resolve() == folder.resolve():
        message = f"{path} is in the batch's own folder, {folder}."
        raise CallError([Problem("own-folder", message, "Name a file in another folder.")])


def show_files(document: dict[str, Any], report: Report) -> None:
    """Show what is in the files that were written, and what is not."""
    if printed := document.get("print_file"):
        enclosures = [one.file for line in report.lines for one in line.enclosures]
        apart = f"; not in it: {counted(len(enclosures), 'enclosure')}" if enclosures else ""
        say(f"Print file {printed['file']}: {counted(printed['pages'], 'page')}{apart}.")
    if zipped := document.get("zip_file"):
        say(f"ZIP file {zipped['file']}: {counted(zipped['files'], 'file')}.")
