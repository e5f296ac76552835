"""Letters as HTML and as plain text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from lettergen.compose.document import compose_html, compose_print, compose_text
from lettergen.errors import LetterError
from lettergen.letter.letter import Body, Enclosure, Letter
from lettergen.letter.people import Addressee, Recipient, Signatory
from lettergen.letterhead import Letterhead
from lettergen.letterhead.reading import load_letterhead
from tests.reference import (
    CANARY,
    EVERY_PART,
    REFERENCE,
    REFERENCE_TEXT,
    filled_in,
)

OGP = load_letterhead("ogp", None)


class Outline(HTMLParser):
    """Notes the elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        """Return how many elements of that name there are."""
        return [name for name, _ in self.elements].count(tag)


def changed(letterhead: Letterhead, html: str) -> Letterhead:
    """Return the letterhead with another skeleton."""
    return replace(letterhead, html=replace(letterhead.html, text=html))


def test_text_of_the_reference_letter() -> None:
    """The reference letter comes out as the real one was sent, to the character."""
    assert compose_text(REFERENCE, OGP) == REFERENCE_TEXT


def test_text_with_every_part() -> None:
    """Each part is in its place in plain text, with the draft mark first."""
    text = compose_text(EVERY_PART, OGP)
    parts = [
        "DRAFT\n\nCONFIDENTIAL\n\nOpen Government Partnership\n",
        "By courier\n\nOur reference: FRE/2021/17\nYour reference: RUR-44\n\nApril 27, 2021\n",
        "Rudolf Rassendyll\nMinister, Castle Office\nKingdom of Ruritania\n\nمحمد الروريتاني\n",
        "Status of the action plan\n\nExcellencies,\n\nThe plan of Ruritania is late.[1]\n",
        "Rupert Hentzau\nChief Executive Officer\n\nOn behalf of the Council\n",
        "Fritz Tarlenheim\nSecretary\nfor Count Sapt, Registrar\n",
        "Enclosures:\n1. Action plan\n2. Resolution\n\n",
        "cc: Antoinette Mauban, Legal Adviser\n    Michael Strelsau, Duke\n    Head, Registry\n\n",
        "Footnotes:\n[1] Letter of 3 March 2021.\n",
    ]

    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert text.startswith("DRAFT\n")


@pytest.mark.parametrize(
    ("change", "present"),
    [
        ({"delivery": "By courier"}, ["By courier"]),
        ({"reference": "FRE/1"}, ["Our reference:"]),
        ({"your_reference": "RUR/1"}, ["Your reference:"]),
        ({"marks": ("DRAFT",)}, ["DRAFT"]),
        ({"subject": Body("Review")}, ["Review"]),
        ({"enclosures": (Enclosure("Plan"),)}, ["Enclosure: Plan"]),
        ({"signatories": (Signatory("A B", "C", signing_for="D"),)}, ["for D"]),
    ],
)
def test_absent_parts_leave_nothing(change: dict[str, object], present: list[str]) -> None:
    """A part of the letter is printed; a missing part leaves no label and no gap."""
    with_part = compose_text(replace(REFERENCE, **change), OGP)  # type: ignore[arg-type]
    without = compose_text(REFERENCE, OGP)

    assert all(part in with_part and part not in without for part in present)
    assert "\n\n\n" not in without.replace("Best wishes,\n\n\n\n", "")


def test_no_copies() -> None:
    """A letter without copies says nothing of copies."""
    alone = replace(REFERENCE, copies=())

    assert "cc" not in compose_text(alone, OGP).split()
    assert 'class="copies"' not in compose_print(alone, OGP)


@pytest.mark.parametrize("letter", [REFERENCE, EVERY_PART], ids=["reference", "every-part"])
def test_blind_copies_are_nowhere(letter: Letter) -> None:
    """No output of the addressee's copy names a blind copy."""
    assert CANARY in str(letter)
    outputs = [
        compose_text(letter, OGP),
        compose_print(letter, OGP),
        compose_html(letter, OGP, preview=False),
        compose_html(letter, OGP, preview=True),
    ]
    for word in (*CANARY.split(), "Canary"):
        assert not any(word in output for output in outputs)


def test_html_needs_nothing_else() -> None:
    """The HTML refers to nothing outside itself and runs nothing."""
    page = Outline(compose_html(EVERY_PART, OGP, preview=True))
    addresses = [
        value
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in {"src", "href", "action", "data", "srcset"}
    ]

    assert [str(address).partition(",")[0] for address in addresses] == [
        "data:image/svg+xml;base64"
    ]
    assert page.count("script") == page.count("link") == 0
    assert not any("style" in attributes for _, attributes in page.elements)


