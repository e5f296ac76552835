"""Tests of declared fields."""
