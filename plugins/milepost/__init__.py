"""Milepost: publishes a folder of YAML about a product as a public and an internal site."""

__version__ = "0.1.0"
