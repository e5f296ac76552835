"""The proof sheet: one document in which a signatory sees a whole batch before signing it."""
