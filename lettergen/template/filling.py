"""Fill the placeholders of a body, and record the origin of each filled-in value.

Values are escaped for Markdown, so that no value can change the structure of the letter.
A value that cannot be printed is a problem, and filling continues, so that all problems are
found at once. A body with a problem is never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from traceback import walk_tb
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.exceptions import TemplateError, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import Undefined
from markupsafe import Markup

from lettergen.errors import DataPlace, Problem, TemplatePlace
from lettergen.facts.context import Context, Missing, MissingFactError
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import ITEM, pattern
from lettergen.l10n.filters import FILTERS
from lettergen.letter.letter import Body, Origin
from lettergen.template.escaping import (
    Unprintable,
    UnprintableError,
    absent,
    lower,
    unprintable,
)
from lettergen.template.name_chains import Chain, chains_in
from lettergen.template.quotations import QUOTED, Quotation, marked, quotation
from lettergen.template.syntax import Parts, new_environment
from lettergen.template.tags import PassageTag

FILLING = "_filling"
MARK = "_mark"
SITES = "_sites"
JOINED = "_joined"
ITEMS = "_items"
OUTPUT_LIMIT = 500_000
TOO_LARGE = "the filled body is too long for a letter"
FAILURES = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError)
"""The exceptions that a template can make Jinja, Python or Babel raise."""


@dataclass(frozen=True, slots=True)
class FillingPlace:
    """One placeholder of the template: its line, and the chains of names in it."""

    place: TemplatePlace
    chains: tuple[Chain, ...]


@dataclass
class Filling:
    """The state of filling one letter."""

    language: str
    context: Context
    facts: Facts
    passages: Mapping[str, str]
    marks: list[Origin] = field(default_factory=list)
    problems: dict[Problem, None] = field(default_factory=dict)
    placed: list[str] = field(default_factory=list)

    def fill(self, value: object, site: FillingPlace, roots: Mapping[str, object]) -> Markup:
        """Return *value* as escaped Markdown between the marks of its origin."""
        paths = self._paths(value, site, roots)
        data = tuple(place for path in paths for place in self._places(path))
        words = value.one_line if isinstance(value, Quotation) else value
        problem = unprintable(words, site.place, self._nearest(value, data))
        if problem is not None:
            self.problems[problem] = None
        number = len(self.marks) + 1
        self.marks.append(Origin(number, site.place, paths, data))
        return Markup(marked("x" if problem else value, number))  # noqa: S704 - escaped there

    def _paths(
        self, value: object, site: FillingPlace, roots: Mapping[str, object]
    ) -> tuple[str, ...]:
        """Return the fields that *value* is made of; if it is an unchanged fact, only its field."""
        if id(value) in self.context.paths:
            return (self.context.paths[id(value)],)
        found = (self._path(chain, roots) for chain in site.chains)
        return tuple(dict.fromkeys(path for path in found if path))

    def _path(self, chain: Chain, roots: Mapping[str, object]) -> str:
        first, rest = chain
        known = self._known_path(roots.get(first)) or (first if first in self.context.tree else "")
        return ".".join((known, *rest)) if known else ""

    def _known_path(self, root: object) -> str:
        """Return the path of a fact, a group or a list; for chosen items, that of their list."""
        if id(root) in self.context.paths:
            return self.context.paths[id(root)]
        if isinstance(root, list) and root:
            return self.context.paths.get(id(root[0]), "").rpartition(".")[0]
        return ""

    def _places(self, path: str) -> list[DataPlace]:
        given = self.facts.places
        if path in given:
            return [given[path]]
        if ITEM in path.split("."):
            return [place for one, place in given.items() if pattern(one) == path]
        return [place for one, place in given.items() if one.startswith(f"{path}.")]

    def _nearest(self, value: object, data: tuple[DataPlace, ...]) -> DataPlace | None:
        if isinstance(value, Missing):
            return self.missing_place(value.path)
        return data[0] if data else None

    def missing_place(self, path: str) -> DataPlace:
        """Return where the absent fact at *path* belongs: its empty cell, or its record."""
        return self.facts.places.get(path) or replace(self.facts.record, path=path)


class _Passages(PassageTag):
    """Inserts the letter's passages at their places."""

    def place(self, context: Mapping[str, object], name: str) -> str:
        filling = context[FILLING]
        assert isinstance(filling, Filling)  # noqa: S101 - for the type checker only
        filling.placed.append(name)
        text = filling.passages.get(name, "")
        return Markup(f"\n\n{text}\n\n") if text else ""  # noqa: S704 - the chief executive's Markdown


def joined(chunks: Iterable[str]) -> str:
    """Return the *chunks* of a body as one text, each unchanged.

    Raises:
        TemplateRuntimeError: They have more than OUTPUT_LIMIT characters; a chunk counts as
            at least one, so that a loop that prints nothing ends too.
    """
    pieces: list[str] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk) or 1
        if size > OUTPUT_LIMIT:
            raise TemplateRuntimeError(TOO_LARGE)
    return "".join(pieces)  # adding would escape the template's own words next to a value


def number(tree: nodes.Template, file: str, sites: list[FillingPlace]) -> nodes.Template:
    """Pass every printed expression of *tree* through the filling; add its place to *sites*.

    Loops and joined texts also pass through a check, and every turn of a loop gives a chunk,
    so that none can run for ever.
    """
    outputs = list(tree.find_all(nodes.Output))
    for join in list(tree.find_all(nodes.Concat)):
        join.nodes = [_filtered(node, JOINED) for node in join.nodes]
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _filtered(loop.iter, ITEMS)  # type: ignore[arg-type]  # it is an expression
        loop.body.append(nodes.Output([nodes.TemplateData("")], lineno=loop.lineno))
    for output in outputs:
        output.nodes = [_numbered(node, file, sites) for node in output.nodes]
    return tree


