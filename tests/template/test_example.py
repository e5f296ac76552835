"""A template's example: kept in its folder, or put together from its fields."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.facts.reading import read_facts
from lettergen.files import paths
from lettergen.letter.characters import Cleaned, clean
from lettergen.plan.entries import declared_fields
from lettergen.records import read_records
from lettergen.template.example import as_yaml, load_example, nested
from lettergen.template.loading import load_template
from tests.checkout import ROOT
from tests.cli.typed import document, run
from tests.offices import OGP, SMALL_TEMPLATE, SMALL_TOML, codes, ogp, record_of, small_office, told
from tests.records.files import read, texts

UPDATE = "suspension-update"
BUILT_IN = paths.names("templates", None)
STATUSES = 'statuses = ["active", "inactive", "suspended"]\n'
FOR_INACTIVE = """
title = "A word to an inactive member"
for = 'status in ["inactive", "suspended"] and kind == "formal"'

[bodies.en]

[fields."steps.*.text"]
required = true
description = "What is to be done."
example = "a plan"
at_least = 2

[fields.kind]
type = "one of"
options = ["plain", "formal"]
required = true
description = "How the letter speaks."
example = "plain"
"""
INACTIVE_BODY = """
{{ state.short }} is {{ standing.status }} by the {{ standing.instrument }}.
Our reference is {{ reference }}.

{% if kind == "formal" %}
{% for step in steps %}
- {{ step.text }}
{% endfor %}
{% endif %}
"""
BARE_OFFICE = """
name = "Open Government Partnership"
letterhead = "ogp"
signs = "ceo"
statuses = ["active", "inactive", "suspended"]

[close]
en = "Best wishes,"

[[signatory]]
id = "ceo"
name = "Sanjay Pradhan"
title = "Chief Executive Officer"
"""
DOCUMENTED = re.compile(r"^`(templates/[^`]+)`:\n\n```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def flat(example: object) -> dict[str, str]:
    """Return nested data as path to text."""
    if isinstance(example, str):
        return {"": example}
    items = example.items() if isinstance(example, dict) else enumerate(example, start=1)  # type: ignore[arg-type]  # else a list
    return {
        f"{name}.{path}".rstrip("."): text
        for name, child in items
        for path, text in flat(child).items()
    }


def test_example_of_the_reference_letter() -> None:
    """The example of suspension-update says what the sample office's record AZE says in English."""
    desk = ogp()
    own = {field.name for field in desk.office.own_fields}
    example = record_of(flat(load_example(load_template("suspension-update", None))))
    declared = declared_fields(desk.materials.template, desk.office, {})
    said, kept = (
        read_facts(record, declared, language="en", record_language="en").values
        for record in (example, desk.record("AZE"))
    )

    unsaid = {"addressee.1.gender", "history.3.label", *own}
    assert said == {path: value for path, value in kept.items() if path not in unsaid}


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_templates_keep_an_example(name: str) -> None:
    """Every built-in template keeps an example of its own."""
    assert (paths.shipped("templates") / name / "example.yaml").is_file()


def test_example_put_together(tmp_path: Path) -> None:
    """Without a file the fields' own examples make a record: selected, whole, without a problem."""
    toml = STATUSES + SMALL_TOML
    desk = small_office(tmp_path, INACTIVE_BODY, template=FOR_INACTIVE, toml=toml)

    example = load_example(desk.materials.template)
    record = record_of(flat(example))

    assert example["history"] == [
        {
            "status": "inactive",
            "from": "2018-12-05",
            "instrument": "2018 resolution of the OGP Steering Committee",
            "rule": "Response Policy, 2017",
        }
    ]
    assert example["steps"] == [{"text": "a plan"}, {"text": "a plan"}]
    assert example["kind"] == "formal"
    assert "bcc" not in example
    assert told(desk.merged(record).problems) == []
    assert desk.entry(record).reason == ""


