"""Reviews: a body's words count as reviewed only while they are the words that were read.

A review names the digest of what its reader read: the body in one language, its subject, and
every part that they include. The office's own reviews are in `reviews.toml`; a template may
have its own reviews in `template.toml`, as the built-in ones do.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from lettergen.errors import Problem, Severity, TemplatePlace
from lettergen.files.digest import digest
from lettergen.office.reviews import Review
from lettergen.template.loading import Template
from lettergen.template.syntax import parse

WORD = re.compile(r"\w[\w'’-]*")  # noqa: RUF001 - the apostrophe of French is meant


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The words that the reader of one body reads.

    Attributes:
        parts: Name to text of each part that the body and its subject include, nested ones too.
        count: The number of words, without placeholders and comments.
    """

    subject: str
    body: str
    parts: Mapping[str, str]
    count: int

    @property
    def digest(self) -> str:
        """The SHA-256 that a review names.

        Offices keep it for years: only texts and lists go into it, and a test fixes its value.
        """
        return digest(
            _compared(self.subject),
            _compared(self.body),
            [(name, _compared(text)) for name, text in sorted(self.parts.items())],
        )


def _compared(text: str) -> str:
    """Return *text* with LF at the ends of lines, and without blank lines at the end.

    A space at the end of a line counts: it can part two words, or break a line of the letter.
    """
    return text.replace("\r\n", "\n").rstrip("\n")


def words_read(template: Template, language: str) -> WordsRead:
    """Return the words to read of the body in *language*, which the template has."""
    body = template.bodies[language]
    waiting = [body.subject, body.source]
    parts: dict[str, str] = {}
    count = 0
    for source in waiting:
        tree, _ = parse(source.text, source.file)
        if tree is None:
            continue
        count += sum(len(WORD.findall(one.data)) for one in tree.find_all(nodes.TemplateData))
        for name in find_referenced_templates(tree):
            if name and name in template.shared and name not in parts:
                parts[name] = template.shared[name].text
                waiting.append(template.shared[name])
    return WordsRead(body.subject.text, body.source.text, parts, count)


def review_of(template: Template, language: str) -> Review | None:
    """Return the review that applies to the words of the body in *language*, or None."""
    bound = [one for one in template.reviews.get(language, ()) if one.digest]
    now = words_read(template, language).digest if bound else ""
    return next((one for one in bound if one.digest == now), None)


def warnings_of_body(template: Template, language: str) -> list[Problem]:
    """Return a warning if the words of the body in *language* have not been reviewed."""
    if review_of(template, language):
        return []
    file = template.bodies[language].source.file
    command = f"lettergen review {shlex.quote(template.name)} --language {language} --by"
    earlier = template.reviews.get(language, ())
    if not earlier:
        message = f"The body {file} has not been reviewed."
        hint = f"Have it reviewed, then run: {command} NAME"
    elif bound := next((one for one in earlier if one.digest), None):
        message = (
            f"{file}, its subject or a part that it includes has changed since {bound.by} "
            f"reviewed it on {bound.on}."
        )
        hint = f"Have it reviewed again, then run: {command} NAME"
    else:
        by, on = earlier[0].by, earlier[0].on
        message = f"{by} reviewed {file} on {on}, but this review does not name the words read."
        hint = f"If they are still the same, run: {command} {shlex.quote(by)} --on {on}"
    place = TemplatePlace(file)
    return [Problem("unreviewed-body", message, hint, Severity.WARNING, template=place)]


def review_label(template: Template, language: str) -> str:
    """Return a short text that says whether the body in *language* is reviewed, and by whom."""
    if review := review_of(template, language):
        return f"reviewed by {review.by}, on {review.on}"
    return "changed since its review" if template.reviews.get(language) else "not reviewed yet"
