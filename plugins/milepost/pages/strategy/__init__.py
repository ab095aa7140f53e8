"""The strategy."""
