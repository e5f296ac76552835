"""One letter as the desk page shows it: its HTML, and the origin of every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lettergen.compose.document import compose_html, letter_warnings
from lettergen.errors import LettergenError, Problem, problem_json
from lettergen.facts.reading import Facts
from lettergen.l10n.languages import best_match
from lettergen.letter.letter import Letter, Origin
from lettergen.letter.parts import PARTS
from lettergen.merge.letter import Merged, merge
from lettergen.plan.entries import Entry, refusal
from lettergen.preview.choice import Sources

PRINTED = frozenset(field for part in PARTS if not part.for_file for field in part.fields)
"""First words of the fields that the addressee's copy shows outside its body."""


@dataclass(frozen=True, slots=True)
class View:
    """A letter on the page.

    Attributes:
        html: The letter, each value of its body with its number; empty if there is no letter.
        problems: Everything found without a page layout.
    """

    entry: Entry
    html: str
    problems: tuple[Problem, ...]
    letter: Letter | None = None
    facts: Facts | None = None

    @property
    def digest(self) -> str:
        """A name for this HTML; empty if there is none."""
        return sha256(self.html.encode()).hexdigest()[:32] if self.html else ""

    @property
    def counts(self) -> tuple[int, int]:
        """The number of errors and the number of warnings."""
        errors = sum(problem.is_error for problem in self.problems)
        return errors, len(self.problems) - errors

    def as_json(self) -> dict[str, Any]:
        """Return what the page needs in addition to the HTML."""
        return {
            "id": self.entry.record.id,
            "language": self.entry.language,
            "date": self.entry.date.isoformat() if self.entry.date else "",
            "view": self.digest,
            "problems": shown_problems(self.problems),
            "marks": {str(mark.number): _mark(mark) for mark in self._marks()},
            "fields": list(self._fields()),
        }

    def _marks(self) -> tuple[Origin, ...]:
        return self.letter.fillings if self.letter else ()

    def _fields(self) -> Iterator[dict[str, Any]]:
        """Yield the fields this letter prints: those of its body, then those of its other parts."""
        facts = self.facts
        if facts is None:
            return
        used: dict[str, list[str]] = {}
        for mark in self._marks():
            for path in mark.paths:
                used.setdefault(path, []).append(str(mark.number))
        parts = (path for path in facts.values if path.split(".")[0] in PRINTED)
        for path in dict.fromkeys((*used, *parts)):
            if path in facts.values or path in used:
                yield {
                    "path": path,
                    "value": _shown(facts, path),
                    "data": str(facts.places[path]) if path in facts.places else "",
                    "marks": used.get(path, []),
                    "part": "" if path in used else path.split(".")[0],
                }


def shown_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON data, each with its places as the terminal shows them."""
    return [
        problem_json(one) | {"where": [str(place) for place in (one.template, one.data) if place]}
        for one in problems
    ]


def _mark(mark: Origin) -> dict[str, Any]:
    return {
        "template": str(mark.template),
        "paths": list(mark.paths),
        "data": [str(place) for place in mark.data],
    }


def _shown(facts: Facts, path: str) -> str:
    value = facts.values.get(path, "")
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def view_of(entry: Entry, sources: Sources) -> View:
    """Return the letter of *entry*, or the problems that prevent it."""
    if refused := refusal(entry):
        return View(entry, "", refused)
    bodies = {best_match(tag, sources.warnings): None for tag in entry.languages}
    warnings = [one for body in bodies if body for one in sources.warnings[body]]
    merged = Merged(None, ())
    try:
        merged = merge(entry, sources.materials)
        problems = (*warnings, *merged.problems)
        if merged.letter is None:
            return View(entry, "", problems, facts=merged.facts)
        html = compose_html(merged.letter, sources.letterhead, preview=True)
        problems = (*problems, *letter_warnings(merged.letter))
    except LettergenError as error:
        return View(entry, "", (*warnings, *merged.problems, *error.problems), facts=merged.facts)
    except Exception as error:  # noqa: BLE001 - our own fault must not blank the page
        message = f"lettergen itself failed on this letter: {type(error).__name__}: {error}"
        hint = "Please report this message to the maintainers."
        return View(entry, "", (Problem("internal-fault", message, hint, data=entry.record.place),))
    return View(entry, html, problems, merged.letter, merged.facts)
