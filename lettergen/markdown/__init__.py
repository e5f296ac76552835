"""The body's Markdown, read once and written twice: as HTML and as plain text.

Raw HTML and code are off, so nothing typed can change the page. Links are
printed as their words, since paper cannot be clicked; a picture is a problem.
The noncharacters round each filled-in value never reach a reader: they become
``<span data-mark>`` in a preview and nothing anywhere else.
"""

from lettergen.markdown.footnotes import NOTES_CSS
from lettergen.markdown.html import body_html, line_html
from lettergen.markdown.plain import body_text, line_text
from lettergen.markdown.tree import Appendix, Words, body_warnings

__all__ = [
    "NOTES_CSS",
    "Appendix",
    "Words",
    "body_html",
    "body_text",
    "body_warnings",
    "line_html",
    "line_text",
]
