"""Parity: check that all languages of a template say the same.

A body is split into arms: the words outside all conditions and loops, and the words within
each branch. Arm by arm, the languages must use the same facts, have the same places for
passages and the same number of paragraphs, and cite the same numbers. Forms of the state's
name and of words (fields marked ``grammar``) may differ, as may the order of words.
"""

# ruff: noqa: RUF001 - the times sign is meant

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace
from lettergen.fields.declaration import ITEM, Field
from lettergen.template.body import BODY, parse_parts
from lettergen.template.loading import Template
from lettergen.template.name_chains import Scope, chains_in, resolved
from lettergen.template.quotations import SUBJECT
from lettergen.template.syntax import COUNTS
from lettergen.template.tags import appendix_titled, passage_named
from lettergen.template.walker import INLINE, Walker

Path = tuple[str, ...]
"""The conditions and loops, outermost first, that lead to an arm."""

FREE_GROUPS = ("state",)
NUMBER = re.compile(r"\d+")
BREAK = re.compile(r"\n[^\S\n]*\n")
TEXT, APPENDICES, FACTS, PLACES = "text", "appendices:", "facts:", "places for passages:"
"""The kinds of things that an arm says, as a problem calls them."""
Said = tuple[Path, TemplatePlace, str, str]  # the arm, where, which of these, a word


@dataclass
class Arm:
    """What one branch of a body says, without the branches inside it."""

    line: TemplatePlace
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def paragraphs(self) -> int:
        """How many paragraphs begin here."""
        return sum(1 for part in BREAK.split("".join(self.said[TEXT])) if part.strip())

    @property
    def numbers(self) -> Counter[str]:
        """The numbers cited, in the digits of any script, and how often."""
        return Counter(_in_digits(one) for one in NUMBER.findall("".join(self.said[TEXT])))


def disparities(template: Template, fields: Iterable[Field]) -> Iterator[Problem]:
    """Yield a problem for each way in which a body differs from the template's first body."""
    free = {one.name.replace(f".{ITEM}", "") for one in fields if one.grammar}
    first, *others = template.languages
    trees = {language: parse_parts(template, language) for language in template.languages}
    for name in (SUBJECT, BODY):
        arms = {}
        for language, (parts, files, _) in trees.items():
            line = template.bodies[language].subject.line if name == SUBJECT else 1
            arms[language] = _Outline(parts, files, free).of(name, line)
        for language in others:
            yield from _differences(arms[language], arms[first], first, language)


def _differences(
    own: Mapping[Path, Arm], reference: Mapping[Path, Arm], first: str, language: str
) -> Iterator[Problem]:
    for path in dict.fromkeys((*reference, *own)):
        if path not in own or path not in reference:
            if path[:-1] in own and path[:-1] in reference:  # otherwise the outer one is reported
                yield _branch_missing(path, own, reference, first, language)
            continue
        for what, mine, other in _compared(own[path], reference[path]):
            message = f"{' > '.join(path)}: {language} has {what} {mine}, but {first} has {other}."
            hint = f"Make both say the same; {first} says it at {reference[path].line}."
            yield Problem("parity", message, hint, template=own[path].line)


def _compared(own: Arm, other: Arm) -> Iterator[tuple[str, str, str]]:
    """Yield each difference of two arms: its name, and what each arm has."""
    counts = (
        ("paragraphs:", own.paragraphs, other.paragraphs),
        (APPENDICES, len(own.said[APPENDICES]), len(other.said[APPENDICES])),
    )
    for what, count, another in counts:
        if count != another:
            yield what, str(count), str(another)
    pairs = (
        (FACTS, set(own.said[FACTS]), set(other.said[FACTS])),
        (PLACES, set(own.said[PLACES]), set(other.said[PLACES])),
        ("numbers:", set(own.numbers), set(other.numbers)),
    )
    for what, mine, others in pairs:
        if mine != others:
            yield what, _listed(mine - others, others - mine), _listed(others - mine, mine - others)
    if own.numbers != other.numbers and set(own.numbers) == set(other.numbers):
        yield "numbers:", _counted(own.numbers), _counted(other.numbers)


def _listed(own: set[str], lacking: set[str]) -> str:
    said = ", ".join(sorted(own))
    return said or f"no {', '.join(sorted(lacking))}"


def _counted(numbers: Counter[str]) -> str:
    return ", ".join(f"{number} ×{times}" for number, times in sorted(numbers.items()))


def _branch_missing(
    path: Path,
    own: Mapping[Path, Arm],
    reference: Mapping[Path, Arm],
    first: str,
    language: str,
) -> Problem:
    having, lacking = (first, language) if path in reference else (language, first)
    arm = reference.get(path) or own[path]
    message = f"{' > '.join(path)}: {having} has this branch, but {lacking} does not."
    hint = f"Make both branch on the same facts; {having} does at {arm.line}."
    place = own[path[:-1]].line if path not in own else own[path].line
    return Problem("parity", message, hint, template=place)


def _in_digits(number: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in number)


