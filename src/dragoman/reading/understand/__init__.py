"""From marks to findings."""
