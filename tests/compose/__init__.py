"""Tests of letters as HTML and as text."""
