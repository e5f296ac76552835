"""What letters are made from, beside their records."""

from __future__ import annotations

import subprocess
import sys


def test_quick_to_import() -> None:
    """Whoever only asks what letters are made from loads nothing that makes them."""
    code = "import sys, lettergen.merge.materials; print([*sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    assert not any(
        name.encode() in loaded.stdout for name in ("'markdown_it'", "'weasyprint'", "'pebble'")
    )
    assert b"'lettergen.merge.materials'" in loaded.stdout
