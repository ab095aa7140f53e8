"""The risks and issues of a project."""
