"""`mkdocs.yml`: read and validated, with errors at their place in the file."""
