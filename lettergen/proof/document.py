"""A page to send or print: one file that contains its stylesheet and may load nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from lettergen.files import paths
from lettergen.proof.difference import Part


def document(name: str, *, on_screen: bool, **context: object) -> str:
    """Return the page called *name*, filled with *context*.

    Args:
        on_screen: With the stylesheet inside, and a policy that nothing else may be loaded.
    """
    css = stylesheet(name)
    screen = {
        "css": Markup(css),  # noqa: S704  our own file
        "css_hash": b64encode(sha256(css.encode()).digest()).decode(),
    }
    template = _environment().from_string(_text(f"{name}.html.j2"))
    return template.render(**context, screen=screen if on_screen else None)


def difference_html(old: str, new: str, parts: tuple[Part, ...]) -> bytes:
    """Return the difference between two letters, called *old* and *new*, as a page."""
    return document("difference", on_screen=True, old=old, new=new, parts=parts).encode()


def stylesheet(name: str) -> str:
    """Return the stylesheet of the page called *name*."""
    return _text(f"{name}.css")


@cache
def _text(file: str) -> str:
    return (paths.PACKAGE / "proof" / file).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
