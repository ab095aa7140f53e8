"""Milepost: a folder of YAML about a product, published as one site for outside and one for inside."""

__version__ = "0.1.0"
