"""The letter itself: what one is made of, resolved and immutable."""
