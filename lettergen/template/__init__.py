"""Templates: the words of a kind of letter."""
