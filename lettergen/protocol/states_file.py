"""Reading names of states, as in `states.yaml`: rows, or problems with file and line.

Every value is the text that was typed: YAML's own types are not used, so the language
``no`` is not false, and a date is read here. Nothing outside the file is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from babel.core import get_global

from lettergen.errors import CallError, Problem, TemplatePlace, did_you_mean
from lettergen.l10n.languages import locale_of, tag_of

FILE = "states.yaml"
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
ROW_KEYS = ("code", "from")
NAME_KEYS = ("short", "formal", "article", "formal_article", "of", "to", "in", "sources")
NEEDED = ("short", "formal")
REPAIR = "Mend the file and run the command again."
CODE_ADVICE = "Use an ISO 3166-1 alpha-3 code, or one from XAA to XZZ, which ISO leaves to you."


@dataclass(frozen=True, slots=True)
class NameRow:
    """One state's names in one language from one day on; `states` says what each is."""

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
    """Read the rows of *file*, which problems call *shown_as*; *known* are codes in use already.

    Args:
        needed: The names that every row has to give.

    Raises:
        CallError: With every problem of the file.
    """
    found = [
        part for node in _row_nodes(file, shown_as) for part in _row(node, shown_as, known, needed)
    ]
    rows = [part for part in found if isinstance(part, NameRow)]
    problems = [part for part in found if isinstance(part, Problem)]
    problems += _repeated(rows, shown_as)
    if problems:
        raise CallError(problems)
    return rows


