"""From YAML text to documents that know the line and column of every key and value."""
