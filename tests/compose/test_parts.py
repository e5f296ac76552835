"""The parts of a letter as plain data for a skeleton."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from lettergen.compose.document import compose_html, compose_print, compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import Body, Letter
from lettergen.letter.parts import STYLE_PARTS, LetterPart
from lettergen.letter.people import Addressee, Person, Recipient, Signatory
from lettergen.letter.pictures import named_by_content
from lettergen.letterhead.reading import load_letterhead
from tests.one_part import ALL_CHANGES, FULL, changed
from tests.reference import REFERENCE, printed

OGP = load_letterhead("ogp", None)
HENTZAU = Signatory("Rupert Hentzau", "Registrar")


def text(letter: Letter) -> str:
    """Return the letter as plain text."""
    return compose_text(letter, OGP)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"via": (Person("A B", "Director"),)}, "Via: A B, Director\n"),
        (
            {"via": (Person("A B"), Person("C D"))},
            "Via: (1) A B\n     (2) C D\n",
        ),
        ({"postscript": "Please reply."}, "P.S. Please reply.\n"),
        ({"distribution": (Person("A B"), Person("C D"))}, "Distribution: A B\n"),
        (
            {"copies": (Recipient("A B", by="by courier", lines=("1 Castle Street",)),)},
            "cc: A B (by courier)\n    1 Castle Street\n",
        ),
        (
            {"copies": (Recipient("A B", group="Agents"), Recipient("C D", group="Registry"))},
            "cc: Agents:\n    A B\n    Registry:\n    C D\n",
        ),
        (
            {"signatories": (replace(HENTZAU, signed=True, acting=True),)},
            "(Signed) Rupert Hentzau\nRegistrar\nActing\n",
        ),
        (
            {"signatories": (replace(HENTZAU, signing_for="C D, Chair", manner="p.p."),)},
            "Rupert Hentzau\nRegistrar\np.p. C D, Chair\n",
        ),
        (
            {"signatories": (Signatory("", "", on_behalf_of="For the Government"),)},
            "Best wishes,\n\nFor the Government\n\n",
        ),
    ],
)
def test_apparatus(change: dict[str, object], expected: str) -> None:
    """Each part has its text after its label, with further lines hanging below."""
    assert expected in text(replace(REFERENCE, **change))  # type: ignore[arg-type]


FILE_COPY = replace(FULL, for_file=True)
ON_PAPER = [(part, what) for part, what in ALL_CHANGES if not what.endswith(".file")]
"""All that can be said otherwise in a part; a file goes along, and its name is not printed."""


@pytest.mark.parametrize(("part", "what"), ON_PAPER, ids=[what for _, what in ON_PAPER])
def test_every_part_is_shown(part: LetterPart, what: str) -> None:
    """Whatever is said otherwise in a part of a letter is seen on the page and in plain text."""
    other = changed(part.name, what, FILE_COPY)

    assert compose_print(other, OGP) != compose_print(FILE_COPY, OGP)
    is_picture = what.endswith(".image")
    assert (compose_text(other, OGP) == compose_text(FILE_COPY, OGP)) == is_picture


def test_lines_without_a_subject() -> None:
    """Further lines of a subject need a subject: without one they stop the letter."""
    with pytest.raises(LetterError) as error:
        compose_text(replace(FULL, subject=Body("")), OGP)

    assert "does not show the letter part 'subject_lines'" in error.value.problems[0].message


@pytest.mark.parametrize(("names", "printed"), [(99, "A" * 99), (101, "…")])
def test_head_of_later_pages(names: int, printed: str) -> None:
    """Later pages repeat a name of a hundred characters whole, and cut a longer one."""
    people = (Addressee("A" * names, "Minister"),)

    assert f'data-to="{printed}"' in compose_print(replace(REFERENCE, addressees=people), OGP)


@pytest.mark.parametrize("part", [part for part in STYLE_PARTS if part != "appendices"])
def test_nothing_is_lost(part: str) -> None:
    """A part that the letter has and the style does not show stops the letter, by its name."""
    house = replace(OGP.house, shown=(OGP.house.shown or frozenset()) - {part})
    with pytest.raises(LetterError) as error:
        compose_text(FILE_COPY, replace(OGP, house=house))

    (problem,) = error.value.problems
    assert (problem.code, f"{part!r}" in problem.message) == ("part-not-shown", True)


SIGNATURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="12">'
    b'<path d="M0 6h40" stroke="#000"/></svg>'
)


def dictionary(thing: object) -> pikepdf.Dictionary:
    """Return *thing* if it is a dictionary, else an empty one."""
    return thing if isinstance(thing, pikepdf.Dictionary) else pikepdf.Dictionary()


def test_signature_image() -> None:
    """An image of a signature is above the name, with a text, and not in plain text."""
    image = named_by_content("ceo", ".svg", SIGNATURE)
    letter = replace(REFERENCE, signatories=(replace(HENTZAU, image=image),))
    served = replace(OGP, assets=(*OGP.assets, *letter.pictures))

    html = compose_print(letter, OGP)
    assert f'<img src="asset:{image.name}" alt="Signature of Rupert Hentzau">' in html
    assert "data:image/svg+xml;base64," in compose_html(letter, OGP, preview=False)
    assert "Signature of" not in compose_text(letter, OGP)
    with pikepdf.open(BytesIO(printed(letter, served).pdf)) as pdf:
        described = [str(one.Alt) for one in pdf.objects if "/Alt" in dictionary(one)]
    assert described == [OGP.mark_text, "Signature of Rupert Hentzau"]
