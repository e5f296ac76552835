"""Plan: which record gets which letter, and why."""
