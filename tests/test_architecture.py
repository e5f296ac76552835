"""The shape of the code: who imports whom, how large a file is, where its test stands.

Everything is read from the source, nothing is imported, so that an import
inside a function counts as well.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile
from pathlib import Path

import pytest

from tests.checkout import PACKAGE, ROOT, TESTS, project_files, shown

# A module imports only what is on a line above its own. A folder is one name here.
TIERS = (
    ("errors",),
    ("letter", "geometry", "files"),
    ("l10n", "machine"),
    ("markdown", "protocol", "letterhead", "fields"),
    ("compose", "office", "pdf", "records"),
    ("facts",),
    ("template",),
    ("plan",),
    ("merge",),
    ("produce", "envelope"),
    ("proof", "batch"),
    ("register", "approval", "issue", "publish", "mail"),
    ("workspace",),
    ("preview", "cluster"),
    ("cli",),
    ("__main__",),
)
ORDER = [name for tier in TIERS for name in tier]

LONGEST_FILE = 400  # aim at 300
LONGEST_FUNCTION = 50
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
POSIX_ONLY = {"resource", "signal", "fcntl", "pwd", "grp", "termios"}

# Tests of more than one module, and why no module of their name exists.
ABOUT_THE_PROJECT = {
    "tests/batch/test_stale_letters.py": "that no letter is kept which would be made otherwise",
    "tests/batch/test_endurance.py": "what a batch survives, and what it costs in the long run",
    "tests/preview/test_desk_live.py": "the preview in a browser, while files are saved",
    "tests/preview/test_desk_page.py": "the preview in a browser, as people use it",
    "tests/template/test_appendix_pages.py": "appendices on their whole way to the page",
    "tests/styles/test_every_style.py": "all shipped house styles with letters hard to lay out",
    "tests/styles/test_memo.py": "the house style memo on its whole way to the page",
    "tests/styles/test_naval.py": "the house style naval on its whole way to the page",
    "tests/styles/test_us_agency.py": "the house style us-agency on its whole way to the page",
    "tests/styles/test_din5008.py": "the house styles of DIN 5008 on their whole way to the page",
    "tests/styles/test_uk.py": "the house style uk on its whole way to the page",
    "tests/styles/test_follow_on.py": "the house style follow-on on its whole way to the page",
    "tests/styles/test_note_verbale.py": "notes verbales on their whole way to the page",
    "tests/styles/test_un.py": "the house style un on its whole way to the page",
    "tests/merge/test_copies.py": "to whom copies go, how, and in which groups",
    "tests/test_architecture.py": "the shape of the code",
    "tests/protocol/test_form_table.py": "the built-in forms of address",
    "tests/test_hostile_values.py": "a record's words on their whole way to the page",
    "tests/test_letters_in_windows.py": "an address in the window of its envelope",
    "tests/test_old_office.py": "an office that an earlier version left",
    "tests/test_project.py": "the promises of the repository",
    "tests/template/test_quoted_letter.py": "a letter quoted in another, from the data to the page",
    "tests/test_readme.py": "the README's commands",
    "tests/test_six_languages.py": "the six languages on their whole way to the page",
    "tests/protocol/test_state_names.py": "the built-in names of states",
    "tests/test_suspension_update.py": "the words of the letter that was sent",
    "tests/test_wheel.py": "what is installed",
    "tests/test_words.py": "the check of refused words",
}

CLOCKS = {
    *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"),
    *("process_time", "process_time_ns", "thread_time", "thread_time_ns", "clock_gettime"),
    *("now", "utcnow", "timeit"),
}
LOOK_AT_A_CLOCK = {
    "tests/cli/test_review.py": "which day a review is of",
    "tests/batch/test_endurance.py": "reports how long a batch took, and asserts nothing of it",
    "tests/processes.py": "gives up waiting for a process that hangs",
}

MODULES = [path for path in project_files("lettergen") if path.suffix == ".py"]
TEST_FILES = [path for path in project_files("tests") if path.suffix == ".py"]
BENCHMARKS = [path for path in project_files("benchmarks") if path.suffix == ".py"]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed source."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=shown(path))


def dotted(path: Path) -> str:
    """Return the name a file is imported by: ``lettergen.records.yaml_reader``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


KNOWN = {dotted(path) for path in MODULES}


def part(module: str) -> str:
    """Return the name that stands in ORDER; empty for the package itself."""
    return [*module.split("."), ""][1]


def above(name: str) -> set[str]:
    """Return the names on the lines above that of *name* in TIERS."""
    before = takewhile(lambda tier: name not in tier, TIERS)
    return {one for tier in before for one in tier}


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of everything a file imports, at any depth, relative names resolved."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(name for name in (above, node.module) if name)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """Return the modules of this package that a file imports."""
    found = set()
    for name in imports(path):
        module = name
        while module and module not in KNOWN:
            module = module.rpartition(".")[0]
        found.add(module)
    return found - {"", dotted(path)}


def foreign_imports(path: Path) -> set[str]:
    """Return the top names of everything a file imports."""
    return {name.split(".")[0] for name in imports(path)}


def functions(path: Path) -> list[Function]:
    """Return every function and method in a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def test_every_module_has_its_place() -> None:
    """A new module is entered in the order before it is used."""
    assert {part(name) for name in KNOWN} - {"", *ORDER} == set()


