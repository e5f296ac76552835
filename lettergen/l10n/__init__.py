"""Languages: their tags, their dates, numbers, lists and names, and the fixed phrases.

Every function takes the letter's language. None reads the locale of the user
or the machine, and none falls back to another language.
"""
