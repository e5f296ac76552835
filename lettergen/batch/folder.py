"""A batch's folder: it replaces its own files, no others, and loses none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lettergen.batch.manifest import NAME, Line, Manifest
from lettergen.errors import CallError, LetterError, Problem
from lettergen.files.writing import (
    file_exists,
    is_taken,
    make_folder,
    remove_leftovers,
    unwritable,
    write_whole,
)
from lettergen.letterhead import Letterhead
from lettergen.machine.limits import alone_in
from lettergen.merge.materials import Materials

SUPERSEDED = "superseded"
OFFICE_FOLDERS = ("templates", "letterheads", "passages", "enclosures")


@dataclass
class BatchFolder:
    """The folder at *path*, while one batch works in it.

    Attributes:
        kind: What the folder belongs to: template, letterhead and style.
        force: Whether files that no batch made may be replaced too.
    """

    path: Path
    kind: Mapping[str, str]
    force: bool = False

    def __post_init__(self) -> None:
        self.manifest = Manifest(self.path, self.kind)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Keep other batches out for the length of the block, and read what is there.

        Raises:
            CallError: The folder is another batch's, or cannot be written.
        """
        make_folder(self.path)
        with _alone_in(self.path):
            self.manifest.open()
            remove_leftovers(self.path)
            yield

    def claim(self, names: Iterable[str]) -> None:
        """Note which files this batch means to write, as far as it may."""
        self.manifest.claim(name for name in names if self._may_write(name))

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write a letter's files; only what earlier batches made here may be replaced.

        Raises:
            LetterError: There is such a file, or the disk or the permissions do not allow it.
        """
        foreign = [name for name in files if not self._may_write(name)]
        if foreign:
            raise LetterError([file_exists(self.path / name) for name in foreign])
        self.manifest.claim(files)
        for name, content in files.items():
            replace = self.force or name in self.manifest.earlier
            write_whole(self.path / name, content, replace=replace, settle=False)

    def _may_write(self, name: str) -> bool:
        own = name in self.manifest.earlier
        return own or self.force or not is_taken(self.path / name)

    def supersede(self, lines: Iterable[Line]) -> tuple[str, ...]:
        """Move what is a batch's own but belongs to none of *lines* out of the way.

        Raises:
            CallError: The disk or the permissions do not allow it.
        """
        made = {name for line in lines for name in line.files}
        own = self.manifest.earlier | self.manifest.claimed
        moved = sorted(name for name in own - made if self._stands(name))
        target = self.path / SUPERSEDED
        if moved:
            make_folder(target)
        for name in moved:
            try:
                (self.path / name).rename(_free(target / name))
            except OSError as error:
                raise CallError([unwritable(target / name, error)]) from error
        return tuple(moved)

    def _stands(self, name: str) -> bool:
        """Return whether *name*, read from a manifest, is a plain file of this folder."""
        path = self.path / name
        return "/" not in name and name != NAME and is_taken(path) and path.is_file()


def kind_of(materials: Materials, letterhead: Letterhead) -> dict[str, str]:
    """Return what a folder with such letters belongs to."""
    return {
        "template": materials.template.name,
        "letterhead": letterhead.name,
        "style": letterhead.style,
    }


def refuse_part_of_office(folder: Path, office: Path) -> None:
    """Refuse to write letters among the files of the office that they are made from.

    Raises:
        CallError: *folder* is the office's folder, or is in one of those that an office reads.
    """
    target, own = folder.resolve(), office.resolve()
    if target == own or any(target.is_relative_to((own / one).resolve()) for one in OFFICE_FOLDERS):
        message = f"The folder {str(folder)!r} is part of the office."
        hint = "Choose another folder with -o, such as 'out'."
        raise CallError([Problem("part-of-office", message, hint)])


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    try:
        with alone_in(folder):
            yield
    except BlockingIOError:
        message = f"Another batch is writing into {folder}."
        hint = "Wait until it is done, or choose another folder with -o."
        raise CallError([Problem("batch-running", message, hint)]) from None


def _free(path: Path) -> Path:
    """Return *path*, or the same with a number when something is there."""
    candidate, number = path, 1
    while is_taken(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
