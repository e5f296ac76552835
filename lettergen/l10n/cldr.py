"""CLDR's data for one locale, which no other locale can change.

Babel keeps the data that locales inherit in shared dictionaries, and writes what it has
looked up into them: after a Hebrew month, a later Norwegian one was in Hebrew
(python-babel/babel#1234, Babel 2.18). The words of a letter must not depend on earlier
letters, so every locale here reads from its own copy. All locales of lettergen are made
here.
"""

from __future__ import annotations

from typing import TypeVar

from babel import Locale, localedata

T = TypeVar("T")


class IsolatedLocale(Locale):
    """A Babel locale that reads from, and writes to, its own data."""

    _own: localedata.LocaleDataDict | None = None

    @property
    def _data(self) -> localedata.LocaleDataDict:
        """Replace Babel's access to the shared data, which every use of a Locale goes through."""
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
