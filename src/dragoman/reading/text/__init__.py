"""Clean text, passages, tokens and sentences: what is done before any word is understood."""
