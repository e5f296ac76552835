"""The letter and what it consists of, resolved and immutable."""
