"""Tests of letterheads."""
