"""Tests of records read through a template's fields."""
