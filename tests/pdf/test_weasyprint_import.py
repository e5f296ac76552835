"""The import of WeasyPrint."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

from lettergen.pdf.weasyprint_import import _stand_in, weasyprint


def test_import_is_late_and_quiet() -> None:
    """Importing the module does not import WeasyPrint; importing WeasyPrint starts no program."""
    code = """
import sys, subprocess
sys.addaudithook(lambda name, _: name == "subprocess.Popen" and print("started a program"))
import lettergen.pdf.weasyprint_import as engine
print("weasyprint" in sys.modules)
engine.weasyprint()
print("weasyprint" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    expected = "False\nTrue\n"
    if sys.platform == "linux":
        assert done.stdout == expected
    else:
        assert done.stdout.replace("started a program\n", "") == expected


def test_library_search_is_put_back() -> None:
    """After the import, the search for libraries is the standard one again."""
    weasyprint()

    assert ctypes.util.find_library.__module__ == "ctypes.util"


def test_font_cutters_are_loaded_when_called() -> None:
    """Importing WeasyPrint does not load fontTools' subsetter; calling it does."""
    code = """
import sys
from lettergen.pdf.weasyprint_import import weasyprint
weasyprint()
print("fontTools.subset" in sys.modules, "fontTools.varLib" in sys.modules)
from weasyprint.pdf import fonts
print(type(fonts.subset.Options(hinting=False)).__module__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False False\nfontTools.subset\n"


def test_stand_in_gives_what_the_real_one_gives() -> None:
    """A stand-in's function is the real module's, arguments and all."""
    options = _stand_in("fontTools.subset").Options(hinting=False)

    assert options.hinting is False
