"""Tests of letters made on several machines."""
