"""The library of lessons."""
