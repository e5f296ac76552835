"""Tests of paths, digests and files written whole."""
