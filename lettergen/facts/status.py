"""The status of a member on the letter's date, read from its status history.

The word for a status and the rule behind it change over the years, so a history entry
keeps both as they were then. A status that contradicts the history is a problem, since
either could be right. A history with an entry that cannot be read gives no status at
all: that entry might be the one in force.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lettergen.errors import Problem
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import Typed, option_key

HISTORY = "history"
STATUS = "status"
PARTS = (STATUS, "label", "from", "instrument", "rule")
Sources = dict[str, str]  # part of the status -> path of the fact that gives it


def with_standing(facts: Facts, on: date, foreign: str = "") -> Facts:
    """Return *facts* with ``status`` and ``standing.*`` as they hold on the day *on*.

    A part without a value still has a place: where to fill it in.

    Args:
        foreign: The letter's language if it is not the record's. The word of the status is
            not in that language, so it cannot replace a missing label.
    """
    unread = _unread(facts)
    entry, problems = ("", []) if unread else _entry(facts, on)
    if unread:
        sources = dict.fromkeys(PARTS, unread)
    elif entry:
        problems += _contradiction(facts, entry, on)
        sources = {part: f"{entry}.{part}" for part in PARTS}
    else:
        problems += _not_begun(facts, on)
        entry = f"{HISTORY}.{len(list(facts.items(HISTORY))) + 1}"  # the one to be added
        sources = {part: f"{entry}.{part}" for part in PARTS} | {STATUS: STATUS}
    if sources["label"] not in facts.values:
        sources["label"] = f"{sources['label']}.{foreign}" if foreign else sources[STATUS]
    facts = replace(facts, problems=_of_the_day(facts, sources["from"]))
    return _with_sources(facts, sources, problems)


def _of_the_day(facts: Facts, start: str) -> tuple[Problem, ...]:
    """Return the problems without those of texts that only the statuses of other days need."""
    entry = start.rpartition(".")[0]
    return tuple(
        one
        for one in facts.problems
        if one.code != "untranslated"
        or not (one.data and (one.data.path or "").startswith(f"{HISTORY}."))
        or (one.data.path or "").startswith(f"{entry}.")
    )


def _with_sources(facts: Facts, sources: Sources, problems: list[Problem]) -> Facts:
    """Return *facts* in which each part of the status is the fact at its source."""
    targets = {f"standing.{part}": source for part, source in sources.items()}
    targets[STATUS] = sources[STATUS]
    values: dict[str, Typed] = dict(facts.values)
    places = dict(facts.places)
    for target, source in targets.items():
        places[target] = facts.place(source)
        values.pop(target, None)
        if source in facts.values:
            values[target] = facts.values[source]
    return replace(facts, values=values, places=places, problems=(*facts.problems, *problems))


def _unread(facts: Facts) -> str:
    """Return the first date or status of the history that is missing or misread, if any."""
    paths = (path for path in (*facts.places, *facts.values) if path.startswith(f"{HISTORY}."))
    entries = dict.fromkeys(".".join(path.split(".")[:2]) for path in paths)
    needed = (f"{entry}.{part}" for entry in entries for part in ("from", STATUS))
    return next((path for path in needed if path not in facts.values), "")


def _entry(facts: Facts, on: date) -> tuple[str, list[Problem]]:
    """Return the path of the history entry in force on that day, or the empty text.

    Also return a problem if two begin on the same day.
    """
    begun: list[tuple[date, str]] = []
    for path in facts.items(HISTORY):
        start = facts.values.get(f"{path}.from")
        if isinstance(start, date) and start <= on:
            begun.append((start, path))
    latest = max((start for start, _ in begun), default=on)
    entry, *rivals = [path for start, path in begun if start == latest] or [""]
    if not rivals:
        return entry, []
    message = f"Two statuses begin on {latest}: '{entry}' and '{rivals[0]}'."
    hint = "Correct the date of one of them."
    place = facts.place(f"{entry}.from")
    return entry, [Problem("history-unclear", message, hint, data=place)]


def _not_begun(facts: Facts, on: date) -> list[Problem]:
    """Return a problem if there is a history and none of it has begun by that day."""
    starts = [facts.values[f"{path}.from"] for path in facts.items(HISTORY)]
    if not starts or facts.text(STATUS):
        return []
    message = (
        f"No status in the history has begun by {on}: the first begins on {min(map(str, starts))}."
    )
    hint = "Add the status that held before, or correct a date."
    return [Problem("history-not-begun", message, hint, data=facts.place(STATUS))]


def _contradiction(facts: Facts, entry: str, on: date) -> list[Problem]:
    typed, kept = facts.text(STATUS), facts.text(f"{entry}.{STATUS}")
    if not typed or option_key(typed) == option_key(kept):
        return []
    message = f"'status' is {typed!r}, but by the history it is {kept!r} on {on}."
    hint = f"Correct '{entry}.status', or remove 'status': the history gives it."
    return [Problem("status-differs", message, hint, data=facts.place(STATUS))]
