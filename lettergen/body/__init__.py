"""Bodies: the placeholders of a template, checked before they run and filled per letter."""
