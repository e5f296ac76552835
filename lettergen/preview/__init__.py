"""One letter, live in the browser, before it is signed.

    files saved ─> watching ─> reading (office, data, words, look) ─> view (HTML, marks) ─> page
                                                                 └─> renders (PDF, pictures) ─┘

The page shows what would be printed: the HTML comes from `compose_html`, the pages from
`produce`, as in `render` and `batch`. The preview writes no file and serves none from the
disk except its own page.
"""