class _Outline(Walker[Said]):
    """Splits one text of a template into what each of its arms says."""

    def __init__(
        self, parts: Mapping[str, nodes.Template], files: Mapping[str, str], free: set[str]
    ) -> None:
        super().__init__(parts, files)
        self._free = free
        self._path: Path = ()
        self._own: dict[str, str] = {}  # a name the template sets -> the expression it is set to
        self._behind: dict[str, frozenset[str]] = {}  # the same name -> the facts it uses

    def of(self, name: str, line: int) -> Mapping[Path, Arm]:
        """Return the arms of the part called *name*, which begins at *line* of its file.

        A part that cannot be read has one empty arm; it is reported elsewhere.
        """
        self._path = (name,)
        arms: dict[Path, Arm] = {self._path: Arm(TemplatePlace(self.files[name], line))}
        for path, at, what, word in self.part(name, {}):
            arms.setdefault(path, Arm(at)).said[what].append(word)
        return arms

    def _printed(self, node: nodes.Node, scope: Scope) -> Iterator[Said]:
        if isinstance(node, nodes.TemplateData):
            yield self._path, self.at(node), TEXT, node.data
        elif (name := passage_named(node)) is not None:
            yield self._path, self.at(node), PLACES, name
        elif (title := appendix_titled(node)) is not None:
            yield self._path, self.at(node), TEXT, f"\n\n{title}\n\n"
            yield self._path, self.at(node), APPENDICES, title
        else:
            yield self._path, self.at(node), TEXT, INLINE
            for fact in self._facts(node, scope):
                yield self._path, self.at(node), FACTS, fact

    def _condition(self, node: nodes.If, scope: Scope) -> Generator[Said, None, Scope]:
        if all(self._is_grammar(one.test, scope) for one in (node, *node.elif_)):
            return (yield from self.block(node.body, scope))
        return (yield from super()._condition(node, scope))

    def _branch(
        self, node: nodes.If, one: nodes.If | None, scope: Scope
    ) -> Generator[Said, None, Scope]:
        if one is None and not node.else_:
            return scope
        last = f"if {self._named((one or [node, *node.elif_][-1]).test)}"
        otherwise = f"else after {last}" if node.elif_ else f"else of {last}"
        around, self._path = self._path, (*self._path, last if one else otherwise)
        yield self._path, self.at(one or node.else_[0]), TEXT, ""
        after = yield from super()._branch(node, one, scope)
        self._path = around
        return after

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Said]:
        if isinstance(node.target, nodes.Name):
            self._behind[node.target.name] = self._facts(node.iter, scope)
        around, self._path = self._path, (*self._path, f"for {self._named(node.iter)}")
        yield self._path, self.at(node), TEXT, ""
        yield from super()._loop(node, scope)
        self._path = around

    def _assigned(self, node: nodes.Assign, scope: Scope) -> Iterator[Said]:
        if isinstance(node.target, nodes.Name):
            self._own[node.target.name] = self._named(node.node)
            self._behind[node.target.name] = self._facts(node.node, scope)
        yield from ()

    def _is_grammar(self, test: nodes.Node, scope: Scope) -> bool:
        """Return whether a condition tests only grammar: forms of words, or one or several."""
        is_number = (
            isinstance(test, nodes.Compare)
            and isinstance(test.expr, nodes.Filter)
            and test.expr.name in COUNTS
        )
        return is_number or not self._facts(test, scope)

    def _facts(self, node: nodes.Node, scope: Scope) -> frozenset[str]:
        """Return the facts that *node* uses, except those that are grammar."""
        found: set[str] = set()
        for chain, _ in chains_in(node):
            name = resolved(chain, scope)
            if not name:
                found |= self._behind.get(chain[0], frozenset())
            elif name.split(".")[0] not in FREE_GROUPS:
                found.add(name.replace(f".{ITEM}", ""))
        return frozenset(found - self._free)

    def _named(self, node: nodes.Node) -> str:
        """Return a condition or a list so that it can be compared: with all names resolved."""
        return _written(node, self._own)


def _written(node: nodes.Node, own: Mapping[str, str]) -> str:
    """Return an expression in one spelling, whatever names the template sets."""
    match node:
        case nodes.Name(name=name):
            text = own.get(name, name)
        case nodes.Const(value=value):
            text = repr(value)
        case nodes.Getattr(node=inner, attr=attr):
            text = f"{_written(inner, own)}.{attr}"
        case nodes.Filter(node=nodes.Node() as inner, name=name, args=args):
            brackets = f"({', '.join(_written(one, own) for one in args)})" if args else ""
            text = f"{_written(inner, own)} | {name}{brackets}"
        case nodes.Compare(expr=expr, ops=ops):
            rest = (f" {SIGNS.get(one.op, one.op)} {_written(one.expr, own)}" for one in ops)
            text = f"{_written(expr, own)}{''.join(rest)}"
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            word = "and" if isinstance(node, nodes.And) else "or"
            text = f"{_written(left, own)} {word} {_written(right, own)}"
        case nodes.Not(node=inner):
            text = f"not {_written(inner, own)}"
        case _:
            text = repr(node)
    return text


SIGNS = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "lteq": "<=",
    "gt": ">",
    "gteq": ">=",
    "notin": "not in",
}
