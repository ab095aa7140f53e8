"""Metrics: product analytics and customer feedback."""
