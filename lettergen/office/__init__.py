"""The office: its settings, its passages, its signatures' pictures."""
