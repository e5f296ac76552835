"""Tests of an office's own settings, passages and signatures."""
