"""Parsing YAML into trees that know the position of every key and value."""
