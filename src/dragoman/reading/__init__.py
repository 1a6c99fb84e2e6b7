"""What one document says: the stages from text to findings."""
