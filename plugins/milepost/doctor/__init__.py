"""Inspection of a repository, its history, and its pipelines for internal content that a build cannot protect."""
