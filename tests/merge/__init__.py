"""Tests of one record and one template as one letter."""
