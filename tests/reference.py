"""Letters for tests: the real one that must come out word for word, and one with every part.

All persons but those of the reference letter are made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2

from lettergen.compose.document import compose_print
from lettergen.compose.stylesheet import stylesheets
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body, Enclosure, Letter
from lettergen.letter.people import Addressee, Recipient, Signatory
from lettergen.letterhead import Letterhead
from lettergen.pdf.job import PrintJob, RenderedPdf
from lettergen.pdf.rendering import MOST_PAGES, render_pdf

CANARY = "Zenobia Quillfeather"

PARAGRAPHS = """\
I am writing to provide you an update of the current status of Azerbaijan's participation in \
OGP. As the ministerial representative for OGP, you would be well aware, Azerbaijan is \
currently under "suspended" status in OGP pursuant to the 2018 resolution of the OGP Steering \
Committee.

We are encouraged to see that Azerbaijan has so far acted in accordance with the resolution \
and met the milestones outlined therein. In line with the resolution, Azerbaijan should \
complete the implementation of its current OGP action plan by the end of August 2021.

Consistent with the OGP process for all participants, the Independent Reporting Mechanism \
(IRM) will provide an assessment of the implementation of commitments adopted by Azerbaijan \
in its action plan. Per the IRM review schedule, this assessment will take place in 2022.

The findings of the IRM assessment will be considered by the Steering Committee to determine \
the progress of the action plan and whether it has adequately addressed the civic space \
constraints that led to Azerbaijan's temporary suspension. Azerbaijan's participation status \
in OGP will be reviewed by the Steering Committee at that time.

Until then, Azerbaijan will continue to remain in suspended status. During this period, the \
Steering Committee and Support Unit are available to provide any assistance needed for \
implementation of the action plan, including commitments aimed at addressing civic space \
constraints.

Representatives from the OGP Steering Committee and Support Unit are available to organize an \
online meeting with you and other government representatives to discuss any developments and \
support needs in this regard."""

REFERENCE_TEXT = f"""\
Open Government Partnership

1100 13th Street NW, Suite 800
Washington, DC 20005
United States

Phone: +1 202-609-7859

Email: info@opengovpartnership.org

April 27, 2021

Vusal Huseynov
Chief, State Migration Service
Republic of Azerbaijan

Dear Mr. Huseynov,

{PARAGRAPHS}

Best wishes,



Sanjay Pradhan
Chief Executive Officer

cc: Hikmat Hajiyev, Head of Foreign Policy Affairs, Presidential Administration, \
Republic of Azerbaijan
"""

REFERENCE = Letter(
    id="AZE",
    language="en",
    date=date(2021, 4, 27),
    date_text="April 27, 2021",
    addressees=(
        Addressee("Vusal Huseynov", "Chief", "State Migration Service", "Republic of Azerbaijan"),
    ),
    salutation="Dear Mr. Huseynov,",
    body=Body(PARAGRAPHS),
    close="Best wishes,",
    signatories=(Signatory("Sanjay Pradhan", "Chief Executive Officer"),),
    copies=(
        Recipient(
            "Hikmat Hajiyev",
            "Head of Foreign Policy Affairs",
            "Presidential Administration",
            "Republic of Azerbaijan",
        ),
    ),
    blind_copies=(Recipient(CANARY, "Keeper of the Canary"),),
)


def filled_in(number: int, value: str) -> str:
    """Return *value* as it stands in a body: between its marks."""
    return f"{MARK_OPEN}{number}{MARK_NUMBER_END}{value}{MARK_CLOSE}"


EVERY_PART = replace(
    REFERENCE,
    draft="DRAFT",
    marks=("CONFIDENTIAL",),
    delivery="By courier",
    reference="FRE/2021/17",
    your_reference="RUR-44",
    addressees=(
        Addressee("Rudolf Rassendyll", "Minister", "Castle Office", "Kingdom of Ruritania"),
        Addressee("محمد الروريتاني", "Registrar", state="Ruritania", lines=("1 Castle Street",)),
    ),
    subject=Body("Status of the *action plan*"),
    salutation="Excellencies,",
    body=Body(
        f"""\
The plan of {filled_in(1, "Ruritania")} is **late**.[^1]

# Milestones

1. The first step, due {filled_in(2, "31 May 2021")}.
2. The second step:
   - one part
   - another part

| Milestone | Days |
|---|--:|
| Roadmap | 3 |
| Final plan | 112 |

> A passage quoted from the resolution.

[^1]: Letter of 3 March 2021.

{PARAGRAPHS}
"""
    ),
    signatories=(
        Signatory("Rupert Hentzau", "Chief Executive Officer"),
        Signatory("Flavia Elphberg", "Deputy", on_behalf_of="On behalf of the Council"),
        Signatory("Fritz Tarlenheim", "Secretary", signing_for="Count Sapt, Registrar"),
    ),
    enclosures=(Enclosure("Action plan"), Enclosure("Resolution")),
    copies=(
        Recipient("Antoinette Mauban", "Legal Adviser"),
        Recipient("Michael Strelsau", "Duke"),
        Recipient(title="Head", office="Registry"),
    ),
)


def as_written(letter: Letter, letterhead: Letterhead) -> Letter:
    """Return the letter as its house style has it: some know no salutation, no close."""
    house, translation = letterhead.house, letter.translation
    return replace(
        letter,
        salutation=letter.salutation if house.shows("salutation") else "",
        close=letter.close if house.shows("close") else "",
        signatories=letter.signatories if house.shows("signatories") else (),
        translation=as_written(translation, letterhead) if translation else None,
    )


def printed(letter: Letter, letterhead: Letterhead) -> RenderedPdf:
    """Return the letter as a PDF, by the whole way from letter to bytes."""
    html = compose_print(letter, letterhead)
    sheets = stylesheets(letterhead, letter.language)
    return render_pdf(html, sheets, letterhead, day=letter.date)


def print_job(letter: Letter, letterhead: Letterhead) -> PrintJob:
    """Return what laying the letter out takes."""
    sheets = stylesheets(letterhead, letter.language)
    return PrintJob(compose_print(letter, letterhead), sheets, letterhead, letter.date, MOST_PAGES)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as another program reads it."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts
