"""Editing YAML files in place: every byte outside the changed values stays as it was."""
