"""One person for the many ways a text names them."""
