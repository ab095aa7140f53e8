"""The releases."""
