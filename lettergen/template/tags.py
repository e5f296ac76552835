"""The tags that only a body has: the place of a passage, and the beginning of an appendix."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from lettergen.letter.letter import APPENDIX
from lettergen.template.escaping import escaped

MOST_TITLE = 200  # characters
NOT_IN_A_TITLE = ("{{", "{%", "{#", "[^")


class PassageTag(Extension):
    """``{% passage 'name' %}``: the place of a paragraph written for one member."""

    tags = frozenset({"passage"})  # type: ignore[assignment]  # Jinja only looks tags up in it

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag; its name is a text in quotes."""
        line = next(parser.stream).lineno
        name = _quoted(parser)
        if name is None:
            parser.fail("a passage needs its name in quotes", line)
        call = self.call_method("place", [nodes.ContextReference(), name], lineno=line)
        return nodes.Output([call]).set_lineno(line)

    def place(self, context: Mapping[str, object], name: str) -> str:
        """Return the passage's text. Filling replaces this with the letter's own passages."""
        raise NotImplementedError(name, context)


class AppendixTag(Extension):
    """``{% appendix 'Title' %}``: what follows, to the next one or the end, is an appendix."""

    tags = frozenset({"appendix"})  # type: ignore[assignment]  # Jinja only looks tags up in it

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag; its title is a text in quotes, on one line, without placeholders."""
        line = next(parser.stream).lineno
        title = _quoted(parser)
        text = title.value.strip() if title else ""
        if title is None or not text or "\n" in text:
            parser.fail("an appendix needs its title in quotes, on one line", line)
        if len(text) > MOST_TITLE:
            parser.fail(f"an appendix's title has more than {MOST_TITLE} characters", line)
        if any(sign in text for sign in NOT_IN_A_TITLE):
            parser.fail("an appendix's title cannot contain a placeholder or a footnote", line)
        call = self.call_method("begin", [nodes.Const(text, lineno=line)], lineno=line)
        return nodes.Output([call]).set_lineno(line)

    def begin(self, title: str) -> Markup:
        """Return a paragraph that marks where the appendix begins, with its title."""
        return Markup(f"\n\n{APPENDIX} {escaped(title)}\n\n")  # noqa: S704 - escaped for Markdown


def _quoted(parser: Parser) -> nodes.Const | None:
    """Return the text in quotes that comes next, or None."""
    is_quoted = parser.stream.current.type == "string"
    text = parser.parse_expression() if is_quoted else None
    return text if isinstance(text, nodes.Const) else None


def passage_named(printed: nodes.Node) -> str | None:
    """Return the name of the passage whose place is *printed*, or None."""
    match printed:
        case nodes.Call(
            node=nodes.ExtensionAttribute(name="place"), args=[_, nodes.Const(value=name)]
        ):
            return str(name)
    return None


def appendix_titled(printed: nodes.Node) -> str | None:
    """Return the title of the appendix that begins with *printed*, or None."""
    match printed:
        case nodes.Call(
            node=nodes.ExtensionAttribute(name="begin"), args=[nodes.Const(value=title)]
        ):
            return str(title)
    return None
