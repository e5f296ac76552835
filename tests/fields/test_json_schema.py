"""The JSON Schema of a data file: what an editor lets pass, and what it underlines."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lettergen.fields.declaration import Field, FieldType, read_value
from lettergen.fields.json_schema import data_schema
from lettergen.fields.settings import common_fields
from lettergen.plan.entries import known_fields
from tests.offices import DATA, OGP, ogp


def sample_schema() -> dict[str, Any]:
    """Return the schema of the sample office's data."""
    desk = ogp()
    return data_schema("Sample", known_fields(desk.materials.template, desk.office))


def sample_data() -> Any:
    """Return the sample office's data as plain texts, as the file nests them."""
    text = (OGP / DATA).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the loader that makes texts only


VALIDATOR = Draft202012Validator(sample_schema())


def wrong(data: Any) -> list[str]:
    """Return where an editor would underline something."""
    return sorted({error.json_path for error in VALIDATOR.iter_errors(data)})


def aze(**changes: Any) -> list[Any]:
    """Return the record AZE with other values for some of its fields; None takes one out."""
    record = deepcopy(sample_data()["members"][0]) | changes
    return [{name: value for name, value in record.items() if value is not None}]


def test_it_is_a_schema() -> None:
    """What is printed is a JSON Schema by its own rules."""
    Draft202012Validator.check_schema(sample_schema())
    Draft202012Validator.check_schema(data_schema("Common", common_fields()))


def test_sample_data_are_valid() -> None:
    """The sample office's data pass, under one key and as a bare list, every record of them."""
    data = sample_data()

    assert len(data["members"]) == 16
    assert wrong(data) == []
    assert wrong(data["members"]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "today"},
        {"date": None},
        {"reference": ""},
        {"reference": 17},
        {"reference": "NO"},
        {"_note": ["anything", {"at": "all"}]},
        {"cc": {"name": "Flavia Elphberg"}},
        {"cc": "Flavia Elphberg"},
        {"cc": ["Flavia Elphberg", {"name": "Rudolf Rassendyll"}]},
        {"cc": ""},
        {"cc": []},
        {"mark": "CONFIDENTIAL"},
        {"mark": ["CONFIDENTIAL", {"en": "URGENT", "fr": "URGENT"}]},
        {"addressee": {"name": "Flavia", "line": ["1 Castle Street", "Strelsau"]}},
        {
            "addressee": [
                {"title": {"en": "Minister", "pt-BR": "Ministra"}, "line": "1 Castle Street"}
            ]
        },
        {"offer_meeting": True},
        {"offer_meeting": "false"},
        {"assessment": {"stage": "under way", "year": 2022}},
        {"assessment": {"stage": "", "year": ""}},
        {"concern": None},
        {"region": "Europe"},
    ],
)
def test_forms_that_are_read(changes: dict[str, Any]) -> None:
    """Each form that the reader takes passes, numbers and truths of JSON among them."""
    assert wrong(aze(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"date": "27.04.2021"}, "$[0].date"),
        ({"date": "2021-13-01"}, "$[0].date"),
        ({"action_plan": {"ends": "August 2021"}}, "$[0].action_plan.ends"),
        ({"action_plan": {"ends": "2021-08", "begins": "2019-08"}}, "$[0].action_plan"),
        ({"assessment": {"year": "22"}}, "$[0].assessment.year"),
        ({"assessment": {"year": 22}}, "$[0].assessment.year"),
        ({"assessment": {"stage": "soon"}}, "$[0].assessment.stage"),
        ({"offer_meeting": "perhaps"}, "$[0].offer_meeting"),
        ({"offer_meeting": 1}, "$[0].offer_meeting"),
        ({"status": "excluded"}, "$[0].status"),
        ({"state": None}, "$[0]"),
        ({"state": ""}, "$[0].state"),
        ({"id": None}, "$[0]"),
        ({"concren": "civic space"}, "$[0]"),
        ({"cc": [{"nmae": "Flavia Elphberg"}]}, "$[0].cc[0]"),
        ({"cc": {"name": "Flavia", "_note": "not here"}}, "$[0].cc"),
        ({"enclosure": [{"file": "a.pdf"}]}, "$[0].enclosure[0]"),
        ({"addressee": [{"name": "A"}] * 5}, "$[0].addressee"),
        ({"addressee": []}, "$[0].addressee"),
        ({"addressee": {"title": {"French": "Ministre"}}}, "$[0].addressee.title"),
        ({"delivery": {"en": ["Via e-mail"]}}, "$[0].delivery"),
    ],
)
def test_what_is_underlined(changes: dict[str, Any], path: str) -> None:
    """What no letter can read is underlined in its place, and nothing else."""
    assert wrong(aze(**changes)) == [path]


@pytest.mark.parametrize("data", [{}, {"a": [], "b": []}, "AZE", {"members": "AZE"}, [["AZE"]], 7])
def test_a_file_that_holds_no_list(data: Any) -> None:
    """A file is a list of records, or one key that holds it."""
    assert wrong(data) != []


def test_a_note_may_stand_beside_the_list() -> None:
    """A key that begins with _ is a note, at the top of the file too."""
    assert wrong({"_source": "the register of 2021", "members": []}) == []


def test_what_one_template_needs_is_said_not_demanded() -> None:
    """A field of the template is never required, since some records get no letter from it."""
    concern = sample_schema()["$defs"]["record"]["properties"]["concern"]

    assert wrong([{"id": "XAG", "state": "XAG"}]) == []
    assert concern["description"].endswith("as a plural noun. This letter needs it.")
    assert concern["examples"] == ["civic space constraints"]


def test_fields_of_other_templates_pass() -> None:
    """What another template declares is allowed; where the two disagree, this one's word holds."""
    own = (*common_fields(), Field("plan.ends", FieldType.MONTH))
    others = [
        Field("visit.day"),
        Field("plan"),
        Field("plan.ends.on"),
        Field("visit"),
        Field("visit.day.hour"),
    ]
    record = {"id": "XAA", "state": "XAA", "visit": {"day": "Monday"}, "plan": {"ends": "2021-08"}}

    validator = Draft202012Validator(data_schema("Own", own, others))

    assert validator.is_valid([record])
    assert not validator.is_valid([record | {"plan": "soon"}])


def test_any_name_of_a_list() -> None:
    """A list may be called what it likes: its part of the schema is still found."""
    fields = (*common_fields(), Field("a/b~c é.*.name", required=True, source="common"))
    validator = Draft202012Validator(data_schema("Odd", fields))
    record = {"id": "XAA", "state": "XAA"}

    assert validator.is_valid([record | {"a/b~c é": [{"name": "A"}]}])
    assert not validator.is_valid([record | {"a/b~c é": [{}]}])


TYPED = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.integers().map(str),
    st.sampled_from(["yes", "no", "true", "false", "soon", "later"]),
    st.text(alphabet="+-0123456789", min_size=1, max_size=12),
)


@pytest.mark.parametrize("kind", FieldType)
@given(text=TYPED)
def test_nothing_readable_is_underlined(kind: FieldType, text: str) -> None:
    """A text that can be read as its type passes, required or not."""
    options = ("soon", "later") if kind is FieldType.ONE_OF else ()
    field = Field("x", kind, options=options)
    try:
        read_value(field, text)
    except ValueError:
        return
    for one in (field, replace(field, required=True, source="common")):
        schema = data_schema("One field", [one])
        assert Draft202012Validator(schema).is_valid([{"x": text}])
