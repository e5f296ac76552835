"""The envelope of each addressee, laid out and read back."""
