"""This machine: fonts, libraries, limits, and a fingerprint of them."""
