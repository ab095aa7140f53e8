"""The kinds of documents, a folder each, and their registry."""
