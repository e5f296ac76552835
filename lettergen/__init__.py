"""Official letters from member data: facts, words and the look, merged into letterhead PDFs."""