def test_imports_point_down() -> None:
    """A module imports only what stands before it in the order."""
    wrong = {}
    for path in MODULES:
        own = part(dotted(path))
        extra = {part(name) for name in own_imports(path)} - {own, "", *above(own)}
        if extra:
            wrong[shown(path)] = extra

    assert wrong == {}


def test_the_package_itself_imports_nothing() -> None:
    """Importing lettergen is free: it loads none of its modules, nor any other."""
    program = (
        "import sys; before = {*sys.modules}; import lettergen; print({*sys.modules} - before)"
    )
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert ast.literal_eval(printed) == {"lettergen", "__future__"}


@pytest.mark.parametrize(
    "package", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
)
def test_no_cycle_inside_a_package(package: str) -> None:
    """The modules of a package do not import each other in a circle."""
    inside = [path for path in MODULES if part(dotted(path)) == package]
    graph = {
        dotted(path): {name for name in own_imports(path) if part(name) == package}
        for path in inside
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_one_door_to_the_pdf_engine() -> None:
    """Only pdf.py imports WeasyPrint and pydyf: both are slow to load and carry no types."""
    importers = {
        part(dotted(path)) for path in MODULES if foreign_imports(path) & {"weasyprint", "pydyf"}
    }

    assert importers <= {"pdf"}


def test_one_door_to_pdfium() -> None:
    """Only page_text.py imports PDFium: its lock guards nothing that goes past it."""
    importers = {shown(path) for path in MODULES if "pypdfium2" in foreign_imports(path)}

    assert importers == {"lettergen/pdf/page_text.py"}


def test_posix_calls_stand_in_one_module() -> None:
    """What only POSIX systems have is imported by limits.py alone."""
    importers = {shown(path) for path in MODULES if foreign_imports(path) & POSIX_ONLY}

    assert importers <= {"lettergen/machine/limits.py"}


def test_one_module_knows_where_things_are() -> None:
    """Only paths.py looks at its own place on disk, or has Python look for it.

    The registry of problem codes is above it in the order of imports, and reads its own file.
    """
    lookers = {
        shown(path)
        for path in MODULES
        if any(
            isinstance(node, ast.Name) and node.id == "__file__" for node in ast.walk(tree(path))
        )
        or any(name.startswith(("importlib.resources", "pkgutil.")) for name in imports(path))
    }

    assert lookers <= {"lettergen/files/paths.py", "lettergen/errors/registry.py"}


def test_names_say_something() -> None:
    """No module is called after nothing in particular, such as utils or manager."""
    vague = {shown(path) for path in MODULES if path.stem.lower().strip("_") in VAGUE_NAMES}

    assert vague == set()


def test_every_file_says_what_it_is_for() -> None:
    """Every source file opens with a docstring; only an empty package marker has none."""
    silent = {
        shown(path)
        for path in (*MODULES, *TEST_FILES, *BENCHMARKS)
        if path.stat().st_size and not ast.get_docstring(tree(path))
    }

    assert silent == set()


def test_every_test_states_its_promise() -> None:
    """Every test function opens with a sentence that says what it holds."""
    silent = {
        f"{shown(path)}:{function.lineno} {function.name}"
        for path in TEST_FILES
        for function in functions(path)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    }

    assert silent == set()


def looks_at_a_clock(node: ast.AST) -> bool:
    """Return whether a call reads a clock, by whichever name."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in CLOCKS and not (name == "time" and node.args)  # which makes a time of day


@pytest.mark.parametrize(
    ("code", "is_refused"),
    [
        ("time.perf_counter()", True),
        ("monotonic() < end", True),
        ("datetime.now(UTC)", True),
        ("time.sleep(1)", False),
        ("time(9, 5)", False),
        ("letter.time", False),
    ],
)
def test_a_clock_is_found(code: str, is_refused: bool) -> None:
    """A call that reads a clock is told from one that waits, and from a mere name."""
    assert any(map(looks_at_a_clock, ast.walk(ast.parse(code)))) is is_refused


def test_no_test_asks_a_clock() -> None:
    """Tests count calls, letters or bytes: how long something takes depends on the machine."""
    found = {shown(path) for path in TEST_FILES if any(map(looks_at_a_clock, ast.walk(tree(path))))}

    assert found - LOOK_AT_A_CLOCK.keys() == set()


def test_files_are_short() -> None:
    """A source file has at most 400 lines; 300 is what to aim at."""
    lengths = {
        shown(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*MODULES, *TEST_FILES, *BENCHMARKS)
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    """A function has at most 50 lines, signature and docstring included."""
    lengths = {
        f"{shown(path)}:{function.lineno} {function.name}": function.end_lineno
        - function.lineno
        + 1
        for path in (*MODULES, *TEST_FILES, *BENCHMARKS)
        for function in functions(path)
        if function.end_lineno
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_every_module_has_its_test() -> None:
    """lettergen/x/y.py is tested in tests/x/test_y.py; package markers hold nothing to test."""
    expected = {mirror(path) for path in MODULES if path.name != "__init__.py"}

    assert {shown(path) for path in expected if not path.exists()} == set()


def test_every_test_has_its_module() -> None:
    """tests/x/test_y.py tests lettergen/x/y.py, or is named above with the reason why not."""
    expected = {shown(mirror(path)) for path in MODULES}
    found = {shown(path) for path in TEST_FILES if path.name.startswith("test_")}

    assert found - expected - ABOUT_THE_PROJECT.keys() == set()


def mirror(module: Path) -> Path:
    """Return the file that tests a module."""
    place = module.relative_to(PACKAGE)
    return TESTS / place.parent / f"test_{place.name}"
