"""The body's Markdown, read once and written as HTML and as plain text.

Raw HTML and code are off, so that no text can change the page. A link is printed as its text,
since paper cannot be clicked; an image is a problem. The noncharacters around each value never
reach a reader: they become ``<span data-mark>`` in a preview and are removed everywhere else.
"""

from lettergen.markdown.footnotes import NOTES_CSS
from lettergen.markdown.html import body_html, line_html
from lettergen.markdown.plain import Block, body_blocks, body_text, line_text
from lettergen.markdown.tree import Appendix, Words, body_warnings

__all__ = [
    "NOTES_CSS",
    "Appendix",
    "Block",
    "Words",
    "body_blocks",
    "body_html",
    "body_text",
    "body_warnings",
    "line_html",
    "line_text",
]
