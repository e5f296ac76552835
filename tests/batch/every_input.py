"""An office in which every kind of input decides a letter's bytes, and one change to each.

A change names the inputs that it changes, as ``Class.field``. A digest that leaves one of these
out keeps a letter that is no longer right: the tests show it by leaving it out.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

TEMPLATE = "note"
# One pixel, black and white.
BLACK, WHITE = (
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN" + end + "ElFTkSuQmCC"
    )
    for end in ("gAAAAAgABSK+kcQAAAABJR", "4DwABAQEANl9ngAAAAABJR")
)
FILES = {
    "lettergen.toml": """
name = "Office of Zenda"
data = "members.json"
date = 2021-04-27
language = "en"
letterhead = "own"
signs = "ceo"
statuses = ["active", "suspended"]
marks = ["EYES ONLY", {en = "FOR THE MINISTER", fr = "POUR LE MINISTRE"}]

[close]
fr = "Cordialement,"

[[signatory]]
id = "ceo"
name = {Latn = "Flavia Elphberg"}
title = {en = "Chief Executive Officer", fr = "Directrice"}
image = "flavia.png"

[[signatory]]
id = "chair"
name = "Rudolf Rassendyll"
title = {en = "Chair", fr = "Président"}

[fields.desk]
description = "Who looks after this member."
""",
    "forms.toml": """
[[form_of_address]]
form = "warden"
language = "en"
address = "Warden {name}"
greeting = "Warden"
greeting_several = "Wardens"
salutation = "Dear {greetings},"
close = "Sincerely,"
source = "the office"

[[form_of_address]]
form = "warden"
language = "fr"
address = "{name}"
salutation = "Madame, Monsieur,"
close = "Salutations,"
source = "the office"
""",
    "states.yaml": """
- code: XAA
  # always
  en: {short: Ruritania, formal: Kingdom of Ruritania, article: the, formal_article: the}
  fr: {short: Ruritanie, formal: Royaume de Ruritanie, article: la, formal_article: le, of: de, to: à, in: en}
""",
    "letterheads/own/letterhead.toml": """
title = "An own look"
style = "own-style"
language = "en"
papers = ["a4", "letter"]
mark = "ring.svg"
mark_text = "A ring"
fonts = ["Noto Serif"]

[margins]
top = 26
right = 25
bottom = 24
left = 25

[printed]
top = 14
bottom = 14
later_top = 14
later_bottom = 14

[sender]
name = "An own look"
lines = ["1 Palace Square"]
country = "XAB"

[[sender.contact]]
label = "Phone"
text = "202-555-0143"
""",
    "letterheads/own/letterhead.css": ".sender { color: #333 }\n",
    "letterheads/own/ring.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<circle r="9" cx="10" cy="10"/></svg>',
    "letterheads/_styles/own-style/style.toml": """
title = "An own style"
like = "ogp"

[labels]
references = "Reference"
""",
    "letterheads/_styles/own-style/style.css": ".body { color: #222 }\n",
    "templates/note/template.toml": """
title = "A note"
# for every record

[bodies.en]
subject = "On {{ state.short }}"
[bodies.fr]
subject = "De {{ state.short }}"

[fields.concern]
description = "What it is about."
example = "space"
per_language = true

[fields.grade]
type = "one of"
options = ["low", "high"]
description = "How urgent it is."

[fields.guest]
per_script = true
description = "Whom it concerns."

[fields.helper]
per_language = true
fixed = ["Fritz"]
description = "Who helps."

[fields.topics]
type = "list of text"
at_most = 4
description = "What it touches."

[fields.genitive]
per_language = true
grammar = true
description = "The state's name in the genitive."
""",
    "templates/note/en.md.j2": """I write of {{ state.with_article }}, {{ state.formal }}, "so far".
"""
    + "".join(
        f"\nParagraph {number}: {'what is said of it at some length, ' * 6}and so on.\n"
        for number in range(16)
    )
    + """

{{ concern }}, {{ grade }}, {{ guest }}, {{ helper }}, {% for topic in topics %}{{ topic }} {% endfor %}

{% passage "news" %}

1. One

   1. Two[^1]
   2. Three

[^1]: A note.

{% include "end.en.md.j2" %}

{% appendix "The rules" %}

There are none.
""",
    "templates/note/fr.md.j2": """J'écris au sujet {{ state.of }}, {{ state.to }}, {{ state.in }}.

{{ state.with_article }} {{ state.formal }} {{ concern }} {{ grade }} {{ guest }} {{ helper }} {% for topic in topics %}{{ topic }} {% endfor %}

{% passage "news" %}

{% include "end.fr.md.j2" %}

{% appendix "Les règles" %}

Il n'y en a pas.
""",
    "templates/_shared/end.en.md.j2": "So it ends; see Enclosure 1.\n",
    "templates/_shared/end.fr.md.j2": "C'est la fin ; voir Pièce jointe 1.\n",
    "passages/note/XAA.en.md": "News from the chief.\n",
    "passages/note/XAA.fr.md": "Nouvelles du chef.\n",
    "enclosures/report.txt": "A report.\n",
    "enclosures/other.txt": "Another one.\n",
}
MEMBER: dict[str, Any] = {
    "id": "XAA",
    "state": "XAA",
    "status": "suspended",
    "desk": "Strelsau",
    "grade": "low",
    "guest": {"Latn": "Sapt"},
    "helper": "Fritz",
    "topics": ["water", "roads"],
    "translation": "fr",
    "reference": "ZND 1",
    "your_reference": "RUR 2",
    "delivery": {"en": "By hand", "fr": "En main propre"},
    "mark": ["FOR THE MINISTER"],
    "concern": {"en": "civic space", "fr": "espace civique"},
    "postscript": {"en": "One word more.", "fr": "Un mot encore."},
    "addressee": [
        {
            "name": "Anton Helsing",
            "surname": "Helsing",
            "form": "warden",
            "title": {"en": "Warden", "fr": "Gardien"},
        },
        {
            "name": "Berta Holm",
            "surname": "Holm",
            "form": "warden",
            "title": {"en": "Warden", "fr": "Gardienne"},
        },
    ],
    "signatory": [{"id": "ceo", "authorised_by": "ceo"}],
    "cc": [{"name": "Fritz Tarlen", "title": {"en": "Envoy", "fr": "Envoyé"}}],
    "enclosure": [{"title": {"en": "Report", "fr": "Rapport"}, "file": "enclosures/report.txt"}],
}


def make_office(folder: Path) -> None:
    """Write the office into *folder*."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "flavia.png").write_bytes(BLACK)
    (folder / "members.json").write_text(json.dumps([MEMBER]), encoding="utf-8")
