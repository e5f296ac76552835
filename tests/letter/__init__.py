"""Tests of the letter itself."""
