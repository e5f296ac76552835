"""Check and compile one body of a template: the entry point of this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from jinja2 import nodes

from lettergen.errors import Problem, TemplatePlace, has_errors
from lettergen.facts.context import Context, MissingFactError
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import Field, FieldType, Typed, clashing, pattern, read_value
from lettergen.letter.letter import Body
from lettergen.template.analysis import Uses, find_uses
from lettergen.template.appendices import misplaced_appendices
from lettergen.template.filling import CompiledParts, Filling
from lettergen.template.loading import Template
from lettergen.template.quotations import SUBJECT
from lettergen.template.syntax import parse

BODY = "body"
TRIES = 40

DERIVED = (
    Field("state.code", description="The state's code."),
    Field("state.short", description="The state's short name, as sentences use it."),
    Field("state.formal", description="The state's formal name."),
    Field("state.with_article", description="The short name with its article, if it has one."),
    Field("state.of", description="The short name after 'of', where that changes a word."),
    Field("state.to", description="The short name after 'to', where that changes a word."),
    Field("state.in", description="The short name after 'in', where that changes a word."),
    Field("standing.status", description="The status on the letter's date."),
    Field("standing.label", description="The word used for that status at the time."),
    Field("standing.from", FieldType.DATE, description="The first day of that status."),
    Field("standing.instrument", description="The decision that status rests on."),
    Field("standing.rule", description="The version of the rules in force then."),
)
"""What a body may use in addition to declared fields: derived from them, for the letter's date."""

SAMPLES = {
    FieldType.INTEGER: "1",
    FieldType.YEAR: "2000",
    FieldType.DATE: "2000-01-01",
    FieldType.MONTH: "2000-01",
    FieldType.SWITCH: "yes",
}
"""The values that replace absent facts without an example; a text is an x."""


@dataclass(frozen=True, eq=False)
class CompiledBody:
    """The words of a template in one language, ready to be filled.

    Attributes:
        uses: The fields and passages that it uses, and its problems.
    """

    fields: tuple[Field, ...]
    uses: Uses
    parts: CompiledParts | None

    def fill(
        self, facts: Facts, language: str, passages: Mapping[str, str]
    ) -> tuple[Body, Body, list[Problem]]:
        """Return the filled subject and body, and the problems.

        An absent fact that a condition needs is a problem; a sample then replaces it, so that
        the problems after it are found too.
        """
        if self.parts is None:
            return Body(""), Body(""), []
        values = dict(facts.values)
        problems: dict[Problem, None] = {}
        for _ in range(TRIES):
            context = Context(self.fields, values)
            subject = Filling(language, context, facts, {})
            body = Filling(language, context, facts, passages)
            try:
                filled = self.parts.fill(SUBJECT, subject), self.parts.fill(BODY, body)
            except MissingFactError as error:
                values[str(error)] = self._sample(str(error))
                problems |= subject.problems | body.problems
            else:
                problems |= subject.problems | body.problems
                return *filled, [*problems, *self._misplaced(body)]
        return Body(""), Body(""), list(problems)

    def _misplaced(self, filling: Filling) -> Iterator[Problem]:
        """Yield a problem for each passage that this letter would lose, or print twice."""
        for name in filling.passages:
            times = filling.placed.count(name)
            if times != 1:
                message = f"The passage for {name!r} would be printed {times} times in this letter."
                hint = "Move its place out of conditions and loops, or remove the passage."
                at = self.uses.passages.get(name)
                yield Problem("misplaced-passage", message, hint, template=at)

    def _sample(self, path: str) -> Typed:
        declared = next(one for one in self.fields if one.name == pattern(path))
        text = declared.example or next(iter(declared.options), SAMPLES.get(declared.type, "x"))
        return read_value(declared, text)


def body_fields(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return *fields* as a body sees them: with the facts of the state and the status."""
    hidden = {"state", "status"}
    return (*(one for one in fields if one.name not in hidden), *DERIVED)


@lru_cache(maxsize=32)
def compile_body(template: Template, language: str, fields: tuple[Field, ...]) -> CompiledBody:
    """Check and compile one body of *template*, with the *fields* its records may have.

    The problems are in the result's ``uses.problems``; a body with errors cannot be filled.
    """
    known = body_fields(fields)
    if wrong := tuple(clashing(known, lambda _: template.place)):
        return CompiledBody(known, Uses(problems=wrong), None)
    parts, files, problems = parse_parts(template, language)
    uses = find_uses(known, parts, files, (SUBJECT, BODY), language=language)
    problems = [*problems, *uses.problems]
    if len(parts) == len(files):  # otherwise a part that cannot be read may use them
        problems += _unused(template, files[BODY], uses)
    if not has_errors(problems):
        problems += misplaced_appendices(parts, files, body=BODY, subject=SUBJECT)
    uses = replace(uses, problems=tuple(problems))
    return CompiledBody(known, uses, None if has_errors(problems) else CompiledParts(parts, files))


def parse_parts(
    template: Template, language: str
) -> tuple[dict[str, nodes.Template], dict[str, str], list[Problem]]:
    """Read one body of *template*, its subject, and all parts that they may include.

    Returns:
        Name to syntax tree of each that can be read, name to file of each, and the problems.
    """
    source = template.bodies[language]
    texts = {**template.shared, SUBJECT: source.subject, BODY: source.source}
    parts: dict[str, nodes.Template] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        tree, wrong = parse(text.text, text.file, text.line)
        problems += wrong
        if tree is not None:
            parts[name] = tree
    return parts, {name: text.file for name, text in texts.items()}, problems


def _unused(template: Template, file: str, uses: Uses) -> Iterator[Problem]:
    """Yield a problem for each field that the template declares but its body *file* never uses."""
    for field in template.fields:
        if field.name not in uses.fields and not field.grammar:
            message = f"{field.name!r} is declared, but {file} never uses it."
            hint = "Use it in the body, or remove it from [fields]."
            at = TemplatePlace(template.place.file)
            yield Problem("unused-field", message, hint, template=at)
