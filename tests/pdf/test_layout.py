"""Laying out in this process."""

from __future__ import annotations

import subprocess
import sys

from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.layout import lay_out
from tests.reference import REFERENCE, print_job, printed

OGP = load_letterhead("ogp", None)


def test_same_as_rendering() -> None:
    """A job gives the very bytes that its parts give."""
    assert lay_out(print_job(REFERENCE, OGP)) == printed(REFERENCE, OGP)


def test_import_is_late() -> None:
    """Whoever only knows that letters can be laid out does not load what reads PDFs back."""
    code = "import sys, lettergen.pdf.layout; print('pypdfium2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
