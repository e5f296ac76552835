"""Facts: a record read through a template's fields."""
