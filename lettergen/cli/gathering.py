"""Gather what letters are made of, beside records and plan: tables, words and the look."""

from __future__ import annotations

from collections.abc import Sequence

from lettergen.cli.desk import Desk
from lettergen.errors import Problem
from lettergen.forms import load_forms
from lettergen.l10n.languages import best_match
from lettergen.letterhead import Letterhead
from lettergen.letterhead.reading import load_letterhead
from lettergen.merge import Materials, languages_of, warnings_of_body
from lettergen.passages import load_passages
from lettergen.plan import Entry
from lettergen.states import load_states
from lettergen.template import Template


def gather_letterhead(desk: Desk) -> Letterhead:
    """Read the letterhead, with the style and paper chosen."""
    call, settings = desk.call, desk.office.settings
    return load_letterhead(
        call.letterhead or settings.letterhead,
        desk.office.folder,
        style=call.style or settings.style,
        paper=call.paper or settings.paper,
    )


def gather_materials(desk: Desk, template: Template) -> Materials:
    """Read what letters from *template* are made of."""
    draft = desk.office.settings.draft_mark if desk.call.draft is None else desk.call.draft
    return Materials(
        template=template,
        office=desk.office,
        states=load_states(desk.office.folder),
        forms=load_forms(desk.office.folder),
        passages=load_passages(template.name, desk.office),
        draft=draft,
    )


def body_warnings(template: Template, entries: Sequence[Entry]) -> list[Problem]:
    """Return a warning for each body in use that nobody has reviewed."""
    spoken = {tag for entry in entries for tag in languages_of(entry)}
    used = {best_match(tag, template.languages) for tag in spoken}
    return [
        warning
        for language in template.languages
        if language in used
        for warning in warnings_of_body(template, language)
    ]
