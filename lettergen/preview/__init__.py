"""One letter, live in the browser, before anybody signs it.

    files saved ─> watching ─> reading (office, data, words, look) ─> view (HTML, marks) ─> page
                                                                 └─> renders (PDF, pictures) ─┘

What is shown is what would be printed: the HTML comes from `compose_html`, the pages from
`produce`, as in `render` and `batch`. Nothing here writes a file, and nothing is served but
what was made for the page: no path of the disk.
"""
