"""Fields: what a record may contain, declared once."""
