"""Word lists of English."""
