"""Tests of what this machine has."""
