"""`mkdocs.yml`: read and validated, its errors at their places."""
