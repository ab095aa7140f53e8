"""Commits and files of a clone, read through the `git` program; nothing in a repository is ever executed."""
