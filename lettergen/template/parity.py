"""Parity: two languages of a template say the same.

A body is taken apart into arms: the words outside of every condition and loop, and the
words within each branch. Arm by arm, the languages must use the same facts, hold the same
places for passages, count the same paragraphs and cite the same numbers. Forms of the
state's name and of words (fields marked ``grammar``) are free, as is the order of words.
"""

# ruff: noqa: RUF001 - the times sign is meant

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace
from lettergen.fields.declaration import ITEM, Field
from lettergen.template.loading import SourceText, Template
from lettergen.template.name_chains import Chain, chain_of, chains_in
from lettergen.template.syntax import parse
from lettergen.template.tags import appendix_titled, passage_named

Path = tuple[str, ...]
"""The conditions and loops, outermost first, that lead to an arm."""

SUBJECT: Path = ("subject",)
BODY: Path = ("body",)
FREE_GROUPS = ("state", "loop")
COUNTS = ("count", "length")
NUMBER = re.compile(r"\d+")
BREAK = re.compile(r"\n[^\S\n]*\n")
INLINE = "\ufffc"
"""Stands for what a placeholder prints, so that a paragraph of one is still a paragraph."""


@dataclass
class Arm:
    """What one branch of a body says, without the branches within it."""

    line: TemplatePlace
    text: str = ""
    facts: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)
    appendices: int = 0

    @property
    def paragraphs(self) -> int:
        """How many paragraphs begin here."""
        return sum(1 for part in BREAK.split(self.text) if part.strip())

    @property
    def numbers(self) -> Counter[str]:
        """The numbers cited in words, in any script's digits, with how often."""
        return Counter(_in_digits(one) for one in NUMBER.findall(self.text))


def disparities(template: Template, fields: Iterable[Field]) -> Iterator[Problem]:
    """Yield a problem for each way in which a body differs from the template's first body."""
    free = {one.name.replace(f".{ITEM}", "") for one in fields if one.grammar}
    first, *others = template.bodies.values()
    for path, part in ((SUBJECT, "subject"), (BODY, "source")):
        yardstick = _Outline(template.shared, free).of(getattr(first, part), path)
        for body in others:
            own = _Outline(template.shared, free).of(getattr(body, part), path)
            yield from _differences(own, yardstick, first.language, body.language)


def _differences(
    own: Mapping[Path, Arm], yardstick: Mapping[Path, Arm], first: str, language: str
) -> Iterator[Problem]:
    for path in dict.fromkeys((*yardstick, *own)):
        if path not in own or path not in yardstick:
            if path[:-1] in own and path[:-1] in yardstick:  # else what is around it is told
                yield _branch_missing(path, own, yardstick, first, language)
            continue
        for what, mine, other in _compared(own[path], yardstick[path]):
            message = f"{' > '.join(path)}: {language} has {what} {mine}, and {first} has {other}."
            hint = f"Let both say the same; {first} says it at {yardstick[path].line}."
            yield Problem("parity", message, hint, template=own[path].line)


def _compared(own: Arm, other: Arm) -> Iterator[tuple[str, str, str]]:
    """Yield what two arms differ in: its name, and how each of them has it."""
    if own.paragraphs != other.paragraphs:
        yield "paragraphs:", str(own.paragraphs), str(other.paragraphs)
    if own.appendices != other.appendices:
        yield "appendices:", str(own.appendices), str(other.appendices)
    pairs = (
        ("facts:", own.facts, other.facts),
        ("places for passages:", own.passages, other.passages),
        ("numbers:", set(own.numbers.elements()), set(other.numbers.elements())),
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
    yardstick: Mapping[Path, Arm],
    first: str,
    language: str,
) -> Problem:
    having, lacking = (first, language) if path in yardstick else (language, first)
    arm = yardstick.get(path) or own[path]
    message = f"{' > '.join(path)}: {having} has this branch, and {lacking} has not."
    hint = f"Let both branch on the same facts; {having} does at {arm.line}."
    place = own[path[:-1]].line if path not in own else own[path].line
    return Problem("parity", message, hint, template=place)


def _in_digits(number: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in number)


