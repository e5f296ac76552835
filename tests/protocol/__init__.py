"""Tests of forms of address, names of states and postal formats."""
