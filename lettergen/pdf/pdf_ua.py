"""Claim that a PDF/A-2a file conforms to PDF/UA-1 too, and tag its second language.

WeasyPrint writes one claim only. PDF/A allows a second one (ISO 14289-1,
clause 5) when its XMP schema is declared (ISO 19005-2, 6.6.2.3).

WeasyPrint tags a document with one language. The part in the second language is the page's
only ``article``; a ``meta`` element names the language.
"""

from __future__ import annotations

from typing import Any

import pydyf

VARIANT = "pdf/a-2a"
SECOND_LANGUAGE = "second-language"
END = b"</rdf:RDF>"
CLAIM = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms\
</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def claim_accessibility(document: Any, pdf: Any) -> None:  # noqa: ANN401  neither has types
    """Add the claim of PDF/UA-1 and the language tags; for WeasyPrint's ``finisher``.

    Raises:
        ValueError: The file has no metadata to add to.
    """
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/Metadata":
            content = b"".join(part for part in item.stream)
            if content.count(END) == 1:
                item.stream = [content.replace(END, CLAIM + END)]
                # An archive's reader finds the claims without decompressing anything.
                item.compress = False
                tag_languages(document, pdf)
                return
    raise ValueError("no metadata")


def tag_languages(document: Any, pdf: Any) -> None:  # noqa: ANN401  neither has types
    """Tag each article with its language; for WeasyPrint's ``finisher``."""
    language = document.metadata.custom.get(SECOND_LANGUAGE)
    for item in pdf.objects if language else ():
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Art":
            item["Lang"] = pydyf.String(language)
