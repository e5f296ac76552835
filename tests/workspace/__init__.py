"""Tests of `lettergen.workspace`."""
