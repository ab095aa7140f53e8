"""The documents: what may be written in a file of each kind, and who may see each field."""
