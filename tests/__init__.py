"""Tests: the promises, held."""
