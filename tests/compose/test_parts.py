"""The parts of a letter as plain data for a skeleton."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from lettergen.compose.document import compose_html, compose_print, compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import Letter
from lettergen.letter.people import Person, Recipient, Signatory
from lettergen.letter.pictures import named_by_content
from lettergen.letterhead.reading import load_letterhead
from tests.reference import EVERY_PART, REFERENCE, printed

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
    """Each part says what it is told, under its label, its further lines hanging below."""
    assert expected in text(replace(REFERENCE, **change))  # type: ignore[arg-type]


CHECKED_ELSEWHERE = {"letterhead", "blind_copies", "notes", "appendices"}


@pytest.mark.parametrize("part", sorted((OGP.house.shown or frozenset()) - CHECKED_ELSEWHERE))
def test_nothing_is_lost(part: str) -> None:
    """A part that the letter has and the style does not show stops the letter, by its name."""
    house = replace(OGP.house, shown=(OGP.house.shown or frozenset()) - {part})
    letter = replace(
        EVERY_PART,
        via=(Person("A B"),),
        postscript="x",
        distribution=(Person("C D"),),
        version="Authoritative text",
    )
    with pytest.raises(LetterError) as error:
        compose_text(letter, replace(OGP, house=house))

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
    """A picture of a signature stands above the name, described, and on no plain text."""
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
