"""Tests of the Markdown of bodies."""