def test_content_security_policy() -> None:
    """The browser may load only the one stylesheet, by its hash, and inline images."""
    html = compose_html(REFERENCE, OGP, preview=True)
    policies = [a["content"] for tag, a in Outline(html).elements if "http-equiv" in a]
    css = html.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(css.encode()).digest()).decode()

    assert [str(policy).split("; ") for policy in policies] == [
        [
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    ]


@pytest.mark.parametrize("letter", [REFERENCE, EVERY_PART], ids=["reference", "every-part"])
def test_outline_of_the_page(letter: Letter) -> None:
    """A page has one main part, one first heading and a logo with a text, in the right language."""
    page = Outline(compose_html(letter, OGP, preview=True))

    assert page.count("main") == page.count("h1") == page.count("title") == 1
    assert page.elements[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert [a["alt"] for tag, a in page.elements if tag == "img"] == [OGP.mark_text]
    assert page.count("h2") == (letter is EVERY_PART)


def test_title() -> None:
    """A document is called after its subject, or after whom it goes to and when."""
    subject = replace(REFERENCE, subject=Body("Status of *Ruritania*"))

    assert "<title>Letter to Vusal Huseynov, April 27, 2021</title>" in compose_print(
        REFERENCE, OGP
    )
    assert "<title>Status of Ruritania</title>" in compose_print(subject, OGP)


def test_marks_in_the_preview_only() -> None:
    """Only a preview shows which words were filled in."""
    letter = replace(REFERENCE, body=Body(f"In {filled_in(7, 'Ruritania')}."))

    assert 'In <span data-mark="7">Ruritania</span>.' in compose_html(letter, OGP, preview=True)
    assert "In Ruritania." in compose_html(letter, OGP, preview=False)
    assert "In Ruritania." in compose_print(letter, OGP)


def test_hostile_texts() -> None:
    """Markup in any text of a letter is printed as typed and adds no element."""
    evil = '"><script>alert(1)</script>{{ 7*7 }}<img src=x onerror=y>'
    plain = replace(EVERY_PART, body=Body("x"), subject=Body(""))
    letter = replace(
        plain,
        salutation=evil,
        close=evil,
        date_text=evil,
        delivery=evil,
        reference=evil,
        marks=(evil,) * 2,
        addressees=tuple(Addressee(evil, evil, evil, evil) for _ in plain.addressees),
        signatories=tuple(
            Signatory(evil, evil, s.on_behalf_of, s.signing_for) for s in plain.signatories
        ),
        enclosures=(Enclosure(evil),) * 2,
        copies=(Recipient(evil),) * 2,
    )
    pages = [compose_html(one, OGP, preview=True) for one in (plain, letter)]

    assert Outline(pages[1]).count("img") == 1
    assert Outline(pages[1]).count("script") == 0
    assert "49" not in re.sub(r"(?s)<style>.*?</style>|data:[^\"]*|sha256-[^']*", "", pages[1])
    assert compose_text(letter, OGP).count(evil) >= 15


def test_direction_of_names() -> None:
    """A name in the other direction than the letter is set in its own direction; no other is."""
    html = compose_print(EVERY_PART, OGP)

    assert '<bdi dir="rtl">محمد الروريتاني</bdi>' in html
    assert " +1 202-609-7859" in html


def test_direction_of_names_in_arabic() -> None:
    """In a letter from right to left, Latin names and telephone numbers are the guests."""
    html = compose_print(replace(EVERY_PART, language="ar"), OGP)

    assert '<bdi dir="ltr">+1 202-609-7859</bdi>' in html
    assert '<span lang="en" dir="ltr">Open Government Partnership</span>' in html
    assert '<bdi dir="ltr">Michael Strelsau, Duke</bdi>' in html
    assert ">محمد الروريتاني<" in html


def test_french_punctuation() -> None:
    """A French colon comes after a no-break space."""
    letter = replace(REFERENCE, language="fr", date_text="27 avril 2021", reference="FRE/1")

    assert "\nCopie\N{NO-BREAK SPACE}: Hikmat" in compose_text(letter, OGP)


def test_typographic_quotes_are_for_english() -> None:
    """The letterhead's typographic quotes are the English ones, and keep to English letters."""
    letterhead = replace(OGP, typographic_quotes=True)
    letter = replace(REFERENCE, body=Body('the "status"'))

    assert "the “status”" in compose_text(letter, letterhead)
    assert 'the "status"' in compose_text(replace(letter, language="fr"), letterhead)


@pytest.mark.parametrize(
    ("skeleton", "message"),
    [
        ("a\n{% if %}", "letterheads/_styles/_parts/letter.html.j2:2: The skeleton is not valid"),
        ("a\nb\n{{ nothing }}", "letter.html.j2:3: The skeleton cannot be filled: 'nothing' is"),
        ("{{ 1 // 0 }}", "letter.html.j2:1: The skeleton cannot be filled: "),
        ("{{ ''.__class__.__mro__ }}", "letter.html.j2:1: The skeleton cannot be filled: "),
        ("{% include '/etc/hostname' %}", "The skeleton cannot be filled: "),
    ],
)
def test_bad_skeleton(skeleton: str, message: str) -> None:
    """A house style that fails is named with file and line, whatever it tried."""
    with pytest.raises(LetterError) as error:
        compose_print(REFERENCE, changed(OGP, skeleton))

    assert message in str(error.value)
