"""Letters that are hard to lay out in any house style: too long, too many, right to left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lettergen.letter.letter import Body, Enclosure, Letter
from lettergen.letter.people import Addressee, Person, Recipient, Signatory
from lettergen.letter.pictures import named_by_content
from tests.reference import EVERY_PART, PARAGRAPHS, REFERENCE

SENTENCE = "نود أن نعلمكم بحالة مشاركة روريتانيا في الشراكة وفقا لقرار اللجنة التوجيهية. "

EVERY = replace(
    EVERY_PART,
    via=(Person("Anton Strofzin", "Deputy Chief"), Person("Helga Bersonin", "Director")),
    subject_lines=("Second line of the matter",),
    postscript="The annex follows.",
    enclosures=(Enclosure("Action plan of 2020"), Enclosure("Charter of the Castle")),
    distribution=(Person("Harbour Office"), Person("Castle Library")),
)

WIDE = "Maximilian Ferdinand " * 6 + "Rassendyll"
ARABIC = replace(
    EVERY,
    language="ar",
    date_text="27 أبريل 2021",
    draft="مسودة",
    marks=("سري",),
    subject=Body("حالة خطة العمل"),
    subject_lines=("السطر الثاني",),
    body=Body("\n\n".join([SENTENCE * 5] * 9)),
    salutation="معالي الوزير،",
    close="وتفضلوا بقبول فائق الاحترام",
)
FRENCH = replace(
    REFERENCE,
    language="fr",
    date_text="27 avril 2021",
    version="Unofficial translation",
    subject=Body("État du plan"),
    via=(Person("Anton Strofzin", "Directeur"),),
    salutation="Monsieur,",
    close="Veuillez agréer nos salutations.",
)
BILINGUAL = replace(
    FRENCH,
    language="en",
    date_text="April 27, 2021",
    version="Authoritative text",
    subject=Body("State of the plan"),
    draft="DRAFT",
    translation=FRENCH,
)

HARD: Mapping[str, Letter] = {
    "nine address lines, a name longer than the line": replace(
        EVERY,
        addressees=(
            Addressee(
                WIDE,
                "Minister",
                "Castle Office",
                "Kingdom of Ruritania",
                lines=tuple(f"Line {number} of the address" for number in range(1, 7)),
            ),
        ),
    ),
    "four addressees with long names": replace(
        EVERY, addressees=tuple(Addressee(f"{'Rudolf Maximilian ' * 3}{n}") for n in range(4))
    ),
    "a subject of six lines": replace(EVERY, subject=Body("Word upon word on the plan " * 18)),
    "40 copies": replace(
        EVERY,
        copies=tuple(
            Recipient(f"Person {n}", "Clerk", group="Agents:" if n > 20 else "") for n in range(40)
        ),
    ),
    "three signatories, one with long words": replace(
        EVERY,
        signatories=(
            Signatory("Rupert Hentzau", "Keeper of the Great Seal " * 4, acting=True),
            Signatory("Flavia Elphberg", "Deputy", signed=True),
            Signatory("", "", on_behalf_of="For the Government of Ruritania"),
        ),
    ),
    "three pages": replace(EVERY, body=Body("\n\n".join([PARAGRAPHS] * 3))),
    "Arabic": ARABIC,
    "French after English": BILINGUAL,
    "French and English side by side": replace(BILINGUAL, beside=True),
    "Arabic after English": replace(
        BILINGUAL, translation=replace(ARABIC, version="Unofficial translation")
    ),
}

PICTURE = named_by_content(
    "hentzau",
    ".svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="60">'
    b'<path d="M0 50L40 10L60 40L160 30" fill="none" stroke="#000"/></svg>',
)
"""A picture of a signature."""


def without_greeting(letter: Letter) -> Letter:
    """Return *letter* for a style without salutation and close."""
    translation = without_greeting(letter.translation) if letter.translation else None
    return replace(letter, salutation="", close="", translation=translation)
