"""Gather what letters are made of, beside records and plan: tables, words and the look."""

from __future__ import annotations

from collections.abc import Collection

from lettergen.batch.letter_keys import Keys
from lettergen.batch.unchanged import Inputs
from lettergen.cli.desk import Desk
from lettergen.errors import Problem
from lettergen.files.digest import digest
from lettergen.l10n.languages import best_match
from lettergen.letterhead import Letterhead
from lettergen.letterhead.house_style import HouseStyle
from lettergen.letterhead.reading import load_letterhead
from lettergen.merge.materials import Materials
from lettergen.office.passages import load_passages
from lettergen.office.signature_images import load_signatures
from lettergen.protocol.forms_of_address import load_forms
from lettergen.protocol.states import load_states
from lettergen.template.loading import Template
from lettergen.template.reviews import warnings_of_body


def gather_letterhead(desk: Desk) -> Letterhead:
    """Read the letterhead, with the style and paper chosen."""
    call, settings = desk.call, desk.office.settings
    return load_letterhead(
        call.letterhead or settings.letterhead,
        desk.office.folder,
        style=call.style or settings.style,
        paper=call.paper or settings.paper,
    )


def gather_materials(desk: Desk, template: Template, house: HouseStyle) -> Materials:
    """Read what letters from *template* are made of, by the rules of the house style *house*."""
    draft = desk.office.settings.draft_mark if desk.call.draft is None else desk.call.draft
    return Materials(
        template=template,
        office=desk.office,
        states=load_states(desk.office.folder),
        forms=load_forms(desk.office.folder),
        passages=load_passages(template.name, desk.office),
        draft=draft,
        house=house,
        signatures=load_signatures(desk.office),
    )


def body_warnings(template: Template, languages: Collection[str]) -> list[Problem]:
    """Return a warning for each body in use, in one of *languages*, that nobody has reviewed."""
    used = {best_match(tag, template.languages) for tag in languages}
    return [
        warning
        for language in template.languages
        if language in used
        for warning in warnings_of_body(template, language)
    ]


def gather_inputs(desk: Desk, materials: Materials, keys: Keys, where: str) -> Inputs:
    """Return what decides a whole batch, before any record is read.

    Raises:
        CallError: No data file is named.
    """
    call, office = desk.call, desk.office
    try:
        data = office.data_file(call.data).read_bytes()
    except OSError as error:  # whoever reads the records says so
        data = str(error).encode()
    asked = (where, call.date, call.language, call.settings())
    content = digest(keys.shared, materials.passages, data, asked)
    return Inputs(content, office.folder, desk.iso_today, lambda: desk.knows_today)
