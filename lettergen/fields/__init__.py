"""Fields: what a record may say, declared once."""
