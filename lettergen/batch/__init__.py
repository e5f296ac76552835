"""Batches: many letters into one folder, with a manifest of what was made and what was not."""
