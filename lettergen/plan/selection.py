"""`--where`: which records get a letter, as an expression over their typed facts.

A literal compared with a date, a month, a number or an option is read by that type, so
that "2021-9" never silently compares as text, and what cannot be compared is refused
before any record is read. If the expression uses an absent fact, the record is neither in
nor out: it is reported as undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.environment import TemplateExpression
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.parser import Parser
from jinja2.runtime import Undefined

from lettergen.errors import CallError, Problem
from lettergen.facts.context import Context, Missing, MissingFactError
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import Field
from lettergen.l10n.filters import FILTERS
from lettergen.plan.literals import EXAMPLE, Literals
from lettergen.template.analysis import find_uses
from lettergen.template.name_chains import chains_in
from lettergen.template.syntax import BY_ATTRIBUTE, TESTS, new_environment, refusals

SHOWN_AS = "--where"
RESULT = "result"
ASKED = ("defined", "undefined")
IN_A_LIST = re.compile(r"'([^'*]+)\.\*\.([^'*]+)'")


class Untouchable(Missing):
    """An absent fact that is an error even as a condition."""

    __slots__ = ()

    # A selection must not take absent for false.
    __bool__ = StrictUndefined.__bool__


@dataclass(frozen=True, slots=True)
class Decision:
    """In, out, or undecided (None); *missing* is the fact that would be needed."""

    chosen: bool | None
    missing: str = ""


class Where:
    """A selection, checked once and applied to each record.

    Attributes:
        groups: The first parts of the names of all fields that it uses.

    Raises:
        CallError: The text is not an expression, or uses something unknown.
    """

    def __init__(self, text: str, fields: Iterable[Field]) -> None:
        self.text = text
        self.fields = tuple(fields)
        environment = new_environment()
        expression = _parsed(text, environment)
        _check(expression, self.fields)
        literals = Literals(self.fields)
        expression = literals.typed(expression)
        self._literals = literals.values
        self._picked = literals.picked
        named = {first for (first, _), _ in chains_in(expression)}
        self._asked = tuple(one for one in self.fields if one.name.split(".")[0] in named)
        self.groups = frozenset(one.name.split(".")[0] for one in self._asked)
        result = nodes.Name(RESULT, "store")
        template = nodes.Template([nodes.Assign(result, expression)], lineno=1)
        template.set_environment(environment)
        compiled = environment.from_string(template)
        self._expression = TemplateExpression(compiled, undefined_to_none=False)

    def decide(self, facts: Facts) -> Decision:
        """Return whether the record with these *facts* is selected.

        Raises:
            CallError: The expression cannot be evaluated.
        """
        context = Context(self._asked, facts.values, absent=Untouchable)
        try:
            result: Any = self._expression(**context.tree, **self._literals)
            if isinstance(result, Undefined):
                result._fail_with_undefined_error()  # noqa: SLF001 - names the absent fact
            return Decision(bool(result))
        except MissingFactError as error:
            return Decision(None, str(error))
        except UndefinedError:  # the first or the last entry of an empty list
            return Decision(None, self._empty_list(facts))
        except (TemplateRuntimeError, TypeError, ValueError, AttributeError) as error:
            message = f"The selection cannot be evaluated: {error}."
            raise CallError([Problem("bad-where", message, EXAMPLE)]) from error

    def _empty_list(self, facts: Facts) -> str:
        empty = (name for name in self._picked if not any(facts.items(name)))
        return f"{next(empty, next(iter(self._picked), self.text))}.1"


def _parsed(text: str, environment: Any) -> nodes.Expr:  # noqa: ANN401 - Jinja's own type
    try:
        parser = Parser(environment, text, state="variable")
        expression = parser.parse_expression()
        if not parser.stream.eos:
            parser.fail("something follows after the end of the expression")
    except TemplateSyntaxError as error:
        why = str(error.message).rstrip(".").replace("'end of template'", "end of the text")
    except (RecursionError, ValueError):
        why = "it is nested too deep, or has too long a number"
    else:
        return expression
    raise CallError([Problem("bad-where", f"The selection cannot be read: {why}.", EXAMPLE)])


def _check(expression: nodes.Expr, fields: tuple[Field, ...]) -> None:
    """Refuse what a selection may not use, then what no field declares.

    Raises:
        CallError: With every problem found.
    """
    tree = nodes.Template([nodes.If(expression, [], [], [], lineno=1)], lineno=1)
    parts, files = {SHOWN_AS: tree}, {SHOWN_AS: SHOWN_AS}
    problems = (*refusals(tree, SHOWN_AS), *_unfit(tree))
    problems = problems or find_uses(fields, parts, files, parts, strict=False).problems
    if problems:
        raise CallError([_reworded(one) for one in problems])


def _unfit(tree: nodes.Template) -> Iterator[Problem]:
    """Yield a problem for each filter and test that is only for the words of a letter."""
    for node in tree.find_all(nodes.Filter):
        if node.name in FILTERS:
            message = f"A selection cannot use the filter {node.name!r}."
            yield Problem("bad-where", message, "Compare the field itself.")
        elif node.name in BY_ATTRIBUTE and len(node.args) > 1:
            message = f"In a selection, {node.name!r} takes one yes/no field only."
            yield Problem("bad-where", message, 'Write it like: milestones | selectattr("met")')
    for test in tree.find_all(nodes.Test):
        if test.name in TESTS and test.name not in ASKED:
            message = f"A selection cannot use the test {test.name!r}, only {' and '.join(ASKED)}."
            yield Problem("bad-where", message, "Compare with ==, !=, <, <=, >, >= or in.")


def _reworded(problem: Problem) -> Problem:
    """Return a problem of a template, worded for a selection."""
    message = problem.message.replace("The template uses", "The selection uses")
    message = message.replace("A body may", "A selection may")
    hint = problem.hint
    if problem.code == "refused-construct":
        hint = EXAMPLE
    elif match := IN_A_LIST.search(hint):
        hint = f"Did you mean ({match[1]} | first).{match[2]}?"
    elif problem.code == "undeclared-field" and "Did you mean" not in hint:
        hint = "Use a field that `lettergen fields TEMPLATE` lists."
    return replace(problem, message=message, hint=hint, template=None)
