"""Turn one letter's HTML into PDF bytes: PDF/A-2a and PDF/UA-1 in one file.

The only package that imports WeasyPrint, and it does so late: commands that make no PDF
start faster. WeasyPrint logs a missing logo or a missing glyph and continues; a letter
without its logo must not be posted, so here every warning fails the letter.
Nothing is fetched from a network or read from the disk.
"""
