"""Where appendices may begin, so that every word of a body stands where its author sees it.

An appendix goes on to the next one, or to the end. One that a condition leaves out would
hand the words after the condition over to whatever stands before it; one in a loop or a
subject would cut up what is one. Parts are read where they are included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace
from lettergen.template.tags import appendix_titled

INLINE = "\ufffc"
"""Stands for what a placeholder prints."""
NOTE = re.compile(r"\[\^[^\]]+\]:")


class Position(Enum):
    """Which part of the letter the next words of a body belong to."""

    KNOWN = "the body itself, or one appendix"
    UNSURE = "an appendix, or what stands before it, as a condition has it"


def misplaced_appendices(
    parts: Mapping[str, nodes.Template], files: Mapping[str, str], *, body: str, subject: str
) -> list[Problem]:
    """Return a problem for each appendix, and for words after one, that stand where none may.

    Args:
        parts: The syntax trees of body, subject and includable parts, by name; those parts
            do not include each other in a circle.
        files: The file of each, as problems show it.
        body: The name of the body among them.
        subject: The name of the subject.
    """
    if not any(any(_tags(tree)) for tree in parts.values()):
        return []
    walk = _Walk(parts, files)
    walk.refuse_within(parts[subject].body, subject, "The subject")
    walk.block(parts[body].body, Position.KNOWN, body)
    walk.tell_doubtful()
    return list(dict.fromkeys(walk.problems))


class _Walk:
    """Reads a body in the order in which it is printed."""

    def __init__(self, parts: Mapping[str, nodes.Template], files: Mapping[str, str]) -> None:
        self.parts = parts
        self.files = files
        self.problems: list[Problem] = []
        self._doubtful = ""  # what is printed while nobody can tell where it belongs
        self._since: TemplatePlace | None = None

    def block(self, body: Iterable[nodes.Node], standing: Position, part: str) -> Position:
        """Read *body*; return where the words after it belong."""
        for node in body:
            match node:
                case nodes.Output():
                    for printed in node.nodes:
                        standing = self._printed(printed, standing, part)
                case nodes.If():
                    standing = self._condition(node, standing, part)
                case nodes.For():
                    within = [*node.body, *node.else_]
                    self.refuse_within(within, part, "A loop")
                    self.block(within, standing, part)
                case nodes.Include():
                    for name in self._included(node):
                        standing = self.block(self.parts[name].body, standing, name)
        return standing

    def _printed(self, node: nodes.Node, standing: Position, part: str) -> Position:
        if appendix_titled(node) is not None:
            self.tell_doubtful()
            return Position.KNOWN
        if standing is Position.UNSURE:
            said = node.data if isinstance(node, nodes.TemplateData) else INLINE
            if self._since is None and said.strip():
                above = said[: len(said) - len(said.lstrip())].count("\n")
                self._since = TemplatePlace(self.files[part], node.lineno + above)
            self._doubtful += said
        return standing

    def _condition(self, node: nodes.If, standing: Position, part: str) -> Position:
        """Read each branch from where the condition stands."""
        branches = [node.body, *(one.body for one in node.elif_), node.else_]
        for branch in branches:
            self.block(branch, standing, part)
        holds_one = any(self._begun(branch, part) for branch in branches)
        return Position.UNSURE if holds_one else standing

    def tell_doubtful(self) -> None:
        """Tell of words that nobody can place, and begin anew."""
        if self._since is not None and not _are_notes(self._doubtful):
            message = (
                "These words follow a condition that holds an appendix: they would belong to it "
                "in some letters, and not in others."
            )
            hint = "Begin another appendix first, or put these words before the condition."
            self.problems.append(Problem("misplaced-appendix", message, hint, template=self._since))
        self._doubtful, self._since = "", None

    def refuse_within(self, body: Iterable[nodes.Node], part: str, where: str) -> None:
        """Refuse every appendix in *body*, at any depth, and in what it includes."""
        for place in self._begun(body, part):
            message = f"{where} holds an appendix."
            hint = "Let it begin outside of loops and subjects; a condition may hold a whole one."
            self.problems.append(Problem("misplaced-appendix", message, hint, template=place))

    def _begun(self, body: Iterable[nodes.Node], part: str) -> list[TemplatePlace]:
        """Return where appendices begin in *body*, parts included."""
        found: list[TemplatePlace] = []
        for node in body:
            found += [TemplatePlace(self.files[part], tag.lineno) for tag in _tags(node)]
            for include in _all(node, nodes.Include):
                for name in self._included(include):
                    found += self._begun(self.parts[name].body, name)
        return found

    def _included(self, node: nodes.Node) -> Iterator[str]:
        """Yield the part that is included; an unknown one is told elsewhere."""
        match node:
            case nodes.Include(template=nodes.Const(value=str() as name)) if name in self.parts:
                yield name


def _are_notes(text: str) -> bool:
    """Return whether *text* holds the words of footnotes alone, which may stand anywhere."""
    in_a_note = False
    for line in filter(str.strip, text.split("\n")):
        is_first = NOTE.match(line) is not None
        if not is_first and not (in_a_note and line[0].isspace()):
            return False
        in_a_note = True
    return True


def _tags(node: nodes.Node) -> Iterator[nodes.Node]:
    return (call for call in _all(node, nodes.Call) if appendix_titled(call) is not None)


def _all(node: nodes.Node, kind: type[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the nodes of a *kind* in *node*, itself among them."""
    if isinstance(node, kind):
        yield node
    yield from node.find_all(kind)
