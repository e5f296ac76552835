"""Merge: one record and one template become one letter."""
