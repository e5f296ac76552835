"""Where appendices may begin, so that every word of a body stands where its author sees it.

An appendix goes on to the next one, or to the end. One that a condition leaves out would
hand the words after the condition over to whatever stands before it; one in a loop or a
subject would cut up what is one. Parts are read where they are included.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace
from lettergen.template.name_chains import Scope
from lettergen.template.tags import appendix_titled
from lettergen.template.walker import INLINE, Walker

NOTE = re.compile(r"\[\^[^\]]+\]:")


def misplaced_appendices(
    parts: Mapping[str, nodes.Template], files: Mapping[str, str], *, body: str, subject: str
) -> list[Problem]:
    """Return a problem for each appendix, and for words after one, that stand where none may.

    Args:
        parts: The syntax trees of body, subject and includable parts, by name.
        files: The file of each, as problems show it.
        body: The name of the body among them.
        subject: The name of the subject.
    """
    line, words = _Appendices(parts, files, "The subject"), _Appendices(parts, files)
    found = (*line.part(subject, {}), *words.part(body, {}), *words.doubtful())
    return list(dict.fromkeys(found))


class _Appendices(Walker[Problem]):
    """Finds what stands where no appendix may.

    Args:
        within: What is read, if no appendix may stand in it.
    """

    def __init__(
        self, parts: Mapping[str, nodes.Template], files: Mapping[str, str], within: str = ""
    ) -> None:
        super().__init__(parts, files)
        self._within = within
        self._begun = 0
        self._unsure = False  # whether the next words belong to an appendix depends on a condition
        self._doubtful = ""  # what is printed while that is so
        self._since: TemplatePlace | None = None

    def _printed(self, node: nodes.Node, scope: Scope) -> Iterator[Problem]:  # noqa: ARG002
        if appendix_titled(node) is not None:
            self._begun += 1
            if self._within:
                message = f"{self._within} holds an appendix."
                hint = (
                    "Let it begin outside of loops and subjects; a condition may hold a whole one."
                )
                yield Problem("misplaced-appendix", message, hint, template=self.at(node))
            yield from self.doubtful()
            self._unsure = False
        elif self._unsure:
            said = node.data if isinstance(node, nodes.TemplateData) else INLINE
            if self._since is None and said.strip():
                place = self.at(node)
                above = said[: len(said) - len(said.lstrip())].count("\n")
                self._since = TemplatePlace(place.file, node.lineno + above)
            self._doubtful += said

    def _condition(self, node: nodes.If, scope: Scope) -> Generator[Problem, None, Scope]:
        begun = self._begun
        after = yield from super()._condition(node, scope)
        # After a branch that holds an appendix nobody can place the next words.
        self._unsure = self._unsure or self._begun > begun
        return after

    def _branch(
        self, node: nodes.If, one: nodes.If | None, scope: Scope
    ) -> Generator[Problem, None, Scope]:
        unsure = self._unsure
        after = yield from super()._branch(node, one, scope)
        self._unsure = unsure  # the next branch begins where this one began
        return after

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Problem]:
        around, unsure = self._within, self._unsure
        self._within = around or "A loop"
        yield from super()._loop(node, scope)
        self._within, self._unsure = around, unsure

    def doubtful(self) -> Iterator[Problem]:
        """Yield a problem for words that nobody can place, and begin again."""
        if self._since is not None and not _are_notes(self._doubtful):
            message = (
                "These words follow a condition that holds an appendix: they would belong to it "
                "in some letters, and not in others."
            )
            hint = "Begin another appendix first, or put these words before the condition."
            yield Problem("misplaced-appendix", message, hint, template=self._since)
        self._doubtful, self._since = "", None


def _are_notes(text: str) -> bool:
    """Return whether *text* holds the words of footnotes alone, which may stand anywhere."""
    in_a_note = False
    for line in filter(str.strip, text.split("\n")):
        is_first = NOTE.match(line) is not None
        if not is_first and not (in_a_note and line[0].isspace()):
            return False
        in_a_note = True
    return True
