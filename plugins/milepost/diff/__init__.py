"""Semantic diff: compare two revisions of the data entity by entity, and report what each change means."""
