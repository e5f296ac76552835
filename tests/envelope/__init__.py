"""Tests of what goes round a letter."""
