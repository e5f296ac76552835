"""Tests of problems, and of the registry of their codes."""
