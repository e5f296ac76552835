"""Compose: a letter and a letterhead become one HTML page, or plain text."""
