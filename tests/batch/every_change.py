"""One change to every kind of input that decides a letter, and the inputs that decide nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tests.batch.every_input import FILES, WHITE

SETTINGS, FORMS, STATES, DATA = "lettergen.toml", "forms.toml", "states.yaml", "members.json"
LOOK, STYLE = "letterheads/own/letterhead.toml", "letterheads/_styles/own-style/style.toml"
WORDS, TEMPLATE = "templates/note/en.md.j2", "templates/note/template.toml"

Edit = tuple[str, str, str]
"""A file of the office, what is replaced in it once, and by what."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to an office or to a call.

    Attributes:
        inputs: What it changes, as ``Class.field``.
        edits: What it replaces in the office's files.
        options: What the call says from then on.
        is_seen_twice: Whether something other than the digest of the inputs changes as well: the
            letter's file name, or the fonts in the fingerprint of the machine.
    """

    inputs: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    options: tuple[str, ...] = ()
    is_seen_twice: bool = False

    def __str__(self) -> str:
        told = self.options or (self.edits[0][0], self.edits[0][2].strip() or "(nothing)")
        return f"{'+'.join(self.inputs)}: {' '.join(told)}"

    def make(self, office: Path) -> None:
        """Make the change in the folder *office*."""
        for name, old, new in self.edits:
            file = office / name
            if not old:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(WHITE if file.suffix == ".png" else new.encode())
                continue
            text = file.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
            file.write_text(text.replace(old, new), encoding="utf-8")


def _edit(inputs: str, file: str, old: str, new: str, *more: Edit) -> Change:
    return Change(tuple(inputs.split()), ((file, old, new), *more))


def _line(inputs: str, file: str, line: str) -> Change:
    """Return a change that adds *line* at the head of a settings file."""
    head = FILES[file].strip().split("\n", maxsplit=1)[0]
    return _edit(inputs, file, f"{head}\n", f"{head}\n{line}\n")


def _twice(change: Change) -> Change:
    return replace(change, is_seen_twice=True)


def _call(inputs: str, *options: str) -> Change:
    return Change(tuple(inputs.split()), options=options)


WINDOW = (
    "HouseStyle.windows Window.name Window.left Window.top Window.width Window.height Window.clear "
    "Envelope.name Envelope.width Envelope.height Folds.name Folds.marks Folds.punch "
    "Letterhead.window"
)
IMAGE = 'image = "flavia.png"\n'
OF_THE_OFFICE = (
    _twice(_edit("OfficeFile.language OwnInputs.languages OwnInputs.record_language", SETTINGS, 'language = "en"', 'language = "es"')),
    _twice(_edit("OfficeFile.date OwnInputs.date OwnInputs.facts", SETTINGS, "2021-04-27", "2021-04-28")),
    _edit("OfficeFile.close", SETTINGS, "Cordialement", "Avec mes salutations"),
    _edit("OfficeFile.marks", SETTINGS, "POUR LE MINISTRE", "AU MINISTRE"),
    _edit("OfficeFile.signs OwnInputs.facts", SETTINGS, 'signs = "ceo"', 'signs = "chair"',
          (DATA, '"signatory": [{"id": "ceo", "authorised_by": "ceo"}], ', "")),
    _edit("OfficeFile.statuses", SETTINGS, '"suspended"]', '"inactive"]'),
    _edit("OfficeFile.unknown OfficeFile.fields", SETTINGS, "[fields.desk]", "[fields.desks]",
          (SETTINGS, 'signs = "ceo"', 'signs = "ceo"\nunknown = "error"')),
    _line("OfficeFile.draft_mark Materials.draft", SETTINGS, "draft_mark = true"),
    _line("Limits.pages", SETTINGS, "limits = {pages = 1}"),
    _edit("SignatorySettings.id OfficeFile.signs Materials.signatures", SETTINGS, 'id = "ceo"', 'id = "chief"', (SETTINGS, 'signs = "ceo"\n', "")),
    _edit("SignatorySettings.name", SETTINGS, "Flavia", "Michaela"),
    _edit("SignatorySettings.title", SETTINGS, "Directrice", "Secrétaire"),
    _edit("SignatorySettings.from_", SETTINGS, IMAGE, f"{IMAGE}from = 2022-01-01\n"),
    _edit("SignatorySettings.until", SETTINGS, IMAGE, f"{IMAGE}until = 2020-01-01\n"),
    _edit("SignatorySettings.ranks", SETTINGS, IMAGE, f'{IMAGE}ranks = ["minister"]\n'),
    _edit("SignatorySettings.image Materials.signatures", SETTINGS, IMAGE, ""),
    _edit("Asset.data Asset.name", "flavia.png", "", ""),
)  # fmt: skip
OF_PROTOCOL = (
    _edit("Form.form", FORMS, '"warden"\nlanguage = "en"', '"abbot"\nlanguage = "en"'),
    _edit("Form.language", FORMS, 'language = "fr"', 'language = "es"'),
    _edit("Form.gender", FORMS, 'language = "fr"', 'language = "fr"\ngender = "f"'),
    _edit("Form.address", FORMS, '"Warden {name}"', '"{name}"'),
    _edit("Form.greeting OwnInputs.facts", FORMS, 'greeting = "Warden"', 'greeting = "Warden {surname}"', (DATA, "Berta Holm", "Berta Holme")),
    _edit("Form.greeting_several", FORMS, '"Wardens"', '"Both Wardens"'),
    _edit("Form.salutation", FORMS, "Dear", "Esteemed"),
    _edit("Form.close", FORMS, "Sincerely,", "Truly,"),
    _edit("NameRow.code States.own", STATES, "code: XAA", "code: XAC"),
    _edit("NameRow.language States.own", STATES, "  fr:", "  es:"),
    _edit("NameRow.first_day", STATES, "# always", "from: 2030-01-01"),
    _edit("NameRow.short", STATES, "short: Ruritania", "short: Zenda"),
    _edit("NameRow.formal", STATES, "Kingdom of Ruritania", "Duchy of Zenda"),
    _edit("NameRow.article", STATES, ", article: the,", ","),
    _edit("NameRow.of", STATES, "of: de", "of: du"),
    _edit("NameRow.to", STATES, "to: à", "to: au"),
    _edit("NameRow.in_", STATES, "in: en", "in: au"),
)  # fmt: skip
OF_THE_WORDS = (
    _edit("SourceText.text", WORDS, "so far", "thus far"),
    _edit("SourceText.text", "templates/note/fr.md.j2", "J'écris", "J'écrivais"),
    _edit("SourceText.text", TEMPLATE, '"On {{', '"About {{'),
    _edit("SourceText.text", TEMPLATE, '"De {{', '"Au sujet de {{'),
    _edit("SourceText.text", "templates/_shared/end.en.md.j2", "ends", "closes"),
    _edit("SourceText.text", "templates/_shared/end.fr.md.j2", "fin", "conclusion"),
    _edit("Template.selection", TEMPLATE, "# for every record", 'for = \'status == "active"\''),
    _edit("Field.type Field.per_script", TEMPLATE, "per_script = true", 'type = "date"'),
    _edit("Field.per_language", TEMPLATE, 'example = "space"\nper_language = true', 'example = "space"'),
    _edit("Field.name Template.fields", TEMPLATE, "[fields.concern]", '[fields.concern]\ndescription = "x"\n[fields.worry]'),
    _edit("Field.required OwnInputs.facts", TEMPLATE, 'example = "space"', 'example = "space"\nrequired = true',
          (DATA, '"concern": {"en": "civic space", "fr": "espace civique"}, ', "")),
    _edit("Field.options", TEMPLATE, '"low", "high"', '"high", "higher"'),
    _edit("Field.per_script", TEMPLATE, "per_script = true\n", ""),
    _edit("Field.grammar", TEMPLATE, "grammar = true\n", ""),
    _edit("Field.at_most", TEMPLATE, "at_most = 4", "at_most = 1"),
    _edit("Field.at_least", TEMPLATE, "at_most = 4", "at_most = 4\nat_least = 3"),
    _edit("Field.fixed", TEMPLATE, 'fixed = ["Fritz"]', "fixed = []"),
    _edit("Passage.texts", "passages/note/XAA.en.md", "News", "Old news"),
    _edit("Passage.texts", "passages/note/XAA.fr.md", "Nouvelles", "De vieilles nouvelles"),
    _edit("Passage.texts", "passages/note/XAA.fr.md", "Nouvelles", "[news]\n\nNouvelles"),
    _edit("OwnInputs.enclosed", "enclosures/report.txt", "A report.", "Another report."),
)  # fmt: skip
OF_THE_LOOK = (
    _edit("Letterhead.sender", LOOK, 'name = "An own look"', 'name = "Another look"'),
    _edit("Letterhead.sender_lines", LOOK, "1 Palace", "2 Palace"),
    _edit("Contact.label", LOOK, '"Phone"', '"Fax"'),
    _edit("Contact.text", LOOK, "0143", "0144"),
    _edit("Letterhead.mark_text", LOOK, '"A ring"', '"A wheel"'),
    _edit("Letterhead.language", LOOK, 'language = "en"', 'language = "fr"'),
    _twice(_edit("Letterhead.fonts", LOOK, '["Noto Serif"]', '["Noto Sans"]')),
    _line("Letterhead.typographic_quotes", LOOK, "typographic_quotes = true"),
    _edit("Asset.data", "letterheads/own/ring.svg", 'r="9"', 'r="8"'),
    _edit("StyleText.text", "letterheads/own/letterhead.css", "#333", "#444"),
    _edit("StyleText.text", "letterheads/_styles/own-style/style.css", "#222", "#333"),
    *(_edit(f"Margins.{edge}", LOOK, f"\n{edge} = {old}\nright" if edge == "top" else f"\n{edge} = {old}\n", f"\n{edge} = {new}\nright" if edge == "top" else f"\n{edge} = {new}\n")
      for edge, old, new in (("top", 26, 27), ("right", 25, 24), ("left", 25, 24))),
    _edit("Margins.bottom", LOOK, "bottom = 24\nleft", "bottom = 60\nleft"),
    *(_edit(f"Printed.{edge}", LOOK, f"\n{edge} = 14\n", f"\n{edge} = 90\n") for edge in ("later_top", "later_bottom")),
    _edit("Printed.top", LOOK, "[printed]\ntop = 14", "[printed]\ntop = 40"),
    _edit("Printed.bottom", LOOK, "bottom = 14\nlater_top", "bottom = 40\nlater_top"),
    _edit("Letterhead.papers Paper.name Paper.width Paper.height", LOOK, '["a4", "letter"]', '["letter", "a4"]'),
    _edit("HouseStyle.labels", STYLE, '"Reference"', '"Ref"'),
    _line("HouseStyle.opening HouseStyle.shown", STYLE,
          'opening = ["letterhead", "version", "draft", "marks", "delivery", "date", "references", "addressees", "via", "subject", "salutation"]'),
    _line("HouseStyle.ending HouseStyle.shown", STYLE,
          'ending = ["close", "signatories", "enclosures", "postscript", "copies", "distribution", "blind_copies"]'),
    _line("HouseStyle.after HouseStyle.shown", STYLE, 'after = ["appendices", "notes"]'),
    _line("HouseStyle.locales", STYLE, 'locales = {en = "en-GB"}'),
    _line("HouseStyle.numbering", STYLE, 'numbering = ["(1)", "(a)", "(i)", "1)"]'),
    _line("HouseStyle.open_punctuation", STYLE, "open_punctuation = true"),
    _line("HouseStyle.notes_at_foot", STYLE, "notes_at_foot = true"),
    _line("HouseStyle.third_person", STYLE, "third_person = true"),
    _line(WINDOW, STYLE, 'windows = {a4 = "din5008-b"}'),
)  # fmt: skip
OF_THE_DATA = (
    _edit("OwnInputs.facts", DATA, "civic space", "public space"),
    _edit("OwnInputs.facts", DATA, "Un mot encore.", "Encore un mot."),
    _edit("OwnInputs.facts OwnInputs.languages OwnInputs.passages", DATA, '"translation": "fr", ', ""),
    _edit("OwnInputs.facts OwnInputs.enclosed", DATA, "report.txt", "other.txt"),
)  # fmt: skip
OF_THE_CALL = (
    _twice(_call("OwnInputs.date OwnInputs.facts", "--date", "2021-05-01")),
    _twice(_call("OwnInputs.languages OwnInputs.facts OwnInputs.record_language", "--language", "fr", "--set", "translation=en")),
    _call("OwnInputs.facts", "--set", "reference=ZND 2"),
    _call("OwnInputs.facts", "--set", "translation_layout=beside"),
    _call("Materials.draft", "--draft"),
    _call("Paper.name Paper.width Paper.height", "--paper", "letter"),
)  # fmt: skip
CHANGES = (
    *OF_THE_OFFICE,
    *OF_PROTOCOL,
    *OF_THE_WORDS,
    *OF_THE_LOOK,
    *OF_THE_DATA,
    *OF_THE_CALL,
)
WITHOUT_EFFECT = {
    **dict.fromkeys(
        ("Template.name", "Letterhead.name", "Letterhead.style", "Letterhead.title"),
        "a folder belongs to one template, letterhead and style; another is refused",
    ),
    **dict.fromkeys(
        (
            *("Template.title", "Template.summary", "OfficeFile.name", "Field.description"),
            "FieldTable.description",
            *("Field.example", "Field.source", "Window.source", "Envelope.source", "Form.source"),
            *("NameRow.sources", "Window.confirmed"),
        ),
        "it explains, and is printed in no letter",
    ),
    **dict.fromkeys(
        (
            *("SourceText.file", "SourceText.line", "StyleText.file", "Passage.file"),
            *("TemplatePlace.file", "TemplatePlace.line"),
            "NameRow.line",
        ),
        "it says where something is, for a problem; a letter with a problem is not kept",
    ),
    **dict.fromkeys(
        (
            *("Problem.code", "Problem.message", "Problem.hint", "Problem.severity"),
            *(f"DataPlace.{one}" for one in ("file", "line", "row", "cell", "sheet", "path")),
        ),
        "a letter with a problem is not kept",
    ),
    **dict.fromkeys(
        (
            *("OfficeFile.data", "OfficeFile.letterhead", "OfficeFile.style", "OfficeFile.paper"),
            *("OfficeFile.time_zone", "BodySource.language"),
        ),
        "it chooses what is then an input itself",
    ),
    **dict.fromkeys(
        ("Limits.seconds", "Limits.megabytes"), "it ends a letter that takes too much; it adds none"
    ),
    "Form.also_close": "it allows a close that a record gives",
    "NameRow.formal_article": "no body can ask for it",
    "Asset.mime": "it follows from the name",
    "Letterhead.country": "an envelope alone asks for it",
}
"""Inputs that decide nothing of a letter, or not within one folder, and why."""
