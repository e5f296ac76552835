"""Tests of which record gets which letter."""
