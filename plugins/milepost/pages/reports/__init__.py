"""The archive of a project's status reports."""
