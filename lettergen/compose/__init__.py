"""Compose a letter and a letterhead into one HTML page, or into plain text."""
