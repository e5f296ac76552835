"""Passages: the chief executive's own paragraph for one member, kept in the office's folder.

`passages/<template>/<id>.<language>.md` in the office holds Markdown without Jinja. A
line `[place]` begins the text for the place of that name; a file with no such line fills
the body's only place. An unknown place or an unused file is a problem, and no text
of a passage is ever left out silently.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.files import paths
from lettergen.files.text_file import read_text_inside
from lettergen.l10n.languages import best_match, is_language
from lettergen.letter.characters import REFUSED, name_of
from lettergen.office.settings import Office

PLACE = re.compile(r"^[ \t]*\[([^\[\]\n^][^\[\]\n]*)\][ \t]*$", re.MULTILINE)
PLACEHOLDER = re.compile(r"\{\{|\{%|\{#")
SUFFIX = ".md"
NOWHERE = ""  # the place of a text before any line [place]


@dataclass(frozen=True, slots=True)
class Passage:
    """One file: its text by place (the empty name for a file without places), and its problems."""

    file: str
    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def at_places(self, places: Collection[str]) -> tuple[dict[str, str], list[Problem]]:
        """Return the text for each of the body's *places*, and problems of the others."""
        problems = list(self.problems)
        texts: dict[str, str] = {}
        only = next(iter(places)) if len(places) == 1 and len(self.texts) == 1 else ""
        for name, text in self.texts.items():
            place = only if name == NOWHERE else name
            if place and place in places:
                texts[place] = text
            else:
                problems.append(self._unplaced(name, places))
        return texts, problems

    def _unplaced(self, name: str, places: Collection[str]) -> Problem:
        known = f"The body's places are: {', '.join(places)}."
        if not places:
            message = "The body has no place for a passage."
            hint = "Remove the file, or put {% passage 'name' %} where it belongs in the body."
        elif name == NOWHERE:
            message = "The passage does not say where it goes."
            hint = f"Begin it with a line [place]. {known}"
        else:
            message = f"The body has no place called {name!r}."
            hint = did_you_mean(name, places) or known
        return Problem("unknown-place", message, hint, template=TemplatePlace(self.file))


Key = tuple[str, str]  # record id, language
Passages = Mapping[Key, Passage]


def load_passages(template: str, office: Office) -> Passages:
    """Read all passages that *office* keeps for *template*."""
    folder = office.folder / "passages" / template
    found: dict[Key, Passage] = {}
    for file in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        record_id, _, language = file.name.removesuffix(SUFFIX).rpartition(".")
        found[record_id, language] = _read(file, folder, f"passages/{template}/{file.name}")
    return found


def passage_of(passages: Passages, record_id: str, language: str) -> Passage | None:
    """Return the passage for a record's letter in *language*, or None.

    The letter's own language wins; a passage in ``en`` is used for ``en-GB`` too, as a body
    is. Ids are compared as in the data: upper and lower case make no difference.
    """
    key = _key_of(passages, record_id, language)
    return None if key is None else passages[key]


def passages_of(passages: Passages, record_id: str, languages: Iterable[str]) -> Passages:
    """Return the passages of *passages* that a record's letter in *languages* may use."""
    keys = (_key_of(passages, record_id, one) for one in languages)
    return {key: passages[key] for key in keys if key is not None}


def _key_of(passages: Passages, record_id: str, language: str) -> Key | None:
    wanted = paths.name_key(record_id)
    offered = {
        tag: (one, tag)
        for one, tag in passages
        if paths.name_key(one) == wanted and is_language(tag)
    }
    chosen = best_match(language, offered)
    return None if chosen is None else offered[chosen]


def unused_passages(passages: Passages, letters: Iterable[Key]) -> list[Problem]:
    """Return a problem for each passage that no letter uses, by record and language."""
    wanted = list(letters)
    used = {_key_of(passages, record_id, language) for record_id, language in wanted}
    ids = [record_id for record_id, _ in wanted]
    return [_unused(passage, *key, ids=ids) for key, passage in passages.items() if key not in used]


def _unused(passage: Passage, record_id: str, language: str, *, ids: Collection[str]) -> Problem:
    message = (
        f"No letter uses this passage: there is no record {record_id!r} with a letter in "
        f"{language!r}."
    )
    is_known = paths.name_key(record_id) in map(paths.name_key, ids)
    near = "" if is_known else did_you_mean(record_id, ids)
    hint = f"{near} Name the file <id>.<language>{SUFFIX}, or remove it.".strip()
    return Problem("unused-passage", message, hint, template=TemplatePlace(passage.file))


def _read(file: Path, folder: Path, shown_as: str) -> Passage:
    try:
        text = read_text_inside(file, folder, shown_as)
    except CallError as error:
        return Passage(shown_as, {}, error.problems)
    problems = list(_wrong_lines(text, shown_as))
    texts: dict[str, str] = {}
    for name, part, line in _parts(text):
        if not part or name in texts:
            problems.append(_misplaced(name, part, TemplatePlace(shown_as, line)))
        else:
            texts[name] = part
    return Passage(shown_as, texts, tuple(problems))


def _wrong_lines(text: str, shown_as: str) -> Iterator[Problem]:
    """Yield a problem for each refused character, and each line with a placeholder."""
    for number, line in enumerate(text.split("\n"), start=1):
        place = TemplatePlace(shown_as, number)
        for character in dict.fromkeys(REFUSED.findall(line)):
            message = f"The line has the character {name_of(character)}, which no letter may have."
            hint = "Type the line again by hand; such characters come with copied text."
            yield Problem("control-character", message, hint, template=place)
        if PLACEHOLDER.search(line):
            message = "A passage cannot have placeholders: this one would be printed as it is."
            hint = "Write the words themselves."
            yield Problem("placeholder-in-passage", message, hint, template=place)


def _parts(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the name, the text and the line of each part, split at the ``[place]`` lines."""
    found = list(PLACE.finditer(text))
    starts = [one.start() for one in found] + [len(text)]
    before = text[: starts[0]].strip()
    if before or not found:
        yield NOWHERE, before, 1
    for one, end in zip(found, starts[1:], strict=True):
        line = text.count("\n", 0, one.start(1)) + 1
        yield one[1].strip(), text[one.end() : end].strip(), line


def _misplaced(name: str, text: str, place: TemplatePlace) -> Problem:
    if text:
        message, hint = f"The place {name!r} is filled twice.", "Join the two texts."
        return Problem("duplicate-place", message, hint, template=place)
    where = f" for {name!r}" if name else ""
    message, hint = f"The passage{where} is empty.", "Write it, or remove it."
    return Problem("empty-passage", message, hint, template=place)