def _filtered(node: nodes.Expr, name: str, *arguments: nodes.Expr) -> nodes.Expr:
    filtered = nodes.Filter(node, name, list(arguments), [], None, None)
    filtered.set_lineno(node.lineno)
    return filtered


def _numbered(node: nodes.Expr, file: str, sites: list[FillingPlace]) -> nodes.Expr:
    if isinstance(node, nodes.TemplateData | nodes.Call):
        return node
    chains = tuple(dict.fromkeys(chain for chain, _ in chains_in(node)))
    sites.append(FillingPlace(TemplatePlace(file, node.lineno), chains))
    arguments: list[nodes.Expr] = [nodes.Const(len(sites) - 1)]
    for root in sorted({first for first, _ in chains}):
        arguments += [nodes.Const(root), nodes.Name(root, "load")]
    return _filtered(node, MARK, *arguments)


@pass_context
def _mark(context: JinjaContext, value: object, site: int, *roots: object) -> Markup:
    filling: Filling = context[FILLING]
    sites: list[FillingPlace] = context[SITES]
    names = dict(zip(roots[::2], roots[1::2], strict=True))
    return filling.fill(value, sites[site], names)  # type: ignore[arg-type]  # names are texts


def _checked_text(value: object) -> str:
    """Return one piece of a joined text: a text or a number, as for printing."""
    if isinstance(value, Undefined):
        return str(value)  # which raises, and names the absent fact
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise TemplateRuntimeError("only texts and numbers can be joined")
    if len(text := str(value)) > OUTPUT_LIMIT:
        raise TemplateRuntimeError(TOO_LARGE)
    return text


def _checked_items(value: object) -> object:
    """Return what a loop goes over: a list, never the letters of a text."""
    if isinstance(value, list | tuple | Iterator | Undefined):
        return value
    raise TemplateRuntimeError("a loop needs a list")


def _filter(name: str, function: Any) -> Any:  # noqa: ANN401 - a Jinja filter
    """Return a filter that gets the letter's language and turns its refusals into problems."""

    @pass_context
    @wraps(function)
    def apply(context: JinjaContext, value: Any) -> Any:  # noqa: ANN401 - whatever a fact may be
        if isinstance(value, Undefined):
            return value
        if isinstance(value, Iterator | list):
            value = list(value)
            for item in value:
                if isinstance(item, Undefined):
                    str(item)  # which raises, and names the absent fact
            if not all(isinstance(item, str) for item in value):
                return Unprintable(name, f"The filter {name!r} needs a list of texts.")
        try:
            text: str = function(value, context[FILLING].language)
        except (ValueError, TypeError, AttributeError) as error:
            return Unprintable(name, str(error))
        return _checked_text(text)

    return apply


class CompiledParts:
    """A body, its subject and the parts they include, ready to be filled any number of times."""

    def __init__(self, parts: Mapping[str, nodes.Template], files: Mapping[str, str]) -> None:
        loader = Parts()
        self.sites: list[FillingPlace] = []
        self._files = set(files.values())
        for name, tree in parts.items():
            loader.parts[name] = number(tree, files[name], self.sites)
            loader.files[name] = files[name]
        self._environment = new_environment(loader)
        self._environment.extensions[PassageTag.identifier] = _Passages(self._environment)
        filters = {name: one.function for name, one in FILTERS.items()} | {"lower": lower}
        self._environment.filters |= {name: _filter(name, one) for name, one in filters.items()}
        self._environment.filters |= {MARK: _mark, JOINED: _checked_text, ITEMS: _checked_items}
        self._environment.filters[QUOTED] = quotation

    def fill(self, name: str, filling: Filling) -> Body:
        """Fill the part called *name*; add its problems to those of *filling*.

        Raises:
            MissingFactError: A condition needs an absent fact; the filling's problems have its
                place in the template.
        """
        text = ""
        try:
            text = joined(self.chunks(name, filling))
        except MissingFactError as error:
            path = str(error)
            at = self._place_of(error)
            filling.problems[absent(path, at, filling.missing_place(path))] = None
            raise
        except FAILURES as error:
            message = f"The template cannot be filled: {_reason(error)}."
            hint = "Fix the placeholder or condition on that line."
            at = self._place_of(error)
            filling.problems[Problem("template-failure", message, hint, template=at)] = None
        return Body(text, tuple(filling.marks))

    def chunks(self, name: str, filling: Filling) -> Iterator[str]:
        """Yield the text of the part called *name*, piece by piece."""
        variables = {**filling.context.tree, FILLING: filling, SITES: self.sites}
        yield from self._environment.get_template(name).generate(variables)

    def _place_of(self, error: BaseException) -> TemplatePlace | None:
        """Return the line of the template that failed: Jinja puts it into the traceback."""
        running = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        places = (TemplatePlace(file, line) for file, line in reversed(running))
        return next((place for place in places if place.file in self._files), None)


def _reason(error: Exception) -> str:
    """Return why filling failed, in words for the author of the body."""
    if isinstance(error, UndefinedError) and not isinstance(error, UnprintableError):
        return "it uses something that does not exist, such as the first item of an empty list"
    if isinstance(error, TemplateError):
        return str(error).rstrip(".")
    return "it compares, sorts or filters values of different types"