def test_example_put_together_speaks_the_template(tmp_path: Path) -> None:
    """An example for a template without an English body names the language it has."""
    note = small_office(tmp_path, "Bonjour.").materials.template.folder
    (note / "template.toml").write_text(SMALL_TEMPLATE.replace(".en", ".fr"), encoding="utf-8")
    (note / "en.md.j2").rename(note / "fr.md.j2")

    assert load_example(load_template("note", tmp_path))["language"] == "fr"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {id: XAA}\n- {id: XAB}\n", "bad-example"),
        ("[]\n", "bad-example"),
        ("- {state: XAA}\n", "missing-id"),
        ("id: XAA\n", "data-shape"),
        ("- {id: XAA\n", "bad-syntax"),
    ],
)
def test_example_out_of_order(text: str, code: str, tmp_path: Path) -> None:
    """An example that is not one good record is refused, with its file named."""
    template = small_office(tmp_path, "Hello.").materials.template
    (template.folder / "example.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(CallError) as error:
        load_example(template)

    assert codes(error.value.problems) == [code]
    assert "templates/note/example.yaml" in str(error.value)


def test_example_stays_in_its_folder(tmp_path: Path) -> None:
    """A link that leads out of the template's folder is not followed."""
    template = small_office(tmp_path, "Hello.").materials.template
    (tmp_path / "secret.yaml").write_text("- {id: XAA}\n", encoding="utf-8")
    (template.folder / "example.yaml").symlink_to(tmp_path / "secret.yaml")

    with pytest.raises(CallError) as error:
        load_example(template)

    assert codes(error.value.problems) == ["outside-file"]


def test_example_of_several_lines(tmp_path: Path) -> None:
    """A letter among the examples is shown line by line, and read again as it was."""
    letter = "Sir,\n\nwho holds the keys?\n- we do: 'all' of them"
    shown = as_yaml({"id": "XAA", "incoming": letter})

    assert shown.startswith("- id: XAA\n  incoming: |-\n    Sir,\n\n    who holds")
    (record,) = read(tmp_path, "a.yaml", shown)
    assert record.values["incoming"].typed == letter


def test_nested() -> None:
    """Dotted paths become groups, numbered ones lists; a single item keeps the form it had."""
    values = {"id": "XAA", "cc.1.name": "A", "cc.2.name": "B", "addressee.line.1": "C"}

    assert nested(values) == {
        "id": "XAA",
        "cc": [{"name": "A"}, {"name": "B"}],
        "addressee": {"line": ["C"]},
    }


@given(st.text(min_size=1).filter(lambda text: clean(text) == Cleaned(text)))
def test_printed_example_is_read_again(text: str) -> None:
    """What is shown of an example can be pasted into a data file and says the same there."""
    example = {"id": "XAA", "addressee": {"name": text}, "cc": [{"name": text}]}

    assert records_in(as_yaml(example)) == {"id": "XAA", "addressee.name": text, "cc.1.name": text}


@pytest.mark.parametrize(
    "text", ["null", "~", "NULL", "<<", "yes", "007", "- x", "a: b", "#", "!x"]
)
def test_printed_example_quotes_what_it_must(text: str) -> None:
    """A text that YAML would take for something else is put in quotation marks, no other is."""
    assert records_in(as_yaml({"id": text})) == {"id": text}
    assert as_yaml({"id": "yes"}) == "- id: yes"


def records_in(text: str) -> dict[str, str]:
    """Return the facts of the one record of a YAML text."""
    with TemporaryDirectory() as folder:
        (record,) = read(Path(folder), "data.yaml", text)
    assert record.problems == ()
    return texts(record)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that is no office."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_example_as_shown_is_a_data_file(here: Path) -> None:
    """The example that people see can be pasted into a data file as it stands."""
    shown = run("templates", UPDATE).stdout
    (here / "data.yaml").write_text(shown.partition("record:\n")[2], encoding="utf-8")
    kept = paths.shipped("templates") / UPDATE / "example.yaml"

    (pasted,), (example,) = read_records(here / "data.yaml"), read_records(kept)
    assert texts(pasted) == texts(example)


def test_example_renders_in_a_bare_office(here: Path) -> None:
    """The example makes its letter in an office that has little more than a name."""
    (here / "lettergen.toml").write_text(BARE_OFFICE, encoding="utf-8")
    data = here / "members.json"
    data.write_text(json.dumps([document("templates", UPDATE)["example"]]), encoding="utf-8")

    made = document("render", UPDATE, "--id", "AZE", "--data", data, "-o", "letter.pdf")

    assert made["problems"] == []
    assert (here / "letter.pdf").read_bytes() == ogp_letter()


def ogp_letter() -> bytes:
    """Return the reference letter as the sample office makes it."""
    run("render", UPDATE, "--office", OGP, "--id", "AZE", "-o", "sample.pdf")
    return Path("sample.pdf").read_bytes()


def test_the_documented_template_works(here: Path) -> None:
    """The template written out in docs/templates.md can be reviewed, is right, and is shown."""
    small_office(here, "Hello.", toml=f'statuses = ["active"]\n{SMALL_TOML}')
    files = DOCUMENTED.findall((ROOT / "docs" / "templates.md").read_text(encoding="utf-8"))
    for name, content in files:
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(content, encoding="utf-8")
    example = document("templates", "meeting-report")["example"]
    (here / "data.yaml").write_text(json.dumps([example]), encoding="utf-8")

    assert len(files) == 2
    run("review", "meeting-report", "--language", "en", "--by", "Flavia Elphberg, Legal Counsel")
    assert document("check", "meeting-report", "--data", "data.yaml") == {"problems": []}
    run("render", "meeting-report", "--id", "AZE", "--data", "data.yaml", "-o", "letter.txt")
    letter = (here / "letter.txt").read_text(encoding="utf-8")
    assert "Thank you for receiving us on April 12, 2021.\n" in letter
    assert "- a calendar of consultations, by August 2021\n" in letter
