"""Tests of the settings of `forms.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.files.settings_file import read_toml
from lettergen.protocol.forms_file import FormsFile

GOOD = {
    "form": "mayor",
    "language": "en",
    "greeting": "Mayor {surname}",
    "salutation": "Dear {greetings},",
    "close": "Sincerely,",
    "source": "Protocol.",
}


def read(folder: Path, **changes: str) -> FormsFile:
    """Return a file of one table, with some keys changed."""
    lines = [f'{key} = "{text}"' for key, text in (GOOD | changes).items()]
    file = folder / "forms.toml"
    file.write_text("\n".join(["[[form_of_address]]", *lines]), encoding="utf-8")
    return read_toml(file, FormsFile, "forms.toml")


def test_good_table(tmp_path: Path) -> None:
    """A good table is read unchanged, its language as BCP 47 writes it."""
    (row,) = read(tmp_path, language="pt_br").form_of_address

    assert (row.form, row.language, row.gender) == ("mayor", "pt-BR", "")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"form": "Lord Mayor"}, "a rank in small letters and hyphens"),
        ({"language": "klingon"}, "a language tag such as en"),
        ({"greeting": "Mayor {surname.x}"}, "placeholders are field names"),
        ({"greeting": "Mayor {0}"}, "placeholders are field names"),
        ({"greeting": "Mayor {}"}, "placeholders are field names"),
        ({"greeting": "Mayor {surname!r}"}, "placeholders are field names"),
        ({"greeting": "Mayor {surname:>9}"}, "placeholders are field names"),
        ({"greeting": "Mayor {surname"}, "placeholders are field names"),
        ({"greeting": ""}, "a greeting and a line with {greetings}"),
        ({"greeting": " "}, "a greeting and a line with {greetings}"),
        ({"salutation": "Dear Mayor,"}, "a greeting and a line with {greetings}"),
        ({"salutation": "Dear {surname},"}, "no placeholder but {greetings}"),
        ({"greeting": "{greetings}"}, "whose greeting does not have it"),
        ({"greeting_several": "Mayors {surname}"}, "greeting_several has no placeholders"),
        ({"salutation": ""}, "a text that is not empty"),
        ({"source": ""}, "a text that is not empty"),
        ({"salutaton": "Dear {greetings},"}, "Did you mean 'salutation'?"),
    ],
)
def test_wrong_table(tmp_path: Path, changes: dict[str, str], told: str) -> None:
    """A table that could print a wrong line is refused when it is read, not when it is used."""
    with pytest.raises(CallError) as error:
        read(tmp_path, **changes)

    assert told in str(error.value)
    assert str(error.value).startswith("forms.toml:")
