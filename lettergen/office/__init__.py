"""The office: its settings, passages, reviews and signature images."""
