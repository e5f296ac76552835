"""What goes round a letter: the envelope of each addressee, laid out and read back."""
