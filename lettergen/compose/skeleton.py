"""Fill the skeleton of a house style, a Jinja template, and report any error in it."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateSyntaxError, pass_context
from jinja2.runtime import Context as JinjaContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from lettergen.errors import LetterError, Problem, TemplatePlace
from lettergen.l10n.phrases import introducing, phrases
from lettergen.l10n.typography import capitals, dressed
from lettergen.letterhead import StyleText

Includes = tuple[tuple[str, StyleText], ...]


def filled(
    skeleton: StyleText, includes: Includes, context: Mapping[str, object], *, escaping: bool
) -> str:
    """Return *skeleton* filled with *context*.

    Args:
        includes: The files it may import, by name.
        escaping: Whether values are escaped for HTML.

    Raises:
        LetterError: The skeleton is not valid Jinja, or raises an error.
    """
    try:
        return _compiled(skeleton, includes, escaping).render(context)
    except TemplateSyntaxError as error:
        place = TemplatePlace(error.filename or skeleton.file, error.lineno)
        message = f"The skeleton is not valid Jinja: {error.message}."
        raise failed(message, place) from error
    except LetterError:
        raise
    except Exception as error:  # a skeleton is code: it can raise anything
        message = f"The skeleton cannot be filled: {error} ({type(error).__name__})."
        raise failed(message, _place(error, skeleton, includes)) from error


def failed(message: str, place: TemplatePlace) -> LetterError:
    """Return the error for a house style that cannot show a letter."""
    hint = "Fix the house style, or choose another with --style."
    return LetterError([Problem("bad-skeleton", message, hint, template=place)])


def _place(error: Exception, skeleton: StyleText, includes: Includes) -> TemplatePlace:
    """Return the innermost line of the style's files at which *error* was raised."""
    files = {skeleton.file, *(source.file for _, source in includes)}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in files:
            return TemplatePlace(frame.filename, frame.lineno)
    return skeleton.place


@lru_cache(maxsize=32)
def _compiled(skeleton: StyleText, includes: Includes, escaping: bool) -> Template:
    sources = {name: (one.text, one.file, lambda: True) for name, one in includes}
    environment = ImmutableSandboxedEnvironment(
        autoescape=escaping,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(sources.get),
    )
    environment.filters |= {"isolated": _isolated, "phrase": _phrase, "label": _label}
    environment.filters["capitals"] = _capitals
    code = environment.compile(skeleton.text, filename=skeleton.file)
    return Template.from_code(environment, code, environment.globals)


@pass_context
def _isolated(context: JinjaContext, text: str, language: str = "") -> Markup:
    """Return *text* with the spacing and direction of *language*, by default the letter's."""
    if isinstance(text, Markup):
        return text
    on_paper = context.get("screen") is None
    return dressed(text, language or context["language"], ties=on_paper)


@pass_context
def _phrase(context: JinjaContext, text: str, language: str = "") -> str:
    """Return a fixed phrase in the letter's language."""
    return phrases(language or context["language"])(text)


@pass_context
def _label(context: JinjaContext, text: str, language: str = "") -> str:
    """Return a fixed phrase in the letter's language, with the colon of a label."""
    return introducing(text, language or context["language"])


@pass_context
def _capitals(context: JinjaContext, text: str, language: str = "") -> str:
    """Return *text* in capitals, by the rules of its language."""
    return capitals(text, language or context["language"])
