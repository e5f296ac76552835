"""The office as it is on disk now: read once for each state of the files."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from lettergen.errors import CallError, LettergenError, Problem
from lettergen.files import paths
from lettergen.geometry import PAPERS
from lettergen.letterhead.reading import letterhead_names
from lettergen.letterhead.styles import style_names
from lettergen.plan.entries import Entry, Verdict
from lettergen.preview.choice import Choice, Read, Sources
from lettergen.preview.view import View, view_of
from lettergen.template.reviews import warnings_of_body
from lettergen.workspace import Office

MOST_KEPT = 32
LOOKS = ("language", "letterhead", "style", "paper", "date")
"""The fields that a choice and a request share."""


def read_sources(office: Office, where: str, choice: Choice) -> Sources:
    """Read everything that the letters of *choice* are made from, as the files are now.

    Args:
        office: The office and the request of the call; its files are read again.

    Raises:
        LettergenError: Some of it cannot be read.
    """
    chosen = {name: getattr(choice, name) for name in LOOKS}
    office = Office(office.folder, replace(office.request, **chosen))
    template = office.template(choice.template)
    return Sources(
        entries=office.entries(choice.template, where),
        materials=office.materials(choice.template),
        letterhead=office.letterhead,
        warnings={
            language: tuple(warnings_of_body(template, language)) for language in template.languages
        },
        offered={
            "template": paths.names("templates", office.folder),
            "language": template.languages,
            "letterhead": letterhead_names(office.folder),
            "style": style_names(office.folder),
            "paper": tuple(sorted(PAPERS)),
        },
    )


class Reading:
    """Reads for the page, and keeps the result until a file changes."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._lock = Lock()
        self._sources: dict[Choice, Sources | LettergenError] = {}
        self._pages: OrderedDict[str, str] = OrderedDict()
        self.version = 1

    def forget(self) -> None:
        """Read again from now on: a file has changed."""
        self.version += 1
        self._sources = {}

    def sources(self, choice: Choice) -> Sources:
        """Return the sources of the letters of *choice*.

        Raises:
            LettergenError: It cannot be read.
        """
        with self._lock:
            kept = self._sources
            key = choice.of_all_records
            if key not in kept:
                try:
                    kept[key] = self._read(choice)
                except LettergenError as error:
                    kept[key] = error
            found = kept[key]
        if isinstance(found, LettergenError):
            raise found
        return found

    def view(self, choice: Choice) -> View:
        """Return the letter of *choice*; its HTML is kept for `page`.

        Raises:
            LettergenError: The office cannot be read, or has no such record.
        """
        sources = self.sources(choice)
        view = view_of(chosen_entry(choice, sources), sources)
        if view.html:
            self._pages[view.digest] = view.html
            self._pages.move_to_end(view.digest)
            while len(self._pages) > MOST_KEPT:
                self._pages.popitem(last=False)
        return view

    def page(self, digest: str) -> str | None:
        """Return the HTML with that *digest*, if it is still kept."""
        return self._pages.get(digest)


def chosen_entry(choice: Choice, sources: Sources) -> Entry:
    """Return the plan's entry for the record of *choice*; by default the first with a letter.

    Raises:
        CallError: There is no such record.
    """
    for entry in sources.entries:
        if entry.record.id == choice.record or (
            not choice.record and entry.verdict is Verdict.CHOSEN
        ):
            return entry
    template = choice.template
    if choice.record:
        message = f"The record {choice.record!r} no longer exists."
        hint = "Choose another record from the list."
        raise CallError([Problem("no-such-id", message, hint)])
    message = f"No record gets a letter from the template {template!r}."
    hint = f"Run 'lettergen plan {template}' to see why."
    raise CallError([Problem("no-record", message, hint)])
