"""Check where appendices begin, so that every word of a body is printed where its author sees it.

An appendix ends at the next one, or at the end of the body. If a condition leaves an appendix
out, the words after the condition become part of what comes before it; an appendix in a loop or
a subject would split it. Parts are read where they are included.
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
    """Return a problem for each misplaced appendix, and for words misplaced after one.

    Args:
        parts: The syntax trees of body, subject and includable parts, by name.
        files: The file of each, as problems show it.
        body: The name of the body among them.
        subject: The name of the subject among them.
    """
    line, words = _Appendices(parts, files, "The subject"), _Appendices(parts, files)
    found = (*line.part(subject, {}), *words.part(body, {}), *words.doubtful())
    return list(dict.fromkeys(found))


class _Appendices(Walker[Problem]):
    """Finds misplaced appendices.

    Args:
        within: What a problem calls the text that is read, if it may contain no appendix.
    """

    def __init__(
        self, parts: Mapping[str, nodes.Template], files: Mapping[str, str], within: str = ""
    ) -> None:
        super().__init__(parts, files)
        self._within = within
        self._begun = 0
        self._unsure = False  # whether the next words belong to an appendix depends on a condition
        self._doubtful = ""  # what is printed until that is clear
        self._since: TemplatePlace | None = None

    def _printed(self, node: nodes.Node, scope: Scope) -> Iterator[Problem]:  # noqa: ARG002
        if appendix_titled(node) is not None:
            self._begun += 1
            if self._within:
                message = f"{self._within} contains an appendix."
                hint = (
                    "Begin it outside loops and subjects; a condition may contain a whole appendix."
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
        # After a branch with an appendix, the next words belong to it in some letters only.
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
        """Yield a problem for words that are in an appendix in some letters only; forget them."""
        if self._since is not None and not _are_notes(self._doubtful):
            message = (
                "These words follow a condition that contains an appendix: they would belong to it "
                "in some letters only."
            )
            hint = "Begin another appendix first, or put these words before the condition."
            yield Problem("misplaced-appendix", message, hint, template=self._since)
        self._doubtful, self._since = "", None


def _are_notes(text: str) -> bool:
    """Return whether *text* contains only footnotes, which may be anywhere."""
    in_a_note = False
    for line in filter(str.strip, text.split("\n")):
        is_first = NOTE.match(line) is not None
        if not is_first and not (in_a_note and line[0].isspace()):
            return False
        in_a_note = True
    return True
