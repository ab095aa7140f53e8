"""The kinds of documents: one folder each, and the registry of them."""
