"""Turn one letter's HTML into PDF bytes: PDF/A-2a and PDF/UA-1 in one file.

The only part that imports WeasyPrint, and late: whoever makes no PDF does not pay
for it. WeasyPrint logs a missing mark or a missing glyph and carries on; a letter
without its mark must not be posted, so here every warning fails the letter.
Nothing is fetched: not from a network, not from the disk.
"""
