"""This machine: fonts, libraries, limits, and their fingerprint."""
