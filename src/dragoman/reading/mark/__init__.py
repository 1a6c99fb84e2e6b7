"""Words marked with forms, names, sides, dates, numbers and titles."""
