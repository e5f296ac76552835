"""What the letters of one kind are made from, in addition to their records.

Quick to import: a batch that finds nothing changed loads nothing that makes letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lettergen.letter.pictures import Asset
from lettergen.letterhead.house_style import HouseStyle
from lettergen.office.passages import Passages, passages_of
from lettergen.office.settings import Office
from lettergen.plan.entries import Entry
from lettergen.protocol.forms_of_address import Forms
from lettergen.protocol.states import States
from lettergen.template.loading import Template


@dataclass(frozen=True, eq=False)
class Materials:
    """All that letters of one kind are made from, in addition to their records: plain data.

    Attributes:
        draft: Whether the draft mark is on every page.
        house: The rules of the house style that the letters are laid out in.
        signatures: A signatory's id to the picture of the signature.
    """

    template: Template
    office: Office
    states: States
    forms: Forms
    passages: Passages
    draft: bool = False
    house: HouseStyle = field(default_factory=HouseStyle)
    signatures: Mapping[str, Asset] = field(default_factory=dict)

    def for_letter(self, entry: Entry) -> Materials:
        """Return what the letter of *entry* is made of: of all passages, only its own.

        Merging reads nothing else, and a letter's key is the digest of the same.
        """
        own = passages_of(self.passages, entry.record.id, entry.languages)
        return replace(self, passages=own)
