"""The proof sheet: one document that shows a signatory a whole batch before it is signed."""
