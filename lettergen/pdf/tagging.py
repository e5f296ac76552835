"""Say in the PDF's tags which parts are in the second language of a letter.

WeasyPrint tags a document with one language. A part in another one is an ``article`` in the
page, and nothing else is; the page names the language in a ``meta`` of its head.
"""

from __future__ import annotations

from typing import Any

import pydyf

SECOND_LANGUAGE = "second-language"


def tag_languages(document: Any, pdf: Any) -> None:  # noqa: ANN401  neither has types
    """Give each article its language; for WeasyPrint's ``finisher``."""
    language = document.metadata.custom.get(SECOND_LANGUAGE)
    for item in pdf.objects if language else ():
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Art":
            item["Lang"] = pydyf.String(language)
