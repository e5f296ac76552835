"""The reviews that an office keeps: who reviewed which words, and when.

They are in `reviews.toml` in the office's folder, for its own templates and for the
built-in ones, whose folder is not the office's to change. `lettergen review` writes the
file; you can also edit it by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator
from pydantic import Field as Setting

from lettergen.errors import CallError, LetterError
from lettergen.files.settings_file import Settings, read_toml
from lettergen.files.text_file import refuse_link_out
from lettergen.files.writing import is_taken, write_whole

FILE = "reviews.toml"
DIGEST = re.compile("[0-9a-f]{64}")
BARE_KEY = re.compile("[A-Za-z0-9_-]+")
HEADER = """\
# Who reviewed which words, and when. 'lettergen review' writes this file: it keeps
# all other reviews, but no other comments.
"""


def _is_a_digest(text: str) -> str:
    if text and not DIGEST.fullmatch(text):
        raise ValueError("the digest that 'lettergen review' wrote: 64 digits and letters a to f")
    return text


WordsDigest = Annotated[str, AfterValidator(_is_a_digest)]
"""The digest of the words that were read, as settings give it; it may be empty."""


class Review(Settings):
    """One review of the words of one body.

    Attributes:
        digest: Digest of the words that were read; empty in a review without one.
    """

    by: str = Setting(min_length=1)
    on: date
    digest: WordsDigest = ""


class ReviewsFile(Settings):
    """``reviews.toml``: a table ``[review.TEMPLATE.LANGUAGE]`` for each review."""

    review: dict[str, dict[str, Review]] = Setting(default_factory=dict)


Reviews = Mapping[str, Mapping[str, Review]]
"""Template to language to review."""


def load_reviews(office: Path | None) -> Reviews:
    """Return the reviews in the folder *office*; none without an office or without a file.

    Raises:
        CallError: The file cannot be read, leads out of the office, or has an unknown key.
    """
    if office is None or not is_taken(office / FILE):
        return {}
    refuse_link_out(office / FILE, office, FILE)
    return read_toml(office / FILE, ReviewsFile, FILE).review


def keep_review(office: Path, template: str, language: str, review: Review) -> None:
    """Write *review* into the office's file, replacing that of the same body.

    Raises:
        CallError: The file cannot be read, or cannot be written.
    """
    kept = load_reviews(office)
    reviews = {**kept, template: {**kept.get(template, {}), language: review}}
    text = "\n".join((HEADER, *_tables(reviews)))
    try:
        write_whole(office / FILE, text.encode(), replace=True)
    except LetterError as error:
        hint = "Free some disk space, or check the permissions of the office's folder."
        raise CallError([replace(one, hint=hint) for one in error.problems]) from error


def _tables(reviews: Reviews) -> Iterator[str]:
    for template, languages in sorted(reviews.items()):
        for language, review in sorted(languages.items()):
            lines = [
                f"[review.{_key(template)}.{_key(language)}]",
                f"by = {_quoted(review.by)}",
                f"on = {review.on.isoformat()}",
                *([f"digest = {_quoted(review.digest)}"] if review.digest else []),
            ]
            yield "\n".join((*lines, ""))


def _key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """Return *text* as a TOML string. JSON differs only in one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
