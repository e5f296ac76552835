"""WeasyPrint, imported late and set up once: its fonts, its stylesheets, its fetcher.

A separate font configuration for each letter would leak 0.3 MB, so a process has one for
each chain of fonts. A process renders one letter at a time; callers hold the lock in
`lettergen.pdf.rendering`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from lettergen.errors import Problem
from lettergen.letterhead import ASSET, Asset, StyleText
from lettergen.machine.fonts import font_settings
from lettergen.pdf.weasyprint_import import weasyprint
from lettergen.pdf.weasyprint_log import complaints

# Neutral: no relative address is resolved against a folder of this machine.
BASE = ASSET


@lru_cache(maxsize=8)
def font_configuration(fonts: tuple[str, ...]) -> Any:  # noqa: ANN401  WeasyPrint has no types
    """Return this process's font configuration for a chain of families."""
    with environment(FONTCONFIG_FILE=str(font_settings(fonts))):
        weasyprint()
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  as weasyprint()

        return FontConfiguration()


@cache
def counter_styles() -> Any:  # noqa: ANN401  WeasyPrint has no types
    """Return this process's counter styles, to which each parsed stylesheet adds its own."""
    weasyprint()
    from weasyprint.css.counters import CounterStyle  # noqa: PLC0415  as weasyprint()

    return CounterStyle()


@lru_cache(maxsize=32)
def parsed_stylesheet(sheet: StyleText, fonts: tuple[str, ...]) -> tuple[Any, tuple[Problem, ...]]:
    """Return the parsed stylesheet and its problems; parsed once in a process."""
    configuration = font_configuration(fonts)
    with complaints(sheet.place) as found:
        css = weasyprint().CSS(
            string=sheet.text,
            base_url=BASE,
            font_config=configuration,
            counter_style=counter_styles(),
            url_fetcher=fetcher(()),
        )
    return css, tuple(found)


def fetcher(assets: tuple[Asset, ...]) -> Any:  # noqa: ANN401  WeasyPrint has no types
    """Return a fetcher that serves *assets* by name and refuses everything else."""
    served = {f"{ASSET}{asset.name}": asset for asset in assets}
    return _fetcher_class()(served)


@cache
def _fetcher_class() -> Any:  # noqa: ANN401  WeasyPrint has no types
    weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  as weasyprint()

    class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Never opens a file or a socket."""

        def __init__(self, served: Mapping[str, Asset]) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.served = served

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002  their signature
            asset = self.served.get(url)
            if asset is None:
                raise PermissionError("not one of the letterhead's pictures")
            return URLFetcherResponse(url, body=asset.data, headers={"Content-Type": asset.mime})

    return AssetFetcher


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set environment variables for the length of a block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
