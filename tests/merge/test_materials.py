"""What letters are made from, beside their records."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lettergen.merge.materials import warnings_of_body
from tests.offices import ogp, small_office, told


def test_warning_of_an_unreviewed_body(tmp_path: Path) -> None:
    """A body that nobody has reviewed is a warning; a reviewed one is none."""
    template = small_office(tmp_path, "Text.\n").materials.template

    assert told(warnings_of_body(template, "en")) == [
        (
            "warning: templates/note/template.toml: Nobody has reviewed the body "
            "templates/note/en.md.j2. Let someone read it, then fill in reviewed_by and "
            "reviewed_on under [bodies.en]."
        )
    ]
    assert warnings_of_body(ogp().materials.template, "en") == []


def test_quick_to_import() -> None:
    """Whoever only asks what letters are made from loads nothing that makes them."""
    code = "import sys, lettergen.merge.materials; print([*sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert not any(
        name.encode() in loaded.stdout for name in ("'markdown_it'", "'weasyprint'", "'pebble'")
    )
    assert b"'lettergen.merge.materials'" in loaded.stdout
