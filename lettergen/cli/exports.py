"""`--merge` and `--zip`: one file of all the letters of a batch, beside the letters."""

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
    """The files of all letters that a call asks for.

    Attributes:
        double_sided: Whether each letter begins on the front of a sheet in the print file.
    """

    print_file: Path | None = None
    double_sided: bool = False
    zip_file: Path | None = None

    def refuse(self, folder: Path, *, force: bool) -> None:
        """See, before any letter is made, that the files can be written.

        Args:
            folder: The batch's folder, which holds the batch's own files alone.

        Raises:
            CallError: One cannot, or what is asked for makes no sense.
        """
        if self.double_sided and self.print_file is None:
            message = "--double-sided says how the print file is printed, and there is none."
            raise CallError([Problem("bad-call", message, "Add --merge FILE.pdf.")])
        if self.print_file is not None:
            _refuse_own(self.print_file, folder)
            refuse_output(self.print_file, "print file", [".pdf"], option="--merge", force=force)
        if self.zip_file is not None:
            _refuse_own(self.zip_file, folder)
            refuse_output(self.zip_file, "ZIP file", [".zip"], option="--zip", force=force)

    def write(self, report: Report, *, force: bool) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """Write the files; return what a JSON document says of them, and why there is none."""
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
        message = f"{path} would be among the batch's own files in {folder}."
        raise CallError([Problem("own-folder", message, "Name a file in another folder.")])


def tell_together(document: dict[str, Any], report: Report) -> None:
    """Say what stands in the files that were written, and what does not."""
    if printed := document.get("print_file"):
        enclosures = [one.file for line in report.lines for one in line.enclosures]
        apart = f"; not in it: {counted(len(enclosures), 'enclosure')}" if enclosures else ""
        say(f"Print file {printed['file']}: {counted(printed['pages'], 'page')}{apart}.")
    if zipped := document.get("zip_file"):
        say(f"ZIP file {zipped['file']}: {counted(zipped['files'], 'file')}.")