class _Outline:
    """Takes one text of a template apart into its arms."""

    def __init__(self, shared: Mapping[str, SourceText], free: set[str]) -> None:
        self._shared = shared
        self._free = free
        self._arms: dict[Path, Arm] = {}
        self._own: dict[str, str] = {}  # the template's own names -> what they were set to
        self._meant: dict[str, str] = {}  # the same -> the fact that is behind them

    def of(self, source: SourceText, path: Path) -> Mapping[Path, Arm]:
        """Return the arms of *source*; what cannot be read has none, and is told elsewhere."""
        tree, _ = parse(source.text, source.file, source.line)
        self._arms[path] = Arm(TemplatePlace(source.file, source.line))
        if tree is not None:
            self._block(tree.body, path, source.file)
        return self._arms

    def _arm(self, path: Path, node: nodes.Node, file: str) -> Arm:
        return self._arms.setdefault(path, Arm(TemplatePlace(file, node.lineno)))

    def _block(self, body: Iterable[nodes.Node], path: Path, file: str) -> None:
        arm = self._arms[path]
        for node in body:
            match node:
                case nodes.Output():
                    for printed in node.nodes:
                        self._printed(printed, arm)
                case nodes.If():
                    self._branches(node, path, file)
                case nodes.For(target=nodes.Name(name=name)):
                    self._meant[name] = self._fact(node.iter)
                    self._within(node.body, node, (*path, f"for {self._named(node.iter)}"), file)
                case nodes.Assign(target=nodes.Name(name=name)):
                    self._own[name] = self._named(node.node)
                    self._meant[name] = self._fact(node.node)
                case nodes.Include(template=nodes.Const(value=name)) if name in self._shared:
                    part = self._shared[name]
                    tree, _ = parse(part.text, part.file, part.line)
                    self._block(tree.body if tree else (), path, part.file)

    def _printed(self, node: nodes.Node, arm: Arm) -> None:
        if isinstance(node, nodes.TemplateData):
            arm.text += node.data
        elif (name := passage_named(node)) is not None:
            arm.passages.add(name)
        elif (title := appendix_titled(node)) is not None:
            arm.text += f"\n\n{title}\n\n"
            arm.appendices += 1
        else:
            arm.text += INLINE
            arm.facts |= set(self._facts(node))

    def _branches(self, node: nodes.If, path: Path, file: str) -> None:
        """Walk the arms of a condition; one that asks for grammar alone is no branch."""
        arms: list[tuple[str, nodes.Node, list[nodes.Node]]] = [
            (f"if {self._named(one.test)}", one, one.body) for one in (node, *node.elif_)
        ]
        if all(self._is_grammar(one.test) for one in (node, *node.elif_)):
            self._block(node.body, path, file)
            return
        for name, at, body in arms:
            self._within(body, at, (*path, name), file)
        if node.else_:
            otherwise = f"else of {arms[0][0]}" if len(arms) == 1 else f"else after {arms[-1][0]}"
            self._within(node.else_, node.else_[0], (*path, otherwise), file)

    def _within(self, body: list[nodes.Node], at: nodes.Node, path: Path, file: str) -> None:
        self._arm(path, at, file)
        self._block(body, path, file)

    def _is_grammar(self, test: nodes.Node) -> bool:
        """Return whether a condition asks only for forms of words, or for one or several."""
        is_number = (
            isinstance(test, nodes.Compare)
            and isinstance(test.expr, nodes.Filter)
            and test.expr.name in COUNTS
        )
        return is_number or not any(self._facts(test))

    def _facts(self, node: nodes.Node) -> Iterator[str]:
        """Yield the facts that *node* asks for, but for those that are grammar."""
        for chain, _ in chains_in(node):
            name = self._resolved(chain)
            if chain[0] not in FREE_GROUPS and name not in self._free:
                yield name

    def _fact(self, node: nodes.Node) -> str:
        chain = chain_of(node)
        return self._resolved(chain) if chain else ""

    def _resolved(self, chain: Chain) -> str:
        first, rest = chain
        return ".".join(part for part in (self._meant.get(first) or first, *rest) if part != ITEM)

    def _named(self, node: nodes.Node) -> str:
        """Return a condition or a list as people can compare it: its source, all names resolved."""
        return _written(node, self._own)


def _written(node: nodes.Node, own: Mapping[str, str]) -> str:
    """Return an expression in one way of writing it, whatever the template's own names are."""
    match node:
        case nodes.Name(name=name):
            said = own.get(name, name)
        case nodes.Const(value=value):
            said = repr(value)
        case nodes.Getattr(node=inner, attr=attr):
            said = f"{_written(inner, own)}.{attr}"
        case nodes.Filter(node=nodes.Node() as inner, name=name, args=args):
            brackets = f"({', '.join(_written(one, own) for one in args)})" if args else ""
            said = f"{_written(inner, own)} | {name}{brackets}"
        case nodes.Compare(expr=expr, ops=ops):
            rest = (f" {SIGNS.get(one.op, one.op)} {_written(one.expr, own)}" for one in ops)
            said = f"{_written(expr, own)}{''.join(rest)}"
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            word = "and" if isinstance(node, nodes.And) else "or"
            said = f"{_written(left, own)} {word} {_written(right, own)}"
        case nodes.Not(node=inner):
            said = f"not {_written(inner, own)}"
        case _:
            said = repr(node)
    return said


SIGNS = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "lteq": "<=",
    "gt": ">",
    "gteq": ">=",
    "notin": "not in",
}
