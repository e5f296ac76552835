"""`--merge` and `--zip`: one file of all the letters of a batch, beside the letters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lettergen.batch.finished_letters import refuse_target
from lettergen.batch.report import Report
from lettergen.cli.output import Told, counted, say
from lettergen.errors import CallError, LetterError, Problem
from lettergen.files.digest import digest_of_file


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

        Raises:
            CallError: One cannot, or what is asked for makes no sense.
        """
        if self.double_sided and self.print_file is None:
            message = "--double-sided says how the print file is printed, and there is none."
            raise CallError([Problem("bad-call", message, "Add --merge FILE.pdf.")])
        for path, suffix in ((self.print_file, ".pdf"), (self.zip_file, ".zip")):
            if path is not None:
                refuse_target(path, suffix, folder, force=force)

    def write(self, report: Report, *, force: bool) -> tuple[dict[str, Any], Told]:
        """Write the files; return what a JSON document says of them, and why there is none."""
        document: dict[str, Any] = {}
        told: Told = []
        if self.print_file is not None:
            document["print_file"] = self._print_file(self.print_file, report, told, force=force)
        if self.zip_file is not None:
            document["zip_file"] = self._zip_file(self.zip_file, report, told, force=force)
        return document, told

    def _print_file(
        self, path: Path, report: Report, told: Told, *, force: bool
    ) -> dict[str, Any] | None:
        from lettergen.batch.print_file import write_print_file

        try:
            pages = write_print_file(report, path, double_sided=self.double_sided, force=force)
        except LetterError as error:
            told += [("", problem) for problem in error.problems]
            return None
        return {"file": str(path), "sha256": digest_of_file(path), "pages": pages}

    @staticmethod
    def _zip_file(path: Path, report: Report, told: Told, *, force: bool) -> dict[str, Any] | None:
        from lettergen.batch.zip_file import write_zip

        try:
            files = write_zip(report, path, force=force)
        except LetterError as error:
            told += [("", problem) for problem in error.problems]
            return None
        return {"file": str(path), "sha256": digest_of_file(path), "files": files}


def tell_together(document: dict[str, Any], report: Report) -> None:
    """Say what stands in the files that were written, and what does not."""
    if printed := document.get("print_file"):
        enclosures = [one.file for line in report.lines for one in line.enclosures]
        apart = f"; not in it: {counted(len(enclosures), 'enclosure')}" if enclosures else ""
        say(f"Print file {printed['file']}: {counted(printed['pages'], 'page')}{apart}.")
    if zipped := document.get("zip_file"):
        say(f"ZIP file {zipped['file']}: {counted(zipped['files'], 'file')}.")
