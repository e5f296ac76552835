"""CLDR's data for one locale, which no other locale can change.

Babel keeps the data that locales inherit in shared dictionaries, and writes into them
what it has looked up: after a Hebrew month, a later Norwegian one came out in Hebrew
(python-babel/babel#1234, Babel 2.18). The words of a letter must not hang on which
letters came before it, so every locale here reads from a copy of its own. Locales
are made here and nowhere else in lettergen.
"""

from __future__ import annotations

from typing import TypeVar

from babel import Locale, localedata

T = TypeVar("T")


class IsolatedLocale(Locale):
    """A Babel locale that reads, and remembers, in data of its own."""

    _own: localedata.LocaleDataDict | None = None

    @property
    def _data(self) -> localedata.LocaleDataDict:
        """Stand in for Babel's look at the shared data: every use of a Locale goes through it."""
        if self._own is None:
            shared = localedata.load(str(self))
            self._own = localedata.LocaleDataDict({key: _copied(shared[key]) for key in shared})
        return self._own


def _copied(value: T) -> T:
    """Return *value* with every dictionary in it copied; everything else is immutable."""
    if isinstance(value, dict):
        return type(value)((key, _copied(part)) for key, part in value.items())
    if isinstance(value, tuple):
        return type(value)(_copied(part) for part in value)
    return value
