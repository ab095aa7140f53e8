"""Tables in CSV: rows of a document that lie in a file beside it."""
