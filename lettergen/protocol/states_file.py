"""Read names of states, as in `states.yaml`: rows, or problems with file and line.

Every value is read as text, without YAML's types: the language ``no`` is not false, and dates
are parsed here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel.core import get_global

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.files.nodes import Flaw, Group, Items, Leaf, Node
from lettergen.files.text_file import read_text
from lettergen.files.yaml_nodes import yaml_nodes
from lettergen.l10n.languages import is_language, tag_of

FILE = "states.yaml"
ROW_KEYS = ("code", "from")
NAME_KEYS = ("short", "formal", "article", "formal_article", "of", "to", "in", "sources")
NEEDED = ("short", "formal")
CODE_ADVICE = "Use an ISO 3166-1 alpha-3 code, or one from XAA to XZZ, which ISO leaves to you."


@dataclass(frozen=True, slots=True)
class NameRow:
    """One state's names in one language from one day on; see `lettergen.protocol.states.State`."""

    code: str
    language: str
    first_day: date | None
    line: int
    short: str
    formal: str
    article: str = ""
    formal_article: str = ""
    of: str = ""
    to: str = ""
    in_: str = ""
    sources: str = ""


def read_rows(
    file: Path,
    shown_as: str,
    known: Collection[str] = (),
    needed: Collection[str] = NEEDED,
) -> list[NameRow]:
    """Read the rows of *file*.

    Args:
        shown_as: The name of the file in problems.
        known: The codes in use already.
        needed: The names that every row must have.

    Raises:
        CallError: The file has problems; with all of them.
    """
    found = [part for node in _row_nodes(file, shown_as) for part in _row(node, known, needed)]
    rows = [part for part in found if isinstance(part, NameRow)]
    flaws = [part for part in found if isinstance(part, Flaw)]
    if flaws := [*flaws, *_repeated(rows)]:
        raise _refused(flaws, shown_as)
    return rows


def _refused(flaws: Iterable[Flaw], file: str) -> CallError:
    return CallError(
        [
            Problem(code, message, hint, template=TemplatePlace(file, line))
            for code, message, hint, line in flaws
        ]
    )


def _row_nodes(file: Path, shown_as: str) -> Sequence[Node]:
    """Return the items of the file's list."""
    root, flaws = yaml_nodes(read_text(file, shown_as))
    if flaws:
        raise _refused(flaws, shown_as)
    if isinstance(root, Items):
        return root.nodes
    if isinstance(root, Leaf) and not root.text:
        return ()
    hint = "Write each row as '- code: …'."
    place = TemplatePlace(shown_as)
    raise CallError([Problem("bad-row", "The file is not a list of rows.", hint, template=place)])


def _row(node: Node, known: Collection[str], needed: Collection[str]) -> Iterator[NameRow | Flaw]:
    """Yield the names in one row, or what is wrong with it."""
    entries, flaws = _entries(node)
    flaws += _code_flaws(node, entries, known)
    first_day, wrong = _first_day(entries.get("from"))
    flaws += wrong
    languages = {key: value for key, value in entries.items() if key not in ROW_KEYS}
    if not languages and not flaws:
        flaws.append(_bad_row("The row has no names.", "Add a line 'en: {short: …}'.", node.line))
    rows = []
    for language, value in languages.items():
        if not is_language(language):
            flaws.append(_unknown(language, (*ROW_KEYS, "en"), value.line))
            continue
        texts, wrong = _names(value, needed)
        flaws += wrong
        code = _text(entries.get("code"))
        rows.append(NameRow(code, tag_of(language), first_day, value.line, **texts))
    yield from flaws or rows


def _entries(node: Node) -> tuple[dict[str, Node], list[Flaw]]:
    """Return the keys of a group with their values, and what is wrong with them."""
    if not isinstance(node, Group):
        message, hint = "The value is not a group of keys.", "Write 'key: value' for each."
        return {}, [_bad_row(message, hint, node.line)]
    entries: dict[str, Node] = {}
    flaws = []
    for key, line, value in node.entries:
        if not key or key in entries:
            message = f"The key {key!r} is given twice." if key else "A key is not a word."
            flaws.append(_bad_row(message, "Remove it.", line))
        entries[key] = value
    return entries, flaws


def _code_flaws(node: Node, entries: Mapping[str, Node], known: Collection[str]) -> Iterator[Flaw]:
    """Yield what is wrong with the row's code; a row without keys is reported already."""
    value = entries.get("code")
    code, line = _text(value), (value or node).line
    if not code and entries:
        yield _bad_row("The row has no code.", "Add a line 'code: …'.", line)
    elif code and not (code in known or _is_code(code)):
        hint = did_you_mean(code, known) if len(code) == len("AAA") else ""
        message = f"{code!r} is not a state code."
        yield Flaw("bad-row", message, hint or CODE_ADVICE, line)


def _is_code(code: str) -> bool:
    """Return whether *code* is in ISO 3166-1, or is a user-assigned one."""
    is_three = re.fullmatch(r"[A-Z]{3}", code) is not None
    return is_three and (code.startswith("X") or code in get_global("territory_aliases"))


def _first_day(node: Node | None) -> tuple[date | None, list[Flaw]]:
    """Return the first day of the row, None for always; and what is wrong with it."""
    if node is None:
        return None, []
    text = _text(node)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text), []
    except ValueError:
        pass
    hint = "Write year-month-day, such as 2022-06-01."
    return None, [_bad_row(f"{text!r} is not a date.", hint, node.line)]


def _names(node: Node, needed: Collection[str]) -> tuple[dict[str, str], list[Flaw]]:
    """Return the names in one language, by the attributes of a row, and what is wrong with them."""
    entries, flaws = _entries(node)
    texts = dict.fromkeys(NEEDED, "")
    for key, value in entries.items():
        if key not in NAME_KEYS:
            flaws.append(_unknown(key, NAME_KEYS, value.line))
        elif not isinstance(value, Leaf):
            message, hint = f"{key!r} is not a text.", "Write one text, in quotes if needed."
            flaws.append(_bad_row(message, hint, value.line))
        else:
            texts["in_" if key == "in" else key] = _text(value)
    for key in needed:
        if entries and not texts[key] and isinstance(entries.get(key), Leaf | None):
            flaws.append(_bad_row(f"The {key} name is missing.", f"Add '{key}: …'.", node.line))
    return texts, flaws


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Leaf) else ""


def _repeated(rows: Iterable[NameRow]) -> Iterator[Flaw]:
    """Yield a flaw for each row that repeats a state, language and day."""
    first: dict[tuple[str, str, date | None], int] = {}
    for row in rows:
        line = first.setdefault((row.code, row.language, row.first_day), row.line)
        if line != row.line:
            yield Flaw(
                "repeated-row",
                f"{row.code} in {row.language} from that day is already in line {line}.",
                "Remove one of the rows, or add 'from' to the later one.",
                row.line,
            )


def _unknown(key: str, known: Sequence[str], line: int) -> Flaw:
    hint = did_you_mean(key, known) or f"Use one of: {', '.join(known)}."
    return Flaw("unknown-setting", f"Unknown setting {key!r}.", hint, line)


def _bad_row(message: str, hint: str, line: int) -> Flaw:
    return Flaw("bad-row", message, hint, line)
