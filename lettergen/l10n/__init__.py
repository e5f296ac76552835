"""Language: which one, how it writes dates, numbers, lists and names, and the fixed phrases.

Every function takes the letter's own language. None reads the user's or the
machine's locale, and none falls back to another language.
"""
