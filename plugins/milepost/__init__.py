"""Milepost: YAML about a product and its projects, published as a public and an internal static site."""

__version__ = "0.1.0"
