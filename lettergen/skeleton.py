"""Filling the skeleton of a house style: a program of Jinja, so whatever fails in it is told."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, pass_context
from jinja2.runtime import Context as JinjaContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from lettergen.dressing import dressed
from lettergen.errors import LetterError, Problem, TemplatePlace
from lettergen.l10n.phrases import phrases
from lettergen.letterhead import Source


def filled(skeleton: Source, escaping: bool, context: Mapping[str, object]) -> str:
    """Return *skeleton* filled with *context*.

    Raises:
        LetterError: The skeleton is not valid Jinja, or fails as it is filled.
    """
    try:
        return _compiled(skeleton, escaping).render(context)
    except TemplateSyntaxError as error:
        place = TemplatePlace(skeleton.file, error.lineno)
        message = f"The skeleton is not valid Jinja: {error.message}."
        raise failed(message, place) from error
    except LetterError:
        raise
    except Exception as error:  # a skeleton is a program: it can raise anything
        message = f"The skeleton cannot be filled: {error} ({type(error).__name__})."
        raise failed(message, TemplatePlace(skeleton.file, _line(error, skeleton))) from error


def failed(message: str, place: TemplatePlace) -> LetterError:
    """Return the error of a house style that cannot show a letter."""
    hint = "Mend the house style, or choose another with --style."
    return LetterError([Problem("bad-skeleton", message, hint, template=place)])


def _line(error: Exception, skeleton: Source) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (frame.lineno for frame in reversed(frames) if frame.filename == skeleton.file), None
    )


@lru_cache(maxsize=32)
def _compiled(skeleton: Source, escaping: bool) -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=escaping, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"isolated": _isolated, "phrase": _phrase}
    code = environment.compile(skeleton.text, filename=skeleton.file)
    return Template.from_code(environment, code, environment.globals)


@pass_context
def _isolated(context: JinjaContext, text: str, language: str = "") -> Markup:
    """Return *text* dressed for the page; in a second language's part, *language* names it."""
    if isinstance(text, Markup):
        return text
    on_paper = context.get("screen") is None
    return dressed(text, language or context["language"], ties=on_paper)


@pass_context
def _phrase(context: JinjaContext, text: str, language: str = "") -> str:
    """Return a fixed phrase in the letter's language."""
    return phrases(language or context["language"])(text)