def _row_nodes(file: Path, shown_as: str) -> Sequence[yaml.Node]:
    """Return the items of the list that the file is."""
    place = TemplatePlace(shown_as)
    try:
        root = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=LOADER)
    except OSError as error:
        problem = Problem("unreadable-file", f"It cannot be read: {error.strerror}.", REPAIR)
    except UnicodeDecodeError:
        problem = Problem("wrong-encoding", "It is not UTF-8 text.", "Save the file as UTF-8.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = TemplatePlace(shown_as, mark.line + 1 if mark else None)
        problem = Problem("bad-syntax", f"It is not valid YAML: {error.problem}.", REPAIR)
    except yaml.YAMLError:
        problem = Problem("bad-syntax", "It holds signs that YAML does not allow.", REPAIR)
    else:
        if root is None:
            return ()
        if isinstance(root, yaml.SequenceNode):
            return tuple(root.value)
        problem = Problem("bad-row", "It is not a list.", "Begin each row with '- code: '.")
    raise CallError([_placed(problem, place)])


def _placed(problem: Problem, place: TemplatePlace) -> Problem:
    return Problem(problem.code, problem.message, problem.hint, template=place)


def _row(
    node: yaml.Node, file: str, known: Collection[str], needed: Collection[str]
) -> Iterator[NameRow | Problem]:
    """Yield the names that one row gives, or what is wrong with it."""
    problems: list[Problem] = []
    entries = _entries(node, file, problems)
    code = _code(node, entries, file, known, problems)
    first_day = _first_day(entries, file, problems)
    languages = {key: value for key, value in entries.items() if key not in ROW_KEYS}
    if not languages and not problems:
        problems.append(
            _problem("bad-row", "It names nothing.", "Add a line 'en: {short: …}'.", node, file)
        )
    rows = []
    for language, value in languages.items():
        if not _is_language(language):
            problems.append(_unknown(language, (*ROW_KEYS, "en"), value, file))
            continue
        texts = _names(value, file, needed, problems)
        line = value.start_mark.line + 1
        rows.append(NameRow(code, tag_of(language), first_day, line, **texts))
    yield from problems or rows


def _entries(node: yaml.Node, file: str, problems: list[Problem]) -> dict[str, yaml.Node]:
    """Return the keys of a mapping with their values; what is wrong goes into *problems*."""
    if not isinstance(node, yaml.MappingNode):
        message, hint = "Here keys and values are needed.", "Write them as 'key: value'."
        problems.append(_problem("bad-row", message, hint, node, file))
        return {}
    entries: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not name or name in entries:
            message = f"The key {name!r} stands here twice." if name else "A key is not a word."
            problems.append(_problem("bad-row", message, "Remove it.", key, file))
        entries[name] = value
    return entries


def _code(
    node: yaml.Node,
    entries: dict[str, yaml.Node],
    file: str,
    known: Collection[str],
    problems: list[Problem],
) -> str:
    """Return the row's code."""
    value = entries.get("code")
    code = _text(value)
    if value is None and not entries:
        return code
    if not code:
        hint = "Add a line 'code: …'."
        problems.append(_problem("bad-row", "The row has no code.", hint, value or node, file))
    elif not (code in known or _is_code(code)):
        message = f"{code!r} is not a code of a state."
        hint = did_you_mean(code, known) if len(code) == len("AAA") else ""
        problems.append(_problem("bad-row", message, hint or CODE_ADVICE, value or node, file))
    return code


def _is_code(code: str) -> bool:
    """Return whether ISO 3166-1 has *code*, or leaves it to users."""
    is_three = re.fullmatch(r"[A-Z]{3}", code) is not None
    return is_three and (code.startswith("X") or code in get_global("territory_aliases"))


def _first_day(entries: dict[str, yaml.Node], file: str, problems: list[Problem]) -> date | None:
    """Return the day from which the row holds; None for always."""
    if "from" not in entries:
        return None
    text = _text(entries["from"])
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    message = f"{text!r} is not a day."
    hint = "Type year-month-day, such as 2022-06-01."
    problems.append(_problem("bad-row", message, hint, entries["from"], file))
    return None


def _is_language(key: str) -> bool:
    try:
        locale_of(key)
    except CallError:
        return False
    return True


def _names(
    node: yaml.Node, file: str, needed: Collection[str], problems: list[Problem]
) -> dict[str, str]:
    """Return the names in one language, by the attributes of a row."""
    entries = _entries(node, file, problems)
    texts = dict.fromkeys(NEEDED, "")
    for key, value in entries.items():
        if key not in NAME_KEYS:
            problems.append(_unknown(key, NAME_KEYS, value, file))
        elif not isinstance(value, yaml.ScalarNode):
            message, hint = f"{key!r} is not a text.", "Write one text, in quotes if need be."
            problems.append(_problem("bad-row", message, hint, value, file))
        else:
            texts["in_" if key == "in" else key] = _text(value)
    for key in needed:
        if entries and not texts[key] and isinstance(entries.get(key), yaml.ScalarNode | None):
            message, hint = f"There is no {key} name.", f"Add '{key}: …'."
            problems.append(_problem("bad-row", message, hint, node, file))
    return texts


def _text(node: yaml.Node | None) -> str:
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""


def _repeated(rows: Sequence[NameRow], file: str) -> Iterator[Problem]:
    """Yield a problem for each row that names the same state, language and day again."""
    first: dict[tuple[str, str, date | None], int] = {}
    for row in rows:
        line = first.setdefault((row.code, row.language, row.first_day), row.line)
        if line != row.line:
            yield Problem(
                "repeated-row",
                f"{row.code} has its names in {row.language} from that day in line {line} already.",
                "Remove one of the two, or give the later one its 'from'.",
                template=TemplatePlace(file, row.line),
            )


def _unknown(key: str, known: Sequence[str], node: yaml.Node, file: str) -> Problem:
    hint = did_you_mean(key, known) or f"The keys are: {', '.join(known)}."
    return _problem("unknown-setting", f"Nothing is called {key!r} here.", hint, node, file)


def _problem(code: str, message: str, hint: str, node: yaml.Node, file: str) -> Problem:
    return Problem(code, message, hint, template=TemplatePlace(file, node.start_mark.line + 1))
