"""Word lists of Kazakh."""
