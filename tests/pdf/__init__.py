"""Tests of the PDF."""
