"""What is true of one language only."""
