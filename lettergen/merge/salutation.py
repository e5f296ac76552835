"""Check that a complimentary close goes with its salutation.

*Dear Sir* with *Yours sincerely* is a mistake that everyone sees. The forms of address list
which closes go with which greeting; a close that they list only with other greetings is a
problem. A close that none of them lists is the office's own choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lettergen.errors import Problem
from lettergen.l10n.filters import sentence_start
from lettergen.l10n.languages import best_match
from lettergen.protocol.forms_of_address import PLACE, Form, Forms


def clash(
    salutation: str, close: str, forms: Forms, ranks: Iterable[str], language: str
) -> Problem | None:
    """Return the problem of a *close* that does not go with the *salutation*, or None.

    Args:
        ranks: The addressees' forms; a salutation in the words of a form takes precedence.
    """
    rows = [row for row in forms.rows if best_match(language, [row.language])]
    said = {row.form for row in rows if _says(row, salutation, language)} or set(ranks)
    own = [row for row in rows if row.form in said]
    known = any(_closes(row, close) for row in rows)
    if not own or not known or any(_closes(row, close) for row in own):
        return None
    message = f"The close {close!r} does not go with the salutation {salutation!r}."
    hint = f"Use one of these closes: {_listed(own)}; or write another salutation."
    return Problem("close-unlike-salutation", message, hint)


def _says(row: Form, salutation: str, language: str) -> bool:
    """Return whether *salutation* is the line of a form that is the same for every person."""
    greetings = [one for one in (row.greeting, row.greeting_several) if one and "{" not in one]
    lines = {sentence_start(row.salutation.replace(PLACE, one), language) for one in greetings}
    return salutation in lines


def _closes(row: Form, close: str) -> bool:
    return any(_pattern(one).fullmatch(close) for one in (row.close, *row.also_close))


@lru_cache(maxsize=1024)
def _pattern(close: str) -> re.Pattern[str]:
    return re.compile(re.escape(close).replace(re.escape(PLACE), ".+"))


def _listed(rows: Sequence[Form]) -> str:
    closes = dict.fromkeys(one for row in rows for one in (row.close, *row.also_close))
    return ", ".join(repr(one) for one in closes)
